"""What has to be known before a concept: read from the data, never written in code."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from kabgraph.library.glossary import Glossary
from kabgraph.library.processes import Process
from kabgraph.library.quotes import is_name
from kabgraph.model import Event, Mention, Ontology, Relation, Talk

Ground = Literal["broader", "order", "meaning", "process"]
GROUNDS: tuple[Ground, ...] = ("broader", "order", "meaning", "process")
FIRM: tuple[Ground, ...] = ("broader", "order")
"""Grounds that a relation states; what a meaning names, and a step's place, yield to them."""


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """``before`` comes before ``concept``; ``basis`` is the relation or the step that says so."""

    before: str
    concept: str
    ground: Ground
    basis: Relation | Event | None = None

    @property
    def rank(self) -> int:
        """How weak the ground is, among several for one pair."""
        return GROUNDS.index(self.ground)


@dataclass(frozen=True, slots=True)
class First:
    """Where the texts first name a concept: its place among all of them, and the text."""

    place: int
    talk: Talk


def prerequisites(
    ontology: Ontology, relations: Iterable[Relation], processes: Iterable[Process], glossary: Glossary
) -> tuple[Prerequisite, ...]:
    """Return every prerequisite, one for each pair and ground.

    The broader term stands before the narrower, the earlier of an order before the later, what a
    definition names before the concept it defines, and who enters a process before who enters it a
    step later. What is only inferred asks for nothing.
    """
    found = [
        *_of_relations(ontology, relations),
        *_of_meanings(ontology, glossary),
        *(one for process in processes for one in _of_process(process)),
    ]
    known = ontology.concepts
    kept = (p for p in found if p.before != p.concept and p.before in known and p.concept in known)
    return tuple({(p.before, p.concept, p.ground): p for p in reversed(list(kept))}.values())[::-1]


def _of_relations(ontology: Ontology, relations: Iterable[Relation]) -> Iterator[Prerequisite]:
    for relation in relations:
        kind = ontology.relation_types[relation.type]
        if relation.standing == "inferred" or kind.symmetric:
            continue
        if kind.skos == "broader":
            yield Prerequisite(relation.object, relation.subject, "broader", relation)
        elif kind.skos == "narrower":
            yield Prerequisite(relation.subject, relation.object, "broader", relation)
        elif kind.family == "order" and kind.transitive:
            yield Prerequisite(relation.subject, relation.object, "order", relation)


def _of_meanings(ontology: Ontology, glossary: Glossary) -> Iterator[Prerequisite]:
    for concept in ontology.concepts:
        for mention in glossary.definition(concept):
            if mention.concept and not mention.contained:
                yield Prerequisite(mention.concept, concept, "meaning")


def _of_process(process: Process) -> Iterator[Prerequisite]:
    """Each concept counts where it first enters; steps that bring in nobody new are passed over."""
    there: set[str] = set()
    before: list[str] = []
    for event in process.events:
        roles = (role.concept for role in event.roles if role.concept and not role.inferred)
        new = [concept for concept in dict.fromkeys(roles) if concept not in there]
        for earlier in before:
            yield from (Prerequisite(earlier, concept, "process", event) for concept in new)
        there.update(new)
        before = new or before


def first_named(talks: Iterable[Talk], mentions_in: Callable[[str], Iterable[Mention]]) -> dict[str, First]:
    """Return where each concept is first named, the lessons read before the talks, each kind in its order.

    A concept that is only implied or pictured counts after all that are named.
    """
    ordered = sorted(talks, key=lambda talk: (talk.kind != "lesson", talk.order is None, talk.order or 0))
    found: dict[str, First] = {}
    for by_name in (True, False):
        for talk in ordered:
            for passage in talk.passages:
                for mention in mentions_in(passage.ref):
                    if mention.concept and is_name(mention) is by_name:
                        found.setdefault(mention.concept, First(len(found), talk))
    return found
