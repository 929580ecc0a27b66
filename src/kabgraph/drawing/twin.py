"""What stands below a picture: the key to its signs and the same relations as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kabgraph.drawing.markup import element, is_rtl, words
from kabgraph.drawing.signs import SIGN_WORDS, sign
from kabgraph.drawing.values import Edge, Node


def legend(edges: Sequence[Edge], meanings: Mapping[str, str] = SIGN_WORDS) -> str:
    """Return a list of the signs that ``edges`` use, with their meanings.

    >>> legend([Edge(1, "a", "b", "gives to", "arrow")]).count("<li>")
    1
    """
    used = {edge.sign for edge in edges}
    items = [
        element("li", {}, sign(name, "asserted"), " ", words(meaning))
        for name, meaning in meanings.items()
        if name in used
    ]
    if any(edge.standing == "inferred" for edge in edges):
        items.append(element("li", {}, sign("plain", "inferred"), " dashed: inferred"))
    return element("ul", {"class": "kg-legend"}, *items) if items else ""


def twin(edges: Sequence[Edge], nodes: Mapping[str, Node]) -> str:
    """Return the relations as a list of sentences with the numbers of the picture."""
    items = [element("li", {"value": e.number}, _sentence(e, nodes)) for e in edges]
    return element("ol", {"class": "kg-twin"}, *items) if items else ""


def _sentence(edge: Edge, nodes: Mapping[str, Node]) -> str:
    source, target = _name(nodes[edge.source]), _name(nodes[edge.target])
    parts = [source, _verb(edge.label), target]
    if edge.third is not None:
        via = _name(nodes[edge.third])
        order = (via, source) if edge.sign == "beads" else (source, via)
        parts = [order[0], _verb(edge.label), order[1], _verb(edge.then), target]
    if edge.standing == "inferred":
        parts.append("(inferred)")
    return " ".join(part for part in parts if part)


def _name(node: Node) -> str:
    shown = words(node.name)
    if is_rtl(node.name):
        shown = element("bdi", {}, shown)
    return element("a", {"href": node.href}, shown) if node.href else shown


def _verb(label: str) -> str:
    return element("em", {"class": "kg-verb"}, words(label)) if label else ""
