"""The review queue in a browser: by keys, by touch, in two windows, and with a server gone or unwilling.

What needs no fault runs against the editing server itself as well as against a fake of its interface.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kabgraph

from .conftest import SMALL, TOKEN, running
from .review_fake import Fake, candidate, items_of, record

Opened = Callable[..., Any]
TEN = ["ELE", "MA", "Malchut", "Bina", "ELE", "Malchut", "Bina", "group", "lower part of Bina", "group"]


@dataclass
class Desk:
    """Where a review takes place: its address, and what has been decided so far (words, status, concept)."""

    address: str
    decided: Callable[[], list[tuple[str, str, str]]]


def _fake_desk(tmp_path: Path, site: Path, small: kabgraph.Library) -> Iterator[Desk]:
    with faked(small, site) as fake:
        yield Desk(
            fake.address,
            lambda: [
                (kept["anchor"]["exact"], kept["status"], kept["concept"])
                for kept in (body["record"] for body in fake.decided.values())
            ],
        )


def _real_desk(tmp_path: Path, site: Path, small: kabgraph.Library) -> Iterator[Desk]:
    root = tmp_path / "own"
    shutil.copytree(SMALL, root)

    def decided() -> list[tuple[str, str, str]]:
        order = {talk.id: n for n, talk in enumerate(kabgraph.load(root).talks)}
        found = [a for a in kabgraph.load(root).annotations if a.by == "teacher9" and not a.replaces]
        found.sort(key=lambda a: (order[a.talk], a.anchor.passage, a.anchor.start))
        return [(a.anchor.exact, a.status, a.concept) for a in found]

    with running(root, site, "teacher9") as server:
        yield Desk(server.address, decided)


@pytest.fixture(params=[_fake_desk, _real_desk], ids=["fake", "server"])
def desk(
    request: pytest.FixtureRequest, tmp_path: Path, built_small: Path, small: kabgraph.Library
) -> Iterator[Desk]:
    """The one place where the fake stands beside the server."""
    yield from request.param(tmp_path, built_small, small)


@contextmanager
def faked(library: kabgraph.Library, site: Path, items: list[dict[str, Any]] | None = None) -> Iterator[Fake]:
    fake = Fake(library, site, items)
    yield fake
    fake.close()


@pytest.fixture
def fake(built_small: Path, small: kabgraph.Library) -> Iterator[Fake]:
    with faked(small, built_small) as found:
        yield found


@pytest.fixture
def opened(browser: Any) -> Iterator[Opened]:
    """Open the review, wait for its first passage; whatever the page complains of fails the test."""
    contexts, said = [], []

    def open_(address: str, query: str = "", context: Any = None, **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1280, "height": 800})
        if context is None:
            context = browser.new_context(**options)
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(25_000)  # a loaded machine is slow
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda m: said.append(m.text) if "Content Security" in m.text else None)
        page.goto(f"{address}/review.html{query}#token={TOKEN}")
        page.locator("#review-where:has-text('hit')").wait_for()
        ready(page)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not said


def ready(page: Any) -> None:
    page.locator("#review-passage:not([aria-busy])").wait_for()


def hit(page: Any) -> str:
    ready(page)
    return str(page.locator("#review-passage mark.kg-hitwords").inner_text())


def where(page: Any, n: int, of: int = 10) -> None:
    page.locator(f"#review-where:has-text('hit {n} of {of}')").wait_for()
    ready(page)


def told(page: Any, words: str | re.Pattern[str]) -> None:
    page.locator("#review-said").filter(has_text=words).wait_for(state="attached")


def saved(page: Any) -> None:
    page.locator(".kg-review__saved:has-text('Saved to')").wait_for(state="attached")


def test_ten_hits_by_keys_alone(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address)
    seen = []
    for n in range(1, 11):
        where(page, n)
        seen.append(hit(page))
        page.keyboard.press("r" if n == 8 else "s" if n == 3 else "a")
    page.locator("#review-where:has-text('Nothing more waits')").wait_for()
    assert seen == TEN
    assert "accepted 8, skipped 1 and rejected 1" in page.locator("#review-text").inner_text()
    assert page.evaluate("document.activeElement.id") == "review-where"
    saved(page)
    done = desk.decided()
    assert [(words, status) for words, status, _ in done] == [
        (words, {8: "rejected", 3: "skipped"}.get(n, "accepted")) for n, words in enumerate(TEN, 1)
    ]
    assert page.url.endswith("/review.html")
    page.get_by_role("button", name="Look at what was skipped").click()
    where(page, 1, 1)
    assert hit(page) == "Malchut"


def test_each_hit_and_each_decision_is_announced(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address)
    told(page, "Hit 1 of 10: ELE in passage 1, ELE.")
    bar = page.get_by_role("progressbar")
    before = bar.get_attribute("aria-valuetext")
    page.keyboard.press("a")
    told(page, "“ELE” accepted as ELE. Hit 2 of 10: MA in passage 1, MA (what).")
    assert bar.get_attribute("aria-valuetext") != before
    first = page.locator(".kg-queue button").first
    assert "ELE accepted" in " ".join(first.inner_text().split())
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("r")
    told(page, "already")
    saved(page)
    assert [status for _, status, _ in desk.decided()] == ["accepted"]


def test_undo_brings_the_hit_back_and_redo_takes_it_again(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address)
    for _ in range(2):
        page.keyboard.press("a")
    where(page, 3)
    saved(page)
    assert "MA" in page.locator(".kg-review__act--undo").inner_text()
    page.keyboard.press("u")
    where(page, 2)
    told(page, "Taken back")
    assert len(desk.decided()) == 1
    page.get_by_role("button", name="Do it again").click()
    where(page, 3)
    saved(page)
    assert len(desk.decided()) == 2


def test_a_correction_by_keys(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address)
    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.id") == "review-other"
    page.keyboard.type("malchut")  # letters that are keys, but not here
    page.keyboard.press("Enter")
    told(page, "Another concept: Malchut.")
    assert "Save correction" in page.locator(".kg-review__act--accept").inner_text()
    page.keyboard.press("Enter")
    where(page, 2)
    saved(page)
    assert ("ELE", "rejected", "ele") in desk.decided() or ("ELE", "corrected", "malchut") in desk.decided()


def test_words_are_widened_and_narrowed_by_word(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address, "?concept=bina")
    assert hit(page) == "Bina"
    for key, words in (
        ("]", "Bina lowers"),
        ("[", "Malchut? Bina lowers"),
        ("{", "Bina lowers"),
        ("}", "Bina"),
    ):
        page.keyboard.press(key)
        page.locator("mark.kg-hitwords").filter(has_text=re.compile(f"^{re.escape(words)}$")).wait_for()
    page.keyboard.press("}")
    told(page, "No further.")
    page.keyboard.press("]")
    page.keyboard.press("a")
    where(page, 2, 2)
    saved(page)
    body = fake.bodies[-1]
    text = fake.library.passage("first#p1").text
    assert body["did"] == "correct"
    assert text[body["start"] : body["end"]] == "Bina lowers"


def test_candidates_by_number_and_none_is_guessed(fake: Fake, opened: Opened) -> None:
    fake.items[1].update(sort="ambiguous", concept=None)
    fake.items[1]["candidates"] = [
        candidate("ma_what", "MA (what)", "The name of Malchut. More.", "מה", "Proposed: MI stands near."),
        candidate("ma45", "MA (45)", "A filling."),
    ]
    page = opened(fake.address, "?sort=ambiguous")
    told(page, "Hit 1 of 1: MA in passage 1, two candidates.")
    assert "Proposed: MI stands near." in page.locator(".kg-candidate").first.inner_text()
    page.keyboard.press("a")
    told(page, "Choose first: 1 or 2")
    assert fake.bodies == []
    page.keyboard.press("2")
    told(page, "MA (45) chosen.")
    page.get_by_text("implied", exact=True).click()
    page.keyboard.press("a")
    page.locator("#review-where:has-text('Nothing more waits')").wait_for()
    saved(page)
    said = {key: fake.bodies[0].get(key) for key in ("did", "concept", "mode")}
    assert said == {"did": "accept", "concept": "ma45", "mode": "implied"}


def test_typing_a_note_decides_nothing(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    page.get_by_label("Note").focus()
    page.keyboard.type("as rarely said, and just so? [a]")
    assert fake.bodies == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "review-where"
    page.keyboard.press("j")
    where(page, 2)
    assert page.get_by_label("Note").input_value() == ""
    page.keyboard.press("k")
    where(page, 1)
    assert page.get_by_label("Note").input_value().startswith("as rarely")
    page.keyboard.press("a")
    where(page, 2)
    saved(page)
    assert fake.bodies[0]["note"] == "as rarely said, and just so? [a]"


def test_a_held_key_acts_once_and_a_modifier_not_at_all(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    page.keyboard.down("a")
    for _ in range(5):
        page.keyboard.down("a")  # the browser repeats a key that is held
    page.keyboard.up("a")
    where(page, 2)
    for keys in ("Control+u", "Alt+r", "Meta+s", "Shift+A"):
        page.keyboard.press(keys)
    for key in ("n", "p", "f", "/", "Escape"):
        page.keyboard.press(key)
    where(page, 2)
    saved(page)
    assert len(fake.bodies) == 1
    # A keyboard of another script is told by the place of its keys.
    page.locator("#review-where").focus()
    page.evaluate(
        """document.activeElement.dispatchEvent(
          new KeyboardEvent("keydown", { key: "ש", code: "KeyA", bubbles: true, cancelable: true }))"""
    )
    where(page, 3)


def test_single_keys_can_be_turned_off(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    page.keyboard.press("?")
    page.get_by_label("Single keys act").uncheck()
    page.keyboard.press("a")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    page.keyboard.press("r")
    where(page, 1)
    page.get_by_role("button", name="Accept", exact=True).click()
    where(page, 2)


def test_filters_stand_in_the_address(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address, "?concept=group")
    where(page, 1, 2)
    talk = page.get_by_label("Talk", exact=True)
    assert "A First Talk (8)" in talk.inner_text()
    talk.select_option("second")
    where(page, 1, 1)
    assert page.url.endswith("?talk=second&concept=group")
    page.reload()
    where(page, 1, 1)
    page.keyboard.press("a")
    page.get_by_role("button", name="Show the whole queue").click()
    where(page, 1, 9)
    assert page.url.endswith("/review.html")
    assert "A Second Talk (1)" in page.get_by_label("Talk", exact=True).inner_text()


def test_all_listed_at_once_and_one_undo(desk: Desk, opened: Opened) -> None:
    page = opened(desk.address, "?concept=ele")
    where(page, 1, 2)
    page.get_by_role("button", name="Reject all").click()
    sheet = page.get_by_role("dialog")
    assert "Reject all 2 hits listed?" in sheet.inner_text()
    assert re.search(r"ELE 2\s+A First Talk: 1, 1", sheet.inner_text())
    sheet.get_by_text('- {never: ["ELE"]').wait_for()
    page.keyboard.press("a")  # asks nothing of the page behind
    sheet.get_by_role("button", name="Reject 2 hits").click()
    page.locator("#review-where:has-text('Nothing more waits')").wait_for()
    saved(page)
    assert [status for _, status, _ in desk.decided()] == ["rejected", "rejected"]
    page.keyboard.press("u")
    where(page, 1, 2)
    assert desk.decided() == []


def test_a_wide_decision_leaves_what_needs_a_look(fake: Fake, opened: Opened) -> None:
    fake.items[0].update(sort="ambiguous", concept=None)
    fake.items[1].update(sort="disputed")
    fake.items += [{**fake.items[2], "key": f"more{n}", "surface": f"words {n}"} for n in range(60)]
    page = opened(fake.address)
    page.get_by_role("button", name="Accept all").click()
    sheet = page.get_by_role("dialog")
    assert "Accept all 68 hits listed?" in sheet.inner_text()
    assert "1 hit with several candidates is left" in sheet.inner_text()
    assert "words 59" not in sheet.inner_text()
    sheet.get_by_role("button", name="Show all 68").click()
    assert "words 59" in sheet.inner_text()
    sheet.get_by_role("button", name="Leave them").click()
    assert fake.bodies == []
    page.get_by_role("button", name="Accept all").click()
    page.keyboard.press("Enter")
    page.locator("#review-where:has-text('hit 2 of 70')").wait_for()
    saved(page)
    assert len(fake.bodies[0]["items"]) == 68


def test_the_words_beside_all_of_them_make_a_rule(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address, "?concept=malchut&talk=first")
    for item in fake.items:  # both stand after "to" or "into": no common word, until one is left
        if item["surface"] == "Malchut" and item["start"] > 60:
            fake.elsewhere(item["key"])
    page.locator("#review-where:has-text('of 1')").wait_for()
    page.get_by_role("button", name="Reject all").click()
    page.get_by_text('- {concept: malchut, labels: ["Malchut"], not_after: ["with"]').wait_for()
    page.get_by_text('- {never: ["with Malchut"]').wait_for()


def test_who_comes_second_sees_both_and_goes_on(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    page.evaluate("window.kabgraph.api.watch = () => {}")
    with fake.lock:  # decided elsewhere, and this window has not heard of it
        fake.decided[fake.items[0]["key"]] = {
            "did": "reject",
            "record": record("a-00000001", "teacher2", "rejected", "ele", "ELE", note="a plain word"),
        }
    page.keyboard.press("a")
    notice = page.locator(".kg-notice")
    notice.wait_for()
    said = notice.inner_text()
    assert "You wanted\n“ELE” accepted as ELE" in said
    assert "It stands there\n“ELE” rejected as ELE by teacher2: a plain word" in said
    assert hit(page) == "MA"
    page.keyboard.press("a")
    page.locator("#review-where:has-text('hit 2 of')").wait_for()


def test_the_other_window_hears_of_it(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    fake.elsewhere(fake.items[0]["key"])
    page.get_by_text("“ELE” does not wait any more: decided elsewhere.").first.wait_for()
    assert hit(page) == "MA"
    page.get_by_label("Note").fill("half a note")
    fake.elsewhere(fake.items[1]["key"], "reject")
    page.locator(".kg-notice:has-text('while you were writing')").wait_for()
    assert page.get_by_label("Note").input_value() == "half a note"
    page.get_by_label("Note").press("Enter")
    page.keyboard.press("Enter")
    page.get_by_text("It stands there", exact=True).wait_for()


def test_a_server_that_is_gone_loses_nothing(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    fake.down = True
    page.keyboard.press("a")
    page.locator(".kg-notice:has-text('1 decision is kept')").wait_for()
    page.keyboard.press("r")
    page.locator(".kg-notice:has-text('2 decisions are kept')").wait_for()
    page.keyboard.press("u")  # what was only kept is taken back here
    page.locator(".kg-notice:has-text('1 decision is kept')").wait_for()
    fake.down = False
    page.reload()
    page.locator(".kg-notice:has-text('1 decision from before')").wait_for()
    assert fake.bodies == []
    page.get_by_role("button", name="Save now").click()
    saved(page)
    assert [body["did"] for body in fake.bodies] == ["accept"]
    assert page.locator(".kg-notice").count() == 0


def test_what_was_kept_is_saved_when_the_server_is_back(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    fake.down = True
    page.keyboard.press("a")
    page.locator(".kg-notice:has-text('1 decision is kept')").wait_for()
    fake.down = False
    saved(page)
    assert len(fake.bodies) == 1
    told(page, "All that was kept is saved.")


def test_a_refused_save_comes_back_with_its_reason(fake: Fake, opened: Opened) -> None:
    page = opened(fake.address)
    fake.refuse = (507, {"error": "the file cannot be written: no space left", "remedy": "make room"})
    page.keyboard.press("a")
    page.locator(".kg-review__failed:has-text('no space left. make room')").wait_for()
    where(page, 1)
    page.keyboard.press("a")  # meant for the next hit: too soon to be meant for this one
    assert fake.bodies == []
    page.wait_for_timeout(800)
    page.keyboard.press("a")
    where(page, 2)
    saved(page)
    assert len(fake.bodies) == 1


def test_each_sort_asks_its_own_question(built_small: Path, small: kabgraph.Library, opened: Opened) -> None:
    own = items_of(small)[:1]
    made = {**own[0], "kind": "mention", "by": "reader1"}
    items = [
        {**own[0], "key": "d", "sort": "disputed"},
        {**made, "key": "a-00000002", "sort": "proposed", "note": "two lines above"},
        {**made, "key": "a-00000003", "sort": "lost", "start": None, "end": None, "surface": "ELE of old"},
        {**made, "key": "a-00000004", "sort": "lost", "start": None, "end": None, "surface": "gone"},
        {**made, "key": "a-00000005", "sort": "weak"},
        {
            **made,
            "key": "a-00000006",
            "sort": "proposed",
            "kind": "relation",
            "candidates": [],
            "concept": None,
        },
        {**own[0], "key": "s", "similar": "a-00000007"},
    ]
    text = small.passage("second#p1").text
    anchor = {"exact": "ELE of old", "prefix": "before it ", "suffix": " after it"}
    old = record("a-00000003", "x", "accepted", "ele", "y", anchor=anchor)
    ends = {"from": "bina", "type": "gives_to", "to": "group"}
    said = {"kind": "relation", "stance": "supports", "relation": ends}
    near = {"passage": "second#p1", "number": 1, "start": 4, "end": 22, "text": text}
    with faked(small, built_small, items) as fake:
        fake.details = {
            "d": {
                "records": [
                    record("a-1", "teacher1", "accepted", "ele", "ELE", note="a code"),
                    record("a-2", "teacher2", "rejected", "ele", "ELE"),
                ]
            },
            "a-00000003": {"near": near, "records": [old]},
            "a-00000006": {"records": [{**record("a-00000006", "reader1", "proposed", "", "x"), **said}]},
        }
        page = opened(fake.address)
        stage, side = page.locator("#review-text"), page.locator("#review-side")
        ready(page)
        page.locator("legend:has-text('People disagree')").wait_for()
        assert "Accepted by teacher1." in side.inner_text()
        page.keyboard.press("2")
        page.keyboard.press("a")
        where(page, 2, 7)
        assert "reader1 proposes this: two lines above." in stage.inner_text()
        page.keyboard.press("a")
        where(page, 3, 7)
        stage.get_by_text("It may stand here now, in passage 1").wait_for()
        assert "before it ELE of old after it" in stage.inner_text()
        assert hit(page) == "lower part of Bina"
        page.keyboard.press("]")
        told(page, "in another passage")
        page.get_by_role("button", name="It is there").click()
        where(page, 4, 7)
        page.keyboard.press("a")
        told(page, "Choose its words")
        page.get_by_role("button", name="Retire").click()
        where(page, 5, 7)
        page.get_by_role("button", name="It is here").click()
        where(page, 6, 7)
        assert "Bina gives to" in stage.inner_text()
        page.keyboard.press("c")  # a relation is not corrected here
        page.keyboard.press("a")
        where(page, 7, 7)
        assert "You rejected the same words elsewhere" in stage.inner_text()
        saved(page)
        assert [body["did"] for body in fake.bodies] == [
            "reject",
            "accept",
            "accept",
            "reject",
            "accept",
            "accept",
        ]


def test_more_than_the_server_sends_at_once(fake: Fake, opened: Opened) -> None:
    fake.most = 4
    page = opened(fake.address)
    where(page, 1)
    page.get_by_role("button", name="Accept all").click()
    sheet = page.get_by_role("dialog")
    assert "6 more hits are listed when these are decided." in sheet.inner_text()
    sheet.get_by_role("button", name="Accept 4 hits").click()
    where(page, 5)
    assert page.locator(".kg-notice").count() == 0
    page.keyboard.press("u")
    where(page, 1)
    assert hit(page) == "ELE"


def test_an_empty_queue_says_where_to_go(built_small: Path, small: kabgraph.Library, browser: Any) -> None:
    with faked(small, built_small, []) as fake:
        page = browser.new_page()
        page.goto(f"{fake.address}/review.html#token={TOKEN}")
        page.get_by_text("Every hit has been decided.").first.wait_for()
        page.locator("#review-text a[href$='talks.html']").wait_for()
        page.close()


def test_without_its_token_it_says_what_to_do(fake: Fake, browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{fake.address}/review.html")
    page.get_by_text("open the address again").wait_for()
    context.close()


def test_words_from_a_talk_stay_words(fake: Fake, opened: Opened) -> None:
    evil = "<img src=x onerror=alert(1)>"
    fake.items[0].update(surface=evil, title=evil, note=evil, by=evil, sort="proposed")
    fake.items[0]["candidates"] = [candidate("ele", evil, evil, evil, evil)]
    fake.details[fake.items[0]["key"]] = {
        "context": {
            "language": "en",
            "before": {"text": evil, "cut": True},
            "text": evil,
            "after": None,
            "marks": [],
        }
    }
    page = opened(fake.address)
    assert page.locator(".kg-review img").count() == 0
    page.get_by_role("button", name="Accept all").click()
    assert page.locator("dialog img").count() == 0


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone(fake: Fake, opened: Opened, width: int) -> None:
    fake.items[0].update(surface="a" * 300)
    fake.items[0]["candidates"][0]["name"] = "A name without an end " * 9
    page = opened(fake.address, viewport={"width": width, "height": 640}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("Accept", "Reject", "Skip", "Correct", "Undo"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box["height"] >= 44
        assert box["width"] >= 44
        assert box["y"] + box["height"] <= 640
    page.get_by_role("button", name=re.compile("^as A name")).tap()
    page.get_by_role("button", name="Accept", exact=True).tap()
    where(page, 2)
    mark = page.locator("mark.kg-hitwords").bounding_box()
    assert 50 < mark["y"] < 540
    page.get_by_role("button", name="Reject", exact=True).tap()
    where(page, 3)
    saved(page)
    assert [body["did"] for body in fake.bodies] == ["accept", "reject"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(fake: Fake, opened: Opened, scheme: str, width: int) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    axe = sync.Axe()

    def clean(page: Any) -> None:
        result = axe.run(page, options={"resultTypes": ["violations"]}).response
        assert [(v["id"], v["nodes"][0]["html"][:160]) for v in result["violations"]] == []

    fake.items[1].update(sort="ambiguous", concept=None)
    fake.items[1]["candidates"] = [
        candidate(f"c{n}", f"Name {n}", "A meaning.", "מה", "Why.") for n in range(12)
    ]
    page = opened(fake.address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    fake.refuse = (412, {"error": "changed", "remedy": "look", "there": []})
    page.keyboard.press("a")
    page.locator(".kg-notice").wait_for()
    clean(page)
    page.keyboard.press("]")
    clean(page)
    page.get_by_role("button", name="Reject all").click()
    clean(page)
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    clean(page)
