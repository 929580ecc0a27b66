"""Boxes with a name in them, and verbs: what steps are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.drawing.markup import clean, element, group, link, text, words
from kabgraph.drawing.measure import CUT, Face, fit, width, wrap
from kabgraph.drawing.values import Part

RAIL = 104  # from one rail to the next
HALF = 19  # half the height of a box
_PAD = 24
_LETTERS, _NATIVE, _VERB = 18, 24, 17
_SMALL_LETTERS, _SMALL_NATIVE = 15, 17  # where a name takes two lines
_VERB_LINE = 19


@dataclass(frozen=True, slots=True)
class Cell:
    """A drawn step: its size, and its markup with the first rail at height 0.

    ``wrapped`` says that it had no room to lie on one line.
    """

    width: int
    below: int
    svg: str
    wrapped: bool = False

    @property
    def cut(self) -> bool:
        """Whether some of its words had to be cut."""
        return CUT in self.svg


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A part in its frame, measured."""

    part: Part
    lines: tuple[str, ...]
    width: int

    def svg(self, x: int, y: int, *, ghost: bool = False) -> str:
        """Return the box with its left edge at ``x`` and its middle on the rail at ``y``."""
        native = bool(self.part.native)
        whole = clean(self.part.native or self.part.name)
        frame: dict[str, str | int] = {
            "class": "kg-box",
            "x": x,
            "y": y - HALF,
            "width": self.width,
            "height": 2 * HALF,
            "rx": 2,
        }
        two = len(self.lines) > 1
        css = f"{'kg-native' if native else 'kg-name'}{' kg-two' if two else ''}"
        drop, lang = (8 if native else 6) - (10 if two else 0), self.part.lang if native else ""
        label = [
            text(x + self.width // 2, y + drop + 16 * row, line, css, lang=lang)
            for row, line in enumerate(self.lines)
        ]
        title = clean(self.part.name) if native or " ".join(self.lines) != whole else ""
        inside = link(self.part.href, element("rect", frame), *label, title=title)
        return group("kg-ghost" if ghost else "kg-place", inside)


def box_of(part: Part, limit: int) -> LabelBox:
    """Return the box of a part, no wider than ``limit``; a long name takes two lines of smaller letters."""
    face: Face = "native" if part.native else "serif"
    size, small = (_NATIVE, _SMALL_NATIVE) if part.native else (_LETTERS, _SMALL_LETTERS)
    said, room = part.native or part.name, max(limit - _PAD, 20)
    lines: tuple[str, ...] = (fit(said, size, room, face),)
    if lines[0] != clean(said):
        lines, size = wrap(said, small, room, face), small
    return LabelBox(part, lines, max(max(width(line, size, face) for line in lines) + _PAD, 40) // 2 * 2)


def verb(x: int, y: int, said: str, limit: int, anchor: Literal["start", "middle"] = "middle") -> str:
    """Return a verb in the colour of movement, its last line at ``y``, cut where two lines do not hold it."""
    lines = wrap(said, _VERB, limit, "italic")
    more = element("title", {}, words(said)) if " ".join(lines) != clean(said) else ""
    shown = [
        text(x, y - _VERB_LINE * (len(lines) - row), line, "kg-verb kg-move", anchor=anchor, more=more)
        for row, line in enumerate(lines, 1)
    ]
    return "".join(shown) if lines[0] else ""


def verb_width(said: str, limit: int) -> int:
    """Return how wide the verb is within ``limit``."""
    return max(width(line, _VERB, "italic") for line in wrap(said, _VERB, limit, "italic"))
