"""The picture of a concept with what stands one step away from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kabgraph.drawing.blocks import Form, narrow_form, wide_form
from kabgraph.drawing.legs import touching
from kabgraph.drawing.radial import radial
from kabgraph.drawing.rows import rows
from kabgraph.drawing.scene import Scene
from kabgraph.drawing.signs import SIGN_WORDS
from kabgraph.drawing.twin import legend, twin
from kabgraph.drawing.values import Drawing, Edge, Node
from kabgraph.errors import UsageError

_NARROW = 350
_LEAST = 760  # narrower, and the wide form would have no room for words


def draw_neighbourhood(
    center: Node,
    nodes: Iterable[Node],
    edges: Iterable[Edge],
    width: int = 880,
    *,
    label: str = "",
    meanings: Mapping[str, str] = SIGN_WORDS,
) -> Drawing:
    """Draw ``center`` with ``nodes`` about it, what ranks higher above and what ranks lower below.

    ``label`` names the picture for who cannot see it; ``meanings`` are the legend's words. An edge
    that does not touch the centre is told in the twin only.

    Raises:
        UsageError: an edge names a node that is not there.

    >>> bina, malchut = Node("bina", "Bina", rank=1), Node("malchut", "Malchut", rank=3)
    >>> drawn = draw_neighbourhood(bina, [malchut], [Edge(1, "malchut", "bina", "rises into", "move")])
    >>> drawn.svg.count("<svg")
    2
    """
    around = list({node.id: node for node in nodes if node.id != center.id}.values())
    known = {center.id: center} | {node.id: node for node in around}
    told = list(edges)
    for edge in told:
        _check(edge, known)
    forms = wide_form(max(width, _LEAST)), narrow_form(_NARROW)
    pictures = [lay_out(center, around, told, form).svg(label or center.name) for form in forms]
    return Drawing("".join(pictures), legend(told, meanings), twin(told, known))


def lay_out(center: Node, nodes: list[Node], edges: list[Edge], form: Form) -> Scene:
    """Return the open layout where everything keeps apart in it, and the one in rows where not."""
    drawn = touching(edges, center.id)
    return radial(center, nodes, drawn, form) or rows(center, nodes, drawn, form)


def _check(edge: Edge, known: Mapping[str, Node]) -> None:
    for end in (edge.source, edge.target, edge.third):
        if end is not None and end not in known:
            said = f"edge {edge.number} names {end!r}, which is not in the picture"
            raise UsageError(said, "add it to the nodes")
