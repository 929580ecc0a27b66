"""From edges to drawn lines: an edge about the centre has one leg, one that goes via a third node has two."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kabgraph.drawing.geometry import Curve, Region, angle
from kabgraph.drawing.markup import element, path
from kabgraph.drawing.signs import end_of, line, middle, place, start_of
from kabgraph.drawing.values import Edge

_GAP = 7  # between a line and the name it comes from or goes to


@dataclass(frozen=True, slots=True)
class Leg:
    """A line from ``tail`` to ``head``; ``first`` carries the number, ``ends`` carry the sign's shapes."""

    edge: Edge
    tail: str
    head: str
    label: str
    first: bool
    ends: tuple[bool, bool]

    @property
    def via(self) -> bool:
        """Whether it is one half of an edge."""
        return self.ends != (True, True)

    def other(self, centre: str) -> str:
        """Return the end that is not the centre."""
        return self.head if self.tail == centre else self.tail


def touching(edges: Sequence[Edge], centre: str) -> list[Edge]:
    """Return the edges that come from, go to or pass the centre; the others are told in the text only."""
    return [e for e in edges if centre in (e.source, e.target, e.third) and e.source != e.target]


def legs_of(edge: Edge, narrow: bool) -> list[Leg]:
    """Return the lines of an edge, in its own direction."""
    label = edge.short if narrow and edge.short else edge.label
    if edge.third is None:
        return [Leg(edge, edge.source, edge.target, label, True, (True, True))]
    return [
        Leg(edge, edge.source, edge.third, label, True, (True, False)),
        Leg(edge, edge.third, edge.target, edge.then, False, (False, True)),
    ]


@dataclass(frozen=True, slots=True)
class Trace:
    """A leg with its curve, which touches both ends' shapes."""

    leg: Leg
    curve: Curve

    @property
    def svg(self) -> str:
        """The line with its shapes."""
        sign = self.leg.edge.sign
        start = start_of(sign) if self.leg.ends[0] else start_of("")
        end = end_of(sign) if self.leg.ends[1] else end_of("")
        body = self.curve.shortened(start.depth, end.depth)
        near = self.curve.shortened(8, max(end.depth, 8))
        parts = [
            line(sign, body.data),
            place(start, *self.curve.start, angle(near.start, self.curve.start)),
            place(end, *self.curve.end, angle(near.end, self.curve.end)),
        ]
        if not self.leg.via and sign == "beads":
            parts.append(middle(sign, *self.curve.at(0.5), 0))
        if sign == "struck":
            parts.append(middle(sign, *self.curve.at(0.5), angle(self.curve.start, self.curve.end)))
        return "".join(parts)


def trace(leg: Leg, curve: Curve, regions: Mapping[str, Region], centre: str) -> Trace:
    """Return the leg on ``curve`` as far as it lies between its two ends."""
    dot = 3 if leg.edge.sign == "beads" else 0
    head = (dot or 2) if leg.head == centre and leg.ends[1] else _GAP
    tail = dot if leg.tail == centre and leg.ends[0] else _GAP
    return Trace(leg, curve.clip(regions[leg.tail], regions[leg.head], (tail, head)))


def edge_group(edge: Edge, *content: str) -> str:
    """Return the lines of one edge, marked with its sign, its standing and its number."""
    css = f"kg-edge kg-{edge.sign or 'plain'} kg-{edge.standing}"
    return element("g", {"class": css, "data-edge": edge.number}, *content)


def stem(data: str) -> str:
    """Return the thin line that ties a row to the centre."""
    return path("kg-stem", data)
