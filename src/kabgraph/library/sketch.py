"""What to draw: neighbourhoods and paths of a library as nodes and edges for ``kabgraph.drawing``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kabgraph.drawing import Drawing, Edge, Node, draw_neighbourhood, draw_route
from kabgraph.model import Relation

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks
    from kabgraph.library.neighborhood import Neighborhood
    from kabgraph.library.paths import Path

MOST = 24
"""More lines than these about one concept are no picture; the list below has all."""


def neighbourhood_picture(found: Neighborhood, library: Asks) -> Drawing | None:
    """Draw what stands one step about the centre; None where nothing does."""
    edges = [
        _edge(number, relation, library)
        for number, relation in enumerate(found, 1)
        if found.center in (relation.subject, relation.object) and relation.subject != relation.object
    ][:MOST]
    if not edges:
        return None
    around = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target) if end != found.center)
    label = f"Around {library.label(found.center)}"
    nodes = [_node(id_, library) for id_ in around]
    return draw_neighbourhood(_node(found.center, library), nodes, edges, label=label)


def path_picture(path: Path, library: Asks) -> str:
    """Draw a path: its stations in a row, each hop with its verb."""
    edges = [_edge(number, hop.relation, library) for number, hop in enumerate(path.hops, 1)]
    label = "; ".join(hop.sentence for hop in path.hops)
    return draw_route(_nodes(path.stations, library), edges, label=label)


def _nodes(ids: Iterable[str], library: Asks) -> list[Node]:
    return [_node(id_, library) for id_ in ids]


def _node(id_: str, library: Asks) -> Node:
    ontology = library.ontology
    ranks = {row.id: place for place, row in enumerate(ontology.scheme.rows)}
    concept = ontology.concepts[id_]
    return Node(id_, concept.name, rank=ranks.get(concept.row or ""))


def _edge(number: int, relation: Relation, library: Asks) -> Edge:
    verb = "".join(s.text for s in library.sentence(relation) if s.role == "verb").strip()
    sign = library.ontology.relation_types[relation.type].sign or "arrow"
    return Edge(number, relation.subject, relation.object, verb, sign, relation.standing)
