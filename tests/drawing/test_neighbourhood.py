from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from kabgraph.drawing import SIGN_WORDS, Drawing, Edge, Node, draw_neighbourhood
from kabgraph.drawing.blocks import narrow_form, wide_form
from kabgraph.drawing.neighbourhood import lay_out
from kabgraph.drawing.scene import Scene
from kabgraph.errors import UsageError

NAMES = [
    "Bina",
    "Zeir Anpin",
    "equivalence of form",
    "the interconnection of all degrees with what is above them",
    "בינה",
    "W" * 200,
    "a <script>alert(1)</script> & \"b\" 'c'",
    "left\u202eright\u2069",
    "",
    "根源",
]
VERBS = ["is part of", "gives care to", "rises into", "", "is the quality of", "v" * 200, "נותן", "<i>&"]
FORMS = wide_form(760), wide_form(880), wide_form(1120), narrow_form(350)


def scenes(center: Node, nodes: list[Node], edges: list[Edge]) -> list[Scene]:
    return [lay_out(center, nodes, edges, form) for form in FORMS]


def assert_apart(scene: Scene) -> None:
    """Fail where two names, a name and the centre, or a label and a name lie over each other."""
    names = [name.box for name in scene.names]
    assert not any(a.overlaps(b) for a, b in combinations(names, 2))
    assert not any(name.overlaps(scene.centre.pill.box) for name in names)
    labels = [label.box for label in scene.labels]
    assert not any(label.overlaps(name) for label in labels for name in names)
    assert not any(a.overlaps(b) for a, b in combinations(labels, 2))
    for box in scene.boxes:
        assert box.left >= 0
        assert box.right <= scene.form.width
        assert box.top >= 0
        assert box.bottom <= scene.height


def assert_up_is_up(scene: Scene) -> None:
    rank = scene.centre.node.rank
    for name in scene.names:
        if rank is not None and name.node.rank is not None and name.node.rank != rank:
            assert (name.y < scene.centre.pill.y) == (name.node.rank < rank), name.node


@st.composite
def pictures(draw: st.DrawFn) -> tuple[Node, list[Node], list[Edge]]:
    ranks = st.none() | st.integers(0, 4)
    count = draw(st.integers(1, 30))
    center = Node("c", draw(st.sampled_from(NAMES)), "בינה", "he", "c.html", draw(ranks))
    nodes = [
        Node(
            f"n{i}",
            draw(st.sampled_from(NAMES)),
            draw(st.sampled_from(["", "מלכות"])),
            "he",
            "x",
            draw(ranks),
        )
        for i in range(count)
    ]
    edges = []
    for number, node in enumerate(nodes * draw(st.integers(1, 2)), 1):
        ends = draw(st.permutations(["c", node.id]))
        via = draw(st.sampled_from([None, None, None, "n0", "c"]))
        if via == "c" and count > 1:
            ends = [node.id, nodes[number % count].id]
        sign = draw(st.sampled_from([*SIGN_WORDS, "other"]))
        edges.append(
            Edge(number, ends[0], ends[1], draw(st.sampled_from(VERBS)), sign, "inferred", via, "into")
        )
    return center, nodes, edges


@given(pictures())
@settings(max_examples=80, deadline=None)
def test_nothing_lies_over_anything(picture: tuple[Node, list[Node], list[Edge]]) -> None:
    for scene in scenes(*picture):
        assert_apart(scene)
        assert_up_is_up(scene)


@given(pictures())
@settings(max_examples=40, deadline=None)
def test_any_picture_is_well_formed(
    checked: Callable[[str], Element], picture: tuple[Node, list[Node], list[Edge]]
) -> None:
    drawn = draw_neighbourhood(*picture)
    root = checked(drawn.svg + drawn.legend + drawn.twin)
    assert [svg.get("class") for svg in root.iter("svg")][:2] == [
        "kg-picture kg-around kg-wide",
        "kg-picture kg-around kg-narrow",
    ]
    assert len(list(root.iter("li"))) >= len(picture[2])
    assert drawn == draw_neighbourhood(*picture)


@pytest.mark.parametrize("count", range(1, 31))
def test_each_number_of_neighbours_is_drawn(count: int) -> None:
    chance = random.Random(count)  # noqa: S311 - a fixed shuffle
    nodes = [Node(f"n{i}", f"concept {i}", "מושג", "he", "", chance.randrange(5)) for i in range(count)]
    edges = [Edge(i + 1, n.id, "c", "is part of", "diamond") for i, n in enumerate(nodes)]
    for scene in scenes(Node("c", "Center", rank=2), nodes, edges):
        assert len(scene.names) == count
        assert len(scene.labels) == count
        assert_apart(scene)
        assert_up_is_up(scene)


def process() -> Drawing:
    """Draw what is lowered by way of a third, and what rises straight back."""
    center = Node("upper", "Upper", "עליון", "he", "upper.html", 0)
    nodes = [
        Node("part", "Part", "", "", "part.html", 1),
        Node("lower", "Lower", "תחתון", "he", "lower.html", 2),
    ]
    edges = [
        Edge(1, "upper", "lower", "lowers", "move", "asserted", "part", "into"),
        Edge(2, "lower", "upper", "rises into", "move", "inferred"),
    ]
    return draw_neighbourhood(center, nodes, edges, label="Around Upper")


def test_what_is_lowered_goes_down_at_the_left_and_the_rise_is_straight() -> None:
    center = Node("upper", "Upper", rank=0)
    nodes = [Node("part", "Part", rank=1), Node("lower", "Lower", rank=2)]
    edges = [
        Edge(1, "upper", "lower", "lowers", "move", via="part", then="into"),
        Edge(2, "lower", "upper", "rises into", "move"),
    ]
    for scene in scenes(center, nodes, edges):
        at = {name.node.id: name for name in scene.names}
        assert at["lower"].x == scene.centre.pill.x
        assert at["part"].x < scene.centre.pill.x
        assert scene.centre.pill.y < at["part"].y < at["lower"].y
        rise = next(trace for trace in scene.traces if trace.leg.edge.number == 2)
        assert round(rise.curve.start[0]) == round(rise.curve.end[0])


def test_golden(snapshot: SnapshotAssertion) -> None:
    drawn = process()
    assert drawn.svg.replace("><", ">\n<") == snapshot(name="svg")
    assert (drawn.legend + drawn.twin).replace("><", ">\n<") == snapshot(name="text")


def test_the_picture_is_the_same_in_every_run() -> None:
    code = (
        "from kabgraph.drawing import *;"
        "n=[Node(f'n{i}', f'name {i}', rank=i%4) for i in range(9)];"
        "e=[Edge(i, a.id, 'c', 'acts on', 'move' if i%3 else 'beads') for i, a in enumerate(n)];"
        "print(draw_neighbourhood(Node('c', 'C', rank=2), n, e))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_links_and_titles(checked: Callable[[str], Element]) -> None:
    long = "x" * 200
    nodes = [Node("n", long, "", "", 'n.html?a="b"&c=<d>')]
    root = checked(draw_neighbourhood(Node("c", "C"), nodes, [Edge(1, "c", "n", "acts on", "arrow")]).svg)
    links = list(root.iter("a"))
    assert {link.get("href") for link in links} == {'n.html?a="b"&c=<d>'}
    assert {title.text for title in root.iter("title")} == {f"{long}"}
    assert not any(long in (text.text or "") for text in root.iter("text"))


def test_an_edge_that_does_not_touch_the_centre_is_only_told() -> None:
    nodes = [Node("a", "A"), Node("b", "B")]
    drawn = draw_neighbourhood(Node("c", "C"), nodes, [Edge(1, "a", "b", "opens", "arrow")])
    assert "opens" not in drawn.svg
    assert "opens" in drawn.twin


def test_an_edge_to_nowhere_is_refused() -> None:
    with pytest.raises(UsageError, match="edge 7 names 'gone'"):
        draw_neighbourhood(Node("c", "C"), [], [Edge(7, "c", "gone", "seeks", "arrow")])


def test_a_centre_alone_is_a_picture(checked: Callable[[str], Element]) -> None:
    drawn = draw_neighbourhood(Node("c", "C"), [], [])
    checked(drawn.svg)
    assert drawn.legend == drawn.twin == ""
