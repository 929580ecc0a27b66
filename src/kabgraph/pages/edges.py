"""Relations and events as edges of pictures, each with the way it goes: up, down, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kabgraph.drawing import Edge
from kabgraph.drawing.signs import Direction
from kabgraph.model import Event, Relation, RelationType, Standing

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

_HOLE = re.compile(r"\{(\w+)\}")
_DIRECTIONS: dict[str, Direction] = {"descent": "down", "ascent": "up"}
_EVENT_SIGNS = {"mediation": "beads", "union": "beads", "revelation": "square"}


@dataclass(frozen=True, slots=True)
class Way:
    """An edge and its direction; ``right`` where it neither rises nor falls."""

    edge: Edge
    direction: Direction

    @property
    def ends(self) -> tuple[str, ...]:
        """The concepts it touches, in the order in which it passes them."""
        edge = self.edge
        return tuple(end for end in (edge.source, edge.via, edge.target) if end)

    @property
    def downward(self) -> tuple[str, ...]:
        """The same from above to below; empty where it neither rises nor falls."""
        if self.edge.sign != "move" or self.direction == "right":
            return ()
        return self.ends if self.direction == "down" else self.ends[::-1]

    def around(self, concept: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what must stand above ``concept`` and what below it.

        What is moved has its own place: it may rise to the one end and be carried on by it.
        """
        line = self.downward
        if concept not in line:
            return (), ()
        at = line.index(concept)
        free = None if concept == self.edge.via else self.edge.via
        above, below = line[:at], line[at + 1 :]
        return tuple(n for n in above if n != free), tuple(n for n in below if n != free)


def event_sign_name(event: Event) -> str:
    """Return the name of an event's sign."""
    return _EVENT_SIGNS.get(event.type, "move")


def event_direction(event: Event) -> Direction:
    """Return the way an event goes."""
    return _DIRECTIONS.get(event.type, "right")


def event_standing(event: Event) -> Standing:
    """Return on what an event rests."""
    return "asserted" if event.evidence else "sourced" if event.sources else "inferred"


def type_direction(kind: RelationType) -> Direction:
    """Return the way relations of a type go: that of the events which yield them."""
    return next((_DIRECTIONS[s.event] for s in kind.shortcuts if s.event in _DIRECTIONS), "right")


def ways_around(desk: Desk, concept: str) -> Iterator[Way]:
    """Yield the events, then the relations at ``concept``, numbered, each verb between the same ends once."""
    events = {e.id: way for e in desk.events_with(concept) if (way := event_way(desk, e))}
    told = {*events, *(claim.id for claim in desk.claims_at(concept) if claim.kind == "different")}
    ways = [way for way in events.values() if concept in way.ends]
    ways += [relation_way(desk, r) for r in _between_concepts(desk, concept) if r.derived_from not in told]
    ways.sort(key=lambda way: ("asserted", "sourced", "inferred").index(way.edge.standing))
    once = {(*way.ends, way.edge.label): way for way in reversed(ways)}
    kept = [way for way in ways if once[(*way.ends, way.edge.label)] is way]
    for number, way in enumerate(kept, 1):
        yield Way(replace(way.edge, number=number), way.direction)


def _between_concepts(desk: Desk, concept: str) -> Iterator[Relation]:
    concepts = desk.ontology.concepts
    for relation in desk.relations_at(concept):
        if (
            relation.subject in concepts
            and relation.object in concepts
            and relation.subject != relation.object
        ):
            yield relation


def relation_way(desk: Desk, relation: Relation) -> Way:
    """Return a relation as an edge."""
    kind = desk.ontology.relation_types[relation.type]
    verb = "".join(s.text for s in desk.sentence(relation) if s.role == "verb").strip()
    edge = Edge(0, relation.subject, relation.object, verb, desk.sign_of(relation), relation.standing)
    return Way(edge, type_direction(kind))


def event_way(desk: Desk, event: Event) -> Way | None:
    """Return an event as an edge where its sentence is of two or three concepts and nothing else."""
    fillers = [[role for role in event.roles if role.name == hole] for hole in _HOLE.findall(event.sentence)]
    names = [roles[0].concept for roles in fillers if len(roles) == 1 and roles[0].concept]
    verbs = [s.text.strip() for s in desk.sentence(event) if s.role == "verb"]
    if len(names) < len(fillers) or len(set(names)) < len(names):
        return None
    name, standing, direction = event_sign_name(event), event_standing(event), event_direction(event)
    if len(names) == 2 and verbs:
        return Way(Edge(0, names[0], names[1], verbs[0], name, standing), direction)
    # What is moved stands on the line, so a sentence of another build is told by what the event yields.
    moved = name != "move" or _HOLE.findall(event.sentence)[1:2] == ["theme"]
    if len(names) == 3 and len(verbs) >= 2 and moved:
        source, via = (names[1], names[0]) if name == "beads" else (names[0], names[1])
        return Way(Edge(0, source, names[2], verbs[0], name, standing, via=via, then=verbs[1]), direction)
    return None


def whole_edges(desk: Desk) -> list[Edge]:
    """Return every relation between two concepts as an edge, numbered by its place among all relations."""
    concepts = desk.ontology.concepts
    return [
        Edge(n, r.subject, r.object, "", desk.sign_of(r), r.standing)
        for n, r in enumerate(desk.relations)
        if r.subject != r.object and r.subject in concepts and r.object in concepts
    ]


def map_edges(desk: Desk, chosen: set[str]) -> list[Edge]:
    """Return what is said in a talk between ``chosen``, each pair once; movements go before all else."""
    events = {e.id: way for e in desk.ontology.events.values() if (way := event_way(desk, e))}
    ways = [_upright(desk, way) for way in events.values()]
    ways += [
        _upright(desk, relation_way(desk, r))
        for r in desk.relations
        if r.standing == "asserted" and r.derived_from not in events and {r.subject, r.object} <= chosen
    ]
    kept: dict[object, Edge] = {}
    for way in sorted(ways, key=lambda way: way.edge.sign != "move"):
        edge = way.edge
        pair = edge.source, edge.target
        if not chosen.issuperset(way.ends):
            continue
        if edge.sign == "move" or not (pair in kept or pair[::-1] in kept):
            kept.setdefault(pair if edge.sign == "move" else frozenset(pair), edge)
    return [replace(edge, number=number) for number, edge in enumerate(kept.values(), 1)]


def _upright(desk: Desk, way: Way) -> Way:
    """Keep up up: a rise between names that the map sets the other way round is drawn as a plain line."""
    ranks = [rank(desk, end) for end in way.downward]
    known = [place for place in ranks if place is not None]
    if known == sorted(known) and len(set(known)) == len(known):
        return way
    return Way(replace(way.edge, sign="arrow"), way.direction)


def rank(desk: Desk, concept: str) -> int | None:
    """Return the row of a concept, counted from above; None where it has none."""
    row = desk.ontology.concepts[concept].row
    return desk.rows.get(row or "")
