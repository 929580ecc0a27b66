"""The signs of relations: one line ending each, before a sentence, in the legend and on an edge."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from kabgraph.drawing.markup import element, path

Direction = Literal["right", "up", "down"]


@dataclass(frozen=True, slots=True)
class Ending:
    """A shape with its tip at the origin, looking right; a line stops ``depth`` before the tip."""

    data: str
    depth: int
    css: str


_MOVE = Ending("M0 0L-11 -5V5Z", 9, "kg-full")
_OPEN = Ending("M-8 -5L0 0L-8 5", 0, "kg-open")
_DOT = Ending("M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z", 0, "kg-full")
_BEAD = "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z"
_STRIKE = "M-4 6L4 -6"

_ENDS = {
    "move": _MOVE,
    "arrow": _OPEN,
    "diamond": Ending("M0 0L-7 -4L-14 0L-7 4Z", 14, "kg-hollow"),
    "circle": Ending("M-8 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z", 8, "kg-hollow"),
    "square": Ending("M-9 -4H0V5H-9Z", 9, "kg-hollow"),
    "bar": Ending("M0 -5V5", 0, "kg-open"),
    "cite": Ending("M-7 -8L-9 -3M-1 -8L-3 -3", 0, "kg-open"),
    "opposed": _OPEN,
    "beads": _DOT,
}
_STARTS = {"opposed": _OPEN, "beads": _DOT}
_NONE = Ending("", 0, "")

SIGN_WORDS = MappingProxyType(
    {
        "move": "movement",
        "arrow": "gives, acts on",
        "diamond": "part of",
        "circle": "quality, name or image of",
        "double": "the same as, in a stated sense",
        "struck": "not the same",
        "opposed": "opposed",
        "square": "found in",
        "bar": "before, after",
        "beads": "joins two",
        "cite": "cites",
    }
)
"""The signs there are, in the legend's order, with its words; other words may be given where it is drawn."""


def end_of(name: str) -> Ending:
    """Return the shape at the head of a line; nothing for a sign that has none."""
    return _ENDS.get(name, _NONE)


def start_of(name: str) -> Ending:
    """Return the shape at the tail of a line; nothing for most signs."""
    return _STARTS.get(name, _NONE)


def place(ending: Ending, x: float, y: float, degrees: int) -> str:
    """Return the shape with its tip at the point, looking that way; no markup for no shape."""
    if not ending.data:
        return ""
    turn = f"rotate({degrees})" if degrees else ""
    return path(f"kg-end {ending.css}", ending.data, f"translate({round(x)} {round(y)}){turn}")


def line(name: str, data: str) -> str:
    """Return the line of a sign: twice for a double one, the second time in the paper's colour."""
    core = path("kg-core", data) if name in ("double", "struck") else ""
    return path("kg-path", data) + core


def middle(name: str, x: float, y: float, degrees: int) -> str:
    """Return what a sign carries half way: the bead of ``beads``, the stroke of ``struck``."""
    data, css = {"beads": (_BEAD, "kg-hollow"), "struck": (_STRIKE, "kg-open")}.get(name, ("", ""))
    return place(Ending(data, 0, css), x, y, degrees)


def sign(name: str, standing: str, direction: Direction = "right") -> str:
    """Return a small picture of a sign, for use before a sentence and in the legend.

    A name that is not in ``SIGN_WORDS`` draws a plain line.

    >>> sign("bar", "sourced").count("<path")
    2
    """
    tail, head, degrees = {
        "right": ((4, 10), (26, 10), 0),
        "up": ((15, 19), (15, 1), -90),
        "down": ((15, 1), (15, 19), 90),
    }[direction]
    run = (head[0] > tail[0]) - (head[0] < tail[0]), (head[1] > tail[1]) - (head[1] < tail[1])
    stop = end_of(name).depth
    data = f"M{tail[0]} {tail[1]}L{head[0] - run[0] * stop} {head[1] - run[1] * stop}"
    content = (
        line(name, data),
        place(start_of(name), *tail, degrees + (180 if name == "opposed" else 0)),
        middle(name, 15, 10, degrees),
        place(end_of(name), *head, degrees),
    )
    attributes: dict[str, str | int] = {
        "class": f"kg-sign kg-{name} kg-{standing}",
        "viewBox": "0 0 30 20",
        "width": 24,
        "height": 16,
        "aria-hidden": "true",
        "focusable": "false",
    }
    return element("svg", attributes, *content)
