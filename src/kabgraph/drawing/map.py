"""The map of all concepts: names in rows from above to below, relations as thin lines, movement in colour."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kabgraph.drawing.geometry import Curve, Region
from kabgraph.drawing.legs import Leg, legs_of, trace
from kabgraph.drawing.map_places import Spot, measured, neighbours, ordered, split, spread
from kabgraph.drawing.map_routes import Corridors, route
from kabgraph.drawing.markup import clean, element, group, link, path, svg, text
from kabgraph.drawing.measure import fit, width
from kabgraph.drawing.signs import end_of, place
from kabgraph.drawing.values import Edge, Node
from kabgraph.model import Row

_LINE = 44
_HIGH = 90
_NAMES = 46  # from the top of a row to the middle of its first names
_SMALL = 600


def draw_map(
    rows: Sequence[Row],
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    width: int = 1120,
    *,
    major: Collection[str] = (),
    label: str = "",
) -> str:
    """Draw all ``nodes`` in the rows that their ranks name, with the ``edges`` between them.

    Those in ``major`` are set larger. A name without a rank stands in a last row of its own; an
    edge to a name that is not there is left out. ``label`` names the picture for who cannot see it.

    >>> draw_map([Row("above", "Above")], [Node("a", "One", rank=0)], []).count("<text")
    2
    """
    plan = lay_out(rows, nodes, edges, width, major)
    return svg(
        width,
        plan.height,
        "kg-picture kg-map",
        label or "; ".join(row.label for row in rows),
        frame(rows, plan.tops, width),
        *_lines(plan.edges, plan.spots, plan.aside, width),
        *(name(spot) for spot in plan.spots.values()),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands: names, the tops of the rows, and the edges that can be drawn."""

    spots: Mapping[str, Spot]
    tops: Sequence[int]
    height: int
    aside: int
    edges: Sequence[Edge]


def lay_out(
    rows: Sequence[Row],
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    width: int,
    major: Collection[str] = (),
) -> Plan:
    """Return where each name stands; a repeated node, or an edge to a name that is not there, is left out."""
    found = list({node.id: node for node in nodes}.values())
    known = {node.id for node in found}
    drawn = [e for e in edges if {e.source, e.target, e.third or e.source} <= known and e.source != e.target]
    aside = _aside(rows, width)
    names = measured(found, frozenset(major), width - aside - 4)
    spots, tops, high = _spots(rows, found, drawn, names, (aside, width))
    return Plan(spots, tops, high, aside, drawn)


def _aside(rows: Sequence[Row], wide: int) -> int:
    """Return the width of the column of row labels; none on a small map, where they stand above."""
    if wide < _SMALL:
        return 0
    return min(max((width(row.label, 13, "sans") for row in rows), default=0) + 20, 170)


def _spots(
    rows: Sequence[Row],
    nodes: Sequence[Node],
    edges: Sequence[Edge],
    names: Mapping[str, tuple[str, int, int]],
    frame: tuple[int, int],
) -> tuple[dict[str, Spot], list[int], int]:
    """Return each name's place, the top of each row, and the height of the whole."""
    by_row: list[list[str]] = [[] for _ in range(len(rows) + 1)]
    for node in nodes:
        ranked = node.rank is not None and 0 <= node.rank < len(rows)
        by_row[node.rank if ranked and node.rank is not None else len(rows)].append(node.id)
    near = neighbours(edges)
    widths = {key: measure[2] for key, measure in names.items()}
    packed = [split(row, widths, frame[1] - frame[0]) for row in ordered(by_row, near)]
    lines = [line for row in packed for line in row]
    at = spread(lines, widths, near, edges, frame)
    nodes_by_id = {node.id: node for node in nodes}
    spots: dict[str, Spot] = {}
    tops, y, count = [], 0, 0
    for index, row in enumerate(packed):
        if index == len(rows) and not row:
            break
        tops.append(y)
        for number, line in enumerate(row):
            for key in line:
                shown, size, wide = names[key]
                middle = y + _NAMES + number * _LINE
                spots[key] = Spot(nodes_by_id[key], shown, size, wide, count, round(at[key]), middle)
            count += 1
        y += _HIGH + _LINE * max(len(row) - 1, 0)
    return spots, tops, max(y, 1)


def frame(rows: Sequence[Row], tops: Sequence[int], wide: int) -> str:
    """Return the hairlines between the rows, and their labels."""
    rules = "".join(f"M0 {top}H{wide}" for top in tops if top)
    labels = [
        text(0, top + 20, fit(row.label, 13, 170, "sans"), "kg-row", anchor="start")
        for row, top in zip(rows, tops, strict=False)
    ]
    return group("kg-rows", path("kg-rule", rules) if rules else "", *labels)


def _lines(edges: Sequence[Edge], spots: Mapping[str, Spot], left: int, right: int) -> list[str]:
    """Return all lines, movements last so that they lie on top."""
    count = max((spot.line for spot in spots.values()), default=-1) + 1
    boxes = [[spot.box for spot in spots.values() if spot.line == line] for line in range(count)]
    corridors = Corridors(boxes, left, right)
    drawn = sorted(edges, key=lambda edge: edge.sign == "move")
    return [_line(edge, spots, corridors) for edge in drawn]


def _line(edge: Edge, spots: Mapping[str, Spot], corridors: Corridors) -> str:
    attributes: dict[str, str | int] = {
        "class": f"kg-edge kg-{edge.sign or 'plain'} kg-{edge.standing}",
        "data-from": edge.source,
        "data-to": edge.target,
        "data-via": edge.third or "",
    }
    if edge.sign == "move" and edge.third is not None:
        return element("g", attributes, *(_moved(leg, spots, corridors) for leg in legs_of(edge, False)))
    stops = [edge.source, edge.third, edge.target] if edge.third else [edge.source, edge.target]
    parts = []
    for one, other in pairwise(stops):
        parts.append(_stroke(edge, spots[str(one)], spots[str(other)], corridors))
    return element("g", attributes, *parts)


def _stroke(edge: Edge, source: Spot, target: Spot, corridors: Corridors) -> str:
    way = route(source, target, corridors)
    head = place(end_of("move"), way.x, way.y, way.degrees) if edge.sign == "move" else ""
    return path("kg-path", way.data) + head


def _moved(leg: Leg, spots: Mapping[str, Spot], corridors: Corridors) -> str:
    """Return half of the way of what is moved: bowed out where it lies beside the way, else as any line."""
    tail, head, via = spots[leg.tail], spots[leg.head], spots[leg.edge.third or leg.tail]
    end = head if via is tail else tail
    if abs(via.line - end.line) > 2 or via.line == end.line:
        plain = path("kg-path", route(tail, head, corridors).data)
        return _stroke(leg.edge, tail, head, corridors) if leg.ends[1] else plain
    bend = (via.x, end.y if leg.ends[1] else end.y + (via.y - end.y) * 0.3)
    regions: dict[str, Region] = {leg.tail: tail.box, leg.head: head.box}
    return trace(leg, Curve((tail.x, tail.y), bend, (head.x, head.y)), regions, "").svg


def name(spot: Spot) -> str:
    """Return a name as a link."""
    css = "kg-name kg-major" if spot.size > 18 else "kg-name"
    shown = text(spot.x, spot.y + round(spot.size * 0.3), spot.shown, css)
    title = clean(spot.node.name) if spot.shown != clean(spot.node.name) else ""
    return link(spot.node.href, shown, title=title, node=spot.node.id)
