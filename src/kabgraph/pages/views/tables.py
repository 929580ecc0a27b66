"""Tables of correspondences: all of them on one page, and the rows about a concept on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Correspondence, Span, TableRow
from kabgraph.pages.uris import CORRESPONDENCES, IN_LIFE, concept_uri, table_id
from kabgraph.pages.views.parts import Anchor, QuoteView, Run
from kabgraph.pages.views.relations import reference_links
from kabgraph.pages.views.words import cut, first_terms, listed, passage_number, quotes_of, short_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell under its column's name."""

    column: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a table with its ground."""

    cells: tuple[CellView, ...]
    ground: str
    note: str
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table; ``target`` is its place on the page of its like."""

    id: str
    target: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[RowView, ...]
    tradition: str
    sources: tuple[Anchor, ...]
    note: str
    chained: bool


def tables_view(desk: Desk) -> tuple[TableView, ...]:
    """Return every table."""
    return tuple(_table(desk, table, table.rows) for table in desk.ontology.correspondences.values())


def tables_of(desk: Desk, concept: str) -> tuple[TableView, ...]:
    """Return the tables that yield no relations, with their rows about ``concept`` alone.

    The pairs of the other tables stand among the concept's relations already.
    """
    return tuple(_table(desk, table, rows) for table, rows in desk.rows_with(concept))


def _table(desk: Desk, table: Correspondence, rows: Iterable[TableRow]) -> TableView:
    anchor = table_id(table.id)
    return TableView(
        id=anchor,
        target=f"{CORRESPONDENCES if table.derive else IN_LIFE}#{anchor}",
        title=table.label,
        columns=table.columns,
        rows=tuple(_row(desk, table, row) for row in rows),
        tradition=table.tradition,
        sources=reference_links(desk, table.sources),
        note=table.note,
        chained=table.derive,
    )


def _row(desk: Desk, table: Correspondence, row: TableRow) -> RowView:
    columns = (*table.columns, *("" for _ in row.cells[len(table.columns) :]))
    return RowView(
        cells=tuple(
            CellView(column, _cell(desk, cell)) for column, cell in zip(columns, row.cells, strict=False)
        ),
        ground=_ground(desk, row),
        note=row.note,
        quotes=quotes_of(desk, row),
    )


def _cell(desk: Desk, cell: str) -> tuple[Run, ...]:
    """A concept by its name; words with the concepts that they name."""
    if cell in desk.ontology.concepts:
        return (Run(desk.label(cell), concept_uri(cell), concept=cell),)
    whole = Span(0, len(cell))
    return cut(cell, whole, terms=first_terms(desk.named_in(cell), whole))


def _ground(desk: Desk, row: TableRow) -> str:
    """The passages by their numbers, each talk by its name."""
    by_talk: dict[str, list[str]] = {}
    for ref in row.evidence:
        number = passage_number(desk, ref)
        if number is not None:
            by_talk.setdefault(ref.partition("#")[0], []).append(str(number))
    return "; ".join(
        f"{short_title(desk.talk(talk))}, {'passage' if len(numbers) == 1 else 'passages'} {listed(numbers)}"
        for talk, numbers in by_talk.items()
    )
