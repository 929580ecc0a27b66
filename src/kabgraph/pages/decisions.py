"""People's decisions laid out as pages ask for them: by id, by passage, by talk and by concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from kabgraph.model import Annotation, Mention

if TYPE_CHECKING:
    from kabgraph.library import Library

DECIDED = ("accepted", "rejected")


class Decisions:
    """The decisions of a library. What is skipped, retired or only proposed changes no page."""

    def __init__(self, library: Library) -> None:
        self._library = library

    @cached_property
    def _by_id(self) -> dict[str, Annotation]:
        return {record.id: record for record in self._library.annotations}

    @cached_property
    def _remarks(self) -> dict[str, list[Annotation]]:
        table: dict[str, list[Annotation]] = defaultdict(list)
        for record in self._library.annotations:
            remarks = record.kind == "note" or (record.relation and record.stance != "supports")
            if remarks and record.status == "accepted":
                for ref in dict.fromkeys(ref for ref, _ in record.places):
                    table[ref].append(record)
        return table

    @cached_property
    def _in_talk(self) -> dict[str, list[Annotation]]:
        table: dict[str, list[Annotation]] = defaultdict(list)
        for record in self._library.annotations:
            if record.status in DECIDED:
                table[record.talk].append(record)
        return table

    @cached_property
    def _lost_in(self) -> dict[str, list[Annotation]]:
        table: dict[str, list[Annotation]] = defaultdict(list)
        for record in self._library.lost_records:
            table[record.talk].append(record)
        return table

    @cached_property
    def _lost_of(self) -> dict[str, list[Annotation]]:
        table: dict[str, list[Annotation]] = defaultdict(list)
        for record in self._library.lost_records:
            for concept in record.concepts:
                table[concept].append(record)
        return table

    @cached_property
    def _rejected_in(self) -> dict[str, list[Mention]]:
        return _by_talk(self._library.rejected)

    @cached_property
    def _rejected_of(self) -> dict[str, list[Mention]]:
        table: dict[str, list[Mention]] = defaultdict(list)
        for reading in self._library.rejected:
            for concept in reading.candidates:
                table[concept].append(reading)
        return table

    @cached_property
    def _disputed_in(self) -> dict[str, list[Mention]]:
        return _by_talk(self._library.disputed)

    def records(self, ids: Iterable[str]) -> tuple[Annotation, ...]:
        """Return the decisions of those ids."""
        return tuple(self._by_id[id_] for id_ in ids if id_ in self._by_id)

    def remarks_at(self, ref: str) -> Sequence[Annotation]:
        """Return the notes on a passage, and the relations that it contradicts or only mentions."""
        return self._remarks.get(ref, ())

    def in_talk(self, talk: str) -> Sequence[Annotation]:
        """Return the accepted and the rejected records of a talk."""
        return self._in_talk.get(talk, ())

    def lost_in(self, talk: str) -> Sequence[Annotation]:
        """Return those decisions of a talk whose words are not placed."""
        return self._lost_in.get(talk, ())

    def lost_of(self, concept: str) -> Sequence[Annotation]:
        """Return those decisions about a concept whose words are not placed."""
        return self._lost_of.get(concept, ())

    def rejected_in(self, talk: str) -> Sequence[Mention]:
        """Return the readings that people took away in a talk."""
        return self._rejected_in.get(talk, ())

    def rejected_of(self, concept: str) -> Sequence[Mention]:
        """Return the readings as a concept that people took away."""
        return self._rejected_of.get(concept, ())

    def disputed_in(self, talk: str) -> Sequence[Mention]:
        """Return the places of a talk on which people disagree."""
        return self._disputed_in.get(talk, ())

    @cached_property
    def talks(self) -> tuple[str, ...]:
        """The ids of all talks with decisions, also of those that are no more."""
        return tuple(self._in_talk)


def _by_talk(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    table: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        table[mention.talk].append(mention)
    return table
