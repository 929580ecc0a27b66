"""Boxes with a name in them, and verbs: what steps are drawn with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.drawing.markup import clean, element, group, link, text, words
from kabgraph.drawing.measure import Face, fit, width
from kabgraph.drawing.values import Part

RAIL = 104  # from one rail to the next
HALF = 19  # half the height of a box
_PAD = 24
_LETTERS, _NATIVE, _VERB = 18, 24, 17


@dataclass(frozen=True, slots=True)
class Cell:
    """A drawn step: its size, and its markup with the first rail at height 0.

    ``wrapped`` says that it had no room to lie on one line.
    """

    width: int
    below: int
    svg: str
    wrapped: bool = False


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A part in its frame, measured."""

    part: Part
    shown: str
    width: int

    def svg(self, x: int, y: int, *, ghost: bool = False) -> str:
        """Return the box with its left edge at ``x`` and its middle on the rail at ``y``."""
        native, name = bool(self.part.native), clean(self.part.name)
        frame: dict[str, str | int] = {
            "class": "kg-box",
            "x": x,
            "y": y - HALF,
            "width": self.width,
            "height": 2 * HALF,
            "rx": 2,
        }
        css, drop, lang = ("kg-native", 8, self.part.lang) if native else ("kg-name", 6, "")
        label = text(x + self.width // 2, y + drop, self.shown, css, lang=lang)
        title = name if self.shown != name else ""
        inside = link(self.part.href, element("rect", frame), label, title=title)
        return group("kg-ghost" if ghost else "kg-place", inside)


def box_of(part: Part, limit: int) -> LabelBox:
    """Return the box of a part, no wider than ``limit``."""
    face: Face = "native" if part.native else "serif"
    size = _NATIVE if part.native else _LETTERS
    shown = fit(part.native or part.name, size, max(limit - _PAD, 20), face)
    return LabelBox(part, shown, max(width(shown, size, face) + _PAD, 40) // 2 * 2)


def verb(x: int, y: int, said: str, limit: int, anchor: Literal["start", "middle"] = "middle") -> str:
    """Return a verb in the colour of movement, cut where it is longer than ``limit``."""
    shown = fit(said, _VERB, limit, "italic")
    more = element("title", {}, words(said)) if shown != clean(said) else ""
    return text(x, y, shown, "kg-verb kg-move", anchor=anchor, more=more) if shown else ""


def verb_width(said: str, limit: int) -> int:
    """Return how wide the verb is when cut to ``limit``."""
    return width(fit(said, _VERB, limit, "italic"), _VERB, "italic")
