"""A talk in a browser: the switch, the places of a concept, the note beside a term; and its second level."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.views.talk import talk_view

VIEWS = ("plain", "named", "with-implied", "two-levels")


@pytest.fixture
def page(browser: Any, site: Path) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto((site / "talks" / "first.html").as_uri())
    yield opened
    opened.close()


def _query(page: Any) -> str:
    return str(page.evaluate("location.search + location.hash"))


def test_the_text_is_the_library_s_in_every_view(page: Any, site: Path, small: Library) -> None:
    for view in VIEWS:
        page.goto((site / "talks" / "first.html").as_uri() + f"?view={view}&concept=bina")
        assert page.locator('.kg-views [aria-pressed="true"]').inner_text() == view.replace("-", " ")
        for passage in small.talk("first").passages:
            assert page.locator(f"#{passage.id}").evaluate("e => e.textContent") == passage.text


def test_the_switch_works_by_keyboard_and_is_remembered(page: Any) -> None:
    buttons = page.locator(".kg-views button")
    assert buttons.all_inner_texts() == ["plain", "named", "with implied", "two levels"]
    assert not page.locator(".kg-inner").first.is_visible()
    page.evaluate("location.hash = 'p2'")
    buttons.nth(3).focus()
    page.keyboard.press("Enter")
    assert _query(page) == "?view=two-levels#p2"
    inner = page.locator(".kg-passage", has=page.locator("#p2")).locator(".kg-inner")
    assert inner.is_visible()
    assert "implies" in inner.inner_text()
    assert "what reaches down is ELE" in inner.inner_text()
    buttons.nth(1).click()
    assert _query(page) == "#p2"
    assert not inner.is_visible()


def test_a_concept_s_places_are_lit_by_keyboard(page: Any) -> None:
    chip = page.locator(".kg-here button", has_text="Malchut")
    chip.focus()
    page.keyboard.press("Enter")
    assert chip.get_attribute("aria-pressed") == "true"
    assert _query(page) == "?concept=malchut"
    assert page.locator("#p1 .kg-lit").all_inner_texts() == ["Malchut", "Malchut"]
    status = page.locator(".kg-places [role=status]")
    assert "3 places" in status.inner_text()
    page.keyboard.press("ArrowRight")
    assert "place 1 of 3" in status.inner_text()
    page.keyboard.press("ArrowLeft")
    assert "place 3 of 3" in status.inner_text()
    assert page.locator(".kg-places a").get_attribute("href").endswith("concepts/malchut.html")
    page.keyboard.press("Escape")
    assert page.locator(".kg-lit").count() == 0
    assert not page.locator(".kg-places").is_visible()
    assert _query(page) == ""


def test_a_finger_lights_places_and_opens_a_note_under_its_passage(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto((site / "talks" / "first.html").as_uri())
    chip = page.locator(".kg-here button", has_text="Bina").first
    chip.tap()
    page.get_by_role("button", name="Next").tap()
    assert page.locator(".kg-now").count() == 1
    chip.tap()
    assert page.locator(".kg-lit").count() == 0
    page.locator("#p1 a[data-concept=ele]").tap()
    note, text = page.locator(".kg-side").bounding_box(), page.locator("#p1").bounding_box()
    assert note["y"] >= text["y"] + text["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_the_note_says_the_part_in_this_passage_and_stands_clear(page: Any) -> None:
    term = page.locator("#p1 a[data-concept=ele]")
    term.focus()
    page.keyboard.press("Enter")
    note = page.locator(".kg-side")
    assert note.evaluate("e => e === document.activeElement")
    rows = dict(zip(note.locator("dt").all_inner_texts(), note.locator("dd").all_inner_texts(), strict=False))
    assert rows["Here"] == "what is moved or changed"
    assert rows["Supports"] == "Bina lowers ELE into Malchut"
    assert note.locator(".kg-side__way").get_attribute("href").endswith("concepts/ele.html")
    box, line = note.bounding_box(), term.bounding_box()
    assert abs(box["y"] - line["y"]) < 24
    for other in page.locator(".kg-notes").all():
        there = other.bounding_box()
        assert there["y"] >= box["y"] + box["height"] or there["y"] + there["height"] <= box["y"]
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert term.evaluate("e => e === document.activeElement")


def test_without_scripts_chips_lead_on_and_each_inner_reading_opens(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "talks" / "first.html").as_uri())
    assert page.locator(".kg-here a").first.get_attribute("href").startswith("../concepts/")
    reading = page.locator(".kg-inner").first
    reading.locator("summary").click()
    assert "Bina lowers ELE into Malchut" in reading.inner_text()
    context.close()


def test_its_script_runs_on_talks_only(small: Library) -> None:
    for page in all_pages(Desk(small)):
        assert any("talk.js" in uri for uri in page.scripts) == page.uri.startswith("talks/")


def test_the_inner_reading_stands_in_the_order_of_the_words(small: Library) -> None:
    view = talk_view(Desk(small), small.talk("first"))
    first, second = (passage.inner for passage in view.passages)
    said = ["".join(run.text for run in line.sentence) for line in first if not line.mark]
    assert "Bina lowers ELE into Malchut" in said
    assert [line.mark.words for line in second if line.mark] == ["care", "care reaches", "the group"]
    assert view.decided.files[0].path == "corpus/annotations/first/editors.yaml"
    assert view.decided.files[0].counts == "4 accepted"


def test_the_situational_talk_shows_its_implied_concepts_on_the_second_level(library: Library) -> None:
    talk = library.talk("give-yourself-to-the-friends-without-leaving-out-anything")
    marks = [line.mark for p in talk_view(Desk(library), talk).passages for line in p.inner if line.mark]
    assert len(marks) == len([a for a in library.annotations if a.talk == talk.id])
    assert all(mark.why for mark in marks)
