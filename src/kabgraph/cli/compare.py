"""The command that compares the decisions of two annotators."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import typer

from kabgraph.cli.agreement import COUNTS, HEADER, KINDS, document, sheet
from kabgraph.cli.app import Root, app, out, tell
from kabgraph.cli.table import csv_lines
from kabgraph.library import (
    COEFFICIENTS,
    Agreement,
    Figures,
    Library,
    Occurrence,
    Verdict,
    load,
    why_apart,
)
from kabgraph.source import escape, shown


@app.command()
def compare(
    one: Annotated[str, typer.Argument(metavar="ONE", help="An annotator: the name of their files.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")],
    talk: Annotated[str | None, typer.Option("--talk", help="Only this talk.")] = None,
    root: Root = None,
    format: Annotated[Literal["text", "csv", "json"], typer.Option(help="How to print.")] = "text",
) -> None:
    """Tell how far two annotators agree: over all, by concept, and each place where they differ.

    Observed agreement, kappa and alpha are over what both decided. For the strict figures, to have decided
    nothing where the other did is to disagree. Retired, skipped and lost marks count nowhere.

    Example: kabgraph compare anna ben --talk place-of-residence
    """
    library = load(root)
    agreement = library.compare(one, other, talk)
    if format == "json":
        out(json.dumps(document(library, agreement), ensure_ascii=False, indent=2))
    else:
        lines = csv_lines(sheet(library, agreement), HEADER) if format == "csv" else _text(library, agreement)
        for line in lines:
            out(line)
    if agreement.why:
        tell(f"{escape(agreement.why)}; kappa and alpha have nothing to measure")


def _text(library: Library, agreement: Agreement) -> Iterator[str]:
    one, other = escape(agreement.one), escape(agreement.other)
    yield f"{one} and {other} in {', '.join(agreement.talks) or 'no talk'}"
    if agreement.alone:
        yield f"not compared, for only one of them worked there: {', '.join(agreement.alone)}"
    if agreement.occurrences:
        rows = (agreement.overall, *agreement.concepts)
        yield from ("", *_table(library, rows, (one, other)), *_reasons(library, rows))
    titles = ("both decided, not alike", f"only {one} decided", f"only {other} decided")
    for title, kind in zip(titles, KINDS, strict=True):
        places: Sequence[Occurrence] = getattr(agreement, kind)
        if places:
            yield from ("", f"{title}: {len(places)}")
        for place in places:
            yield from _place(library, place)
    if agreement.apart:
        yield from ("", f"not counted: {len(agreement.apart)}")
    for mark in agreement.apart:
        said = f"{escape(mark.by)}, {library.label(mark.concept)}: {shown(mark.anchor.exact)}"
        yield f"  {mark.passage} {said} [{mark.id}], {why_apart(mark)}"


def _table(library: Library, rows: Sequence[Figures], who: tuple[str, str]) -> Iterator[str]:
    """The figures in columns under their names; what is not defined is a dash."""
    head = ("both", "alike", *(f"only {name}" for name in who), *(n.replace("_", " ") for n in COEFFICIENTS))
    names = [_name(library, row) for row in rows]
    first = max(map(len, names))
    widths = [max(len(title), 5) for title in head]
    yield "  ".join((" " * first, *(t.rjust(width) for t, width in zip(head, widths, strict=True))))
    for name, row in zip(names, rows, strict=True):
        cells = [str(getattr(row, field)) for field in (*COUNTS, *COEFFICIENTS)]
        shorter = ("-" if cell == "not defined" else cell for cell in cells)
        line = (name.ljust(first), *(cell.rjust(w) for cell, w in zip(shorter, widths, strict=True)))
        yield "  ".join((*line, f"({row.caution})") if row.caution else line)


def _reasons(library: Library, rows: Sequence[Figures]) -> Iterator[str]:
    """For each reason why a figure is not defined: which figures of which rows."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row in rows:
        for why, figures in row.undefined.items():
            found.setdefault((why, figures), []).append(_name(library, row))
    for (why, figures), names in found.items():
        yield f"- {why}: {', '.join(figures)} of {', '.join(names)}"


def _name(library: Library, row: Figures) -> str:
    return library.label(row.concept) if row.concept else "all"


def _place(library: Library, place: Occurrence) -> Iterator[str]:
    edition = library.talk(place.quote.passage.talk).edition
    said = "" if edition == "original" else f", {edition}"
    where = f"{place.passage} {place.span.start}-{place.span.end}{said}"
    yield f"  {library.label(place.concept)}: “{place.surface}” {where}"
    yield f"    “{place.quote.text}”"
    for verdict in (place.one, place.other):
        yield f"    {escape(verdict.by)}: {_decided(library, verdict)}"


def _decided(library: Library, verdict: Verdict) -> str:
    if not verdict.label:
        chosen = ", ".join(library.label(concept) for concept in verdict.instead)
        return f"nothing decided{f'; accepted for these words: {chosen}' if chosen else ''}"
    notes = (f"{mark.id}{f', {escape(mark.note)}' if mark.note else ''}" for mark in verdict.annotations)
    return f"{verdict.label} [{'; '.join(notes)}]"
