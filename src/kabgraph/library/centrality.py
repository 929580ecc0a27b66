"""Centrality: how much of the graph of concepts hangs on each, by the measures of networkx."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from kabgraph.errors import UsageError
from kabgraph.lazy import Lazy
from kabgraph.library.shapes import shaped
from kabgraph.library.tables import by_end
from kabgraph.model import PassageRef, Relation

if TYPE_CHECKING:
    import networkx as nx

    from kabgraph.library.asked import Asks
else:
    nx = Lazy("networkx")

Measure = Literal["degree", "betweenness", "closeness", "harmonic"]


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a concept is; ``degree`` is the number of concepts that it is joined to directly."""

    concept: str
    measure: Measure
    value: float
    degree: int
    evidence: tuple[PassageRef, ...]


def _measures() -> dict[str, Callable[..., dict[str, Any]]]:
    return {
        "degree": nx.degree_centrality,
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "harmonic": nx.harmonic_centrality,
    }


def centrality(measure: Measure, concepts: Sequence[str], relations: Iterable[Relation]) -> list[Centrality]:
    """Return all concepts, the most central first.

    Two concepts are joined once, whatever and however much is said of the two, and in no direction. The
    formulas are those of networkx: L. C. Freeman, Centrality in social networks: conceptual clarification,
    Social Networks 1 (1979), 215-239, for the first three; M. Marchiori and V. Latora, Harmony in the
    small-world, Physica A 285 (2000), 539-546, for ``harmonic``.

    Raises:
        UsageError: there is no such measure.
    """
    if measure not in get_args(Measure):
        known = ", ".join(map(repr, get_args(Measure)))
        raise UsageError(f"unknown measure {measure!r}", f"use {known}, or any function on k.graph")
    joining = [r for r in relations if r.subject != r.object]
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(concepts)
    graph.add_edges_from((r.subject, r.object) for r in joining)
    values, table = _measures()[measure](graph), by_end(joining)
    rows = [
        Centrality(
            concept,
            measure,
            values[concept],
            graph.degree[concept],
            tuple(dict.fromkeys(ref for r in table.get(concept, ()) for ref in r.evidence)),
        )
        for concept in concepts
    ]
    return sorted(rows, key=lambda row: -row.value)


def describe_centrality(row: Centrality, name: str) -> str:
    """Return a row in words, under the name of its concept."""
    return f"{name}: {row.measure} {row.value:.4f}, joined to {row.degree} concepts"


@shaped(Centrality, "concept", "measure", "value", "degree", "evidence", nodes=lambda row: [row.concept])
def _row(row: Centrality, _: Asks) -> tuple[Any, ...]:
    return row.concept, row.measure, round(row.value, 6), row.degree, list(row.evidence)
