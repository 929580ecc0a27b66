"""What the tests of pages share: a built site, pages as readable text, a browser."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

import kabgraph
from kabgraph.pages.build import build_site

_BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "blockquote", "figcaption", "summary", "div", "nav"}
_BLOCKS |= {"section", "aside", "header", "details", "ul", "ol", "dl", "figure"}
_SIGNS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "blockquote": "> "}
_VOID = {"meta", "link", "input", "img", "br", "hr", "source", "path", "circle", "rect"}


class _Text(HTMLParser):
    """A page as lines of text: headings, items and quotes marked, links with where they lead."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._line = ""
        self._deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "svg" or self._deep:
            self._deep += tag not in _VOID
        elif tag in _BLOCKS:
            self._flush()
            self._line = _SIGNS.get(tag, "")
            if tag == "details" and "open" in given:
                self._line = "[open]"
            if tag == "summary":
                self._line = f"[+] {given.get('aria-label', '')} "
        elif tag == "a":
            self._line += f"[{given.get('href', '')}|"
        elif tag == "mark":
            self._line += "*"
        elif tag == "em":
            self._line += "_"

    def handle_endtag(self, tag: str) -> None:
        if self._deep:
            self._deep -= 1
        elif tag in _BLOCKS:
            self._flush()
        elif tag in ("a", "mark", "em"):
            self._line += {"a": "]", "mark": "*", "em": "_"}[tag]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        if not self._deep:
            self._line += data

    def _flush(self) -> None:
        line = " ".join(self._line.split())
        if line and line not in ("#", "##", "-", ">"):
            self.lines.append(line)
        self._line = ""


@pytest.fixture(scope="session")
def as_text() -> Callable[[str], str]:
    def convert(page: str) -> str:
        reader = _Text()
        reader.feed(page)
        reader.close()
        return "\n".join(reader.lines) + "\n"

    return convert


@pytest.fixture(scope="session")
def site(small: kabgraph.Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library as a site."""
    return build_site(small, tmp_path_factory.mktemp("site") / "out").site
