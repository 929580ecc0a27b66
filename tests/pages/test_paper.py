"""On paper: a concept, a talk and a sheet of chosen passages."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kabgraph import Library
from kabgraph.pages.data.sheet import sheet_data, sheet_script
from kabgraph.pages.desk import Desk


def test_a_sheet_has_every_passage_word_by_word(library: Library) -> None:
    data = sheet_data(Desk(library))
    given = {f"{talk['id']}#{p['id']}": p for talk in data["talks"] for p in talk["passages"]}
    assert list(given) == [passage.ref for talk in library.talks for passage in talk.passages]
    for ref, passage in given.items():
        text = "".join(run if isinstance(run, str) else run["t"] for run in passage["runs"])
        assert text == library.passage(ref).text
        about = {mention.concept for mention in library.mentions_in(ref) if mention.concept}
        assert set(passage.get("about", ())) == about <= set(data["concepts"])
    for talk in data["talks"]:
        edition = library.talk(talk["id"]).edition
        assert talk.get("edition", "") == ("" if edition == "original" else edition)
        assert ("retelling" in talk["cite"]) == (edition == "retelling")


def test_a_public_sheet_has_no_private_copy(small: Library) -> None:
    assert "once it is corrected" in sheet_script(Desk(small))
    assert "once it is corrected" not in sheet_script(Desk(small, public=True))


@pytest.mark.parametrize("scripts", [True, False])
def test_a_concept_prints_its_evidence_and_its_citation(browser: Any, site: Path, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto((site / "concepts" / "bina.html").as_uri())
    closed = page.locator(".kg-rel details:not([open]) .kg-quote").first
    assert not closed.is_visible()
    page.emulate_media(media="print")
    assert closed.is_visible()
    assert page.locator("#cite dd").first.is_visible()
    for gone in (".md-header", ".kg-foot", ".kg-crumbs", "#go-on", ".kg-paper >> nth=0"):
        assert not page.locator(gone).is_visible(), gone
    assert page.evaluate("getComputedStyle(document.querySelector('.kg-verb')).color") == "rgb(0, 0, 0)"
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_talk_prints_its_notes_after_the_passage_and_its_terms(
    browser: Any, site: Path, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, color_scheme="dark")
    page = context.new_page()
    page.goto((site / "talks" / "first.html").as_uri())
    term = page.locator("#terms dd").first
    assert not term.is_visible()
    page.emulate_media(media="print", color_scheme="dark")
    assert term.is_visible()
    text, notes = (
        page.locator(f".kg-passage:has(#p1) {part}").bounding_box() for part in ("#p1", ".kg-notes")
    )
    assert notes["y"] >= text["y"] + text["height"]
    assert not page.locator(".kg-here").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('#p1')).color") == "rgb(0, 0, 0)"
    context.close()


def test_a_control_prints_the_page(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1 }")
    for uri in ("concepts/bina.html", "talks/first.html"):
        page.goto((site / uri).as_uri())
        page.get_by_role("button", name="Print this page").press("Enter")
        assert page.evaluate("window.printed") == 1
    page.locator(".kg-paper a").click()
    page.locator(".kg-sheet .kg-passage").first.wait_for()
    assert page.url.endswith("sheet.html?talk=first")
    assert page.locator(".kg-sheet .kg-passage").count() == 2
    page.close()


def test_a_sheet_by_its_address(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    title = "<img src=x onerror=alert(1)>"
    address = f"{(site / 'sheet.html').as_uri()}?p=second.p1+first.p2+gone.p9&title={quote(title)}"
    page.goto(address)
    sheet = page.locator(".kg-sheet")
    assert sheet.locator("h2").inner_text() == title
    assert sheet.locator("img").count() == 0
    assert sheet.locator("h3").all_inner_texts()[:2] == ["A First Talk", "A Second Talk"]
    assert sheet.locator(".kg-number").all_inner_texts() == ["2", "1"]
    said = sheet.inner_text()
    for words in (
        "retelling",
        "private copy, not published",
        "gone.p9",
        "Rights",
        "free",
        "data version",
        "Permalink",
    ):
        assert words in said
    assert "People who study together." in sheet.locator(".kg-sheet__terms").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.emulate_media(media="print")
    assert not page.locator("h1").is_visible()
    assert not page.locator(".kg-pick").is_visible()
    assert sheet.locator("#sheet-title").is_visible()
    assert sheet.locator(".kg-sheet__source").is_visible()
    assert wrong == []
    context.close()


def test_choosing_passages_writes_the_address(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(site / 'sheet.html').as_uri()}?concept=group")
    passages = page.locator(".kg-sheet .kg-passage")
    assert passages.count() == 2
    page.locator("#sheet-from").select_option("talk first")
    page.locator(".kg-pick input").first.focus()
    page.keyboard.press("Space")
    assert passages.count() == 3
    assert page.evaluate("location.search") == "?passages=first.p1+first.p2+second.p1"
    assert page.locator(".kg-pick input").first.evaluate("box => box === document.activeElement")
    page.get_by_role("button", name="Leave all out").click()
    assert page.evaluate("location.search") == "?talk=second"
    page.locator("#sheet-name").fill("For Monday")
    page.reload()
    assert page.locator("#sheet-title").inner_text() == "For Monday"
    assert passages.count() == 1
    page.get_by_role("button", name="Begin anew").click()
    assert "No passage is chosen yet." in page.locator(".kg-sheet").inner_text()
    page.close()


def test_without_scripts_the_sheet_names_the_talks(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "sheet.html").as_uri())
    assert page.locator("#sheet a").all_inner_texts() == ["A First Talk", "A Second Talk"]
    assert "kabgraph class first -o sheet.html" in page.locator("#sheet").inner_text()
    assert not page.locator("#sheet-command").is_visible()
    context.close()
