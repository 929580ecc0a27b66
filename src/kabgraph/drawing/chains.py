"""Steps that lie on one rail: stages, mediation, union."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from kabgraph.drawing.boxes import HALF, Cell, LabelBox, box_of, verb, verb_width
from kabgraph.drawing.markup import element, group
from kabgraph.drawing.signs import end_of, line, place, start_of
from kabgraph.drawing.values import Step

_LINE = 64  # from one line of a long chain to the next
_TOWER = 84  # from one box of a tower to the next
_JOINTS = {"stages": "bar", "mediation": "beads", "union": "double"}


def chain(step: Step, level: int, limit: int) -> Cell:
    """Draw the parts in a row, joined by the sign of the kind; on further lines where they are many."""
    boxes = [box_of(part, limit // 2) for part in step.parts]
    if len(boxes) == 1:
        return _alone(step, boxes[0], level, limit)
    said = [step.verb, step.then] if step.kind == "mediation" else [step.verb]
    gap = max([44, *(verb_width(words, limit // 4) + 18 for words in said if words)])
    if step.kind == "mediation" and sum(box.width for box in boxes) + gap * (len(boxes) - 1) > limit:
        return _tower(step, boxes, level, limit)
    sign, x, widest, lowest = _JOINTS.get(step.kind, "arrow"), 0, 0, level
    out: list[str] = []
    joints: list[str] = []
    for index, box in enumerate(boxes):
        if index and x + gap + box.width > limit:
            x, lowest = 0, lowest + _LINE
        if index:
            joints.append(_joint(sign, gap, "in" if index == 1 else "out", f"translate({x} {lowest})"))
            if index <= len(said):
                joints.append(verb(x + gap // 2, lowest - 10, said[index - 1], gap - 8))
            x += gap
        out.append(box.svg(x, lowest))
        x += box.width
        widest = max(widest, x)
    return Cell(widest, lowest, "".join([*out, *joints]), lowest > level)


def _alone(step: Step, box: LabelBox, level: int, limit: int) -> Cell:
    """Draw one part with its verb behind it."""
    room = max(limit - box.width - 12, 40)
    said = verb(box.width + 12, level - 10, step.verb, room, "start")
    wide = box.width + (12 + verb_width(step.verb, room) if said else 0)
    return Cell(wide, level, box.svg(0, level) + said)


def _tower(step: Step, boxes: Sequence[LabelBox], level: int, limit: int) -> Cell:
    """Draw an end, the mediator and the other end below each other, where a row has no room for them."""
    middle = max(box.width for box in boxes) // 2
    widest, room = 2 * middle, max(limit - middle - 14, 40)
    out: list[str] = []
    joints: list[str] = []
    for index, box in enumerate(boxes):
        y = level + index * _TOWER
        out.append(box.svg(middle - box.width // 2, y))
        if index:
            turn = f"translate({middle} {y - _TOWER + HALF})rotate(90)"
            said = step.verb if index == 1 else step.then
            joints.append(_joint("beads", _TOWER - 2 * HALF, "in" if index == 1 else "out", turn))
            joints.append(verb(middle + 14, y - _TOWER // 2 + 6, said, room, "start"))
            widest = max(widest, middle + 14 + verb_width(said, room))
    return Cell(widest, level + (len(boxes) - 1) * _TOWER, "".join([*out, *joints]), True)


def _joint(sign: str, gap: int, way: Literal["in", "out"], transform: str) -> str:
    """Return the line between two boxes, ``gap`` long; what joins two has a dot at each outer end."""
    tail, head = (4, gap - 4) if sign == "arrow" else (0, gap - 4 if sign == "bar" else gap)
    if sign == "beads":
        end = place(start_of(sign), 0 if way == "in" else gap, 0, 0)
    else:
        end = place(end_of(sign), head, 0, 0)
    inside = group(f"kg-edge kg-{sign} kg-asserted", line(sign, f"M{tail} 0H{head}"), end)
    return element("g", {"transform": transform}, inside)
