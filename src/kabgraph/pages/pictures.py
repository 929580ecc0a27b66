"""The seam to ``drawing``: which picture a page gets, and the one place where its markup is trusted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.drawing import STYLE, Node, draw_map, draw_neighbourhood, draw_whole, sign
from kabgraph.model import Event, Relation, RelationType
from kabgraph.pages.edges import (
    Way,
    event_direction,
    event_sign_name,
    event_standing,
    map_edges,
    rank,
    type_direction,
    ways_around,
    whole_edges,
)
from kabgraph.pages.uris import GRAPH, concept_uri, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kabgraph.pages.desk import Desk

MOST_EDGES = 24
WHOLE_WIDTH = 900
_MAPS = ((56, 1120, True), (20, 350, False))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its legend and its twin in words: all markup that ``drawing`` has escaped."""

    svg: Markup
    legend: Markup
    twin: Markup


@dataclass(frozen=True, slots=True)
class Map:
    """The map for one width, and how many concepts it shows."""

    svg: Markup
    shown: int
    wide: bool


def trusted(picture: str) -> Markup:
    """Return a picture as markup: ``drawing`` has escaped every word in it."""
    return Markup(picture)  # noqa: S704


def picture_style() -> str:
    """Return the style sheet of all pictures."""
    return STYLE


def relation_sign(desk: Desk, relation: Relation) -> Markup:
    """Return the sign before a relation's sentence."""
    kind = desk.ontology.relation_types[relation.type]
    return trusted(sign(desk.sign_of(relation), relation.standing, type_direction(kind)))


def type_sign(kind: RelationType) -> Markup:
    """Return the sign of a relation type."""
    return trusted(sign(kind.sign or "arrow", "asserted", type_direction(kind)))


def named_sign(key: str) -> Markup:
    """Return the sign of that name."""
    return trusted(sign(key, "asserted"))


def event_sign(event: Event) -> Markup:
    """Return the sign before an event's sentence: what is lowered points down, what rises points up."""
    return trusted(sign(event_sign_name(event), event_standing(event), event_direction(event)))


def neighbourhood(desk: Desk, concept: str) -> Picture | None:
    """Return the picture of a concept and what stands one step around it; None where nothing does."""
    ways = tuple(ways_around(desk, concept))[:MOST_EDGES]
    if not ways:
        return None
    here = concept_uri(concept)
    around = dict.fromkeys(end for way in ways for end in way.ends if end != concept)
    places = _places(desk, concept, list(around), ways)
    center, *nodes = (replace(_node(desk, name, here), rank=places[name]) for name in (concept, *around))
    drawn = draw_neighbourhood(
        center, nodes, [way.edge for way in ways], label=f"Around {desk.label(concept)}"
    )
    return Picture(trusted(drawn.svg), trusted(drawn.legend), trusted(drawn.twin))


def _places(desk: Desk, concept: str, around: list[str], ways: Sequence[Way]) -> dict[str, int | None]:
    """Return the ranks as this picture needs them: whatever the rows say, what rises here goes up."""
    places = {name: rank(desk, name) for name in (concept, *around)}
    middle = places[concept]
    middle = places[concept] = 0 if middle is None else middle
    # What is itself moved comes first: its own rise to an end tells more than being carried past it.
    for way in sorted(ways, key=lambda way: way.edge.via != concept):
        above, below = way.around(concept)
        for name in above:
            places[name] = min(_or(places[name], middle), middle - 1)
        for name in below:
            places[name] = max(_or(places[name], middle), middle + 1)
    return places


def _or(place: int | None, other: int) -> int:
    return other if place is None else place


def _node(desk: Desk, name: str, here: str) -> Node:
    concept = desk.ontology.concepts[name]
    shown = desk.label(name)
    hebrew = concept.pref_label.get("he", "")
    return Node(
        id=name,
        name=shown,
        native=hebrew if hebrew != shown else "",
        lang="he",
        href=relative(concept_uri(name), here),
        rank=rank(desk, name),
    )


def whole_map(desk: Desk, here: str) -> tuple[Map, ...]:
    """Return the map of the concepts that stand in most relations: a wide one, and one for a phone."""
    best = _by_weight(desk)
    if not best or not desk.ontology.scheme.rows:
        return ()
    return tuple(_map(desk, here, best[:most], width, wide) for most, width, wide in _MAPS)


def _map(desk: Desk, here: str, chosen: list[str], width: int, wide: bool) -> Map:
    nodes = [_node(desk, name, here) for name in desk.ontology.concepts if name in set(chosen)]
    svg = draw_map(
        desk.ontology.scheme.rows,
        nodes,
        map_edges(desk, set(chosen)),
        width,
        major=chosen[: max(3, len(chosen) // 8)],
        label="The map",
    )
    return Map(trusted(svg), len(nodes), wide)


def _by_weight(desk: Desk) -> list[str]:
    """Return the concepts that stand in relations, those in most of them first."""
    weight: Counter[str] = Counter()
    for relation in desk.relations:
        weight.update(end for end in (relation.subject, relation.object) if end in desk.ontology.concepts)
    order = {name: place for place, name in enumerate(desk.ontology.concepts)}
    return sorted(weight, key=lambda name: (-weight[name], order[name]))


def whole_graph(desk: Desk) -> Markup | None:
    """Return the picture of every concept and every relation between two; None where there is no concept."""
    concepts = desk.ontology.concepts
    if not concepts:
        return None
    drawn = draw_whole(
        desk.ontology.scheme.rows,
        [_node(desk, name, GRAPH) for name in concepts],
        whole_edges(desk),
        WHOLE_WIDTH,
        major=_by_weight(desk)[: max(3, len(concepts) // 16)],
        label="The whole graph",
    )
    return trusted(drawn)
