"""Relations, events and claims as sentences with their ground."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kabgraph.model import Event, Relation
from kabgraph.pages.pictures import event_sign, relation_sign
from kabgraph.pages.uris import ABOUT, process_uri
from kabgraph.pages.views.parts import Anchor, RelationView
from kabgraph.pages.views.words import passage_numbers, quotes_of, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

NO_QUOTE = "no quote"


def reference_links(desk: Desk, sources: Iterable[str]) -> tuple[Anchor, ...]:
    """Return published references as links to the list of references."""
    known = desk.ontology.scheme.references
    return tuple(
        Anchor(source, f"{ABOUT}#ref-{source}", known[source].title)
        if source in known
        else Anchor(source, "")
        for source in sources
    )


def _ground(desk: Desk, evidence: Iterable[str], sources: Iterable[str]) -> str:
    numbers = passage_numbers(desk, evidence)
    named = ", ".join(sources)
    return numbers or named or NO_QUOTE


def relation_view(desk: Desk, relation: Relation) -> RelationView:
    """Return a relation as a line that opens its quotes."""
    notes = [relation.rule] if relation.rule else []
    notes += [f"by the table {relation.table}"] if relation.table else []
    notes += [f"in the tradition {relation.tradition}"] if relation.tradition else []
    return RelationView(
        id=relation.id,
        sign=relation_sign(desk, relation),
        sentence=sentence_runs(desk, relation),
        ground=_ground(desk, relation.evidence, relation.sources),
        standing=relation.standing,
        quotes=quotes_of(desk, relation),
        notes=tuple(notes),
        sources=reference_links(desk, relation.sources),
        process=_process_of(desk, relation.derived_from),
    )


def event_view(desk: Desk, event: Event) -> RelationView:
    """Return an event as a line that opens its quotes and leads to its process."""
    standing = "asserted" if event.evidence else "sourced" if event.sources else "inferred"
    return RelationView(
        id=event.id,
        sign=event_sign(event),
        sentence=sentence_runs(desk, event),
        ground=_ground(desk, event.evidence, event.sources),
        standing=standing,
        quotes=quotes_of(desk, event),
        sources=reference_links(desk, event.sources),
        process=_process_of(desk, event.id),
    )


def _process_of(desk: Desk, event: str | None) -> Anchor | None:
    process = desk.process_of(event)
    return (
        Anchor("the whole process", f"{process_uri(process.id)}#{event}", process.title) if process else None
    )
