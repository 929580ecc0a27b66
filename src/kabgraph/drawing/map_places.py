"""Find each name its place on the map: its row is given, its order and distance follow its neighbours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kabgraph.drawing.geometry import Box
from kabgraph.drawing.measure import fit, width
from kabgraph.drawing.values import Edge, Node

_ORDER_SWEEPS = 8
_PLACE_SWEEPS = 10
_GAP = 26
_ASIDE = 112  # from the way between two names to what is moved along it
_PULL = {"move": 6.0, "beads": 3.0}
_STIFF = 1000.0
_WAY = 4  # the width that a movement takes between names
_FULL = 0.85  # how full the lines of a divided row may be, so that names can still move
_CLEAR = 210  # from the edge to a way straight up, so that a long name fits beside it


@dataclass(frozen=True, slots=True)
class Spot:
    """A name on the map: ``line`` counts all lines of all rows from the top."""

    node: Node
    shown: str
    size: int
    width: int
    line: int
    x: int
    y: int

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box.around(self.x, self.y, self.width, self.size + 6)


Near = Mapping[str, Sequence[tuple[str, float, float]]]
"""For each name its neighbours: who, how strong the pull, how far aside of them it wants to stand."""


def neighbours(edges: Sequence[Edge]) -> dict[str, list[tuple[str, float, float]]]:
    """Return who pulls whom: movements pull hardest, what is moved stands left of its way."""
    near: dict[str, list[tuple[str, float, float]]] = {}
    for edge in edges:
        pull = _PULL.get(edge.sign, 1.0)
        if edge.third is not None:
            aside = _ASIDE if edge.sign == "beads" else -_ASIDE
            for end in (edge.source, edge.target):
                near.setdefault(edge.third, []).append((end, pull, aside))
                near.setdefault(end, []).append((edge.third, 0.3, -aside))
        near.setdefault(edge.source, []).append((edge.target, pull, 0))
        near.setdefault(edge.target, []).append((edge.source, pull, 0))
    return near


def ordered(rows: Sequence[Sequence[str]], near: Near) -> list[list[str]]:
    """Return the rows with each name moved towards the middle of its neighbours, a fixed number of times."""
    found = [list(row) for row in rows]
    at = {name: (i + 0.5) / len(row) for row in found for i, name in enumerate(row)}
    for sweep in range(_ORDER_SWEEPS):
        for row in found if sweep % 2 == 0 else reversed(found):
            wishes = {name: _wish(near.get(name, ()), at, 0.1 / _ASIDE) for name in row}
            places = {name: at[name] if wish is None else wish for name, wish in wishes.items()}
            row.sort(key=places.__getitem__)
            at |= {name: (i + 0.5) / len(row) for i, name in enumerate(row)}
    return found


def _wish(pulls: Sequence[tuple[str, float, float]], at: Mapping[str, float], scale: float) -> float | None:
    known = [(at[name] + aside * scale, pull) for name, pull, aside in pulls if name in at]
    total = sum(pull for _, pull in known)
    return sum(place * pull for place, pull in known) / total if total else None


def split(row: Sequence[str], widths: Mapping[str, int], room: int) -> list[list[str]]:
    """Return the row on as many lines as it needs, dealt out in turn so that the order stays across."""
    for count in range(1, len(row) + 1):
        lines = [list(row[start::count]) for start in range(count)]
        most = room if count == 1 else room * _FULL
        if all(sum(widths[name] for name in line) + _GAP * (len(line) - 1) <= most for line in lines):
            return lines
    return [[name] for name in row]


def spread(
    lines: Sequence[Sequence[str]],
    widths: Mapping[str, int],
    near: Near,
    edges: Sequence[Edge],
    frame: tuple[int, int],
) -> dict[str, float]:
    """Return the middle of each name: near its neighbours, and still spread over the line."""
    even = {name: x for line in lines for name, x in _evenly(line, widths, frame).items()}
    at = dict(even)
    movers = {end for edge in edges if edge.sign == "move" for end in (edge.source, edge.target, edge.third)}
    for sweep in range(_PLACE_SWEEPS):
        for line in lines if sweep % 2 == 0 else reversed(lines):
            wishes, weights = [], []
            for name in line:
                wish, hold = _wish(near.get(name, ()), at, 1), 0.08 if name in movers else 0.55
                wishes.append(even[name] if wish is None else hold * even[name] + (1 - hold) * wish)
                weights.append(6.0 if name in movers else 1.0)
            at |= _apart(line, wishes, weights, widths, frame)
    return _upright(lines, at, widths, edges, frame)


def _upright(
    lines: Sequence[Sequence[str]],
    at: dict[str, float],
    widths: Mapping[str, int],
    edges: Sequence[Edge],
    frame: tuple[int, int],
) -> dict[str, float]:
    """Set the ends of movements that go nearly straight above each other, and keep their way free."""
    line_of = {name: i for i, line in enumerate(lines) for name in line}
    fixed: dict[str, float] = {}
    ways: list[tuple[int, int, float]] = []
    for edge in edges:
        ends = edge.source, edge.target
        high, low = sorted(line_of[end] for end in ends)
        if edge.sign != "move" or edge.third or high == low or any(end in fixed for end in ends):
            continue
        if abs(at[ends[0]] - at[ends[1]]) < 2 * _ASIDE:
            x = _meeting(ends, [lines[line_of[end]] for end in ends], at, widths, frame)
            fixed |= dict.fromkeys(ends, round(x))
            ways.append((high, low, fixed[ends[0]]))
    room = dict(widths)
    for index, line in enumerate(lines):
        spots = [(fixed.get(name, at[name]), name) for name in line]
        free = frame[1] - frame[0] - sum(widths[name] + _GAP for name in line)
        passing = [way for way in ways if way[0] < index < way[1]]
        for number, (_, _, x) in enumerate(passing[: int(free // (_GAP + _WAY))]):
            way = f"|{number}"
            fixed[way], room[way] = x, _WAY
            spots.append((x, way))
        spots.sort()
        names = [name for _, name in spots]
        weights = [_STIFF if name in fixed else 1.0 for name in names]
        at |= _apart(names, [x for x, _ in spots], weights, room, frame)
    return at


def _meeting(
    ends: tuple[str, str],
    lines: Sequence[Sequence[str]],
    at: Mapping[str, float],
    widths: Mapping[str, int],
    frame: tuple[int, int],
) -> float:
    """Return where two names can stand above each other, clear of the edges if they can."""
    aside = min(_CLEAR, (frame[1] - frame[0]) / 2)
    x = min(max((at[ends[0]] + at[ends[1]]) / 2, frame[0] + aside), frame[1] - aside)
    for name, line in zip(ends, lines, strict=True):
        place = line.index(name)
        before = sum(widths[other] + _GAP for other in line[:place])
        after = sum(widths[other] + _GAP for other in line[place + 1 :])
        x = min(max(x, frame[0] + before + widths[name] / 2), frame[1] - after - widths[name] / 2)
    return x


def _evenly(line: Sequence[str], widths: Mapping[str, int], frame: tuple[int, int]) -> dict[str, float]:
    """Return the middles with the same room between all names of the line."""
    left, right = frame
    free = (right - left - sum(widths[name] for name in line)) / max(len(line), 1)
    x, found = left + free / 2, {}
    for name in line:
        found[name] = x + widths[name] / 2
        x += widths[name] + free
    return found


def _apart(
    line: Sequence[str],
    wishes: Sequence[float],
    weights: Sequence[float],
    widths: Mapping[str, int],
    frame: tuple[int, int],
) -> dict[str, float]:
    """Return the places nearest to the wishes, in this order and clear of each other.

    Weighted least squares under a least distance from each name to the next: the pool of adjacent
    violators on the wishes less the distances.
    """
    if not line:
        return {}
    offsets = [0.0]
    for before, name in pairwise(line):
        offsets.append(offsets[-1] + (widths[before] + widths[name]) / 2 + _GAP)
    pools: list[tuple[float, float, int]] = []
    for wish, offset, weight in zip(wishes, offsets, weights, strict=True):
        pools.append((wish - offset, weight, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (a, u, m), (b, v, n) = pools[-2:]
            pools[-2:] = [((a * u + b * v) / (u + v), u + v, m + n)]
    low = frame[0] + widths[line[0]] / 2
    high = max(frame[1] - widths[line[-1]] / 2 - offsets[-1], low)
    places = [min(max(place, low), high) for place, _, count in pools for _ in range(count)]
    return {name: place + offset for name, place, offset in zip(line, places, offsets, strict=True)}


def measured(nodes: Sequence[Node], major: frozenset[str], room: int) -> dict[str, tuple[str, int, int]]:
    """Return for each name what is shown of it, its size and its width."""
    found = {}
    for node in nodes:
        size = 22 if node.id in major else 18
        shown = fit(node.name, size, min(room, 260))
        found[node.id] = shown, size, width(shown, size) + 2
    return found
