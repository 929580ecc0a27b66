"""Proposing links from the published site: no server, one file to take away, nothing lost on the way."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph.annotations import text_hash
from kabgraph.pages.build import build_site

HOSTILE = '<img src=x onerror="window.pwned=1">'
ODD = "🕊️ 👩‍👩‍👧 שָׁלוֹם בִּינָה ס״ג e\u0301 𝔄 Bina’s care; Bina"


@pytest.fixture
def page(browser: Any, site: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    context.set_default_timeout(8_000)
    found = context.new_page()
    said: list[str] = []
    found.on("pageerror", lambda error: said.append(str(error)))
    found.on("console", lambda message: said.append(message.text))
    found.on("request", lambda request: said.append(request.url) if "file:" not in request.url[:6] else None)
    found.goto((site / "talks" / "first.html").as_uri())
    yield found
    assert [line for line in said if not line.startswith("blob:")] == []
    context.close()


def select(page: Any, passage: str, words: str) -> None:
    """Select with the mouse; the first word may be a term."""
    spot = """([p, words]) => {
      const passage = document.getElementById(p), text = kabgraph.textOf(passage), at = text.indexOf(words)
      passage.scrollIntoView({block: "center", behavior: "instant"})
      const edge = (a, b) => kabgraph.rangeOf(passage, a, b).getBoundingClientRect()
      const from = edge(at, at + 1), to = edge(at + words.length - 1, at + words.length)
      return [from.left + 1, (from.top + from.bottom) / 2, to.right - 1, (to.top + to.bottom) / 2]
    }"""
    left, high, right, low = page.evaluate(spot, [passage, words])
    page.mouse.move(left, high)
    page.mouse.down()
    page.mouse.move(right, low, steps=4)
    page.mouse.up()


def begin(page: Any) -> None:
    page.locator(".kg-linker").get_by_role("button", name="Propose a link").click()
    page.locator("#kg-linker-concept").wait_for()


def kept(page: Any) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('kabgraph.proposals')"))["proposals"]


def test_the_page_is_quiet_until_words_are_chosen(page: Any) -> None:
    assert not page.locator(".kg-linker").is_visible()
    assert not page.locator("#proposals").is_visible()
    assert not page.evaluate("Boolean(kabgraph.graph)")  # the names are not even read


def test_what_is_proposed_comes_in_through_the_importer(page: Any, tmp_path: Path) -> None:
    select(page, "p1", "lowers ELE")
    begin(page)
    page.locator("#kg-linker-concept").fill("Binah")
    page.get_by_label("Reason").fill(HOSTILE)
    page.get_by_label("Your name").fill("Reader One")
    page.get_by_role("button", name="Keep this proposal").click()
    select(page, "p2", "care reaches the group")
    begin(page)
    page.get_by_role("radio", name="Relation").check()
    page.get_by_label("From").fill("Bina")
    page.locator("#kg-linker-type").select_option("gives_to")
    page.get_by_label("To", exact=True).fill("group")
    page.get_by_role("button", name="Keep this proposal").click()
    section = page.locator("#proposals")
    assert HOSTILE in section.inner_text()
    assert page.evaluate("window.pwned") is None
    with page.expect_download() as taken:
        section.get_by_role("button", name="Download 2 proposals").click()
    file = tmp_path / "proposals.json"
    taken.value.save_as(file)
    told = json.loads(file.read_text(encoding="utf-8"))
    root = tmp_path / "own"
    copy_small(root)
    library = kabgraph.load(root)
    assert (told["format"], told["by"]) == ("kabgraph-proposal/1", "Reader One")
    assert told["site"] == {"title": library.ontology.scheme.title, "version": library.version}
    for proposal in told["proposals"]:
        anchor, text = proposal["anchor"], library.passage(f"first#{proposal['anchor']['passage']}").text
        assert text[anchor["start"] : anchor["end"]] == anchor["exact"]
        assert text[: anchor["start"]].endswith(anchor["prefix"])
        assert text[anchor["end"] :].startswith(anchor["suffix"])
        assert anchor["text"] == text_hash(text)
    command = [sys.executable, "-m", "kabgraph", "import-annotations", str(file), "--yes"]
    done = subprocess.run([*command, "--root", str(root)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = [a for a in kabgraph.load(root).annotations if a.status == "proposed"]
    assert sorted((a.kind, a.anchor.exact) for a in found) == [
        ("mention", "lowers ELE"),
        ("relation", "care reaches the group"),
    ]
    assert {a.state for a in found} == {"exact"}
    assert HOSTILE in {a.note for a in found}


def copy_small(root: Path) -> None:
    shutil.copytree(Path(__file__).parents[1] / "data" / "small", root)


def test_it_is_changed_removed_and_there_after_a_reload(page: Any) -> None:
    select(page, "p2", "care")
    begin(page)
    page.locator("#kg-linker-concept").fill("Malchut")
    page.get_by_role("button", name="Keep this proposal").click()
    page.reload()
    section = page.locator("#proposals")
    section.get_by_role("button", name="Change").click()
    page.get_by_role("radio", name="analogy").check()
    page.get_by_role("button", name="Keep the change").click()
    assert [(p["concept"], p["mode"]) for p in kept(page)] == [("malchut", "analogy")]
    section.get_by_role("button", name="Remove").click()
    assert kept(page) == []


def test_the_keys_alone_do_and_lead_back(page: Any) -> None:
    page.locator(".kg-passage:has(#p2) .kg-begin").focus()
    for key in ("Enter", "ArrowRight", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.locator("#kg-linker-concept").wait_for()
    page.keyboard.type("Malchut")
    page.keyboard.press("Enter")
    page.locator("#proposals li").wait_for()
    assert [p["anchor"]["exact"] for p in kept(page)] == ["care reaches"]
    page.locator(".kg-passage:has(#p2) .kg-begin").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("w")
    page.keyboard.press("Shift+ArrowRight")
    assert "Answer:, 7 letters" in page.locator(".kg-text + .kg-unseen").text_content()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className").startswith("kg-begin")
    assert not page.locator(".kg-linker").is_visible()


def test_a_choice_over_two_passages_has_two_anchors(page: Any) -> None:
    page.evaluate(
        """() => getSelection().setBaseAndExtent(...["p1", "p2"].flatMap((id, n) => {
          const range = kabgraph.rangeOf(document.getElementById(id), n ? 0 : 76, n ? 6 : 84)
          return n ? [range.endContainer, range.endOffset] : [range.startContainer, range.startOffset]
        }))"""
    )
    begin(page)
    page.locator("#kg-linker-concept").fill("Malchut")
    page.get_by_role("button", name="Keep this proposal").click()
    (made,) = kept(page)
    assert [made["anchor"]["passage"], *(a["passage"] for a in made["also"])] == ["p1", "p2"]


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_is_in_reach_and_axe_finds_nothing(
    browser: Any, site: Path, width: int, scheme: str
) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    context = browser.new_context(
        viewport={"width": width, "height": 700}, has_touch=True, is_mobile=True, color_scheme=scheme
    )
    context.set_default_timeout(8_000)
    page = context.new_page()
    page.goto((site / "talks" / "first.html").as_uri())
    choose = """id => {
      const range = kabgraph.rangeOf(document.getElementById(id), 15, 19)
      document.dispatchEvent(new PointerEvent("pointerdown", {pointerType: "touch"}))
      document.dispatchEvent(new PointerEvent("pointercancel", {pointerType: "touch"}))
      getSelection().removeAllRanges(); getSelection().addRange(range)
    }"""
    page.evaluate("document.getElementById('p2').scrollIntoView({block: 'end', behavior: 'instant'})")
    page.evaluate(choose, "p2")
    go = page.locator(".kg-linker").get_by_role("button", name="Propose a link")
    go.wait_for()
    box, words = (
        go.bounding_box(),
        page.evaluate(
            "kabgraph.rangeOf(document.getElementById('p2'), 15, 19).getBoundingClientRect().toJSON()"
        ),
    )
    assert box["y"] + box["height"] < words["top"] or box["y"] > words["bottom"] + 48
    go.tap()
    page.locator("#kg-linker-concept").wait_for()
    for kind in ("Claim", "Relation", "Note", "Concept"):
        page.get_by_role("radio", name=kind, exact=True).check()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = sync.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert found == [], kind
    page.locator("#kg-linker-concept").fill("Malchut")
    page.get_by_role("button", name="Keep this proposal").tap()
    page.locator("#proposals li").wait_for()
    assert sync.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] == []
    context.close()


def test_where_nothing_is_kept_it_lasts_as_long_as_the_page(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError') }"
    )
    page.goto((site / "talks" / "first.html").as_uri())
    select(page, "p2", "care")
    begin(page)
    page.locator("#kg-linker-concept").fill("Malchut")
    page.get_by_role("button", name="Keep this proposal").click()
    section = page.locator("#proposals")
    assert section.locator("li").count() == 1
    assert "keeps nothing" in section.inner_text()
    page.close()


def test_without_painting_of_its_own_the_words_are_wrapped_and_stay_what_they_are(
    browser: Any, site: Path
) -> None:
    page = browser.new_page()
    page.add_init_script("delete CSS.highlights")
    page.goto((site / "talks" / "first.html").as_uri())
    before = page.locator("#p1").text_content()
    select(page, "p1", "lowers ELE into")
    page.locator(".kg-paint-chosen").first.wait_for()
    assert "".join(page.locator(".kg-paint-chosen").all_text_contents()) == "lowers ELE into"
    assert page.locator("#p1").text_content() == before
    begin(page)
    page.keyboard.press("Escape")
    assert page.locator(".kg-paint-chosen").count() == 0
    assert page.locator("#p1").text_content() == before
    page.close()


EVERY_POINT = """() => [...document.querySelectorAll(".kg-passage__text")].map(passage => {
  const text = [...kabgraph.textOf(passage)]
  const wrong = text.map((sign, at) => [sign, at]).filter(([sign, at]) => {
    const range = kabgraph.rangeOf(passage, at, at + 1)
    const units = kabgraph.unitAt(passage, range.startContainer, range.startOffset)
    const back = kabgraph.points(text.join(""), units)
    return range.toString() !== sign || back !== at
  })
  return [passage.id, text.join(""), wrong]
})"""


def test_every_place_of_the_page_is_that_of_the_library(
    browser: Any, library: kabgraph.Library, whole_site: Path
) -> None:
    page = browser.new_page()
    for talk in library.talks[:4]:
        page.goto((whole_site / f"talks/{talk.id}.html").as_uri())
        assert page.evaluate(EVERY_POINT) == [[p.id, p.text, []] for p in talk.passages]
    page.close()


def test_pictures_and_points_of_hebrew_count_as_the_library_counts(browser: Any, tmp_path: Path) -> None:
    copy_small(tmp_path / "own")
    (tmp_path / "own/corpus/first.md").write_text(
        (tmp_path / "own/corpus/first.md").read_text(encoding="utf-8") + f"\n{ODD}\n{{: #p3 }}\n",
        encoding="utf-8",
    )
    library = kabgraph.load(tmp_path / "own")
    site = build_site(library, tmp_path / "site").site
    text = library.passage("first#p3").text
    page = browser.new_page()
    page.goto((site / "talks/first.html").as_uri())
    assert page.evaluate(EVERY_POINT)[2] == ["p3", text, []]
    stops = page.evaluate(
        """text => kabgraph.stops(text, true).map(({start, end}) => text.slice(start, end))""", text
    )
    assert stops == ["🕊️", "👩‍👩‍👧", "שָׁלוֹם", "בִּינָה", "ס״ג", text.split()[5], "𝔄", "Bina", "care", "Bina"]
    chance = random.Random(5)  # noqa: S311 - any places will do
    for _ in range(40):
        start = chance.randrange(len(text))
        end = chance.randrange(start, len(text)) + 1
        said = page.evaluate(
            "([a, b]) => kabgraph.rangeOf(document.getElementById('p3'), a, b).toString()", [start, end]
        )
        assert said == text[start:end]
    page.close()
