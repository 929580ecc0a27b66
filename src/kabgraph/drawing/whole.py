"""The whole graph: every name in its row, every relation a faint line; one path holds all lines of a kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from kabgraph.drawing.map import frame, lay_out, name
from kabgraph.drawing.map_places import Spot
from kabgraph.drawing.markup import element, group, path, svg
from kabgraph.drawing.signs import SIGN_WORDS, end_of, start_of
from kabgraph.drawing.values import Edge, Node
from kabgraph.model import Row

_LEAVE = 13  # from the middle of a name to where its lines begin
_SPREAD = 0.8  # how much of a name's width its lines share
_MANY = 600  # names; beyond them the paper about each, which costs a stroke, is left out
_BOW = 26  # how far a line between two names of one line rises above them


def draw_whole(
    rows: Sequence[Row],
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    width: int,
    *,
    major: Collection[str] = (),
    label: str = "",
) -> str:
    """Draw every name of ``nodes`` in its row, and every edge from its source to its target.

    The lines of one sign and standing are one path, so that thousands cost little: its ``data-edges``
    lists their numbers, in the order in which their pieces, each begun by ``M``, stand in the path. The
    names stand in one group for each line of names, from left to right. The ends of lines are markers
    called ``kg-end-<sign>`` and ``kg-start-<sign>``, for whoever draws an edge in full.

    >>> drawn = draw_whole([Row("above", "Above")], [Node("a", "One"), Node("b", "Two")], [], 600)
    >>> drawn.count("<text"), drawn.count("kg-all")
    (3, 0)
    """
    plan = lay_out(rows, nodes, edges, width, major)
    places = _attached(plan.edges, plan.spots)
    pieces: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for edge, (start, end) in zip(plan.edges, places, strict=True):
        pieces[edge.sign, edge.standing].append((edge.number, _piece(edge, plan.spots, start, end)))
    return svg(
        width,
        plan.height,
        f"kg-picture kg-map kg-whole{' kg-many' if len(plan.spots) > _MANY else ''}",
        label,
        element("defs", {}, *_markers(sign for sign, _ in pieces)),
        frame(rows, plan.tops, width),
        group("kg-lines", *(_path(*key, found) for key, found in sorted(pieces.items()))),
        *_names(plan.spots.values()),
    )


def _attached(edges: Sequence[Edge], spots: Mapping[str, Spot]) -> list[tuple[int, int]]:
    """Return where on its names each edge begins and ends: spread out, in the order of the other ends."""
    ends: dict[tuple[str, bool], list[tuple[int, int, int]]] = defaultdict(list)
    for n, edge in enumerate(edges):
        source, target = spots[edge.source], spots[edge.target]
        ends[edge.source, source.y >= target.y].append((target.x, n, 0))
        ends[edge.target, target.y >= source.y].append((source.x, n, 1))
    at = [[0, 0] for _ in edges]
    for (key, _), found in ends.items():
        spot = spots[key]
        for place, (_, n, side) in enumerate(sorted(found), 1):
            at[n][side] = round(spot.x + spot.width * _SPREAD * (place / (len(found) + 1) - 0.5))
    return [(start, end) for start, end in at]


def _piece(edge: Edge, spots: Mapping[str, Spot], start: int, end: int) -> str:
    """Return the line of an edge: straight up or down out of its names, or a bow over the names between."""
    source, target = spots[edge.source].y, spots[edge.target].y
    if source == target:
        top = source - _LEAVE
        return f"M{start} {top}C{start} {top - _BOW} {end} {top - _BOW} {end} {top}"
    down = 1 if target > source else -1
    first, last = source + down * _LEAVE, target - down * _LEAVE
    middle = (first + last) // 2
    return f"M{start} {first}C{start} {middle} {end} {middle} {end} {last}"


def _path(sign: str, standing: str, found: Sequence[tuple[int, str]]) -> str:
    attributes = {
        "class": f"kg-all kg-{sign} kg-{standing}",
        "data-sign": sign,
        "data-standing": standing,
        "data-edges": " ".join(str(number) for number, _ in found),
        "d": "".join(data for _, data in found),
    }
    return element("path", attributes)


def _markers(signs: Iterable[str]) -> Iterable[str]:
    for sign in sorted({sign for sign in signs if sign in SIGN_WORDS}):
        for part, ending in (("end", end_of(sign)), ("start", start_of(sign))):
            if ending.data:
                attributes: dict[str, str | int] = {
                    "id": f"kg-{part}-{sign}",
                    "class": f"kg-marker kg-{sign}",
                    "markerUnits": "userSpaceOnUse",
                    "markerWidth": 40,
                    "markerHeight": 40,
                    "viewBox": "-20 -20 40 40",
                    "orient": "auto" if part == "end" else "auto-start-reverse",
                }
                yield element("marker", attributes, path(f"kg-end {ending.css}", ending.data))


def _names(spots: Iterable[Spot]) -> Iterable[str]:
    ordered = sorted(spots, key=lambda spot: (spot.line, spot.x))
    for _, line in groupby(ordered, key=lambda spot: spot.line):
        yield group("kg-names", *(name(spot) for spot in line))
