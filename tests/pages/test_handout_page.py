"""The page that makes a sheet for a class: the same as the command, in the address, in Anki, and on paper."""

from __future__ import annotations

import io
import shlex
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.handouts import anki, choose, paper
from kabgraph.pages.views.handout import FOR_A_CLASS, PARTS, Handout, handout

ALL = "passages+terms+gaps+relations+key"
CHOICES = (
    ("?talk=place-of-residence&passages=p3+p4", ["place-of-residence"], ["p3", "p4"]),
    ("?concept=bina", ["bina"], []),
    ("?passages=place-of-residence.p9+the-worlds.p2", [], ["place-of-residence#p9", "the-worlds#p2"]),
    ("?talk=giver-and-receiver&title=For+Monday", ["giver-and-receiver"], []),
)


def letters(text: str) -> Counter[str]:
    """Every character but blanks and the dots between facts; a font may join two, and is read as both."""
    return Counter("".join(unicodedata.normalize("NFKC", text).replace("·", "").split()))


def told(page: Any) -> str:
    return " ".join(page.locator(".kg-sheet").inner_text().split())


@pytest.fixture
def sheets(library: Library) -> list[Handout]:
    desk = Desk(library)
    return [
        handout(desk, choose(desk, names, passages), tuple(PARTS), "For Monday" if "title" in address else "")
        for address, names, passages in CHOICES
    ]


def test_a_link_and_the_command_give_the_same_sheet(
    browser: Any, whole_site: Path, sheets: list[Handout], tmp_path: Path
) -> None:
    page = browser.new_page(viewport={"width": 900, "height": 800})
    for (address, _, _), sheet in zip(CHOICES, sheets, strict=True):
        page.goto(f"{(whole_site / 'sheet.html').as_uri()}{address}&parts={ALL}")
        shown = told(page)
        file = tmp_path / "sheet.html"
        file.write_text(paper(sheet), encoding="utf-8")
        page.goto(file.as_uri())
        assert told(page) == shown, address
        assert len(shown) > 1000
    page.close()


def test_the_button_gives_the_cards_of_the_sheet(
    browser: Any, whole_site: Path, sheets: list[Handout]
) -> None:
    page = browser.new_page()
    for (address, _, _), sheet in zip(CHOICES, sheets, strict=True):
        page.goto(f"{(whole_site / 'sheet.html').as_uri()}{address}")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Cards for Anki").press("Enter")
        assert waiting.value.suggested_filename.endswith("anki.tsv")
        assert Path(waiting.value.path()).read_text(encoding="utf-8") == anki(sheet)
    page.close()


def test_what_is_chosen_stands_in_the_address_and_in_the_command(
    browser: Any, library: Library, whole_site: Path
) -> None:
    page = browser.new_page()
    page.goto((whole_site / "sheet.html").as_uri())
    page.locator("#sheet-from").select_option("talk the-worlds")
    page.get_by_role("button", name="Take all").click()
    assert page.evaluate("location.search") == "?talk=the-worlds"
    page.locator(".kg-pick input").nth(0).focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="All for a class").press("Enter")
    page.locator("#sheet-most").select_option("0")
    page.locator("#sheet-name").fill("It’s one’s own $HOME")
    rest = "+".join(passage.id for passage in library.talk("the-worlds").passages[1:])
    assert page.evaluate("location.search") == (
        f"?talk=the-worlds&passages={rest}&parts=passages+gaps+relations+key&most=0"
        f"&title={quote('It’s one’s own $HOME').replace('%20', '+')}"
    )
    shown = told(page)
    page.reload()
    assert told(page) == shown
    assert page.locator(".kg-parts input:checked").evaluate_all("all => all.map(e => e.value)") == [
        *FOR_A_CLASS
    ]
    said = shlex.split(page.locator("#sheet-command [data-kg-copy]").inner_text())
    assert said[:4] == ["kabgraph", "class", "the-worlds", "--passages"]
    assert said[4] == rest.replace("+", ",")
    assert said[5:] == ["--most", "0", "--title", "It’s one’s own $HOME", "-o", "sheet.html"]
    page.locator(".kg-parts input").nth(0).uncheck()
    assert "parts=gaps+relations+key" in page.evaluate("location.search")
    for part in ("gaps", "relations", "key"):
        page.locator(f".kg-parts input[value={part}]").uncheck()
    assert "parts=none" in page.evaluate("location.search")
    page.reload()
    assert page.locator(".kg-parts input:checked").count() == 0
    page.close()


def test_a_crooked_address_breaks_nothing(browser: Any, site: Path) -> None:
    page = browser.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for query in (
        "?parts=%3Cb%3E+toString+key&most=-1&talk=__proto__&concept=constructor&passages=p1",
        "?talk=first&passages=p1+p9&parts=gaps&most=99999999",
        "?passages=p1&parts=constructor",
    ):
        page.goto(f"{(site / 'sheet.html').as_uri()}{query}")
        assert "Not here, or not published: " in told(page), query
        assert page.locator("#sheet-most").input_value() == "20"
    assert page.locator(".kg-blank").count() == 0
    page.goto(f"{(site / 'sheet.html').as_uri()}?talk=first&passages=p1+p9&parts=gaps")
    assert page.locator(".kg-blank").count() >= 1
    assert "p9" in told(page)
    assert wrong == []
    page.close()


@pytest.mark.parametrize("source", ["page", "file"])
def test_on_paper_the_key_has_its_own_page_and_nothing_is_lost(
    browser: Any, library: Library, whole_site: Path, tmp_path: Path, source: str
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    page = browser.new_page(viewport={"width": 760, "height": 1000})
    if source == "page":
        page.goto(f"{(whole_site / 'sheet.html').as_uri()}?talk=place-of-residence&parts={ALL}")
    else:
        desk = Desk(library)
        file = tmp_path / "sheet.html"
        sheet = handout(desk, choose(desk, ["place-of-residence"]), tuple(PARTS))
        file.write_text(paper(sheet), encoding="utf-8")
        page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    page.emulate_media(media="print")
    wide = page.evaluate(
        """[...document.querySelectorAll(".kg-sheet, .kg-sheet *")].filter(e => {
          const cut = getComputedStyle(e).overflow !== "visible" && !e.matches(".kg-blank__line")
          return cut || e.getBoundingClientRect().right > innerWidth + 1
        }).map(e => e.className)"""
    )
    assert wide == []
    shown = page.locator(".kg-sheet").inner_text()
    key = page.locator(".kg-answers").inner_text()
    pages = [
        each.extract_text() for each in pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    ]
    page.close()
    assert letters("".join(pages)) >= letters(shown)
    first = next(n for n, text in enumerate(pages) if text.strip().startswith("Answer key"))
    assert letters("".join(pages[first:])) == letters(key)
    assert not any("Answer key" in text for n, text in enumerate(pages) if n != first)
    gaps = next(n for n, text in enumerate(pages) if text.strip().startswith("Fill the gaps"))
    assert gaps < first


def test_a_short_sheet_has_a_page_for_each_of_its_three_parts(
    browser: Any, library: Library, whole_site: Path, tmp_path: Path
) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    desk = Desk(library)
    sheet = handout(desk, choose(desk, ["giver-and-receiver"], ["p1"]), ("passages", "gaps", "key"))
    (tmp_path / "sheet.html").write_text(paper(sheet), encoding="utf-8")
    query = "?talk=giver-and-receiver&passages=p1&parts=passages+gaps+key"
    page = browser.new_page()
    for address in ((tmp_path / "sheet.html").as_uri(), (whole_site / "sheet.html").as_uri() + query):
        page.goto(address)
        page.evaluate("document.fonts.ready")
        pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        begins = [each.extract_text().split("\n")[0].strip() for each in pdf.pages]
        assert begins == [sheet.title, "Fill the gaps", "Answer key"], address
    page.close()


def test_a_file_to_print_passes_axe_and_asks_nobody(browser: Any, library: Library, tmp_path: Path) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    desk = Desk(library)
    file = tmp_path / "sheet.html"
    file.write_text(paper(handout(desk, choose(desk, ["bina"]), tuple(PARTS))), encoding="utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 700})
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'error').length") == 0
    assert page.evaluate("[...document.fonts].filter(face => face.status === 'loaded').length") >= 3
    found = sync.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [violation["id"] for violation in found] == []
    page.close()
