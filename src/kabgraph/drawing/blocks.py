"""Names as they are set: lines, size, box, and the hyperlink around them."""

from __future__ import annotations

from dataclasses import dataclass

from kabgraph.drawing.geometry import Box
from kabgraph.drawing.markup import Anchor, clean, link, text
from kabgraph.drawing.measure import fit, width, wrap
from kabgraph.drawing.values import Node


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a picture: how wide it is, the sizes of its type, and how far its parts stand apart."""

    css: str
    width: int
    name: int
    native: int
    label: int
    number: int
    title: int
    radius: int
    limit: int
    reach: int
    rise: int
    near: int
    far: int
    aside: int
    step: int
    pitch: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A name at its place; ``x`` and ``y`` are the middle of its box."""

    node: Node
    form: Form
    lines: tuple[str, ...]
    native: str
    x: float
    y: float
    anchor: Anchor
    width: int
    height: int

    @property
    def box(self) -> Box:
        """The room it takes."""
        return Box.around(self.x, self.y, self.width, self.height)

    def moved(self, x: float, y: float) -> Placed:
        """Return the same name with the middle of its box at the point."""
        return Placed(
            self.node, self.form, self.lines, self.native, x, y, self.anchor, self.width, self.height
        )

    @property
    def svg(self) -> str:
        """Its markup; the whole name is its title where the picture shows less."""
        box, size = self.box, self.form.name
        x = {"start": box.left, "middle": self.x, "end": box.right}[self.anchor]
        y = box.top + round(size * 0.84)
        shown = [
            text(x, y + index * (size + 3), line, "kg-node", anchor=self.anchor)
            for index, line in enumerate(self.lines)
        ]
        if self.native:
            below = y + len(self.lines) * (size + 3) + 1
            native = text(x, below, self.native, "kg-native", anchor=self.anchor, lang=self.node.lang)
            shown.append(native)
        return link(self.node.href, *shown, title=self._title, node=self.node.id)

    @property
    def _title(self) -> str:
        name, native = clean(self.node.name), clean(self.node.native)
        cut = " ".join(self.lines) != name or self.native != native
        return f"{name} {native}" if cut else ""


def block(node: Node, form: Form, anchor: Anchor = "middle", limit: int = 0) -> Placed:
    """Return the name of ``node`` set in up to three lines, its box at the origin."""
    room = limit or form.limit
    lines = wrap(clean(node.name) or node.id, form.name, room, lines=3)
    native = fit(node.native, form.native, room, "native") if node.native else ""
    widths = [width(line, form.name) for line in lines] + [width(native, form.native, "native")]
    height = len(lines) * (form.name + 3) + (form.native + 6 if native else 0) + 2
    return Placed(node, form, lines, native, 0, 0, anchor, max(widths) + 2, height)


def wide_form(width: int) -> Form:
    """Return the form for a page."""
    reach = min(width * 2 // 5, 420)
    return Form("kg-wide", width, 18, 15, 15, 12, 24, 50, 150, reach, 180, 150, 264, 132, 240, 46)


def narrow_form(width: int) -> Form:
    """Return the form for a phone."""
    return Form("kg-narrow", width, 17, 15, 14, 13, 22, 43, 106, width // 2 - 40, 186, 146, 272, 100, 124, 46)
