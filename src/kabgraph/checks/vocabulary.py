"""Checks of the vocabulary: labels that clash, hierarchies that run in a circle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import networkx as nx

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Address, Concept, Finding

_HOMOGRAPH = "homograph_of"


@check("L201")
def no_preferred_label(parts: Parts) -> Iterator[Finding]:
    """A concept has no preferred label: pages would call it by its id."""
    for concept in parts.ontology.concepts.values():
        if not concept.pref_label:
            yield Finding(
                concept.address,
                "L201",
                "error",
                f"concept {concept.id!r} has no pref_label",
                "add 'pref_label: {en: ...}'",
            )


@check("L202")
def preferred_labels_clash(parts: Parts) -> Iterator[Finding]:
    """Two concepts have one preferred label, and no homograph_of relation says that this is meant."""
    joined = {
        frozenset((relation.subject, relation.object))
        for relation in parts.ontology.relations
        if relation.type == _HOMOGRAPH
    }
    by_label: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    for concept in parts.ontology.concepts.values():
        for language, text in concept.pref_label.items():
            by_label[language, text].append(concept)
    for (_, text), (first, *others) in by_label.items():
        for other in others:
            if frozenset((first.id, other.id)) not in joined:
                yield Finding(
                    other.address,
                    "L202",
                    "warning",
                    f"{other.id!r} and {first.id!r} ({first.address}) share the preferred label {text!r}",
                    f"rename one, or add 'homograph_of: {first.id}' if both are meant",
                )


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
