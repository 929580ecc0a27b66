"""Lead lines over the map: past names, and long ones down corridors that they share."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from itertools import accumulate

from kabgraph.drawing.geometry import Box, Curve
from kabgraph.drawing.map_places import Spot

_STEP = 8
_SHARED, _COMPANY = 90, -12  # what it costs to lie on another line, and to run beside one
_BEHIND = 260  # what it costs to pass behind a name
_BOWS = (0, 30, -30, 70, -70, 120, -120)


@dataclass(frozen=True, slots=True)
class Route:
    """The data of a line, where it ends, and which way it looks there."""

    data: str
    x: int
    y: int
    degrees: int


@dataclass(slots=True)
class Corridors:
    """The ways down the map: which boxes stand on each line, and what runs where already."""

    lines: Sequence[Sequence[Box]]
    left: int
    right: int
    taken: list[tuple[int, int, int]] = field(default_factory=list)
    _blocked: dict[int, list[int]] = field(init=False)  # for each place, names met from the top down
    _heights: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._blocked = {}
        for x in range(self.left, self.right, _STEP):
            met = (any(_near(box, x) for box in line) for line in self.lines)
            self._blocked[x] = list(accumulate(met, initial=0))
        self._heights = [line[0].top for line in self.lines]

    def meets(self, x: float, y: float, lines: range) -> bool:
        """Tell whether the point lies on a name of one of the lines."""
        below = bisect(self._heights, y + 3)
        near = (line for line in (below - 1, below) if line in lines)
        return any(box.holds(x, y, 3) for line in near for box in self.lines[line])

    def find(self, first: int, last: int, start: float, end: float) -> int:
        """Return the best place to pass the lines from ``first`` to ``last``, and keep it taken."""
        running = {x for x, low, high in self.taken if low <= last and first <= high}
        best, best_cost = round((start + end) / 2), float("inf")
        for x, met in self._blocked.items():
            cost = abs(x - start) + abs(x - end) + _crowd(x, running) + _BEHIND * (met[last + 1] - met[first])
            if cost < best_cost:
                best, best_cost = x, cost
        self.taken.append((best, first, last))
        return best


def _crowd(x: int, running: Set[int]) -> int:
    if x in running:
        return _SHARED
    return _COMPANY if {x - 2 * _STEP, x - _STEP, x + _STEP, x + 2 * _STEP} & running else 0


def _near(box: Box, x: float) -> bool:
    return box.left - 6 < x < box.right + 6


def route(source: Spot, target: Spot, corridors: Corridors) -> Route:
    """Return the way from one name to another."""
    if source.line == target.line:
        return _level(source, target, corridors)
    down = target.line > source.line
    upper, lower = (source, target) if down else (target, source)
    top = round(upper.x + _lean(upper, lower)), round(upper.box.bottom + 3)
    foot = round(lower.x + _lean(lower, upper)), round(lower.box.top - 3)
    between = range(upper.line + 1, lower.line)
    way = _direct(top, foot, corridors, between) or _around(top, foot, corridors, between)
    return Route(_data(way if down else way[::-1]), *(foot if down else top), 90 if down else -90)


def _direct(
    top: tuple[int, int], foot: tuple[int, int], corridors: Corridors, between: range
) -> list[tuple[int, int]] | None:
    """Return the straightest of a few curves that meets no name, if one does."""
    dx, dy = foot[0] - top[0], foot[1] - top[1]
    for bow in _BOWS:
        way = [
            top,
            (top[0] + round(dx * 0.2) + bow, top[1] + round(dy * 0.35)),
            (foot[0] - round(dx * 0.2) + bow, foot[1] - round(dy * 0.35)),
            foot,
        ]
        if not between or not _hits(way, corridors, between):
            return way
    return None


def _around(
    top: tuple[int, int], foot: tuple[int, int], corridors: Corridors, between: range
) -> list[tuple[int, int]]:
    """Return the way down a corridor."""
    x = corridors.find(between[0], between[-1], top[0], foot[0])
    first, last = corridors.lines[between[0]], corridors.lines[between[-1]]
    high = round(min(box.top for box in first)) - 2
    low = round(max(box.bottom for box in last)) + 2
    into = top[0] + round((x - top[0]) * 0.3), high - round((high - top[1]) * 0.4)
    out = foot[0] + round((x - foot[0]) * 0.3), low + round((foot[1] - low) * 0.4)
    turn, leave = (x, high - (high - top[1]) // 2), (x, low + (foot[1] - low) // 2)
    return [top, into, turn, (x, high), (x, low), leave, out, foot]


def _lean(one: Spot, other: Spot) -> float:
    """Return where under a name the line begins: a little towards where it goes."""
    most = one.width * 0.32
    return min(max((other.x - one.x) * 0.12, -most), most)


def _data(way: Sequence[tuple[int, int]]) -> str:
    """Return path data: a cubic curve, or two with a straight run between them."""
    points = [f"{x} {y}" for x, y in way]
    if len(way) == 4:
        plain = way[0][0] == way[3][0]
        return f"M{points[0]}V{way[3][1]}" if plain else f"M{points[0]}C{' '.join(points[1:])}"
    return f"M{points[0]}C{' '.join(points[1:4])}L{points[4]}C{' '.join(points[5:])}"


def _hits(way: Sequence[tuple[int, int]], corridors: Corridors, between: range) -> bool:
    """Tell whether the curve meets a name or leaves the map."""
    for index in range(1, 32):
        x, y = _cubic(way, index / 32)
        if not corridors.left <= x <= corridors.right or corridors.meets(x, y, between):
            return True
    return False


def _cubic(way: Sequence[tuple[int, int]], t: float) -> tuple[float, float]:
    shares = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    return (
        sum(share * point[0] for share, point in zip(shares, way, strict=True)),
        sum(share * point[1] for share, point in zip(shares, way, strict=True)),
    )


def _level(source: Spot, target: Spot, corridors: Corridors) -> Route:
    """Return a short stroke between neighbours of a line, else an arc over the names between them."""
    side = 1 if target.x > source.x else -1
    begin = round(source.x + side * (source.width / 2 + 6))
    end = round(target.x - side * (target.width / 2 + 6))
    low, high = sorted((begin, end))
    between = any(low < (box.left + box.right) / 2 < high for box in corridors.lines[source.line])
    if not between:
        return Route(f"M{begin} {source.y}H{end}", end, source.y, 0 if side > 0 else 180)
    start = round(source.x + side * source.width * 0.3), round(source.box.top - 1)
    stop = round(target.x - side * target.width * 0.3), round(target.box.top - 1)
    lift = min(18 + abs(stop[0] - start[0]) // 16, 34)
    arc = Curve(start, ((start[0] + stop[0]) / 2, start[1] - lift), stop)
    return Route(arc.data, *stop, 45 if side > 0 else 135)
