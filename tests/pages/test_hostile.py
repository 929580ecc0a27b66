"""Text from a talk or a label never becomes markup, on no page."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph.pages.build import build_site
from kabgraph.pages.desk import Desk
from kabgraph.pages.folder import source_text
from kabgraph.pages.site import all_pages

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title><script>x</script>",
    "{{ 7*7 }}{% raw %}",
    "[x](javascript:alert(1))",
    "a\u202eb " + "w" * 200,
    "</script><!--",
)
PLAIN = ("name zero", "name one", "name two", "name three", "name four", "name five", "name six")


def _write(folder: Path, words: tuple[str, ...]) -> Path:
    (folder / "corpus").mkdir(parents=True)
    concepts = {
        f"c{n}": {
            "pref_label": {"en": word},
            "definition": word,
            "scope_note": word,
            "kind": "k",
            "relations": [{"acts_on": f"c{(n + 1) % len(words)}", "rule": word}],
        }
        for n, word in enumerate(words)
    }
    event = {
        "label": words[1],
        "type": "descent",
        "sentence": "{agent} moves {theme} to {goal}",
        "definition": words[0],
        "process": words[2],
        "roles": {"agent": "c0", "theme": "c1", "goal": "c2", "purpose": words[3]},
        "evidence": ["t#p1"],
    }
    reference = {"title": words[1], "address": "javascript:alert(1)"}
    ontology = {
        "scheme": {"id": "s", "title": words[0], "definition": words[1], "references": {"S1": reference}},
        "kinds": {"k": {"label": words[2], "definition": words[0]}},
        "relation_types": {"acts_on": {"label": words[0], "family": words[1], "definition": words[2]}},
        "concepts": concepts,
        "events": {"e1": event},
        "correspondences": {
            "t1": {
                "label": words[0],
                "columns": [words[1], words[2]],
                "derive": False,
                "note": words[3],
                "tradition": words[4],
                "rows": [
                    {"cells": [words[5], "c1"], "concepts": ["c0"], "evidence": ["t#p1"], "note": words[0]}
                ],
            }
        },
        "claims": [{"same": ["c0", "c1"], "condition": words[0], "evidence": ["t#p1"]}],
    }
    (folder / "concepts.yaml").write_text(json.dumps(ontology, ensure_ascii=False), encoding="utf-8")
    query = {"id": "Q1", "asker": "teacher", "question": words[0], "answer": words[1], "line": repr(words[0])}
    (folder / "queries").mkdir()
    text = json.dumps({**query, "evidence": ["t#p1"]}, ensure_ascii=False)
    (folder / "queries" / "q1.yaml").write_text(text, encoding="utf-8")
    front = {
        "title": words[0],
        "kind": "talk",
        "edition": "retelling",
        "language": "en",
        "source": words[1],
        "rights": words[1],
        "speaker": words[2],
        "aim": words[0],
    }
    head = "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items())
    text = " and ".join(words)
    (folder / "corpus" / "t.md").write_text(f"---\n{head}\n---\n{text}\n{{: #p1 }}\n", encoding="utf-8")
    return folder


class _Shape(HTMLParser):
    """Counts elements, and collects attributes that could run something."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.handlers.append(f"{tag} {name}={value}")


def _shape(page: str) -> _Shape:
    shape = _Shape()
    shape.feed(page)
    shape.close()
    return shape


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> kabgraph.Library:
    return kabgraph.load(_write(tmp_path_factory.mktemp("hostile") / "p", HOSTILE))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> kabgraph.Library:
    return kabgraph.load(_write(tmp_path_factory.mktemp("plain") / "p", PLAIN))


FORBIDDEN = {"script", "img", "iframe", "object", "embed", "base", "meta", "link", "style", "form"}


def test_no_page_gets_an_element_from_a_label(hostile: kabgraph.Library) -> None:
    for page in all_pages(Desk(hostile)):
        shape = _shape(page.body)
        assert not FORBIDDEN & set(shape.elements), page.uri
        assert not shape.handlers, page.uri
        assert "49{%" not in page.body


def test_the_built_site_has_only_its_own_elements(
    hostile: kabgraph.Library, plain: kabgraph.Library, tmp_path: Path
) -> None:
    bad, good = (build_site(k, tmp_path / name).site for name, k in (("bad", hostile), ("good", plain)))
    for path in sorted(good.rglob("*.html")):
        own = _shape(path.read_text(encoding="utf-8"))
        shape = _shape((bad / path.relative_to(good)).read_text(encoding="utf-8"))
        assert {tag: shape.elements[tag] for tag in FORBIDDEN} == {
            tag: own.elements[tag] for tag in FORBIDDEN
        }, path.name
        assert not shape.handlers


def test_a_source_file_for_another_engine_keeps_it_out_too(hostile: kabgraph.Library) -> None:
    for page in all_pages(Desk(hostile)):
        head = source_text(page).split("\n---\n")[0]
        assert "<" not in head, page.uri


def test_in_a_browser_it_shows_as_it_is_and_breaks_no_layout(
    browser: Any, hostile: kabgraph.Library, tmp_path: Path
) -> None:
    site = build_site(hostile, tmp_path / "site").site
    page = browser.new_page()
    said: list[str] = []
    page.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    queries = {
        "paths.html": "?from=c0&to=c2",
        "compare.html": "?a=c0&b=c1",
        "graph.html": "?focus=c0",
        "learn.html": "?goal=c0",
        "sheet.html": "?concept=c0&parts=passages+terms+gaps+relations+key"
        "&title=%3Cscript%3Ealert(2)%3C/script%3E",
        "talks/t.html": "?view=two-levels&concept=c0",
    }
    for path in sorted(site.rglob("*.html")):
        uri = path.relative_to(site).as_posix()
        if uri == "404.html":
            continue
        page.goto(path.as_uri() + queries.get(uri, ""))
        assert page.locator("script:not([src])").evaluate_all(
            "all => all.filter(e => e.textContent.includes('alert(')).every(e => e.type.includes('json'))"
        ), uri
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{uri} at {width}"
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("script")
    page.locator("[role=listbox] a[href]").first.wait_for()
    assert "<script>alert(1)</script>" in page.locator("[role=listbox]").inner_text()
    assert said == []
    page.close()
