"""Checks of the hierarchy: circles, and pairs that are both above one another and plainly associated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from kabgraph.checks.registry import Parts, check
from kabgraph.lazy import Lazy
from kabgraph.model import Address, Finding, Ontology, Relation

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazy("networkx")

_SHOWN = 7


@check("L203")
def circular_hierarchy(parts: Parts) -> Iterator[Finding]:
    """A transitive relation type leads from a concept back to itself."""
    for kind in parts.ontology.relation_types.values():
        if not kind.transitive:
            continue
        rows = [relation for relation in parts.ontology.relations if relation.type == kind.id]
        for scheme in sorted({relation.scheme for relation in rows}):
            places = {(r.subject, r.object): r.address for r in rows if r.scheme == scheme}
            yield from _circles(kind.id, places)


def _circles(kind: str, places: dict[tuple[str, str], Address]) -> Iterator[Finding]:
    graph: nx.DiGraph[str] = nx.DiGraph(list(places))
    for group in nx.strongly_connected_components(graph):
        first = min(group)
        if len(group) == 1 and not graph.has_edge(first, first):
            continue
        steps = nx.find_cycle(graph.subgraph(group), first)
        path = " > ".join([steps[0][0], *(step[1] for step in steps)])
        yield Finding(
            places[steps[0][:2]],
            "L203",
            "error",
            f"{kind} runs in a circle: {path}",
            "remove one of these relations",
        )


@check("L221")
def associated_and_above(parts: Parts) -> Iterator[Finding]:
    """A pair stands in one hierarchy and is joined by a plain association, which SKOS keeps apart (S27)."""
    graphs = _hierarchies(parts.ontology)
    schemes: dict[str, set[str]] = defaultdict(set)
    for scheme, graph in graphs.items():
        for concept in graph:
            schemes[concept].add(scheme)
    for relation in parts.ontology.relations:
        if not _is_plain_association(parts.ontology, relation):
            continue
        subject, object_ = relation.subject, relation.object
        for scheme in sorted(schemes[subject] & schemes[object_]):
            path = _path(graphs[scheme], subject, object_)
            if path:
                where = f" (scheme {scheme})" if scheme else ""
                yield Finding(
                    relation.address,
                    "L221",
                    "warning",
                    f"{subject} {relation.type} {object_}, and {' > '.join(path)}{where}",
                    "it will not be exported as skos:related; remove one of the two if both are not meant",
                )


def _is_plain_association(ontology: Ontology, relation: Relation) -> bool:
    """Whether the relation says no more than what ``skos:related`` says: two concepts go together.

    Only a typed relation of a symmetric type does. A directed type (gives to, is a name of) says
    what one end does or is to the other, and a part may well give to its whole: it is exported as a
    property of its own, and just its shadow as ``related`` is left out. What a claim or a table
    yields holds for one speaker or one row, so the hierarchy does not contradict it.
    """
    kind = ontology.relation_types.get(relation.type)
    return (
        kind is not None
        and kind.symmetric
        and kind.skos == "related"
        and not relation.derived_from
        and relation.subject != relation.object
    )


def _hierarchies(ontology: Ontology) -> dict[str, nx.DiGraph[str]]:
    """For each scheme of division, a graph from the narrower to the broader concept."""
    graphs: dict[str, nx.DiGraph[str]] = defaultdict(nx.DiGraph)
    for relation in ontology.relations:
        kind = ontology.relation_types.get(relation.type)
        if kind and kind.skos == "broader":
            graphs[relation.scheme].add_edge(relation.subject, relation.object)
        elif kind and kind.skos == "narrower":
            graphs[relation.scheme].add_edge(relation.object, relation.subject)
    return graphs


def _path(graph: nx.DiGraph[str], one: str, other: str) -> list[str]:
    """The shortest way up from one of the two to the other, a long one cut; empty where there is none."""
    for low, high in ((one, other), (other, one)):
        with suppress(nx.NetworkXNoPath):
            path: list[str] = nx.shortest_path(graph, low, high)
            return path if len(path) <= _SHOWN else [*path[: _SHOWN - 2], "...", path[-1]]
    return []
