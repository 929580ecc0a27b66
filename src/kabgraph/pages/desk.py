"""The desk: a library with its answers laid out as pages ask for them: a page costs its own size."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from kabgraph.library import Gaps, Library, parts_of
from kabgraph.library.across import InText, across
from kabgraph.library.quotes import quote
from kabgraph.model import (
    Claim,
    Correspondence,
    Event,
    Mention,
    Ontology,
    Passage,
    Quote,
    Relation,
    Talk,
)
from kabgraph.pages.decisions import Decisions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kabgraph.export import Parts
    from kabgraph.library import Path, Process, Query, Segment
    from kabgraph.library.quotes import Ground
    from kabgraph.model import Annotation, Stance, TableRow


class Desk:
    """What the views read. With ``public`` the talks that are private copies are not there."""

    def __init__(self, library: Library, public: bool = False) -> None:
        self.library = _published(library) if public else library

    @property
    def ontology(self) -> Ontology:
        """The ontology."""
        return self.library.ontology

    @property
    def version(self) -> str:
        """The hash of the data, as the library gives it."""
        return self.library.version

    @cached_property
    def talks(self) -> tuple[Talk, ...]:
        """All talks, in the library's order."""
        return tuple(self.library.talks)

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations, in the library's order."""
        return tuple(self.library.relations())

    @cached_property
    def processes(self) -> tuple[Process, ...]:
        """All processes."""
        return self.library.processes()

    @cached_property
    def hubs(self) -> frozenset[str]:
        """The concepts that paths pass by."""
        return frozenset(entry.id for entry in self.library.hubs)

    @cached_property
    def decisions(self) -> Decisions:
        """What people decided."""
        return Decisions(self.library)

    @property
    def queries(self) -> Sequence[Query]:
        """All questions with their answers."""
        return self.library.queries

    @cached_property
    def gaps(self) -> Gaps:
        """What is not known."""
        return self.library.gaps()

    @cached_property
    def parts(self) -> Parts:
        """What may be taken away: private copies are not there, whatever the pages show."""
        return parts_of(self.library)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The rows of the map by id, counted from above."""
        return {row.id: place for place, row in enumerate(self.ontology.scheme.rows)}

    @cached_property
    def _talks(self) -> dict[str, Talk]:
        return {talk.id: talk for talk in self.talks}

    @cached_property
    def _passages(self) -> dict[str, Passage]:
        return {passage.ref: passage for talk in self.talks for passage in talk.passages}

    @cached_property
    def _relations_by_type(self) -> dict[str, list[Relation]]:
        table: dict[str, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            table[relation.type].append(relation)
        return table

    @cached_property
    def _events_with(self) -> dict[str, list[Event]]:
        table: dict[str, list[Event]] = defaultdict(list)
        for event in self.ontology.events.values():
            for concept in dict.fromkeys(role.concept for role in event.roles if role.concept):
                table[concept].append(event)
        return table

    @cached_property
    def _process_of(self) -> dict[str, Process]:
        return {event.id: process for process in self.processes for event in process.events}

    @cached_property
    def _rows_with(self) -> dict[str, list[tuple[Correspondence, tuple[TableRow, ...]]]]:
        found: dict[str, list[tuple[Correspondence, tuple[TableRow, ...]]]] = defaultdict(list)
        for table in self.ontology.correspondences.values():
            rows: dict[str, list[TableRow]] = defaultdict(list)
            for row in table.rows if not table.derive else ():
                for concept in dict.fromkeys((*row.cells, *row.concepts)):
                    rows[concept].append(row)
            for concept, there in rows.items():
                found[concept].append((table, tuple(there)))
        return found

    @cached_property
    def _claims_at(self) -> dict[str, list[Claim]]:
        table: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.ontology.claims:
            for concept in dict.fromkeys(claim.concepts):
                table[concept].append(claim)
        return table

    def records_of(self, what: Relation | Claim, stance: Stance = "supports") -> Sequence[Annotation]:
        """Return the records of people that support a relation or a claim, or contradict it."""
        return self.library.records_of(what, stance)

    def talk(self, name: str) -> Talk:
        """Return the talk of that id."""
        return self.library.talk(name)

    def talk_or_none(self, name: str) -> Talk | None:
        """Return the talk of that id, or None where there is none."""
        return self._talks.get(name)

    def passage(self, ref: str) -> Passage | None:
        """Return the passage of that ref, or None where there is none."""
        return self._passages.get(ref)

    def label(self, name: str) -> str:
        """Return how to call a concept, an event, a talk or a passage."""
        return self.library.label(name)

    def sentence(self, item: Relation | Event) -> tuple[Segment, ...]:
        """Return a relation or an event as a sentence."""
        return self.library.sentence(item)

    def quotes(self, item: Ground) -> tuple[Quote, ...]:
        """Return the quotes that support it."""
        return self.library.quotes(item)

    def paths(self, start: str, end: str, max_length: int, count: int = 3) -> Sequence[Path]:
        """Return the best paths from one concept to another, without hubs and what is only inferred."""
        return self.library.paths(start, end, max_length=max_length, count=count)

    def key_passage(self, concept: str) -> Quote | None:
        """Return the passage that says most of a concept."""
        return self.library.key_passage(concept)

    def together(self, concepts: Sequence[str]) -> tuple[Quote, ...]:
        """Return the sentences that name all of ``concepts``, passage by passage."""
        return tuple(
            quote(passage, concepts, self.mentions_in(passage.ref))
            for passage in self.library.passages(*concepts, within="sentence")
        )

    def across(self, concept: str) -> tuple[InText, ...]:
        """Return what each text says of the concept, in the order of reading."""
        return across(self.library, concept)

    def mentions_in(self, ref: str) -> Sequence[Mention]:
        """Return the counted mentions of a passage."""
        return self.library.mentions_in(ref)

    def mentions_of(self, concept: str) -> Sequence[Mention]:
        """Return the counted mentions of a concept."""
        return self.library.mentions_of(concept)

    def named_in_definition(self, concept: str) -> Sequence[Mention]:
        """Return what the definition of a concept names."""
        return self.library.glossary.definition(concept)

    def named_in(self, text: str) -> Sequence[Mention]:
        """Return what any text names, such as the cell of a table."""
        return self.library.glossary.named_in(text)

    def relations_at(self, concept: str) -> Sequence[Relation]:
        """Return the relations at either end of which the concept stands."""
        return self.library.relations_of(concept)

    def relations_of_type(self, relation_type: str) -> Sequence[Relation]:
        """Return the relations of a type."""
        return self._relations_by_type.get(relation_type, ())

    def events_with(self, concept: str) -> Sequence[Event]:
        """Return the events in which the concept plays a role."""
        return self._events_with.get(concept, ())

    def sign_of(self, relation: Relation) -> str:
        """Return the name of the sign that stands for the relation's family."""
        return self.ontology.relation_types[relation.type].sign or "arrow"

    def claims_at(self, concept: str) -> Sequence[Claim]:
        """Return the claims about the concept."""
        return self._claims_at.get(concept, ())

    def rows_with(self, concept: str) -> Sequence[tuple[Correspondence, tuple[TableRow, ...]]]:
        """Return the tables that are shown and yield no relations, with their rows about the concept."""
        return self._rows_with.get(concept, ())

    def process_of(self, event: str | None) -> Process | None:
        """Return the process of which the event is a step."""
        return self._process_of.get(event or "")


def _published(library: Library) -> Library:
    talks = [talk for talk in library.talks if talk.publish]
    kept = {talk.id for talk in talks}
    marks = [annotation for annotation in library.annotations if annotation.talk in kept]
    private = {annotation.id for annotation in library.annotations if annotation.talk not in kept}
    claims = tuple(claim for claim in library.ontology.claims if claim.id not in private)
    ontology = replace(library.ontology, claims=claims)
    return Library(
        library.root, ontology, talks, (), library.version, annotations=marks, queries=library.queries
    )
