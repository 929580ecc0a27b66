from __future__ import annotations

import random
import time
from collections.abc import Callable
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from syrupy.assertion import SnapshotAssertion

from kabgraph.drawing import Edge, Node, draw_map
from kabgraph.drawing.geometry import Box
from kabgraph.drawing.measure import width
from kabgraph.model import Row

ROWS = [Row(f"r{i}", f"Row {i}") for i in range(8)]
NAMES = [
    "Bina",
    "equivalence of form",
    "Zeir Anpin",
    "x" * 90,
    "MI",
    "מלכות",
    'the <b> & "c"',
    "mutual guarantee",
]
SIGNS = ["move", "arrow", "circle", "beads", "double"]


def big(count: int, edges: int) -> tuple[list[Node], list[Edge]]:
    chance = random.Random(count)  # noqa: S311 - a fixed shuffle
    nodes = [
        Node(f"n{i}", f"{chance.choice(NAMES)} {i}", "", "", f"n{i}.html", chance.choice([*range(8), None]))
        for i in range(count)
    ]
    drawn = []
    for number in range(edges):
        ends = [chance.choice(nodes).id for _ in range(3)]
        via = ends[2] if chance.random() < 0.1 else None
        drawn.append(Edge(number, ends[0], ends[1], "acts on", chance.choice(SIGNS), "inferred", via))
    return nodes, drawn


@pytest.mark.parametrize("wide", [350, 880, 1120])
@pytest.mark.parametrize("count", [1, 10, 46, 100, 160])
def test_names_keep_apart(count: int, wide: int, checked: Callable[[str], Element]) -> None:
    nodes, edges = big(count, count * 2)
    drawn = draw_map(ROWS, nodes, edges, wide, major={"n0", "n1"})
    root = checked(drawn)
    names = [text for text in root.iter("text") if "kg-name" in text.get("class", "")]
    assert len(names) == count
    boxes = []
    for name in names:
        size = 22 if "kg-major" in name.get("class", "") else 18
        long = width(name.text or "", size)
        boxes.append(Box.around(int(name.get("x", "")), int(name.get("y", "")), long, size))
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))
    assert all(box.left >= 0 and box.right <= wide for box in boxes)
    assert drawn == draw_map(ROWS, nodes, edges, wide, major={"n1", "n0"})


def test_rows_are_in_order(checked: Callable[[str], Element]) -> None:
    nodes = [Node(f"n{i}", f"name {i}", rank=i % 4) for i in range(24)]
    found = checked(draw_map(ROWS[:4], nodes, [])).iter("text")
    heights = {text.text: int(text.get("y", "")) for text in found if text.get("class") == "kg-name"}
    for low, high in combinations(range(4), 2):
        upper = [heights[f"name {i}"] for i in range(24) if i % 4 == low]
        assert max(upper) < min(heights[f"name {i}"] for i in range(24) if i % 4 == high)


def test_a_rise_is_straight_even_past_full_rows(checked: Callable[[str], Element]) -> None:
    nodes = [Node(f"n{i}", f"name {i}", rank=i % 3) for i in range(30)]
    edges = [Edge(1, "n8", "n0", "rises into", "move"), Edge(2, "n3", "n4", "gives", "arrow")]
    group = next(g for g in checked(draw_map(ROWS[:3], nodes, edges)).iter("g") if g.get("data-from") == "n8")
    (line,) = (path.get("d", "") for path in group if path.get("class") == "kg-path")
    assert "V" in line
    assert "C" not in line


def test_an_edge_to_nowhere_is_left_out() -> None:
    drawn = draw_map(
        ROWS, [Node("a", "A", rank=0)], [Edge(1, "a", "gone", "", "arrow"), Edge(2, "a", "a", "", "arrow")]
    )
    assert "kg-edge" not in drawn


def test_a_thousand_names_take_seconds_not_minutes() -> None:
    nodes, edges = big(1000, 2000)
    start = time.perf_counter()
    draw_map(ROWS, nodes, edges)
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours


def test_golden(snapshot: SnapshotAssertion) -> None:
    nodes = [
        Node("a", "Above", href="a.html", rank=0),
        Node("m", "Moved", rank=1),
        Node("b", "Below", rank=1),
    ]
    edges = [
        Edge(1, "a", "b", "lowers", "move", via="m", then="into"),
        Edge(2, "m", "b", "is part of", "diamond"),
    ]
    assert draw_map(ROWS[:2], nodes, edges, 700, major={"a"}).replace("><", ">\n<") == snapshot
