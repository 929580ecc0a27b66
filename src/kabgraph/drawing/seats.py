"""Who sits where around the centre: ranks decide between above and below, roles between left and right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kabgraph.drawing.blocks import Form, Placed
from kabgraph.drawing.geometry import Point
from kabgraph.drawing.values import Edge, Node


@dataclass(slots=True)
class Plan:
    """Who sits where: one name straight above and below, what is moved beside the way there, and the rest."""

    axis: dict[int, str] = field(default_factory=dict)
    arms: dict[tuple[int, int], str] = field(default_factory=dict)
    rest: dict[int, list[str]] = field(default_factory=lambda: {-1: [], 0: [], 1: []})


def level(node: Node, centre: Node) -> int:
    """Return -1 for what is above the centre, 1 for what is below, 0 beside or unknown."""
    if node.rank is None or centre.rank is None:
        return 0
    return (node.rank > centre.rank) - (node.rank < centre.rank)


def incoming(node: str, edges: Sequence[Edge]) -> bool:
    """Tell whether the first edge of a node runs from it: such a one sits at the left."""
    first = next((e for e in edges if node in (e.source, e.target, e.third)), None)
    return first is not None and first.source == node


def in_columns(nodes: Sequence[str], edges: Sequence[Edge]) -> tuple[list[str], list[str]]:
    """Return who sits left (what comes in) and who right (what goes out), evened out."""
    left = [node for node in nodes if incoming(node, edges)]
    right = [node for node in nodes if node not in left]
    weight = {node: sum(node in (e.source, e.target, e.third) for e in edges) or 1 for node in nodes}
    while True:
        longer, shorter = sorted((left, right), key=lambda side: -sum(weight[node] for node in side))
        more = sum(weight[node] for node in longer) - sum(weight[node] for node in shorter)
        if not longer or more <= weight[longer[-1]]:
            break
        shorter.append(longer.pop())
    return left, right


def plan_of(centre: Node, nodes: Sequence[Node], edges: Sequence[Edge]) -> Plan:
    """Return who sits where: movements first, so that they run straight up and down."""
    plan = Plan()
    levels = {node.id: level(node, centre) for node in nodes}
    for edge in edges:
        if edge.third is not None and centre.id in (edge.source, edge.target):
            _seat_arm(plan, edge, centre.id, levels)
    for edge in edges:
        if edge.third == centre.id:
            _seat_ends(plan, edge, levels)
    for edge in edges:
        far = edge.target if edge.source == centre.id else edge.source
        half = levels.get(far, 0)
        if edge.sign == "move" and edge.third is None and half and not _seated(plan, far):
            plan.axis.setdefault(half, far)
    for node in nodes:
        if not _seated(plan, node.id):
            plan.rest[levels[node.id]].append(node.id)
    return plan


def _seat_arm(plan: Plan, edge: Edge, centre: str, levels: Mapping[str, int]) -> None:
    outward = edge.source == centre
    far = edge.target if outward else edge.source
    half = levels[far] or (1 if outward else -1)
    via = edge.third or ""
    if levels[via] == -half or via == far or _seated(plan, via):
        return
    if plan.axis.setdefault(half, far) != far or (levels[far] and levels[far] != half):
        return
    side = 1 if edge.sign == "beads" else -1
    free = [s for s in (side, -side) if (half, s) not in plan.arms]
    if free:
        plan.arms[half, free[0]] = via


def _seat_ends(plan: Plan, edge: Edge, levels: Mapping[str, int]) -> None:
    """Put what the centre goes from and to on the axis, so that the way leads straight through it."""
    for node, half in ((edge.source, -1), (edge.target, 1)):
        here = levels[node] or half
        if not _seated(plan, node):
            plan.axis.setdefault(here, node)


def _seated(plan: Plan, node: str) -> bool:
    return node in plan.axis.values() or node in plan.arms.values()


def seats(
    plan: Plan, blocks: Mapping[str, Placed], edges: Sequence[Edge], form: Form, stretch: float
) -> Iterator[tuple[str, Point]]:
    """Yield the place of each name, counted from the centre."""
    yield from _beside(plan.rest[0], blocks, edges, form, stretch)
    for half in (-1, 1):
        rest, axis = plan.rest[half], plan.axis.get(half)
        arms = {side: node for (h, side), node in plan.arms.items() if h == half}
        deep = form.far if arms else form.rise + 10
        if axis is not None:
            yield axis, (0, half * deep * stretch)
        for side, node in arms.items():
            yield node, (side * form.aside, half * form.near * stretch)
        places = _places(rest, blocks, form, axis is not None, bool(arms))
        for node, (x, y) in zip(rest, places, strict=True):
            yield node, (x, half * y * stretch)


def _places(
    rest: Sequence[str], blocks: Mapping[str, Placed], form: Form, axis: bool, arms: bool
) -> list[Point]:
    """Return places for the names that have none of their own: on an arc, or about what sits on the axis."""
    count = len(rest)
    room = form.width / 2 - max((blocks[node].width for node in rest), default=0) / 2 - 4
    if arms:
        return _wings(count, room, form)
    if axis:
        sides = (count + 1) // 2
        step = min(form.step, room / max(sides, 1))
        return [_on_arc((1 if i % 2 else -1) * (i // 2 + 1) * step, step, form) for i in range(count)]
    step = min(form.step, 2 * room / max(count - 1, 1))
    return [_on_arc((i - (count - 1) / 2) * step, step, form) for i in range(count)]


def _on_arc(x: float, step: float, form: Form) -> Point:
    return x, max(form.rise - 18 * (x / step) ** 2, form.rise * 0.4)


def _wings(count: int, room: float, form: Form) -> list[Point]:
    """Return places outside of what is moved, left and right by turns, the highest first."""
    near, far = min(form.reach * 0.92, room), min(form.reach * 1.08, room)
    rows = ((near, form.near), (far, form.far - 24), (near * 0.62, form.far + 40), (far, form.far + 90))
    places = [(side * x, float(y)) for x, y in rows for side in (-1, 1)]
    return [*places[:count], *((0.0, 0.0) for _ in range(count - len(places)))]


def _beside(
    nodes: Sequence[str], blocks: Mapping[str, Placed], edges: Sequence[Edge], form: Form, stretch: float
) -> Iterator[tuple[str, Point]]:
    left, right = in_columns(nodes, edges)
    for side, column in ((-1, left), (1, right)):
        gap = (108 if len(column) < 3 else 84) * stretch
        for index, node in enumerate(column):
            x = min(form.reach, form.width / 2 - blocks[node].width / 2 - 2)
            yield node, (side * x, (index - (len(column) - 1) / 2) * gap)
