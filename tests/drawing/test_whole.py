"""The whole graph: every name once and clear of the others, every edge a piece of its path."""

from __future__ import annotations

import random
import re
from itertools import combinations

import pytest

import kabgraph
from kabgraph.drawing import Edge, Node, draw_whole
from kabgraph.drawing.map import lay_out
from kabgraph.model import Row
from kabgraph.pages.desk import Desk
from kabgraph.pages.edges import whole_edges
from kabgraph.pages.pictures import whole_graph

ROWS = [Row(f"r{n}", f"Row {n}") for n in range(6)]


def some(count: int) -> tuple[list[Node], list[Edge]]:
    """Names of many lengths in six rows and in none, and three edges for each."""
    dice = random.Random(7)  # noqa: S311 - the same graph each time
    nodes = [
        Node(f"n{n}", "word " * dice.randint(1, 4), rank=dice.choice([0, 1, 2, 3, 4, 5, None]))
        for n in range(count)
    ]
    signs = ("move", "arrow", "diamond", "double")
    ends = [dice.sample(range(count), 2) for _ in range(3 * count)]
    return nodes, [Edge(n, f"n{a}", f"n{b}", "", dice.choice(signs)) for n, (a, b) in enumerate(ends)]


def pieces(svg: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for numbers, data in re.findall(r'class="kg-all[^>]*data-edges="([^"]*)" d="([^"]*)"', svg):
        parts = data.split("M")[1:]
        assert len(parts) == len(numbers.split())
        found |= dict(zip(map(int, numbers.split()), parts, strict=True))
    return found


@pytest.mark.parametrize("count", [2, 40, 500])
def test_no_two_names_touch(count: int) -> None:
    nodes, edges = some(count)
    spots = list(lay_out(ROWS, nodes, edges, 900).spots.values())
    assert len(spots) == count
    for line in {spot.line for spot in spots}:
        boxes = [spot.box for spot in spots if spot.line == line]
        assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_the_project_has_every_concept_once_and_every_edge(library: kabgraph.Library) -> None:
    desk = Desk(library)
    svg = str(whole_graph(desk))
    assert sorted(re.findall(r'data-node="([^"]+)"', svg)) == sorted(library.ontology.concepts)
    between = {n for n, r in enumerate(library.relations()) if "#" not in r.subject and r.subject != r.object}
    assert set(pieces(svg)) == {edge.number for edge in whole_edges(desk)} == between


def test_up_is_up(library: kabgraph.Library) -> None:
    desk = Desk(library)
    drawn = pieces(str(whole_graph(desk)))
    rising = [
        n
        for n, r in enumerate(desk.relations)
        if (r.subject, r.type, r.object) == ("malchut", "ascends_to", "bina")
    ]
    assert rising
    for n in rising:
        heights = [int(y) for _, y in re.findall(r"(-?\d+) (-?\d+)", drawn[n])]
        assert heights[0] > heights[-1]


def test_the_same_graph_gives_the_same_bytes() -> None:
    nodes, edges = some(60)
    assert draw_whole(ROWS, nodes, edges, 900) == draw_whole(ROWS, nodes, edges, 900)


def test_a_label_never_becomes_markup() -> None:
    svg = draw_whole(
        [Row("r", "<b>")], [Node("a", "<script>"), Node('"', "x")], [Edge(0, "a", '"', "", "arrow")], 600
    )
    assert "<script" not in svg
    assert "<b>" not in svg
    assert 'data-node="&quot;"' in svg or "data-node='\"'" in svg
