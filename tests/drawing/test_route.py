"""A way between names: every station and verb, signs at their ends, nothing outside the picture."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree as ET

import pytest

from kabgraph.drawing import Edge, Node, draw_route
from kabgraph.errors import UsageError

NAMES = ["group", "Bina", "Creator", "a concept with a name of many words", "בינה", "<b>&x"]
STATIONS = [Node(f"n{number}", name) for number, name in enumerate(NAMES)]


def edge(number: int, *, back: bool = False, sign: str = "square") -> Edge:
    ends = (f"n{number}", f"n{number - 1}") if back else (f"n{number - 1}", f"n{number}")
    return Edge(number, *ends, f"leads to <{number}>", sign, "inferred" if back else "asserted")


def boxes(picture: str) -> list[tuple[int, int, int]]:
    nodes = [node for node in ET.fromstring(picture).iter() if node.get("class") == "kg-box"]  # noqa: S314 - our own
    return [(int(n.get("x", 0)), int(n.get("y", 0)), int(n.get("width", 0))) for n in nodes]


@pytest.mark.parametrize("width", [320, 600, 880, 2000])
def test_every_station_stands_inside_and_none_on_another(width: int) -> None:
    edges = [edge(number, back=number % 2 == 0) for number in range(1, len(STATIONS))]
    picture = draw_route(STATIONS, edges, width, label="a way")
    assert picture == draw_route(STATIONS, edges, width, label="a way")
    found = boxes(picture)
    assert len(found) == len(STATIONS)
    wide, high = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    assert all(x >= 0 and x + w <= wide and 0 <= y <= high for x, y, w in found)
    for (x, y, w), (next_x, next_y, _) in itertools.pairwise(found):
        assert next_y > y or next_x > x + w
    assert "<b>" not in picture
    assert "leads to &lt;1&gt;" in picture or "leads to" in picture


def test_the_sign_stands_where_the_sentence_ends() -> None:
    def sign_at(back: bool) -> int:
        picture = draw_route(STATIONS[:2], [edge(1, back=back)])
        return int(re.findall(r'kg-end kg-hollow"[^>]*translate\((\d+) ', picture)[0])

    ((_, _, wide), (second, _, _)) = boxes(draw_route(STATIONS[:2], [edge(1)]))
    assert wide < sign_at(back=True) < sign_at(back=False) < second


def test_one_station_is_a_way_and_none_is_not() -> None:
    assert len(boxes(draw_route(STATIONS[:1], []))) == 1
    for stations, edges in (([], []), (STATIONS[:2], []), (STATIONS[:1], [edge(1)])):
        with pytest.raises(UsageError, match="one edge between each two"):
            draw_route(stations, edges)
