"""Cards to test oneself: which relation, and which term; each answer shows its passage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from kabgraph.model import Relation, RelationType
from kabgraph.pages.views.gaps import Gap, gaps, spread
from kabgraph.pages.views.parts import QuoteView, Run
from kabgraph.pages.views.words import concept_name, quote_view, quotes_of, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

RELATIONS = 104
OPTIONS = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A question with its options, one of which is right; a gap stands between its ``parts``."""

    id: str
    sort: Literal["relation", "term"]
    parts: tuple[str, ...]
    options: tuple[str, ...]
    answer: int
    sentence: tuple[Run, ...]
    quotes: tuple[QuoteView, ...]
    notes: tuple[str, ...]
    concepts: tuple[str, ...]
    talks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardsView:
    """All cards, and the talks and concepts by which to choose among them."""

    cards: tuple[Card, ...]
    talks: tuple[tuple[str, str], ...]
    concepts: tuple[tuple[str, str], ...]


def cards_view(desk: Desk) -> CardsView:
    """Return the cards in the order of the texts."""
    place: dict[str, int] = {
        passage.ref: n for n, passage in enumerate(p for talk in desk.talks for p in talk.passages)
    }
    asked = [relation_card(desk, relation, wrong) for relation, wrong in islice(askable(desk), RELATIONS)]
    found = [*asked, *(term_card(desk, gap) for gap in gaps(desk))]
    cards = tuple(sorted(found, key=lambda card: place[card.quotes[0].ref]))
    talks = {talk for card in cards for talk in card.talks}
    concepts = sorted({c for card in cards for c in card.concepts}, key=lambda c: desk.label(c).casefold())
    return CardsView(
        cards,
        tuple((talk.id, talk.title) for talk in desk.talks if talk.id in talks),
        tuple((concept, desk.label(concept)) for concept in concepts),
    )


def askable(desk: Desk) -> Iterator[tuple[Relation, tuple[RelationType, ...]]]:
    """Yield each asserted relation of two concepts that a passage shows, with types that are wrong there."""
    told = Told(desk)
    for relation in desk.relations:
        if relation.standing != "asserted" or not {relation.subject, relation.object} <= set(
            desk.ontology.concepts
        ):
            continue
        wrong = told.wrong(relation)
        if wrong and any(map(desk.passage, relation.evidence)):
            yield relation, wrong


def relation_card(desk: Desk, relation: Relation, wrong: Iterable[RelationType]) -> Card:
    """Return the card that asks for the type of a relation."""
    quotes = quotes_of(desk, relation)
    many = desk.ontology.concepts[relation.subject].plural
    right = verb(desk.ontology.relation_types[relation.type], many)
    options = tuple(sorted([right, *(verb(kind, many) for kind in wrong)]))
    return Card(
        id=f"relation.{relation.id}",
        sort="relation",
        parts=(f"{desk.label(relation.subject)} ", f" {desk.label(relation.object)}"),
        options=options,
        answer=options.index(right),
        sentence=sentence_runs(desk, relation),
        quotes=quotes,
        notes=(relation.rule,) if relation.rule else (),
        concepts=(relation.subject, relation.object),
        talks=_talks(quotes),
    )


def verb(kind: RelationType, many: bool) -> str:
    """Return how a relation type is said of one subject, or of many."""
    return (kind.plural_label if many else "") or kind.label


class Told:
    """What is known to hold between two concepts, so that no wrong option is right after all."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._types = desk.ontology.relation_types
        self._next: dict[str, dict[str, set[str]]] = {kind: {} for kind in self._types}
        for relation in desk.relations:
            if {relation.subject, relation.object} <= set(desk.ontology.concepts):
                self._next[relation.type].setdefault(relation.subject, set()).add(relation.object)

    def holds(self, kind: str, subject: str, object: str) -> bool:
        """Whether the relation is there, or follows from others of its type."""
        following = self._next[kind]
        if not self._types[kind].transitive:
            return object in following.get(subject, ())
        seen, waiting = set[str](), [subject]
        while waiting:
            new = following.get(waiting.pop(), set()) - seen
            seen |= new
            waiting += new
        return object in seen

    def wrong(self, relation: Relation) -> tuple[RelationType, ...]:
        """Return other types that hold between the two in neither direction, of the same family first."""
        family = self._types[relation.type].family
        ends = (relation.subject, relation.object)
        many = self._desk.ontology.concepts[relation.subject].plural
        said = {verb(self._types[relation.type], many)}
        found: list[RelationType] = []
        for kind in sorted(
            (kind for kind in self._types.values() if self._next[kind.id]),
            key=lambda kind: (kind.family != family, spread(relation.id, kind.id)),
        ):
            true = self.holds(kind.id, *ends) or self.holds(kind.id, *reversed(ends))
            if not true and verb(kind, many) not in said and len(found) < OPTIONS - 1:
                said.add(verb(kind, many))
                found.append(kind)
        return tuple(found)


def term_card(desk: Desk, gap: Gap) -> Card:
    """Return the card of a sentence with a gap."""
    passage, span = gap.quote.passage, gap.quote.span
    edges = [span.start, *(edge for mark in gap.quote.marks for edge in (mark.start, mark.end)), span.end]
    parts = tuple(passage.text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    right = desk.label(gap.concept)
    options = tuple(sorted([right, *map(desk.label, gap.wrong)], key=str.casefold))
    quotes = (quote_view(desk, gap.quote),)
    return Card(
        id=f"term.{passage.ref}.{gap.concept}",
        sort="term",
        parts=parts,
        options=options,
        answer=options.index(right),
        sentence=(Run(right, concept_name(desk, gap.concept).target, concept=gap.concept),),
        quotes=quotes,
        notes=(),
        concepts=(gap.concept,),
        talks=_talks(quotes),
    )


def _talks(quotes: Sequence[QuoteView]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(quote.ref.partition("#")[0] for quote in quotes))
