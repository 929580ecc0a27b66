"""What a vocabulary says of a concept stands on its page, as text and never as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

import kabgraph
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import page_at

DATA = """\
scheme: {id: v, title: V, uri: "https://example.org/v"}
concepts:
  a:
    pref_label: {en: A}
    uri: "https://example.org/v/a"
    notation: [A.1, {value: "<b>7</b>", datatype: "urn:x"}]
    notes:
      history_note: {ru: было}
      example: {und: "<script>alert(1)</script>"}
    mappings:
      exact_match: "https://other.example/1"
      close_match: ["urn:isbn:1", "https://user@bad.example/"]
  b: {pref_label: {en: B}}
  c: {pref_label: {en: C}}
collections:
  g: {label: {en: "G & co"}, members: [a, b, inner]}
  inner: {label: {en: Inner}, members: [a]}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "concepts.yaml").write_text(DATA, encoding="utf-8")
    return Desk(kabgraph.load(tmp_path))


def _body(desk: Desk, concept: str) -> str:
    page = page_at(desk, f"concepts/{concept}.html")
    assert page is not None
    return page.body


def test_codes_notes_and_addresses_are_shown(desk: Desk) -> None:
    body = _body(desk, "a").partition('id="vocabulary"')[2].partition("</section>")[0]
    assert '<dd dir="auto">A.1</dd>' in body
    assert '<dd dir="auto" lang="ru">было</dd>' in body
    assert '<a href="https://other.example/1" rel="noreferrer">https://other.example/1</a>' in body
    assert '<dd dir="auto">urn:isbn:1</dd>' in body
    assert '<dt dir="auto">In “G &amp; co”</dt><dd dir="auto"><a href="b.html">B</a></dd>' in body
    assert 'In “Inner”</dt><dd dir="auto">it alone</dd>' in body
    assert '<a href="https://example.org/v/a"' in body


def test_nothing_of_it_is_markup(desk: Desk) -> None:
    body = _body(desk, "a")
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert "&lt;b&gt;7&lt;/b&gt;" in body
    assert 'href="https://user@bad' not in body


def test_a_concept_without_any_has_no_such_section(desk: Desk) -> None:
    assert 'id="vocabulary"' not in _body(desk, "c")
    assert 'id="vocabulary"' in _body(desk, "b")
