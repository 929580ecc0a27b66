"""Linking words on a talk's page: by mouse and by keys; two windows; a server that is gone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

import kabgraph

from .conftest import Running, running
from .test_workshop import LINK, call, own_file

TALK = "talks/first.html"
HOSTILE = '<img src=x onerror="window.pwned=1">'


@pytest.fixture
def page(browser: Browser, server: Running) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    found = context.new_page()
    found.on("pageerror", lambda error: pytest.fail(str(error)))
    found.on("dialog", lambda dialog: pytest.fail(dialog.message))
    opened(found, server)
    yield found
    context.close()


def opened(page: Page, server: Running) -> None:
    page.goto("about:blank")
    page.goto(server.open(TALK))
    expect(page.locator(".kg-edit label")).to_contain_text("(")  # all is read


def bar(page: Page) -> Any:
    return page.locator("section.kg-linker")


def select(page: Page, passage: str, start: int, end: int, last: str = "") -> None:
    """Drag over words with the mouse; into another passage, where ``last`` names one."""
    ask = """([p, a, b]) => {
      const r = kabgraph.rangeOf(document.getElementById(p), a, b).getBoundingClientRect()
      return [r.left, r.right, (r.top + r.bottom) / 2]
    }"""
    page.evaluate("p => document.getElementById(p).scrollIntoView({block: 'center'})", passage)
    left, _, height = page.evaluate(ask, [passage, start, start + 1])
    _, right, low = page.evaluate(ask, [last or passage, end - 1, end])
    page.mouse.move(left + 1, height)
    page.mouse.down()
    page.mouse.move(right - 1, low, steps=4)
    page.mouse.up()
    expect(bar(page)).to_be_visible()


def link(page: Page, concept: str, note: str = "") -> None:
    page.get_by_role("button", name="Link these words").click()
    page.locator("#kg-linker-concept").fill(concept)
    page.get_by_label("Why, for the next teacher").fill(note)
    page.get_by_role("button", name="Save").click()


def said(page: Page, words: str) -> None:
    expect(page.locator(".kg-edit + [role=status]")).to_contain_text(words)


def at(server: Running, passage: str, words: str) -> tuple[int, int]:
    text = kabgraph.load(server.root).passage(f"first#{passage}").text
    return text.index(words), text.index(words) + len(words)


def test_words_are_linked_with_the_mouse_changed_taken_back_and_done_again(
    page: Page, server: Running
) -> None:
    select(page, "p2", *at(server, "p2", "care"))
    link(page, "Malchut", HOSTILE)
    said(page, "Saved: care")
    (record,) = kabgraph.load(server.root).annotations.where(by="teacher1")
    assert (record.anchor.exact, record.concept, record.mode) == ("care", "malchut", "implied")
    assert record.note == HOSTILE
    assert page.evaluate("window.pwned") is None
    page.get_by_role("button", name="Undo: care, linked").click()
    said(page, "Taken back")
    assert not kabgraph.load(server.root).annotations.where(by="teacher1")
    page.keyboard.press("Control+Shift+z")
    said(page, "Done again")
    select(page, "p2", *at(server, "p2", "care"))
    expect(bar(page)).to_contain_text(HOSTILE)
    bar(page).get_by_role("button", name="Retire").click()
    said(page, "Saved")
    assert kabgraph.load(server.root).annotations.where(by="teacher1")[0].status == "retired"


def painted(page: Page, layer: str) -> list[str]:
    ask = "layer => [...(CSS.highlights.get(`kg-${layer}`) || [])].map(String).sort()"
    return list(page.evaluate(ask, layer))


def test_every_layer_is_painted_and_what_is_saved_shows_at_once(page: Page, server: Running) -> None:
    library = kabgraph.load(server.root)
    first = [m for m in library.mentions if m.talk == "first"]
    automatic = sorted(m.surface for m in first if m.status == "automatic" and not m.contained)
    assert painted(page, "automatic") == automatic
    assert painted(page, "implied") == sorted(m.surface for m in first if m.mode in ("implied", "analogy"))
    assert painted(page, "ambiguous") == sorted(m.surface for m in first if m.status == "ambiguous")
    page.route("**/talks/*.html", lambda route: route.abort())  # before the page itself follows
    page.route("**/api/annotations?*", lambda route: route.abort())
    select(page, "p2", *at(server, "p2", "control group"))
    page.get_by_role("button", name="Link these words").click()
    page.get_by_role("radio", name="Relation").check()
    page.get_by_label("From").fill("Bina")
    page.get_by_label("To", exact=True).fill("group")
    page.get_by_role("button", name="Save").click()
    expect(bar(page)).to_be_hidden()
    assert painted(page, "said") == ["control group"]


def test_a_find_is_judged_where_it_stands_and_the_page_follows(page: Page, server: Running) -> None:
    term = page.locator("#p1 a[data-found=named]").first
    name = term.text_content()
    term.click()
    expect(bar(page)).to_contain_text("found automatically")
    bar(page).get_by_role("button", name="Accept").first.click()
    expect(page.locator("#p1 a[data-found=confirmed]")).to_have_text(str(name))
    page.locator("#p1 a[data-found=confirmed]").click()
    bar(page).get_by_role("button", name="Reject", exact=True).click()
    expect(page.locator("#p1 a[data-found=confirmed]")).to_have_count(0)
    page.get_by_label("show rejected").check()
    assert kabgraph.load(server.root).rejected[0].surface == name


def test_words_inside_a_mark_are_chosen_as_they_are(page: Page, server: Running) -> None:
    marks = kabgraph.load(server.root).annotations.where(talk="first")
    mark = next(a for a in marks if " " in a.anchor.exact)
    assert mark.span is not None
    inner = mark.anchor.exact.split(" ")[0]
    start = mark.span.start
    select(page, mark.anchor.passage, start, start + len(inner))
    expect(bar(page).locator(".kg-linker__head")).to_contain_text(inner)
    expect(bar(page).locator(".kg-linker__head")).not_to_contain_text(mark.anchor.exact)


def test_a_drag_may_begin_and_end_on_a_term(page: Page, server: Running) -> None:
    select(page, "p1", *at(server, "p1", "Bina lowers ELE"))
    expect(bar(page).locator(".kg-linker__head")).to_contain_text("Bina lowers ELE")
    assert page.url.split("#")[0].endswith(TALK)


def test_the_keys_alone_do(page: Page, server: Running) -> None:
    page.locator(".kg-passage:has(#p2) .kg-begin").focus()
    page.keyboard.press("Enter")
    for key in ("Home", "ArrowRight", "ArrowRight", "Enter"):  # Answer, Bina's, care
        page.keyboard.press(key)
    page.keyboard.press("Tab") if page.evaluate("document.activeElement.tagName") == "P" else None
    if bar(page).get_by_role("button", name="Link these words").count():
        bar(page).get_by_role("button", name="Link these words").focus()
        page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Concept").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Malchut")
    page.keyboard.press("Enter")
    said(page, "Saved: care")
    assert kabgraph.load(server.root).annotations.where(by="teacher1")[0].anchor.exact == "care"


def test_words_of_two_passages_are_one_record(page: Page, server: Running) -> None:
    text = kabgraph.load(server.root).passage("first#p1").text
    last = text.rindex(" ") + 1
    select(page, "p1", last, 4, last="p2")
    link(page, "Malchut")
    said(page, "Saved")
    (record,) = kabgraph.load(server.root).annotations.where(by="teacher1")
    assert [ref for ref, _ in record.places] == ["first#p1", "first#p2"]


def test_two_windows_on_one_record_show_both_versions(page: Page, server: Running) -> None:
    made = call(server, "POST", "annotations", LINK)
    opened(page, server)
    select(page, "p2", *at(server, "p2", "care"))
    bar(page).get_by_role("button", name="Change").click()
    call(server, "PUT", f"annotations/{made['id']}", {**LINK, "note": "theirs"}, made["tag"])
    page.get_by_label("Why, for the next teacher").fill("mine")
    page.get_by_role("button", name="Save").click()
    expect(bar(page)).to_contain_text("changed in another window")
    expect(bar(page)).to_contain_text("theirs")
    assert "theirs" in own_file(server).read_text()
    bar(page).get_by_role("button", name="Keep mine").click()
    said(page, "Saved")
    assert '"mine"' in own_file(server).read_text()


def test_a_draft_outlives_a_server_that_is_gone(browser: Browser, tmp_path: Path, built_small: Path) -> None:
    root = Path(shutil.copytree(Path(__file__).parents[1] / "data/small", tmp_path / "own"))
    page = browser.new_page()
    first = running(root, built_small)
    with first as server:
        opened(page, server)
        select(page, "p2", *at(server, "p2", "care"))
        page.get_by_role("button", name="Link these words").click()
        page.locator("#kg-linker-concept").fill("Malchut")
        page.get_by_label("Why, for the next teacher").fill("kept")
    page.get_by_role("button", name="Save").click()
    expect(bar(page)).to_contain_text("Your draft is kept")
    with running(root, built_small, port=server.port) as again:
        opened(page, again)
        drafts = page.locator("section[aria-label=Drafts]")
        expect(drafts).to_contain_text("kept")
        drafts.get_by_role("button", name="Try again").click()
        said(page, "Saved: care")
        expect(drafts).to_be_hidden()
    assert kabgraph.load(root).annotations.where(by="teacher1")[0].note == "kept"
    page.close()


def test_a_text_edited_meanwhile_keeps_the_draft(page: Page, server: Running) -> None:
    select(page, "p2", *at(server, "p2", "care"))
    page.get_by_role("button", name="Link these words").click()
    talk = server.root / "corpus/first.md"
    talk.write_text(talk.read_text().replace("care reaches", "help reaches"))
    page.locator("#kg-linker-concept").fill("Malchut")
    page.get_by_role("button", name="Save").click()
    expect(bar(page)).to_contain_text("the text has changed", ignore_case=True)
    assert not own_file(server).exists()


def test_lost_words_are_listed_with_what_may_be_done(page: Page, server: Running) -> None:
    call(server, "POST", "annotations", LINK)
    talk = server.root / "corpus/first.md"
    talk.write_text(talk.read_text().replace("’s care reaches", "’s help reaches"))
    opened(page, server)
    lost = page.locator("section[aria-label='Lost words']")
    expect(lost).to_contain_text("care")
    before = lost.locator("li").count()
    lost.locator("li", has_text="by teacher1").get_by_role("button", name="Choose its words").click()
    select(page, "p2", *at(server, "p2", "help"))
    page.get_by_role("button", name="Put it here").click()
    page.get_by_role("button", name="Save").click()
    said(page, "Saved")
    expect(lost.locator("li")).to_have_count(before - 1)


def test_the_page_counts_as_the_library_does(
    browser: Browser, library: kabgraph.Library, whole_site: Path
) -> None:
    page = browser.new_page()
    for talk in library.talks:
        page.goto((whole_site / f"talks/{talk.id}.html").as_uri())
        found = page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('.kg-passage__text')]"
            ".map(p => [p.id, kabgraph.textOf(p)]))"
        )
        assert found == {passage.id: passage.text for passage in talk.passages}
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing_in_the_edit_mode(
    browser: Browser, server: Running, width: int, scheme: Literal["light", "dark"]
) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    opened(page, server)
    steps = (
        lambda: None,
        page.locator("#p1 a[data-found=named]").first.click,
        lambda: page.get_by_role("button", name="Link these words").click(),
    )
    for step in steps:
        step()
        assert sync.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
