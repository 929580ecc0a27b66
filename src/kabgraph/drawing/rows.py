"""The close form of a neighbourhood: a row for each name, so that any number of them stays readable.

The wide form has a column on either side of the centre, the narrow one a single column beside it.
Each row keeps its rank: the higher above the centre, the lower below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kabgraph.drawing.blocks import Form, Placed, block
from kabgraph.drawing.geometry import Curve, straight
from kabgraph.drawing.labels import Label, Words, words_of
from kabgraph.drawing.legs import Leg, Trace, legs_of, stem
from kabgraph.drawing.scene import Centre, Scene, centre_of
from kabgraph.drawing.seats import in_columns, level
from kabgraph.drawing.values import Edge, Node

_GAP = 8
_BETWEEN = 12  # between the lines of one row
_CORNER = 10


@dataclass(frozen=True, slots=True)
class _Row:
    name: Placed
    legs: tuple[Leg, ...]
    words: tuple[Words, ...]
    level: int

    @property
    def height(self) -> int:
        lines = sum(words.height + _BETWEEN for words in self.words)
        return max(self.name.height + 6, lines + 8, self.name.form.pitch)


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines run from ``inner`` (``close`` beside the centre) to ``outer``; there names begin."""

    side: int
    outer: int
    inner: int
    close: int

    def begin(self, here: int) -> int:
        """Return where the lines of a level begin."""
        return self.inner if here else self.close


@dataclass(frozen=True, slots=True)
class _Part:
    name: Placed
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...]
    stems: tuple[str, ...]


def rows(centre: Node, nodes: Sequence[Node], edges: Sequence[Edge], form: Form) -> Scene:
    """Return the layout in rows."""
    narrow = form.css == "kg-narrow"
    heart = centre_of(centre, form)
    legs = _by_name(centre.id, nodes, edges, narrow)
    ranked = sorted(nodes, key=lambda node: (level(node, centre), node.rank or 0))
    sides = {1: ranked} if narrow else _sides(ranked, centre, edges)
    columns = []
    for side, mine in sides.items():
        blocks = [block(node, form, "end" if side < 0 else "start", 126 if narrow else 160) for node in mine]
        column = _narrow(blocks, heart, form) if narrow else _wide(side, blocks, legs, heart)
        columns.append((column, [_row(name, legs, column, level(name.node, centre)) for name in blocks]))
    need = 2 * heart.pill.radius + 20 if narrow else 0
    reach = [_reach(found, here, need) for _, found in columns for here in (-1, 1)]
    y = round(max([*reach[::2], heart.pill.radius + 8]))
    heart = heart.moved(heart.pill.half + 2 if narrow else form.width // 2, y)
    parts = [part for column, found in columns for part in _column(column, found, heart, need)]
    return Scene(
        form,
        y + round(max([*reach[1::2], heart.pill.radius + 8])) + 4,
        heart,
        tuple(part.name for part in parts),
        tuple(trace for part in parts for trace in part.traces),
        tuple(label for part in parts for label in part.labels),
        tuple(line for part in parts for line in part.stems),
    )


def _by_name(
    centre: str, nodes: Sequence[Node], edges: Sequence[Edge], narrow: bool
) -> dict[str, tuple[Leg, ...]]:
    legs = [leg for edge in edges for leg in legs_of(edge, narrow)]
    return {node.id: tuple(leg for leg in legs if _owner(leg, centre) == node.id) for node in nodes}


def _owner(leg: Leg, centre: str) -> str:
    """Return in whose row the leg is drawn: not the centre's, and the far end's before what is moved."""
    if centre in (leg.tail, leg.head):
        return leg.other(centre)
    return leg.tail if leg.head == leg.edge.third else leg.head


def _sides(nodes: Sequence[Node], centre: Node, edges: Sequence[Edge]) -> dict[int, list[Node]]:
    """Send what comes in to the left, what goes out to the right, and even out each level."""
    sides: dict[int, list[Node]] = {-1: [], 1: []}
    for here in (-1, 0, 1):
        group = {node.id: node for node in nodes if level(node, centre) == here}
        left, right = in_columns(list(group), edges)
        sides[-1] += [group[key] for key in group if key in left]
        sides[1] += [group[key] for key in group if key in right]
    return sides


def _wide(side: int, blocks: Sequence[Placed], legs: Mapping[str, tuple[Leg, ...]], heart: Centre) -> _Column:
    form = heart.form
    away = max((name.width for name in blocks), default=0) + _GAP
    natural = [_words(leg, form, 200).width for name in blocks for leg in legs[name.node.id]]
    tail = min(max(natural, default=0) + 30, form.width // 2 - away - heart.pill.half - 24)
    outer = away if side < 0 else form.width - away
    return _Column(side, outer, outer - side * tail, outer - side * tail)


def _narrow(blocks: Sequence[Placed], heart: Centre, form: Form) -> _Column:
    outer = form.width - max((name.width for name in blocks), default=0) - _GAP
    return _Column(1, outer, heart.pill.half + 26, 2 * heart.pill.half + 12)


def _words(leg: Leg, form: Form, limit: int) -> Words:
    return words_of(leg.label, leg.edge.number, leg.edge.sign, form, limit, 3)


def _row(name: Placed, legs: Mapping[str, tuple[Leg, ...]], column: _Column, here: int) -> _Row:
    mine = legs[name.node.id]
    limit = abs(column.outer - column.begin(here)) - 10
    return _Row(name, mine, tuple(_words(leg, name.form, limit) for leg in mine), here)


def _extent(found: Sequence[_Row], here: int) -> int:
    return sum(row.height for row in found if row.level == here)


def _reach(found: Sequence[_Row], half: int, need: int) -> float:
    """Return how far a column goes up or down from the centre's middle."""
    return _extent(found, half) + max(_extent(found, 0), need) / 2


def _column(column: _Column, found: Sequence[_Row], heart: Centre, need: int) -> list[_Part]:
    spare = max(need - _extent(found, 0), 0) / 2
    starts = {
        -1: heart.pill.y - _reach(found, -1, need),
        0: heart.pill.y - _extent(found, 0) / 2,
        1: heart.pill.y + _extent(found, 0) / 2 + spare,
    }
    parts = []
    for row in found:
        parts.append(_part(row, column, heart, round(starts[row.level] + row.height / 2)))
        starts[row.level] += row.height
    return parts


def _part(row: _Row, column: _Column, heart: Centre, y: int) -> _Part:
    name = row.name.moved(column.outer + column.side * (_GAP + row.name.width / 2), y)
    traces, labels, stems = [], [], []
    inner = column.begin(row.level)
    line = y - round(sum(words.height + _BETWEEN for words in row.words) / 2) + 2
    for leg, words in zip(row.legs, row.words, strict=True):
        line += words.height + _BETWEEN // 2
        out, home = (column.outer, line), (inner, line)
        inward = leg.tail == row.name.node.id
        traces.append(Trace(leg, straight(out, home) if inward else straight(home, out)))
        labels.append(Label(words, words.at((column.outer + inner) / 2, line - 4 - words.height / 2)))
        stems.append(stem(_stem(heart, column.side, inner, line)))
        line += _BETWEEN // 2
    return _Part(name, tuple(traces), tuple(labels), tuple(stems))


def _stem(heart: Centre, side: int, x: int, y: int) -> str:
    """Return the way from the centre to where a row begins; the disc covers its first part."""
    middle, level_with = round(heart.pill.x), round(heart.pill.y)
    if heart.form.css == "kg-wide":
        start = middle + side * 16
        return Curve((start, level_with), (start, y), (x, y)).data
    if abs(y - level_with) < heart.pill.radius - 6:
        return f"M{middle} {y}H{x}"
    turn = y - _CORNER if y > level_with else y + _CORNER
    return f"M{middle} {level_with}V{turn}Q{middle} {y} {middle + _CORNER} {y}H{x}"
