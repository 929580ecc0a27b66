"""A way to learn: the concepts in an order in which each can be understood, and why each comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import networkx as nx

from kabgraph.library.glossary import Glossary
from kabgraph.library.prerequisites import FIRM, First, Prerequisite, first_named, prerequisites
from kabgraph.library.processes import Process
from kabgraph.library.reasons import Reasons
from kabgraph.library.sentences import Segment, Teller
from kabgraph.model import Mention, Ontology, Relation, Talk

LIMIT = 10


class Texts(Protocol):
    """What a curriculum is drawn from, beside the ontology."""

    @property
    def talks(self) -> Sequence[Talk]:
        """All talks."""

    def relations(self) -> Sequence[Relation]:
        """All relations."""

    def processes(self) -> Sequence[Process]:
        """All processes."""

    def mentions_in(self, ref: str) -> Sequence[Mention]:
        """The counted mentions of a passage."""


@dataclass(frozen=True, slots=True)
class Step:
    """A concept on the way. ``why`` it comes next, and ``after`` which earlier one that it rests on."""

    number: int
    concept: str
    why: tuple[Segment, ...]
    after: str | None = None


class Curriculum:
    """Orders concepts by their prerequisites; of those that are ready, the texts name one first.

    Where concepts ask for one another in a circle, the one that asks the others for least goes first,
    of equals the one that the texts name first; then the rest of the circle is looked at without it.
    What only a meaning or a process asks for yields to what a relation states: a broader term and an
    order hold in every circle, unless they form one themselves.
    """

    def __init__(
        self,
        concepts: Iterable[str],
        prerequisites: Iterable[Prerequisite],
        first: Mapping[str, First],
        reasons: Reasons,
    ) -> None:
        self._asked: dict[str, list[Prerequisite]] = defaultdict(list)
        for prerequisite in prerequisites:
            self._asked[prerequisite.concept].append(prerequisite)
        place = {concept: n for n, concept in enumerate(concepts)}
        ordered = sorted(place, key=lambda c: (first[c].place if c in first else len(first), place[c]))
        self._place = {concept: place for place, concept in enumerate(ordered)}
        self._reasons = reasons

    @cached_property
    def _order(self) -> dict[str, int]:
        """Where each concept stands in the whole order."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self._place)
        for concept, asked in self._asked.items():
            for one in asked:
                firm = one.ground in FIRM or graph.get_edge_data(one.before, concept, {}).get("firm", False)
                graph.add_edge(one.before, concept, firm=firm)
        self._open(graph)
        ordered = nx.lexicographical_topological_sort(graph, key=self._place.__getitem__)
        return {concept: place for place, concept in enumerate(ordered)}

    def _open(self, graph: nx.DiGraph[str]) -> None:
        """Take edges out of ``graph`` until it has no circle."""
        waiting = [circle for circle in nx.strongly_connected_components(graph) if len(circle) > 1]
        while waiting:
            circle = waiting.pop()
            lead = min(circle, key=lambda concept: self._cost(graph, circle, concept))
            graph.remove_edges_from([edge for edge in graph.in_edges(lead) if edge[0] in circle])
            rest = graph.subgraph(circle - {lead})
            waiting += [part for part in nx.strongly_connected_components(rest) if len(part) > 1]

    def _cost(self, graph: nx.DiGraph[str], circle: Collection[str], concept: str) -> tuple[int, int, int]:
        firm = [edge["firm"] for before, _, edge in graph.in_edges(concept, data=True) if before in circle]
        return sum(firm), len(firm), self._place[concept]

    def path(self, goal: str | None = None, among: Iterable[str] | None = None) -> Iterator[Step]:
        """Yield the whole order, the way to ``goal``, or the order of the concepts in ``among``."""
        chosen = self._way_to(goal) if goal else self._place if among is None else set(among)
        concepts = sorted(chosen, key=lambda concept: (concept == goal, self._order[concept]))
        return self._told(concepts)

    def _way_to(self, goal: str) -> set[str]:
        """The goal and what it asks for, the nearest first, up to a number that one can read."""
        chosen, near = {goal: None}, [goal]
        while near and len(chosen) < LIMIT:
            asked = sorted((p for concept in near for p in self._asked[concept]), key=self._nearness)
            near = [c for c in dict.fromkeys(one.before for one in asked) if c not in chosen]
            near = near[: LIMIT - len(chosen)]
            chosen.update(dict.fromkeys(near))
        return set(chosen)

    def _nearness(self, prerequisite: Prerequisite) -> tuple[bool, int]:
        return prerequisite.ground not in FIRM, self._place[prerequisite.before]

    def _told(self, concepts: Sequence[str]) -> Iterator[Step]:
        numbers = {concept: number for number, concept in enumerate(concepts, 1)}
        for concept, number in numbers.items():
            asked = [one for one in self._asked[concept] if one.before in numbers]
            met = [one for one in asked if numbers[one.before] < number]
            if met:
                latest = max(met, key=lambda one: (numbers[one.before], -one.rank))
                why = self._reasons.after(latest, numbers[latest.before], number)
                yield Step(number, concept, why, latest.before)
            else:
                later = min((one.before for one in asked), key=numbers.__getitem__, default=None)
                yield Step(number, concept, self._reasons.alone(concept, later))


def curriculum(ontology: Ontology, teller: Teller, glossary: Glossary, texts: Texts) -> Curriculum:
    """Return the curriculum of a library."""
    processes = texts.processes()
    first = first_named(texts.talks, texts.mentions_in)
    asked = prerequisites(ontology, texts.relations(), processes, glossary)
    return Curriculum(ontology.concepts, asked, first, Reasons(ontology, teller, first, processes))
