"""The open form of a neighbourhood: names around the centre, the higher above it, the lower below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kabgraph.drawing.blocks import Form, Placed, block
from kabgraph.drawing.geometry import Box, Curve, Point, Region, around
from kabgraph.drawing.labels import Label, place_labels
from kabgraph.drawing.legs import Leg, Trace, legs_of, trace
from kabgraph.drawing.scene import Centre, Scene, centre_of
from kabgraph.drawing.seats import Plan, plan_of, seats
from kabgraph.drawing.values import Edge, Node

_STRETCHES = (1.0, 1.15, 1.32, 1.55)
_MOST_BESIDE = 8
_MARGIN = 8


def radial(centre: Node, nodes: Sequence[Node], edges: Sequence[Edge], form: Form) -> Scene | None:
    """Return the open layout, or None where it cannot keep all names and words apart."""
    plan = plan_of(centre, nodes, edges)
    if len(plan.rest[0]) > _MOST_BESIDE:
        return None
    blocks = {node.id: block(node, form) for node in nodes}
    for stretch in _STRETCHES:
        scene = _try(plan, centre, blocks, edges, form, stretch)
        if scene is not None:
            return scene
    return None


def _try(
    plan: Plan,
    centre: Node,
    blocks: Mapping[str, Placed],
    edges: Sequence[Edge],
    form: Form,
    stretch: float,
) -> Scene | None:
    places = dict(seats(plan, blocks, edges, form, stretch))
    middle = form.width / 2
    placed = {key: blocks[key].moved(round(middle + x), round(y)) for key, (x, y) in places.items()}
    heart = centre_of(centre, form).moved(middle, 0)
    if not _apart(placed, heart, form):
        return None
    traces = _traces(plan, heart, placed, edges, form)
    if _any_through(traces, placed):
        return None
    taken = [name.box for name in placed.values()] + [heart.pill.box]
    labels = place_labels(traces, taken, form)
    if labels is None:
        return None
    return _settled(heart, placed, traces, labels, form)


def _apart(placed: Mapping[str, Placed], heart: Centre, form: Form) -> bool:
    boxes = [name.box for name in placed.values()]
    inside = all(box.left >= 1 and box.right <= form.width - 1 for box in boxes)
    clear = not any(box.overlaps(heart.pill.box, 14) for box in boxes)
    pairs = ((a, b) for i, a in enumerate(boxes) for b in boxes[i + 1 :])
    return inside and clear and not any(a.overlaps(b, 8) for a, b in pairs)


def _traces(
    plan: Plan, heart: Centre, placed: Mapping[str, Placed], edges: Sequence[Edge], form: Form
) -> list[Trace]:
    home = heart.node.id
    regions: dict[str, Region] = {key: name.box for key, name in placed.items()} | {home: heart.pill}
    legs = [leg for edge in edges for leg in legs_of(edge, form.css == "kg-narrow")]
    shared: dict[str, list[Leg]] = {}
    for leg in legs:
        if home in (leg.tail, leg.head) and not _on_arm(plan, leg, home):
            shared.setdefault(leg.other(home), []).append(leg)
    return [trace(leg, _curve(plan, leg, home, regions, shared), regions, home) for leg in legs]


def _on_arm(plan: Plan, leg: Leg, home: str) -> bool:
    return leg.via and leg.edge.third in plan.arms.values() and leg.edge.third != home


def _curve(
    plan: Plan, leg: Leg, home: str, regions: Mapping[str, Region], shared: Mapping[str, list[Leg]]
) -> Curve:
    tail, head = _middle(regions[leg.tail]), _middle(regions[leg.head])
    if home not in (leg.tail, leg.head) or _on_arm(plan, leg, home):
        return _bowed(tail, head, leg.edge.third == leg.tail, leg.edge.third in plan.arms.values())
    other = leg.other(home)
    company = sorted(shared[other], key=lambda one: one.edge.sign != "move")
    offset = _offset(company.index(leg), len(company), company[0].edge.sign == "move")
    for (half, side), node in plan.arms.items():
        if node == other:  # inside of the eye that the way of what is moved makes
            offset = half * side * (36 + 44 * company.index(leg))
    outer, inner = (head, tail) if leg.tail == home else (tail, head)
    curve = _spoke(outer, inner, offset)
    return curve.reversed if leg.tail == home else curve


def _bowed(tail: Point, head: Point, via_first: bool, on_arm: bool) -> Curve:
    """Return half of an eye: down the side of what is moved, level into the far end."""
    via, end = (tail, head) if via_first else (head, tail)
    if not on_arm:
        return Curve(tail, ((tail[0] + head[0]) / 2, (tail[1] + head[1]) / 2 + 30), head)
    lift = -6 if via_first else (via[1] - end[1]) * 0.78
    return Curve(tail, (via[0], end[1] + lift), head)


def _spoke(outer: Point, inner: Point, offset: float) -> Curve:
    """Return the line from a name to the centre: level lines set out level, others are straight."""
    dx, dy = outer[0] - inner[0], outer[1] - inner[1]
    long = (dx**2 + dy**2) ** 0.5
    across = (-dy / long, dx / long)
    lean = 0.24 * dy if abs(dx) > 2 * abs(dy) else 0
    bend = (inner[0] + dx / 2 + across[0] * offset, inner[1] + dy / 2 + lean + across[1] * offset)
    part = max(min(offset * 0.5, 20), -20)
    shift = (across[0] * part, across[1] * part)
    return Curve((outer[0] + shift[0], outer[1] + shift[1]), bend, (inner[0] + shift[0], inner[1] + shift[1]))


def _offset(index: int, count: int, straight_first: bool) -> float:
    """Return how far aside the line lies; a movement among several stays straight."""
    if straight_first or count % 2:
        return 44 * ((index + 1) // 2) * (1 if index % 2 else -1)
    return 44 * (index - (count - 1) / 2)


def _any_through(traces: Sequence[Trace], placed: Mapping[str, Placed]) -> bool:
    """Tell whether a line crosses a name that is not its own."""
    for one in traces:
        points = one.curve.points()
        for key, name in placed.items():
            if key not in (one.leg.tail, one.leg.head) and any(name.box.holds(*p, 2) for p in points):
                return True
    return False


def _middle(region: Region) -> Point:
    if isinstance(region, Box):
        return (region.left + region.right) / 2, (region.top + region.bottom) / 2
    return getattr(region, "x", 0.0), getattr(region, "y", 0.0)


def _settled(
    heart: Centre, placed: Mapping[str, Placed], traces: Sequence[Trace], labels: Sequence[Label], form: Form
) -> Scene:
    """Move everything down so that the picture begins at its top edge."""
    boxes = [name.box for name in placed.values()] + [label.box for label in labels] + [heart.pill.box]
    points = [point for one in traces for point in one.curve.points()]
    boxes += [Box(x, y, x, y) for x, y in points]
    frame = around(boxes)
    down = _MARGIN - round(frame.top)
    return Scene(
        form,
        round(frame.bottom) + down + _MARGIN,
        heart.moved(heart.pill.x, heart.pill.y + down),
        tuple(name.moved(name.x, name.y + down) for name in placed.values()),
        tuple(Trace(one.leg, _lowered(one.curve, down)) for one in traces),
        tuple(label.lowered(down) for label in labels),
    )


def _lowered(curve: Curve, down: int) -> Curve:
    start, bend, end = ((x, y + down) for x, y in (curve.start, curve.bend, curve.end))
    return Curve(start, bend, end)
