"""Across the texts: what each text, in the order of reading, says of a concept, and what is new there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from kabgraph.model import Event, Mention, Ontology, PassageRef, Relation, Talk

LESSON = "lesson"


class Texts(Protocol):
    """What is asked of a library."""

    @property
    def ontology(self) -> Ontology:
        """The ontology."""

    @property
    def talks(self) -> Sequence[Talk]:
        """All talks."""

    def mentions_of(self, concept: str) -> Sequence[Mention]:
        """The counted mentions of a concept."""

    def mentions_in(self, ref: str) -> Sequence[Mention]:
        """The counted mentions of a passage."""

    def relations_of(self, concept: str) -> Sequence[Relation]:
        """The relations at either end of which a concept stands."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a text asserts of a concept, by these of its passages; ``new``: no earlier text has said it."""

    what: Event | Relation
    passages: tuple[PassageRef, ...]
    new: bool


@dataclass(frozen=True, slots=True)
class InText:
    """A concept in one text: where it is named, implied or pictured, what is said, what stands beside it.

    ``companions`` are the concepts found most often in one sentence with it, each with the number of
    such sentences.
    """

    talk: Talk
    mentions: tuple[Mention, ...]
    sayings: tuple[Saying, ...]
    companions: tuple[tuple[str, int], ...]


def reading_order(talks: Iterable[Talk]) -> list[Talk]:
    """Return the lessons in their order, then the other texts in theirs."""
    placed = enumerate(talks)
    return [t for _, t in sorted(placed, key=lambda at: (at[1].kind != LESSON, at[1].order or 0, at[0]))]


def across(library: Texts, concept: str, most: int = 5) -> tuple[InText, ...]:
    """Return the texts that name ``concept``, imply it or assert something of it, in the order of reading.

    >>> import kabgraph
    >>> [(text.talk.id, len(text.sayings)) for text in across(kabgraph.load("tests/data/small"), "bina")]
    [('first', 4)]
    """
    by_talk: dict[str, list[Mention]] = {}
    for mention in library.mentions_of(concept):
        by_talk.setdefault(mention.talk, []).append(mention)
    told = _told(library, concept)
    said: set[str] = set()
    found = []
    for talk in reading_order(library.talks):
        mentions = tuple(by_talk.get(talk.id, ()))
        sayings = tuple(_sayings(talk, told, said))
        said |= {saying.what.id for saying in sayings}
        if mentions or sayings:
            found.append(InText(talk, mentions, sayings, _companions(library, talk, mentions, concept, most)))
    return tuple(found)


def _told(library: Texts, concept: str) -> list[Event | Relation]:
    """Return the events about ``concept``, then its asserted relations that none of them yields."""
    events = [e for e in library.ontology.events.values() if any(r.concept == concept for r in e.roles)]
    ids = {event.id for event in events}
    relations = [r for r in library.relations_of(concept) if r.standing == "asserted"]
    return [*events, *(r for r in relations if r.derived_from not in ids)]


def _sayings(talk: Talk, told: Iterable[Event | Relation], said: set[str]) -> Iterable[Saying]:
    refs = {passage.ref for passage in talk.passages}
    for what in told:
        passages = tuple(ref for ref in what.evidence if ref in refs)
        if passages:
            yield Saying(what, passages, what.id not in said)


def _companions(
    library: Texts, talk: Talk, mentions: Sequence[Mention], concept: str, most: int
) -> tuple[tuple[str, int], ...]:
    places: dict[str, list[Mention]] = {}
    for mention in mentions:
        places.setdefault(mention.passage, []).append(mention)
    counts: Counter[str] = Counter()
    for passage in talk.passages:
        here = places.get(passage.ref, ())
        if not here:
            continue
        others = library.mentions_in(passage.ref)
        for sentence in passage.sentences:
            if any(sentence.contains(mention.span) for mention in here):
                counts.update({m.concept for m in others if m.concept and sentence.contains(m.span)})
    del counts[concept]
    order = {name: place for place, name in enumerate(library.ontology.concepts)}
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], order[item[0]]))[:most])
