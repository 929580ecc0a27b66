"""What each page gives to programs and to whoever cites it: data, a summary, a line, an address."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import kabgraph
from kabgraph import Library
from kabgraph.export import FORMATS
from kabgraph.model import TalkId
from kabgraph.pages.assets import all_assets
from kabgraph.pages.build import build_site
from kabgraph.pages.data.files import data_files, downloads
from kabgraph.pages.desk import Desk
from kabgraph.pages.model import Page
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import HOME, data_uri

_PYTHON = re.compile(r'data-kg-copy="the line of Python">(.+?)</span>')
_CITED = re.compile(r'data-kg-copy="the citation">(.+?)</span>')


@pytest.fixture(scope="module")
def pages(small: Library) -> dict[str, Page]:
    return {page.uri: page for page in all_pages(Desk(small))}


def test_each_page_s_data_are_in_the_site(small: Library, pages: dict[str, Page], site: Path) -> None:
    given = {page.data for page in pages.values() if page.data}
    beside = {asset.uri for asset in data_files(Desk(small))} - {d.uri for d in downloads(Desk(small).parts)}
    assert given == beside
    for page in pages.values():
        if page.data:
            assert page.data == data_uri(page.uri)
            assert json.loads((site / page.data).read_text(encoding="utf-8"))["version"] == small.version
            text = (site / page.uri).read_text(encoding="utf-8")
            name = Path(page.data).name
            assert f'rel="alternate describedby" type="application/json" href="{name}"' in text


def test_a_private_copy_gives_no_data(small: Library, pages: dict[str, Page]) -> None:
    page = pages["talks/second.html"]
    assert page.data == ""
    assert "A private copy gives no data away." in page.body
    for asset in data_files(Desk(small)):
        assert "once it is corrected" not in asset.text, asset.uri
        assert b"once it is corrected" not in asset.content, asset.uri


def test_every_line_of_python_runs(
    small: Library, pages: dict[str, Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(small.root, tmp_path / "small"))
    monkeypatch.chdir(folder)
    lines = {unescape(line) for page in pages.values() for line in _PYTHON.findall(page.body)}
    assert len(lines) > len(small.ontology.concepts)
    for line in lines:
        assert eval(line, {"kabgraph": kabgraph}) is not None, line  # noqa: S307 - our own lines


def test_every_page_says_how_to_cite_it(pages: dict[str, Page]) -> None:
    for page in pages.values():
        if page.listed:
            assert page.body.count('id="cite"') == 1, page.uri
            assert _CITED.search(page.body), page.uri


def test_a_retelling_is_cited_as_one_and_never_under_the_speaker_s_name(pages: dict[str, Page]) -> None:
    cited = _CITED.findall(pages["talks/first.html"].body)[0]
    assert "a retelling" in cited
    for page in pages.values():
        assert all("A speaker" not in words for words in _CITED.findall(page.body)), page.uri
    record = re.compile(r'data-kg-copy="the (?:BibTeX|CSL) record">(.+?)</span>', re.S)
    records = record.findall(pages["cite.html"].body)
    assert len(records) == 8
    assert not [text for text in records if "author" in text]
    retold = [text for text in records if "A speaker" in text]
    assert retold
    assert all("A retelling. Speaker: A speaker" in text for text in retold)


def test_csl_records_are_json(pages: dict[str, Page]) -> None:
    found = re.findall(r'data-kg-copy="the CSL record">(.+?)</span>', pages["cite.html"].body, re.S)
    records = [json.loads(unescape(text))[0] for text in found]
    assert [record["id"] for record in records] == [
        "small",
        "small-concept",
        "small-passage",
        "small-relation",
    ]


def _linked(pages: dict[str, Page], uri: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(pages[uri].linked)
    return found


def test_a_concept_is_a_defined_term(pages: dict[str, Page]) -> None:
    term = _linked(pages, "concepts/bina.html")
    assert (term["@context"], term["@type"], term["termCode"]) == (
        "https://schema.org",
        "DefinedTerm",
        "bina",
    )
    assert term["name"] == "Bina"
    assert term["alternateName"] == ["בינה", "Binah"]
    assert term["url"] == "https://example.org/small/concepts/bina.html"
    assert term["inDefinedTermSet"]["name"] == "A small test ontology"
    whole = _linked(pages, "concepts.html")
    assert {each["termCode"] for each in whole["hasDefinedTerm"]} >= {"bina", "malchut"}
    assert _linked(pages, HOME)["@type"] == "DefinedTermSet"


def test_a_retelling_has_no_author_and_is_based_on_a_work_that_has(pages: dict[str, Page]) -> None:
    talk = _linked(pages, "talks/first.html")
    assert "author" not in talk
    assert talk["creativeWorkStatus"] == "retelling"
    assert talk["isBasedOn"]["author"]["name"] == "A speaker"
    assert "isBasedOn" not in _linked(pages, "talks/second.html")


def test_a_summary_cannot_end_its_script(small: Library, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    label = "</script><script>alert(1)</script>"
    ontology = {"scheme": {"id": "s", "title": label}, "concepts": {"a": {"pref_label": {"en": label}}}}
    (tmp_path / "concepts.yaml").write_text(json.dumps(ontology), encoding="utf-8")
    for page in all_pages(Desk(kabgraph.load(tmp_path))):
        assert "<" not in page.linked
    site = build_site(kabgraph.load(tmp_path), tmp_path / "out", strict=True).site
    text = (site / "concepts" / "a.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.+?)</script>', text, re.S)
    assert [json.loads(part)["name"] for part in found] == [label]


def test_every_page_has_a_description(site: Path, pages: dict[str, Page]) -> None:
    for path in site.rglob("*.html"):
        if "assets" in path.parts:
            continue
        assert re.search(r'<meta name="description" content="[^"]+', path.read_text("utf-8")), path.name
    single = [page.description for page in pages.values() if "/" not in page.uri]
    assert len(set(single)) == len(single)


def test_downloads_tell_the_truth_about_the_files(small: Library, site: Path, pages: dict[str, Page]) -> None:
    body = pages["downloads.html"].body
    for download in downloads(Desk(small).parts):
        content = (site / download.uri).read_bytes()
        assert hashlib.sha256(content).hexdigest() in body
        assert f'href="{download.uri}"' in body
        assert f"kabgraph export {download.format.name} -o" in body
    assert len(list((site / "data").iterdir())) == len(FORMATS)
    assert "1 private copy is left out of every file" in body


def test_downloads_are_what_the_export_writes(small: Library, site: Path, tmp_path: Path) -> None:
    for name, kind in FORMATS.items():
        written = small.export(name, tmp_path / kind.file)
        assert written.read_bytes() == (site / "data" / kind.file).read_bytes()


def test_a_public_site_gives_the_same_downloads(small: Library) -> None:
    local, public = (downloads(Desk(small, public).parts) for public in (False, True))
    assert [each.sha256 for each in local] == [each.sha256 for each in public]


@pytest.fixture(scope="module")
def published(small: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small library, with an address of its own and a concept that once had another id."""
    folder = tmp_path_factory.mktemp("published") / "small"
    shutil.copytree(small.root, folder)
    ontology = folder / "concepts.yaml"
    text = ontology.read_text(encoding="utf-8")
    text = text.replace("  malchut:\n", "  malchut:\n    former_ids: [kingdom]\n", 1)
    ontology.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: own\nsite_url: https://example.org/own/\ndocs_dir: corpus\n"
        "theme: {name: material, font: false}\nplugins: [search, kabgraph]\n",
        encoding="utf-8",
    )
    return build_site(kabgraph.load(folder), folder.parent / "out", strict=True).site


def test_the_sitemap_lists_every_page_but_those_that_are_none(published: Path) -> None:
    tree = ET.parse(published / "sitemap.xml")  # noqa: S314 - written by the build
    listed = [loc.text or "" for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    there = {path.relative_to(published).as_posix() for path in published.rglob("*.html")}
    none = {"404.html", "concepts/kingdom.html"}
    assert none < there
    base = "https://example.org/own/"
    assert all(address.startswith(base) for address in listed)
    names = [address.removeprefix(base) or "index.html" for address in listed]
    assert sorted(names) == sorted(there - none - {n for n in there if n.startswith("assets/")})
    moved = (published / "concepts" / "kingdom.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in moved
    bina = (published / "concepts" / "bina.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{base}concepts/bina.html">' in bina
    assert "noindex" not in bina


def test_a_site_without_an_address_has_no_sitemap(site: Path) -> None:
    assert not (site / "sitemap.xml").exists()


def test_what_is_lost_or_empty_is_said_in_words(small: Library, tmp_path: Path) -> None:
    (tmp_path / "concepts.yaml").write_text(
        "scheme: {id: x, title: X}\nconcepts: {a: {pref_label: {en: A}}}\n", encoding="utf-8"
    )
    (tmp_path / "corpus").mkdir()
    empty = {page.uri: page.body for page in all_pages(Desk(kabgraph.load(tmp_path)))}
    for words in (
        "Every sentence names or implies at least one concept.",
        "No relation rests on inference.",
        "No relation rests on a reference alone.",
        "No place is marked yet.",
        "Nobody rejects what another has accepted.",
        "The words of every decision stand where they stood, or were found again.",
        "No word in the texts is undecided.",
        "Every text is an original.",
        "Every row of every table stands with its passage.",
    ):
        assert words in empty["honesty.html"]
    assert "They hold no text yet." in empty["downloads.html"]
    assert "No text here is a retelling." in empty["cite.html"]


def test_a_private_talk_is_not_an_example(small: Library) -> None:
    only = [talk for talk in small.talks if talk.id == TalkId("second")]
    body = {p.uri: p.body for p in all_pages(Desk(Library(small.root, small.ontology, only, (), "v")))}
    assert 'id="passage"' not in body["cite.html"]


def test_assets_of_the_project_are_each_there_once(library: Library) -> None:
    uris = [asset.uri for asset in all_assets(Desk(library))]
    assert len(uris) == len(set(uris))


@pytest.mark.parametrize("clipboard", ["undefined", "{writeText: async text => { window.copied = text }}"])
def test_a_button_copies_or_selects(browser: Any, site: Path, clipboard: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site / "concepts" / "bina.html").as_uri())
    page.evaluate(f"Object.defineProperty(navigator, 'clipboard', {{value: {clipboard}}})")
    page.get_by_role("button", name="Copy the permalink").focus()
    page.keyboard.press("Enter")
    said = page.locator("[role=status]", has_text="Selected" if clipboard == "undefined" else "Copied")
    said.wait_for()
    given = "String(getSelection())" if clipboard == "undefined" else "window.copied"
    assert page.evaluate(given) == "https://example.org/small/concepts/bina.html"
    page.close()


def test_a_download_link_works_from_a_folder(browser: Any, site: Path) -> None:
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    page.goto((site / "downloads.html").as_uri())
    with page.expect_download() as started:
        page.get_by_role("link", name="kabgraph.csv.zip").click()
    assert Path(started.value.path()).read_bytes() == (site / "data" / "kabgraph.csv.zip").read_bytes()
    context.close()
