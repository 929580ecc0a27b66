"""A way to learn: the concepts in an order in which each can be understood, and why each comes next."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from kabgraph.lazy import Lazy
from kabgraph.library.glossary import Glossary
from kabgraph.library.prerequisites import FIRM, First, Prerequisite, first_named, prerequisites
from kabgraph.library.processes import Process
from kabgraph.library.reasons import Reasons
from kabgraph.library.sentences import Segment, Teller
from kabgraph.model import Mention, Ontology, Relation, Talk

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazy("networkx")

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

    Where concepts ask for one another in a circle, the one that asks the rest for least goes next, of
    equals the one that the texts name first. What only a meaning or a process asks for yields to what a
    relation states: a broader term and an order hold in every circle, unless they form one themselves.
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
        graph = self._graph(asked for each in self._asked.values() for asked in each)
        stated = self._graph(one for each in self._asked.values() for one in each if one.ground in FIRM)
        stated.remove_edges_from(_in_circles(stated))
        for circle in list(nx.strongly_connected_components(graph)):
            place = {concept: n for n, concept in enumerate(self._opened(circle, graph, stated))}
            inside = graph.subgraph(circle).edges
            graph.remove_edges_from([edge for edge in inside if place[edge[0]] > place[edge[1]]])
        ordered = nx.lexicographical_topological_sort(graph, key=self._place.__getitem__)
        return {concept: place for place, concept in enumerate(ordered)}

    def _graph(self, asked: Iterable[Prerequisite]) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self._place)
        graph.add_edges_from((one.before, one.concept) for one in asked)
        return graph

    def _opened(
        self, circle: Collection[str], graph: nx.DiGraph[str], stated: nx.DiGraph[str]
    ) -> Iterator[str]:
        """Yield the concepts of ``circle``, always the one that then asks the others for least."""
        waiting = set(circle)
        firm = {concept: sum(before in waiting for before in stated.pred[concept]) for concept in circle}
        asks = {concept: sum(before in waiting for before in graph.pred[concept]) for concept in circle}

        def rank(concept: str) -> tuple[int, int, int, str]:
            return firm[concept], asks[concept], self._place[concept], concept

        heap = sorted(map(rank, circle))
        while heap:
            found = heapq.heappop(heap)
            if found[-1] not in waiting or found != rank(found[-1]):
                continue
            yield found[-1]
            waiting.remove(found[-1])
            for after in graph.succ[found[-1]]:
                if after in waiting:
                    asks[after] -= 1
                    firm[after] -= stated.has_edge(found[-1], after)
                    heapq.heappush(heap, rank(after))

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


def _in_circles(graph: nx.DiGraph[str]) -> list[tuple[str, str]]:
    """Return the edges whose ends lie in one circle."""
    circles = nx.strongly_connected_components(graph)
    number = {concept: n for n, circle in enumerate(circles) for concept in circle}
    return [edge for edge in graph.edges if number[edge[0]] == number[edge[1]]]


def curriculum(ontology: Ontology, teller: Teller, glossary: Glossary, texts: Texts) -> Curriculum:
    """Return the curriculum of a library."""
    processes = texts.processes()
    first = first_named(texts.talks, texts.mentions_in)
    asked = prerequisites(ontology, texts.relations(), processes, glossary)
    return Curriculum(ontology.concepts, asked, first, Reasons(ontology, teller, first, processes))
