"""The text of a page is the text of the library, character by character, and links run both ways."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import passage_uri, relative


class _Element(HTMLParser):
    """Collects the text and the links of the element with an id."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.text, self.links, self._wanted, self._deep = "", [], wanted, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._deep or given.get("id") == self._wanted:
            self._deep += 1
            if tag == "a":
                self.links.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._deep -= self._deep > 0

    def handle_data(self, data: str) -> None:
        if self._deep:
            self.text += data


@pytest.mark.parametrize("name", ["small", "library"])
def test_a_passage_shows_exactly_its_text(name: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(name)
    bodies = {page.uri: page.body for page in all_pages(Desk(library))}
    for talk in library.talks:
        for passage in talk.passages:
            element = _Element(passage.id)
            element.feed(bodies[f"talks/{talk.id}.html"])
            assert element.text == passage.text


@pytest.mark.parametrize("name", ["small", "library"])
def test_a_term_and_its_passage_lead_to_each_other(name: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(name)
    bodies = {page.uri: page.body for page in all_pages(Desk(library))}
    links: dict[str, list[str]] = {}
    for talk in library.talks:
        for passage in talk.passages:
            element = _Element(passage.id)
            element.feed(bodies[f"talks/{talk.id}.html"])
            links[passage.ref] = element.links
    for mention in library.mentions:
        if mention.concept is None:
            continue
        here, there = f"talks/{mention.talk}.html", f"concepts/{mention.concept}.html"
        assert relative(there, here) in links[mention.passage]
        assert f'href="{relative(passage_uri(mention.passage), there)}"' in bodies[there]


def test_only_the_first_mention_in_a_passage_is_a_link(library: Library) -> None:
    bodies = {page.uri: page.body for page in all_pages(Desk(library))}
    for talk in library.talks:
        for passage in talk.passages:
            element = _Element(passage.id)
            element.feed(bodies[f"talks/{talk.id}.html"])
            assert len(element.links) == len(set(element.links))


def test_a_retelling_is_called_one_wherever_it_is_quoted(library: Library) -> None:
    retold = {f"talks/{talk.id}.html" for talk in library.talks if talk.edition == "retelling"}
    seen = set()
    for page in all_pages(Desk(library)):
        for caption in re.findall("<figcaption>.*?</figcaption>", page.body, re.S):
            here = page.uri in retold and 'href="#' in caption
            told = here or any(uri.removeprefix("talks/") in caption for uri in retold)
            assert ("retelling" in caption) == told, (page.uri, caption)
            seen.add(told)
    assert seen == {True, False}
