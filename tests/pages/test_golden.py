"""Pages of the small library as readable text. Write them anew with KABGRAPH_WRITE_GOLDEN=1."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages

GOLDEN = Path(__file__).parent / "golden"
PAGES = (
    "index.html",
    "concepts.html",
    "concepts/bina.html",
    "concepts/book.html",
    "concepts/ma_what.html",
    "talks/first.html",
    "talks/second.html",
    "talks.html",
    "processes.html",
    "processes/lowering.html",
    "relation-types.html",
    "paths.html",
    "compare.html",
    "questions.html",
    "graph.html",
    "claims.html",
    "correspondences.html",
    "in-life.html",
    "who-does-what.html",
    "learn.html",
    "cards.html",
    "sheet.html",
    "teachers.html",
    "honesty.html",
    "agreement.html",
    "downloads.html",
    "cite.html",
    "about.html",
    "404.html",
)
DECIDED_PAGES = ("talks/first.html", "concepts/bina.html", "concepts/malchut.html", "honesty.html")
_HASH = re.compile(r"\b[0-9a-f]{64}\b")
_SIZE = re.compile(r"\b[\d.]+ (?:bytes|KB|MB)\b")


@pytest.mark.parametrize("uri", PAGES)
def test_a_page_reads_as_it_did(small: Library, as_text: Callable[[str], str], uri: str) -> None:
    _compare(small, as_text, uri, GOLDEN)


@pytest.mark.parametrize("uri", DECIDED_PAGES)
def test_a_page_under_decisions_reads_as_it_did(
    decided: Library, as_text: Callable[[str], str], uri: str
) -> None:
    _compare(decided, as_text, uri, GOLDEN / "decided")


def _compare(library: Library, as_text: Callable[[str], str], uri: str, folder: Path) -> None:
    page = next(page for page in all_pages(Desk(library)) if page.uri == uri)
    text = as_text(page.body).replace(library.version, "VERSION")
    text = _SIZE.sub("SIZE", _HASH.sub("HASH", text))
    golden = folder / f"{uri.removesuffix('.html').replace('/', '__')}.txt"
    if os.environ.get("KABGRAPH_WRITE_GOLDEN"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_every_page_has_its_own_address(small: Library) -> None:
    uris = [page.uri for page in all_pages(Desk(small))]
    assert len(uris) == len(set(uris))


def test_a_concept_called_index_takes_no_other_page_s_place(small: Library) -> None:
    concept = replace(small.ontology.concepts["bina"], id="index")
    ontology = replace(small.ontology, concepts={**small.ontology.concepts, "index": concept})
    pages = [p.uri for p in all_pages(Desk(Library(small.root, ontology, list(small.talks), (), "v")))]
    assert "concepts/index.html" in pages
    assert "concepts.html" in pages
    assert pages.count("index.html") == 1


def test_a_public_site_leaves_private_copies_out(small: Library) -> None:
    everything = "".join(page.body for page in all_pages(Desk(small)))
    public = list(all_pages(Desk(small, public=True)))
    assert "private copy" in everything
    assert "talks/second.html" not in {page.uri for page in public}
    assert all("once it is corrected" not in page.body and "second" not in page.uri for page in public)
