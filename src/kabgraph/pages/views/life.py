"""In life: tables that set terms beside what people meet, and the steps that have a counterpart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Event
from kabgraph.pages.uris import process_uri
from kabgraph.pages.views.parts import Anchor, QuoteView, Run
from kabgraph.pages.views.tables import TableView, tables_view
from kabgraph.pages.views.words import quotes_of, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class StepSide:
    """A step on one side of a pair, with its quotes."""

    title: Anchor
    sentence: tuple[Run, ...]
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True)
class LifeView:
    """The tables that yield no relations, and the pairs of steps that are counterparts."""

    tables: tuple[TableView, ...]
    pairs: tuple[tuple[StepSide, StepSide], ...]


def life_view(desk: Desk) -> LifeView:
    """Return all of them, in the order of the ontology."""
    events = desk.ontology.events
    return LifeView(
        tables=tuple(table for table in tables_view(desk) if not table.chained),
        pairs=tuple(
            (_side(desk, events[other]), _side(desk, event))
            for event in events.values()
            for other in event.counterpart_of
            if other in events
        ),
    )


def _side(desk: Desk, event: Event) -> StepSide:
    process = desk.process_of(event.id)
    target = f"{process_uri(process.id)}#{event.id}" if process else ""
    return StepSide(Anchor(event.label, target), sentence_runs(desk, event), quotes_of(desk, event))
