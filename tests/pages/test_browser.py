"""In a browser: pages fit, nothing is asked of another host, and all reads without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

SIZES = [(1280, 800), (390, 844)]
PAGES = [
    "index.html",
    "concepts.html",
    "concepts/bina.html",
    "talks/first.html",
    "processes/lowering.html",
    "honesty.html",
    "downloads.html",
    "cite.html",
    "learn.html",
    "cards.html",
    "sheet.html",
]


@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_fit_and_ask_nobody(browser: Any, site: Path, width: int, height: int, scheme: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    for uri in PAGES:
        page.goto((site / uri).as_uri())
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), uri
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Frank')
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(251, 251, 249)" if scheme == "light" else "rgb(20, 23, 29)")
    assert said == []
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def test_a_relation_opens_its_quote_from_the_keyboard_without_scripts(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "concepts" / "bina.html").as_uri())
    closed = page.locator(".kg-rel details").nth(1)
    quote = closed.locator(".kg-rel__body")
    assert not quote.is_visible()
    closed.locator("summary").focus()
    page.keyboard.press("Enter")
    assert quote.is_visible()
    context.close()


def test_long_words_do_not_break_the_page(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "concepts" / "bina.html").as_uri())
    page.evaluate(
        "document.querySelectorAll('.kg h1, .kg-term, .kg p').forEach(e => e.textContent = 'w'.repeat(200))"
    )
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()


def test_a_term_opens_its_note_and_escape_leads_back(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site / "talks" / "first.html").as_uri())
    before = page.locator("#p1").inner_text()
    term = page.locator("#p1 a[data-concept=ele]")
    term.focus()
    page.keyboard.press("Enter")
    note = page.locator(".kg-side")
    assert "The letters that Bina lets down." in note.inner_text()
    assert "Bina lowers ELE into Malchut" in note.inner_text()
    assert page.locator("#p1").inner_text() == before
    page.keyboard.press("Escape")
    assert note.count() == 0
    assert term.evaluate("e => e === document.activeElement")
    page.close()
