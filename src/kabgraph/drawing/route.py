"""A way from one name to another: stations in a row, joined by the signs of what is said between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kabgraph.drawing.boxes import HALF, box_of, verb, verb_width
from kabgraph.drawing.markup import element, group, svg
from kabgraph.drawing.signs import end_of, line, middle, place, start_of
from kabgraph.drawing.values import Edge, Node, Part
from kabgraph.errors import UsageError

_TOP, _FOOT = 58, 30
_PITCH = 96  # from one line of a long way to the next
_LEAST, _AIR = 84, 28


def draw_route(stations: Sequence[Node], edges: Sequence[Edge], width: int = 880, *, label: str = "") -> str:
    """Draw a way as SVG; the edges lie between the stations in order.

    An edge whose source is the later of its stations points back. Where a line is full the way goes on below.

    Raises:
        UsageError: there is not one edge between each two stations.

    >>> bina, group = Node("bina", "Bina"), Node("group", "group")
    >>> way = draw_route([bina, group], [Edge(1, "bina", "group", "gives to", "arrow")])
    >>> way.count("<rect"), "gives to" in way
    (2, True)
    """
    if not stations or len(edges) != len(stations) - 1:
        said = f"{len(stations)} stations and {len(edges)} edges make no way"
        raise UsageError(said, "give one edge between each two stations")
    boxes = [box_of(Part(node.name, href=node.href), width // 3) for node in stations]
    y, x, widest = _TOP, boxes[0].width, 0
    out = [boxes[0].svg(0, y)]
    for box, edge, (near, far) in zip(boxes[1:], edges, pairwise(stations), strict=True):
        gap = max(_LEAST, verb_width(edge.label, width // 4) + _AIR)
        if x + gap + box.width > width:
            x, y = 0, y + _PITCH
        out += [_joint(edge, (edge.source, edge.target) == (far.id, near.id), x, y, gap), box.svg(x + gap, y)]
        x += gap + box.width
        widest = max(widest, x)
    return svg(max(widest, x) + 2, y + HALF + _FOOT, "kg-picture kg-strip kg-route", label, *out)


def _joint(edge: Edge, back: bool, x: int, y: int, gap: int) -> str:
    """Return the line of an edge, ``gap`` long, its sign at the end that the sentence ends with."""
    first, last = x + 6, x + gap - 6
    tail, head, turn = (last, first, 180) if back else (first, last, 0)
    stop = head + end_of(edge.sign).depth * (1 if back else -1)
    inside = (
        line(edge.sign, f"M{tail} {y}H{stop}"),
        place(start_of(edge.sign), tail, y, turn + (180 if edge.sign == "opposed" else 0)),
        middle(edge.sign, (first + last) / 2, y, 0),
        place(end_of(edge.sign), head, y, turn),
    )
    drawn = group(f"kg-edge kg-{edge.sign} kg-{edge.standing}", *inside)
    return element("g", {}, drawn, verb(x + gap // 2, y - 12, edge.label, gap - 8))
