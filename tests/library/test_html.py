"""Answers in a notebook: whole, escaped, without a script, in the colours of the pages."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

import kabgraph
from kabgraph import Library
from kabgraph.library.looks import DARK, LIGHT

EVIL = "</code><img src=x onerror=alert(1)>"


class Balance(HTMLParser):
    """Reads markup, and remembers what it opened and never closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(markup: str) -> Balance:
    reader = Balance()
    reader.feed(markup)
    reader.close()
    assert reader.open == []
    assert not reader.tags & {"script", "img", "iframe", "link", "object"}
    assert not [name for name in reader.attributes if name.startswith("on") or name in ("style", "src")]
    assert "url(" not in markup
    assert "@import" not in markup
    return reader


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Library:
    root = Path(shutil.copytree(project / "tests/data/small", tmp_path_factory.mktemp("evil") / "small"))
    file = root / "corpus" / "first.md"
    file.write_text(file.read_text("utf-8").replace("Bina lowers ELE", f"{EVIL} Bina lowers ELE"), "utf-8")
    data = root / "concepts.yaml"
    changed = data.read_text("utf-8").replace("{en: Malchut,", '{en: "Malchut<script>alert(1)</script>",')
    changed = changed.replace('phrase: "gives {what} to"', 'phrase: "<b>gives</b> {what} to"')
    data.write_text(changed, "utf-8")
    return kabgraph.load(root)


def test_words_from_the_data_are_never_markup(hostile: Library) -> None:
    answers = [
        *(hostile.passages("Bina"), hostile.kwic("ELE", words=20), hostile.relations(), hostile.mentions),
        *(hostile["Bina"].neighborhood(2), hostile.paths("ele", "group"), hostile.roles()),
        *(hostile.closure("part_of"), hostile.concepts(), hostile.talks, hostile.dispersion()),
    ]
    for found in answers:
        markup = found._repr_html_()
        read(markup)
        assert "onerror=alert(1)>" not in markup
        assert "<b>gives" not in markup
    assert "&lt;img" in hostile.passages("Bina")._repr_html_()
    assert "&lt;b&gt;gives" in hostile.relations("Bina")._repr_html_()


def test_passages_mark_what_was_asked_for(small: Library) -> None:
    markup = small.passages("Bina", "ELE", within="sentence")._repr_html_()
    assert re.findall(r"<mark>(.*?)</mark>", markup) == ["ELE", "Bina", "ELE"]
    assert "first#p1</cite>" in markup or "first#p1, retelling</cite>" in markup


def test_a_concordance_has_its_hits_in_one_column(small: Library) -> None:
    markup = small.kwic("Bina")._repr_html_()
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", markup)
    assert len(rows) == len(small.kwic("Bina"))
    for row, line in zip(rows, small.kwic("Bina"), strict=True):
        cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
        assert cells[1] == f"<mark>{line.hit}</mark>"
        assert "retelling" in cells[3]


def test_relations_stand_with_their_quotes(small: Library) -> None:
    markup = small.relations("Bina", "gives_to")._repr_html_()
    assert "<em> gives care and food to </em>" in markup or "<em>gives care and food to</em>" in markup
    assert '<blockquote dir="auto">Answer: <mark>Bina</mark>' in markup


def test_neighbourhoods_and_paths_are_drawn(small: Library) -> None:
    around = small["Bina"].neighborhood()._repr_html_()
    assert around.count("<svg") >= 2
    assert 'aria-label="Around Bina"' in around
    paths = small.paths("ele", "group")
    pictures = re.findall(r"<svg.*?</svg>", paths._repr_html_(), re.S)
    assert len(pictures) == len(paths)
    for picture, path in zip(pictures, paths, strict=True):
        boxes = [node for node in ET.fromstring(picture).iter() if node.get("class") == "kg-box"]  # noqa: S314 - our own
        assert len(boxes) == len(path.stations)
    assert "<svg" not in small["book"].neighborhood()._repr_html_()
    assert small["Bina"]._repr_html_() == around.replace("k['Bina']", "k['bina']")


def test_the_palette_is_that_of_the_pages(project: Path) -> None:
    tokens = (project / "src/kabgraph/pages/assets/css/tokens.css").read_text("utf-8")
    light = tokens[tokens.index('"default"') : tokens.index('"slate"')]
    dark = tokens[tokens.index('"slate"') : tokens.index("prefers-color-scheme")]
    for palette, block in ((LIGHT, light), (DARK, dark)):
        found = dict(re.findall(r"--kg-([\w-]+): (#\w+);", block))
        assert palette == found


def test_nothing_found_is_said_in_words(small: Library) -> None:
    markup = small.kwic("book")._repr_html_()
    read(markup)
    assert "<b>0 lines</b>" in markup
