"""Paths: typed chains of relations from one concept to another, every hop a sentence with its quotes.

A path leaves and enters relations against their direction as well as along it. What it may not do:

* walk a lexical relation: two words of one spelling say nothing of two things;
* lead through a text, as ``cites`` would: its stations are concepts;
* walk two pairs out of tables one after another: a pair holds inside its row, and is never chained;
* pass through a hub, a term so general that many meet in it in one and the same way, as all of a
  kind do in their kind, unless it is asked to: that two are of a kind joins them by nothing of theirs.

Of several relations between two neighbours it walks one: a relation said of the two rather than a
pair out of a table, then the better standing, then the id. Paths come in a fixed order: fewer hops,
fewer inferred ones, fewer sourced ones, then the ids of their stations.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from kabgraph.errors import UsageError
from kabgraph.lazy import Lazy
from kabgraph.library.results import Results
from kabgraph.library.sentences import Segment, ground_of, said
from kabgraph.library.shapes import EVIDENCE, grounds, shaped, tie_of
from kabgraph.model import Ontology, PassageRef, Quote, Relation, Standing

if TYPE_CHECKING:
    import networkx as nx

    from kabgraph.library.asked import Asked, Asks
else:
    nx = Lazy("networkx")

LEXICAL = "lexical"
FENCE = 3
_RANK: Mapping[Standing, int] = {"asserted": 0, "sourced": 1, "inferred": 2}

Ways: TypeAlias = "nx.Graph[str]"
"""A simple graph: two neighbours are joined by the one relation that a path walks between them."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One relation of a path as a sentence with its quotes; not ``forward``: walked from its object."""

    relation: Relation
    forward: bool
    sentence: str
    quotes: tuple[Quote, ...]

    @property
    def start(self) -> str:
        """The concept that the hop leaves."""
        return self.relation.subject if self.forward else self.relation.object

    @property
    def end(self) -> str:
        """The concept that the hop reaches."""
        return self.relation.object if self.forward else self.relation.subject

    @property
    def ground(self) -> str:
        """Its standing and what it rests on, in a few words."""
        return ground_of(self.relation)


@dataclass(frozen=True, slots=True)
class Path:
    """A chain of hops, each beginning where the one before it ends; no concept comes twice."""

    hops: tuple[Hop, ...]

    @property
    def stations(self) -> tuple[str, ...]:
        """The ids of its concepts, both ends included."""
        return (self.hops[0].start, *(hop.end for hop in self.hops))

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """The passages that say its relations."""
        return tuple(dict.fromkeys(ref for hop in self.hops for ref in hop.relation.evidence))

    @property
    def sources(self) -> tuple[str, ...]:
        """The references that say its relations."""
        return tuple(dict.fromkeys(source for hop in self.hops for source in hop.relation.sources))

    def __len__(self) -> int:
        return len(self.hops)


Paths: TypeAlias = Results[Path]


class Tells(Protocol):
    """What a path asks of its library."""

    def label(self, id: str) -> str:
        """How to call a concept."""

    def sentence(self, what: Relation) -> tuple[Segment, ...]:
        """A relation as a sentence."""

    def quotes(self, ground: Relation) -> tuple[Quote, ...]:
        """The quotes that support a relation."""


class PathFinder:
    """Finds chains of relations between the concepts of one ontology."""

    def __init__(self, ontology: Ontology, relations: Iterable[Relation], tells: Tells) -> None:
        self._tells = tells
        self._concepts = ontology.concepts
        self._types = ontology.relation_types
        self._walked = tuple(
            r for r in relations if self._types[r.type].family != LEXICAL and self._joins_two(r)
        )
        # More than any path has hops: one hop outweighs all standings, one inferred hop all sourced ones.
        self._many = len(ontology.concepts) + 1

    def _joins_two(self, relation: Relation) -> bool:
        ends = {relation.subject, relation.object}
        return len(ends) == 2 and all(end in self._concepts for end in ends)

    @cached_property
    def hubs(self) -> frozenset[str]:
        """The concepts with more neighbours of one way than ``hub_bound`` allows a station.

        A way is a relation type in one direction: what counts is not how much is said of a concept, but
        how many it joins by the same word (degrees by relation type as in Himmelstein and Baranzini,
        Heterogeneous network edge prediction, 2015). Pairs out of tables, never chained, count for none.
        """
        near: dict[str, dict[tuple[str, bool], set[str]]] = defaultdict(lambda: defaultdict(set))
        for relation in self._walked:
            if not relation.table:
                one_way = not self._types[relation.type].symmetric
                near[relation.subject][relation.type, one_way].add(relation.object)
                near[relation.object][relation.type, False].add(relation.subject)
        crowds = {concept: max(map(len, ways.values())) for concept, ways in near.items()}
        bound = hub_bound(crowds.values())
        return frozenset(concept for concept, crowd in crowds.items() if crowd > bound)

    @cached_property
    def _told(self) -> Ways:
        return self._joined(r for r in self._walked if r.standing != "inferred")

    @cached_property
    def _all(self) -> Ways:
        return self._joined(self._walked)

    def _joined(self, relations: Iterable[Relation]) -> Ways:
        ways: Ways = nx.Graph()
        ways.add_nodes_from(self._concepts)
        for relation in sorted(relations, key=_choice, reverse=True):  # the best is added last, and stays
            weight = self._many**2 + (0, 1, self._many)[_RANK[relation.standing]]
            ways.add_edge(relation.subject, relation.object, relation=relation, weight=weight)
        return ways

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int,
        count: int,
        inferred: bool,
        hubs: bool,
        asked: Asked | None = None,
    ) -> Paths:
        """Return up to ``count`` paths between two known ids, the best first.

        Raises:
            UsageError: the ends are one concept, or ``max_length`` or ``count`` is less than 1.
        """
        if start == end:
            raise UsageError(f"a path joins two concepts, and both are {start!r}", "name another end")
        for name, value in (("max_length", max_length), ("count", count)):
            if value < 1:
                raise UsageError(f"{name}={value} leaves no path", f"use {name}=1 or more")
        barred = frozenset() if hubs else self.hubs - {start, end}
        ways = _between(self._all if inferred else self._told, start, end, max_length, barred)
        found: list[tuple[int, list[str]]] = []
        for weight, stations in _by_weight(ways, start, end, max_length):
            if len(found) >= count and weight > found[count - 1][0]:
                break  # all that weigh as much as the last one are there, so their ids can decide
            if not _chains_tables(_relations(ways, stations)):
                found.append((weight, stations))
        best = (_relations(ways, stations) for _, stations in sorted(found)[:count])
        paths = (self._path(start, relations) for relations in best)
        return Results(paths, "paths", self._describe, asked=asked, of=Path)

    def _path(self, start: str, relations: Iterable[Relation]) -> Path:
        hops = []
        for relation in relations:
            tells, forward = self._tells, relation.subject == start
            hops.append(Hop(relation, forward, said(tells.sentence(relation)), tells.quotes(relation)))
            start = hops[-1].end
        return Path(tuple(hops))

    def _describe(self, path: Path) -> str:
        way = self._tells.label(path.stations[0])
        for hop in path.hops:
            way += f" {'->' if hop.forward else '<-'} {self._tells.label(hop.end)}"
        return "\n".join((way, *(f"    {hop.sentence} [{hop.ground}]" for hop in path.hops)))


def hub_bound(numbers: Iterable[int]) -> float:
    """Return the bound above which a number of neighbours is far from what is usual here.

    It is Tukey's outer fence, the third quartile and three times the distance between the quartiles
    (Exploratory Data Analysis, 1977); since neighbours are counted whole, that distance is at least 1.

    >>> hub_bound([1, 1, 1, 1, 2, 2, 3, 11])
    6.0
    >>> hub_bound([1, 1, 1])
    4.0
    """
    known = sorted(numbers)
    if len(known) < 2:
        known = [1, 1]
    first, _, third = statistics.quantiles(known, n=4, method="inclusive")
    return third + FENCE * max(third - first, 1)


def _choice(relation: Relation) -> tuple[bool, int, str]:
    return bool(relation.table), _RANK[relation.standing], relation.id


def _between(ways: Ways, start: str, end: str, limit: int, barred: Collection[str]) -> Ways:
    """The part of the graph that a path of at most ``limit`` hops can use."""
    open_ = ways.subgraph(node for node in ways if node not in barred)
    there = nx.single_source_shortest_path_length(open_, start, cutoff=limit)
    back = nx.single_source_shortest_path_length(open_, end, cutoff=limit)
    near = [node for node in there if node in back and there[node] + back[node] <= limit]
    return ways.subgraph({start, end, *near}).copy()


def _by_weight(ways: Ways, start: str, end: str, limit: int) -> Iterator[tuple[int, list[str]]]:
    """Yield the stations of every path of at most ``limit`` hops, the lightest first."""
    try:
        for stations in nx.shortest_simple_paths(ways, start, end, weight="weight"):
            if len(stations) - 1 > limit:
                return
            yield sum(ways.edges[pair]["weight"] for pair in pairwise(stations)), stations
    except nx.NetworkXNoPath:
        return


def _relations(ways: Ways, stations: list[str]) -> tuple[Relation, ...]:
    return tuple(ways.edges[pair]["relation"] for pair in pairwise(stations))


def _chains_tables(relations: tuple[Relation, ...]) -> bool:
    return any(one.table and other.table for one, other in pairwise(relations))


@shaped(
    Path,
    *("stations", "length", "sentences", "standings", *EVIDENCE, "sources"),
    ties=lambda path: (tie_of(hop.relation) for hop in path.hops),
)
def _row(path: Path, library: Asks) -> tuple[Any, ...]:
    quotes = [quote for hop in path.hops for quote in hop.quotes]
    sentences = [hop.sentence for hop in path.hops]
    standings = [hop.relation.standing for hop in path.hops]
    said_ = grounds(quotes, library)
    return list(path.stations), len(path), sentences, standings, *said_, list(path.sources)
