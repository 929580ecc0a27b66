"""How far annotators agree: every two who worked in the same talk, their figures, and where they differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.library import COEFFICIENTS, Agreement, annotators, pairs_of_annotators, why_apart
from kabgraph.library.agreement import FEW
from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.parts import Anchor, Name, QuoteView
from kabgraph.pages.views.words import concept_name, listed, plural, quote_view, short_title, where_marked
from kabgraph.text import slug

if TYPE_CHECKING:
    from kabgraph.library import Figures, Occurrence, Verdict
    from kabgraph.model import Annotation
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class FigureRow:
    """The figures of a concept, or of all where ``name`` is None, each under its column's name."""

    name: Name | None
    cells: tuple[tuple[str, str], ...]
    caution: str


@dataclass(frozen=True, slots=True)
class Undefined:
    """Figures that are not defined, for which rows, and why."""

    figures: str
    rows: str
    why: str


@dataclass(frozen=True, slots=True)
class VerdictView:
    """What one annotator decided, each mark by its id and note; or what they accepted instead."""

    by: str
    label: str
    marks: tuple[tuple[str, str], ...]
    instead: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence at which two annotators differ, with its sentence."""

    name: Name
    quote: QuoteView
    verdicts: tuple[VerdictView, VerdictView]


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A mark that counts nowhere, and why."""

    by: str
    name: Name
    words: str
    where: Anchor
    id: str
    why: str


@dataclass(frozen=True, slots=True)
class PairView:
    """Two annotators; ``why`` says that there is nothing to measure, if so."""

    id: str
    one: str
    other: str
    talks: tuple[Anchor, ...]
    alone: tuple[Anchor, ...]
    counted: str
    why: str
    caution: str
    rows: tuple[FigureRow, ...]
    undefined: tuple[Undefined, ...]
    differing: tuple[Place, ...]
    only_one: tuple[Place, ...]
    only_other: tuple[Place, ...]
    apart: tuple[Uncounted, ...]


@dataclass(frozen=True, slots=True)
class AgreementView:
    """All pairs; ``none`` says why there is not one."""

    pairs: tuple[PairView, ...]
    none: str
    few: int = FEW


def agreement_view(desk: Desk) -> AgreementView:
    """Return the comparison of every two annotators who worked in at least one talk both."""
    pairs = pairs_of_annotators(desk.library)
    ids = _ids(pairs)
    return AgreementView(
        pairs=tuple(
            _pair(desk, desk.library.compare(*pair), id_) for pair, id_ in zip(pairs, ids, strict=True)
        ),
        none="" if pairs else _none(list(annotators(desk.library))),
    )


def _none(names: Sequence[str]) -> str:
    if not names:
        return "Nobody has marked anything yet. To compare takes two."
    if len(names) == 1:
        return f"So far all marks are by one annotator, {names[0]}. To compare takes two."
    return f"No two annotators have worked in the same talk yet: {listed(names)}."


def _ids(pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Anchors made of the names, so that one more annotator moves none."""
    seen: Counter[str] = Counter()
    ids = []
    for pair in pairs:
        anchor = "-".join(("pair", *filter(None, map(slug, pair))))
        seen[anchor] += 1
        ids.append(anchor if seen[anchor] == 1 else f"{anchor}.{seen[anchor]}")
    return ids


def _pair(desk: Desk, agreement: Agreement, anchor: str) -> PairView:
    rows = (agreement.overall, *agreement.concepts) if agreement.occurrences else ()
    return PairView(
        id=anchor,
        one=agreement.one,
        other=agreement.other,
        talks=_talks(desk, agreement.talks),
        alone=_talks(desk, agreement.alone),
        counted=_counted(agreement),
        why=agreement.why,
        caution=_caution(agreement.overall),
        rows=tuple(_row(desk, row, agreement) for row in rows),
        undefined=_undefined(desk, rows),
        differing=_places(desk, agreement.disagreements),
        only_one=_places(desk, agreement.only_one),
        only_other=_places(desk, agreement.only_other),
        apart=tuple(_uncounted(desk, mark) for mark in agreement.apart),
    )


def _talks(desk: Desk, ids: Iterable[str]) -> tuple[Anchor, ...]:
    return tuple(Anchor(short_title(desk.talk(talk)), talk_uri(talk)) for talk in ids)


def _counted(agreement: Agreement) -> str:
    row = agreement.overall
    found = plural(len(agreement.occurrences), "occurrence")
    both = f"{row.both} decided by both, {row.alike} of them alike" if row.both else "none decided by both"
    alone = f"{row.only_one} by {agreement.one} alone, {row.only_other} by {agreement.other} alone"
    return f"{found}: {both}; {alone}." if agreement.occurrences else ""


def _caution(row: Figures) -> str:
    if 0 < row.both < FEW:
        return f"Both decided fewer than {FEW}, so one decision more can move kappa and alpha a long way."
    if row.dominant:
        return f"Nearly all that both decided is {row.dominant}, so kappa and alpha say little."
    return ""


def _row(desk: Desk, row: Figures, agreement: Agreement) -> FigureRow:
    names = ("Both", "Alike", f"Only {agreement.one}", f"Only {agreement.other}")
    counts = map(str, (row.both, row.alike, row.only_one, row.only_other))
    titles = (name.replace("_", " ").capitalize() for name in COEFFICIENTS)
    figures = (_shown(str(getattr(row, name))) for name in COEFFICIENTS)
    cells = (*zip(names, counts, strict=True), *zip(titles, figures, strict=True))
    return FigureRow(concept_name(desk, row.concept) if row.concept else None, cells, row.caution)


def _shown(figure: str) -> str:
    return "–" if figure == "not defined" else figure.replace("-", "−")


def _undefined(desk: Desk, rows: Iterable[Figures]) -> tuple[Undefined, ...]:
    """Each reason with its figures once, for all rows that share it."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        for why, figures in row.undefined.items():
            name = desk.label(row.concept) if row.concept else "all"
            found.setdefault((why, figures), []).append(name)
    return tuple(
        Undefined(_are(figures).capitalize(), listed(names), why) for (why, figures), names in found.items()
    )


def _are(figures: Sequence[str]) -> str:
    return f"{listed(figures)} {'is' if len(figures) == 1 else 'are'}"


def _places(desk: Desk, occurrences: Iterable[Occurrence]) -> tuple[Place, ...]:
    return tuple(
        Place(
            concept_name(desk, each.concept),
            quote_view(desk, each.quote),
            (_verdict(desk, each.one), _verdict(desk, each.other)),
        )
        for each in occurrences
    )


def _verdict(desk: Desk, verdict: Verdict) -> VerdictView:
    return VerdictView(
        verdict.by,
        verdict.label or "nothing decided",
        tuple((mark.id, mark.note) for mark in verdict.annotations),
        tuple(concept_name(desk, concept) for concept in verdict.instead),
    )


def _uncounted(desk: Desk, mark: Annotation) -> Uncounted:
    return Uncounted(
        by=mark.by,
        name=concept_name(desk, mark.concept),
        words=mark.anchor.exact,
        where=where_marked(desk, mark),
        id=mark.id,
        why=why_apart(mark),
    )
