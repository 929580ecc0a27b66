"""The agreement of two annotators as data: one sheet of rows, or one document."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.export import disarmed
from kabgraph.library import COEFFICIENTS, Agreement, Figures, Library, Occurrence, Verdict, why_apart
from kabgraph.model import Annotation

COUNTS = ("both", "alike", "only_one", "only_other")
KINDS = ("disagreements", "only_one", "only_other")
"""The places where two annotators differ, as an agreement calls them."""

_PLACE = ("talk", "passage", "start", "end", "words", "sentence", "edition")
_SIDES = tuple(
    f"{what}_{side}" for what in ("verdict", "ids", "notes", "instead") for side in ("one", "other")
)
HEADER = ("row", "one", "other", "concept", *COUNTS, *COEFFICIENTS, "why", *_PLACE, *_SIDES)


def sheet(library: Library, agreement: Agreement) -> Iterator[dict[str, object]]:
    """Yield figures, then places, then marks that do not count; ``row`` tells which it is.

    A cell that a spreadsheet would run has an apostrophe before it.
    """
    empty = dict.fromkeys(HEADER) | {"one": agreement.one, "other": agreement.other}
    for row in _rows(library, agreement):
        filled = empty | row
        yield {name: disarmed(value) if isinstance(value, str) else value for name, value in filled.items()}


def document(library: Library, agreement: Agreement) -> dict[str, object]:
    """Return all of an agreement; ``why`` is empty where there is something to compare."""
    return {
        "one": agreement.one,
        "other": agreement.other,
        "talks": agreement.talks,
        "alone": agreement.alone,
        "why": agreement.why,
        "overall": _figures_record(agreement.overall),
        "concepts": [_figures_record(row) for row in agreement.concepts],
        **{kind: [_place_record(library, place) for place in getattr(agreement, kind)] for kind in KINDS},
        "apart": [_apart_record(mark) for mark in agreement.apart],
    }


def _rows(library: Library, agreement: Agreement) -> Iterator[dict[str, object]]:
    for figures in (agreement.overall, *agreement.concepts):
        why = "; ".join(f"{', '.join(names)}: {reason}" for reason, names in figures.undefined.items())
        yield {"row": "concept" if figures.concept else "all", "why": why, **_figures(figures)}
    for kind in KINDS:
        for place in getattr(agreement, kind):
            row = _place(library, place) | _side("one", place.one) | _side("other", place.other)
            yield {"row": kind.removesuffix("s"), **row}
    for mark in agreement.apart:
        yield {"row": "apart", **_apart(mark, "one" if mark.by == agreement.one else "other")}


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "concept": figures.concept,
        **{name: getattr(figures, name) for name in COUNTS},
        **{name: getattr(figures, name).value for name in COEFFICIENTS},
    }


def _figures_record(figures: Figures) -> dict[str, object]:
    return {**_figures(figures), "undefined": figures.undefined, "caution": figures.caution}


def _place(library: Library, place: Occurrence) -> dict[str, object]:
    passage = place.quote.passage
    return {
        "concept": place.concept,
        "talk": passage.talk,
        "passage": passage.id,
        "start": place.span.start,
        "end": place.span.end,
        "words": place.surface,
        "sentence": place.quote.text,
        "edition": library.talk(passage.talk).edition,
    }


def _place_record(library: Library, place: Occurrence) -> dict[str, object]:
    sides = {"one": _verdict_record(place.one), "other": _verdict_record(place.other)}
    return {**_place(library, place), **sides}


def _side(side: str, verdict: Verdict) -> dict[str, object]:
    return {
        f"verdict_{side}": verdict.label,
        f"ids_{side}": " ".join(mark.id for mark in verdict.annotations),
        f"notes_{side}": "; ".join(mark.note for mark in verdict.annotations if mark.note),
        f"instead_{side}": " ".join(verdict.instead),
    }


def _verdict_record(verdict: Verdict) -> dict[str, object]:
    return {
        "verdict": verdict.label,
        "annotations": [{"id": mark.id, "note": mark.note} for mark in verdict.annotations],
        "instead": verdict.instead,
    }


def _apart(mark: Annotation, side: str) -> dict[str, object]:
    return {
        "why": why_apart(mark),
        "concept": mark.concept,
        "talk": mark.talk,
        "passage": mark.anchor.passage,
        "words": mark.anchor.exact,
        f"ids_{side}": mark.id,
        f"notes_{side}": mark.note,
    }


def _apart_record(mark: Annotation) -> dict[str, object]:
    return {
        "id": mark.id,
        "by": mark.by,
        "concept": mark.concept,
        "passage": mark.passage,
        "words": mark.anchor.exact,
        "why": why_apart(mark),
        "note": mark.note,
    }
