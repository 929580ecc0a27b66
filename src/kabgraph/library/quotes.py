"""Quotes: the sentences of a passage that carry a relation, an event or a claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from kabgraph.library.question import Query
from kabgraph.model import Claim, Event, Mention, Passage, PassageRef, Quote, Relation, Span, TableRow

Ground: TypeAlias = Relation | Event | Claim | TableRow | Query
"""What rests on passages."""

NAMES = ("named", "confirmed")
"""The modes of a name; what is implied or pictured is none."""


def carried(ground: Ground, events: Mapping[str, Event]) -> tuple[tuple[PassageRef, tuple[str, ...]], ...]:
    """The passages that carry ``ground``, each with the concepts that a quote from it should name."""
    if isinstance(ground, Query):
        return tuple((proof.passage, proof.names) for proof in ground.proofs)
    if isinstance(ground, TableRow):
        return tuple((ref, (*ground.cells, *ground.concepts)) for ref in ground.evidence)
    return tuple((ref, named_by(ground, events)) for ref in ground.evidence)


def named_by(ground: Relation | Event | Claim, events: Mapping[str, Event]) -> tuple[str, ...]:
    """What a quote should name: the ends, or the parts not inferred; for an event also its type.

    A type that is a concept, such as ascent, tells two steps in one passage apart by their verbs.
    """
    if isinstance(ground, Claim):
        return ground.concepts
    if isinstance(ground, Relation):
        event = events.get(ground.derived_from or "")
        return (ground.subject, ground.object, *([event.type] if event else []))
    parts = (role.concept for role in ground.roles if role.concept and not role.inferred)
    return tuple(dict.fromkeys((*parts, ground.type)))


def grounded(relation: Relation, place: Mapping[str, int]) -> Relation | None:
    """The relation with the evidence that is there, in the texts' order.

    Where a folder lacks all passages that assert it, its sources still stand; without them, None.
    """
    evidence = tuple(sorted((ref for ref in relation.evidence if ref in place), key=place.__getitem__))
    if relation.standing != "asserted" or evidence:
        return replace(relation, evidence=evidence)
    return replace(relation, evidence=(), standing="sourced") if relation.sources else None


@dataclass(slots=True)
class Told:
    """What one passage tells of a concept: in how many events, and beside which other concepts."""

    events: int = 0
    names: set[str] = field(default_factory=set)

    @property
    def weight(self) -> tuple[int, int]:
        """Events weigh more than relations: what a concept does says most about it."""
        return self.events, len(self.names)


def told_in(
    concept: str, relations: Iterable[Relation], events: Mapping[str, Event]
) -> defaultdict[str, Told]:
    """What each passage tells of ``concept``, by asserted relations and by events."""
    told: defaultdict[str, Told] = defaultdict(Told)
    for relation in relations:
        for ref in relation.evidence if relation.standing == "asserted" else ():
            told[ref].names |= {relation.subject, relation.object}
    for event in events.values():
        names = named_by(event, events)
        for ref in event.evidence if concept in names else ():
            told[ref].events += 1
            told[ref].names |= set(names)
    return told


def key_quote(
    concept: str,
    told: Mapping[str, Told],
    mentions: Sequence[Mention],
    passages: Mapping[str, Passage],
    found: Mapping[str, Sequence[Mention]],
) -> Quote | None:
    """The quote from the passage that tells most of ``concept``: events, then relations, then by name.

    ``mentions`` are those of the concept, ``found`` all by passage; ``passages`` in the texts' order.
    """
    here = {mention.passage for mention in mentions}
    named = {mention.passage for mention in mentions if mention.mode in NAMES}
    telling = [ref for ref in passages if ref in told or ref in here]
    if not telling:
        return None
    nothing = Told()
    best = max(telling, key=lambda ref: (told.get(ref, nothing).weight, ref in named))
    there = found.get(best, ())
    whole = quote(passages[best], {concept, *told.get(best, nothing).names}, there)
    marks = tuple(sorted(m.span for m in there if m.concept == concept and m.span in whole.marks))
    return replace(whole, marks=marks)


def quote(passage: Passage, concepts: Collection[str], mentions: Iterable[Mention]) -> Quote:
    """The shortest run of sentences that names as many of ``concepts`` as the passage does.

    Of equal runs the first; the whole passage where it names none of them. A hit inside a longer one,
    and what a person marked, stand in for a name only where the passage has none.
    """
    named = [mention for mention in mentions if mention.concept in concepts]
    counted = {mention.concept for mention in named if is_name(mention)}
    named = [mention for mention in named if is_name(mention) or mention.concept not in counted]
    if not named:
        return Quote(passage, Span(0, len(passage.text)), ())
    where = [
        {mention.concept for mention in named if sentence.contains(mention.span)}
        for sentence in passage.sentences
    ]
    first, last = _shortest_run(where)
    span = Span(passage.sentences[first].start, passage.sentences[last].end)
    marks = tuple(sorted({mention.span for mention in named if span.contains(mention.span)}))
    return Quote(passage, span, marks)


def anchored(passage: Passage, spans: Collection[Span]) -> Quote:
    """The sentences that hold the words a person chose as the ground of something, these words marked."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    whole = Span(passage.sentence_at(first).start, passage.sentence_at(last - 1).end)
    return Quote(passage, whole, tuple(sorted(set(spans))))


def is_name(mention: Mention) -> bool:
    """Whether a name stands there, found by its label or confirmed by a person, and counts."""
    return mention.mode in NAMES and not mention.contained


def _shortest_run(where: Sequence[set[str | None]]) -> tuple[int, int]:
    """The shortest run of sets, the first of equals, whose union is the union of all."""
    wanted = len(set().union(*where))
    for length in range(1, len(where)):
        for first in range(len(where) - length + 1):
            if len(set().union(*where[first : first + length])) == wanted:
                return first, first + length - 1
    return 0, len(where) - 1
