"""The first screen of a concept: names, meaning, the key passage, and the first relation with its quote."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kabgraph

MOST = 20  # the pages that have most to say there
ENDS = """() => {
  const top = selector => document.querySelector(selector)?.getBoundingClientRect().top ?? 0
  const key = document.querySelector(".kg-key-passage")
  return [top("h1"), top(".kg-meaning"), key.getBoundingClientRect().bottom,
    top(".kg-rel details[open] :is(blockquote, .kg-note)")]
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_first_screen_holds_what_a_reader_came_for(
    browser: Any, whole_site: Path, library: kabgraph.Library, width: int, height: int
) -> None:
    def length(concept: kabgraph.Entry) -> int:
        quote = library.key_passage(concept.id)
        return len(concept.definition) + (len(quote.text) if quote else 0) + len(" ".join(concept.alt_labels))

    page = browser.new_page(viewport={"width": width, "height": height})
    short = []
    for concept in sorted(library.concepts(), key=length)[-MOST:]:
        page.goto((whole_site / "concepts" / f"{concept.id}.html").as_uri())
        ends = page.evaluate(ENDS)
        if max(ends) > height:
            short.append((concept.id, ends))
    assert short == []
    page.close()
