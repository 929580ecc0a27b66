"""A laid-out neighbourhood: everything at its place, ready to be written or checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kabgraph.drawing.blocks import Form, Placed
from kabgraph.drawing.geometry import Box, Pill
from kabgraph.drawing.labels import Label
from kabgraph.drawing.legs import Trace, edge_group
from kabgraph.drawing.markup import clean, element, group, link, svg, text
from kabgraph.drawing.measure import fit, width, wrap
from kabgraph.drawing.values import Edge, Node


@dataclass(frozen=True, slots=True)
class Centre:
    """The concept that the picture is about, in its circle."""

    node: Node
    form: Form
    lines: tuple[str, ...]
    native: str
    pill: Pill

    def moved(self, x: float, y: float) -> Centre:
        """Return it with the middle at the point."""
        pill = Pill(x, y, self.pill.half, self.pill.radius)
        return Centre(self.node, self.form, self.lines, self.native, pill)

    @property
    def svg(self) -> str:
        """The circle with the name."""
        pill, size = self.pill, self.form.title
        box = pill.box
        shape = element(
            "rect",
            {
                "class": "kg-disc",
                "x": round(box.left),
                "y": round(box.top),
                "width": 2 * pill.half,
                "height": 2 * pill.radius,
                "rx": pill.radius,
            },
        )
        high = len(self.lines) * (size + 3) + (size if self.native else 0)
        y = pill.y - high / 2 + round(size * 0.88)
        shown = [
            text(pill.x, y + i * (size + 3), line, "kg-centre-name") for i, line in enumerate(self.lines)
        ]
        if self.native:
            below = y + len(self.lines) * (size + 3)
            shown.append(text(pill.x, below, self.native, "kg-centre-native", lang=self.node.lang))
        cut = " ".join(self.lines) != clean(self.node.name)
        title = clean(self.node.name) if cut else ""
        return link("", shape, *shown, title=title, node=self.node.id)


def centre_of(node: Node, form: Form) -> Centre:
    """Return the centre, its circle large enough for the name, at the origin."""
    lines = wrap(node.name, form.title, 170 if form.css == "kg-wide" else 96, "strong")
    native = fit(node.native, form.title - 4, 170, "native") if node.native else ""
    widths = [width(line, form.title, "strong") for line in lines]
    widths.append(width(native, form.title - 4, "native"))
    high = len(lines) * (form.title + 3) + (form.title if native else 0)
    radius = max(form.radius, high // 2 + 16)
    half = max(radius, max(widths) // 2 + (20 if form.css == "kg-wide" else 12))
    return Centre(node, form, lines, native, Pill(0, 0, half, radius))


@dataclass(frozen=True, slots=True)
class Scene:
    """A laid-out picture."""

    form: Form
    height: int
    centre: Centre
    names: tuple[Placed, ...]
    traces: tuple[Trace, ...]
    labels: tuple[Label, ...]
    stems: tuple[str, ...] = ()

    @property
    def boxes(self) -> list[Box]:
        """The room that names, the centre and labels take."""
        placed = [name.box for name in self.names] + [label.box for label in self.labels]
        return [*placed, self.centre.pill.box]

    def svg(self, label: str) -> str:
        """Return the picture, lines first, so that names stand on top."""
        return svg(
            self.form.width,
            self.height,
            f"kg-picture kg-around {self.form.css}",
            label,
            group("kg-stems", *self.stems) if self.stems else "",
            *(edge_group(edge, *lines) for edge, lines in self._edges()),
            *(label.svg for label in self.labels),
            self.centre.svg,
            *(name.svg for name in self.names),
        )

    def _edges(self) -> Sequence[tuple[Edge, list[str]]]:
        found: dict[int, tuple[Edge, list[str]]] = {}
        for trace in self.traces:
            found.setdefault(id(trace.leg.edge), (trace.leg.edge, []))[1].append(trace.svg)
        return list(found.values())
