"""Relations, events and claims as sentences with their ground."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kabgraph.model import Event, Relation
from kabgraph.pages.pictures import event_sign, relation_sign
from kabgraph.pages.uris import ABOUT, process_uri
from kabgraph.pages.views.parts import Anchor, RelationView
from kabgraph.pages.views.people import recorded
from kabgraph.pages.views.words import passage_numbers, plural, quotes_of, sentence_runs, short_place

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


def _ground(desk: Desk, item: Relation | Event) -> tuple[str, str]:
    """The numbers of its passages and the text where they stand; else its sources, else that it has none."""
    talks = list(dict.fromkeys(ref.partition("#")[0] for ref in item.evidence if desk.passage(ref)))
    if not talks:
        return ", ".join(item.sources) or NO_QUOTE, ""
    if len(talks) > 1:
        return plural(len(talks), "text"), ""
    return passage_numbers(desk, item.evidence), short_place(desk.talk(talks[0])) if desk.talks[1:] else ""


def relation_view(desk: Desk, relation: Relation) -> RelationView:
    """Return a relation as a line that opens its quotes."""
    notes = [relation.rule] if relation.rule else []
    notes += [f"by the table {relation.table}"] if relation.table else []
    notes += [f"in the tradition {relation.tradition}"] if relation.tradition else []
    notes += recorded(desk.records_of(relation))
    notes += recorded(desk.records_of(relation, "contradicts"), "Contradicted")
    ground, text = _ground(desk, relation)
    return RelationView(
        id=relation.id,
        sign=relation_sign(desk, relation),
        sentence=sentence_runs(desk, relation),
        ground=ground,
        text=text,
        standing=relation.standing,
        quotes=quotes_of(desk, relation),
        notes=tuple(notes),
        sources=reference_links(desk, relation.sources),
        process=_process_of(desk, relation.derived_from),
    )


def event_view(desk: Desk, event: Event) -> RelationView:
    """Return an event as a line that opens its quotes and leads to its process."""
    standing = "asserted" if event.evidence else "sourced" if event.sources else "inferred"
    ground, text = _ground(desk, event)
    return RelationView(
        id=event.id,
        sign=event_sign(event),
        sentence=sentence_runs(desk, event),
        ground=ground,
        text=text,
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
