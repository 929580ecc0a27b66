"""The ways to learn: what the script is given is what the library answers, and a browser shows it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kabgraph import Library
from kabgraph.library import said
from kabgraph.pages.assets import ASSETS
from kabgraph.pages.data.learn import learn_data, learn_script
from kabgraph.pages.desk import Desk
from kabgraph.pages.render import render
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import LEARN
from kabgraph.pages.views.learn import WAY, learn_view

EVERY_WAY = """() => {
  const choice = document.getElementById("goal-choice")
  return [...choice.options].map(option => option.value).filter(Boolean).map(goal => {
    choice.value = goal
    choice.dispatchEvent(new Event("change"))
    const steps = [...document.querySelectorAll("#goal .kg-way > li")]
    const told = (step, part) => step.querySelector(part).textContent
    const step = s => [s.dataset.concept, told(s, ".kg-number"), told(s, ".kg-way__why")]
    return [goal, location.search, steps.map(step)]
  })
}"""


def test_the_script_s_ways_are_the_library_s(library: Library) -> None:
    data = learn_data(Desk(library))
    assert set(data["ways"]) == set(library.ontology.concepts)
    for goal, way in data["ways"].items():
        steps = list(library.learning_path(goal))
        assert [concept for concept, _ in way] == [step.concept for step in steps]
        told = ["".join(r if isinstance(r, str) else r["t"] for r in data["whys"][why]) for _, why in way]
        assert told == [said(step.why) for step in steps]


def test_the_page_s_ways(library: Library) -> None:
    view = learn_view(Desk(library))
    talks = [talk.id for talk in library.talks if talk.kind == "talk"]
    assert [way.id for way in view.ways] == ["first", *(f"before-{talk}" for talk in talks)]
    assert all(0 < len(way.steps) <= WAY for way in view.ways)
    whole = [step.concept for stage in view.stages for step in stage.steps]
    assert whole == [step.concept for step in library.learning_path()]
    assert {"bina", "malchut"} <= {step.concept for step in view.ways[0].steps}


def test_nothing_to_learn_says_so(small: Library) -> None:
    empty = Library(
        small.root, replace(small.ontology, concepts={}, relations=(), events={}, claims=()), [], (), "v"
    )
    bodies = {page.uri: page.body for page in all_pages(Desk(empty))}
    assert "no concept to learn here yet" in bodies[LEARN]
    assert "There is no card yet" in bodies["cards.html"]
    assert "no talk here to print" in bodies["sheet.html"]
    unread = Library(small.root, replace(small.ontology, relations=(), events={}, claims=()), [], (), "v")
    assert "no text names it yet" in render("learn", LEARN, view=learn_view(Desk(unread)))


def test_in_a_browser_each_goal_gives_the_library_s_way(
    browser: Any, library: Library, tmp_path: Path
) -> None:
    desk = Desk(library)
    (tmp_path / "assets" / "kabgraph" / "js").mkdir(parents=True)
    for name in ("base", "keep", "learn"):
        (tmp_path / "assets/kabgraph/js" / f"{name}.js").write_bytes(
            (ASSETS / "js" / f"{name}.js").read_bytes()
        )
    (tmp_path / "data.js").write_text(learn_script(desk), encoding="utf-8")
    scripts = [
        "assets/kabgraph/js/base.js",
        "data.js",
        "assets/kabgraph/js/keep.js",
        "assets/kabgraph/js/learn.js",
    ]
    tags = "".join(f'<script src="{script}"></script>' for script in scripts)
    body = render("learn", LEARN, view=learn_view(desk))
    (tmp_path / "learn.html").write_text(f'<meta charset="utf-8"><body>{body}{tags}', encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "learn.html").as_uri())
    ways = page.evaluate(EVERY_WAY)
    assert len(ways) == len(library.ontology.concepts)
    for goal, search, way in ways:
        steps = [[s.concept, str(s.number), said(s.why)] for s in library.learning_path(goal)]
        assert way == steps, goal
        assert search == f"?goal={goal}"
    page.close()


def test_marks_survive_and_can_be_forgotten(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{(site / 'learn.html').as_uri()}?goal=ele")
    way = page.locator("#goal .kg-way > li")
    assert way.evaluate_all("steps => steps.map(s => s.dataset.concept)") == ["bina", "ele"]
    assert page.locator("#to .kg-known").inner_text() == "You know 0 of 2."
    way.first.get_by_label("I know this: Bina").check()
    assert page.locator("#to .kg-known").inner_text() == "You know 1 of 2."
    page.reload()
    assert page.locator("#to .kg-known").inner_text() == "You know 1 of 2."
    page.locator("#whole summary").click()
    assert page.locator("#whole [data-concept=bina] input").is_checked()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Forget my marks").press("Enter")
    assert page.locator(".kg-know input:checked").count() == 0
    page.reload()
    assert page.locator(".kg-know input:checked").count() == 0
    assert wrong == []
    context.close()


@pytest.mark.parametrize("state", ["refused", "'broken", '{"a": 1}'])
def test_a_browser_that_keeps_nothing_still_shows_the_ways(browser: Any, site: Path, state: str) -> None:
    context = browser.new_context()
    refuse = "{ get() { throw new DOMException('no', 'SecurityError') } }"
    refuse = f"Object.defineProperty(window, 'localStorage', {refuse})"
    keep = f"localStorage.setItem('kabgraph.' + name, {json.dumps(state)})"
    kept = f"['known', 'cards'].forEach(name => {keep})"
    context.add_init_script(refuse if state == "refused" else kept)
    page = context.new_page()
    wrong: list[str] = []
    # The theme complains by itself where nothing may be kept; our scripts must not.
    page.on("pageerror", lambda error: wrong.append(error.stack) if "/kabgraph/" in error.stack else None)
    page.goto(f"{(site / 'learn.html').as_uri()}?goal=__proto__")
    assert "There is no concept called __proto__ here." in page.locator("#goal").inner_text()
    page.locator("#first .kg-way input").first.check()
    assert page.locator("#first .kg-known").inner_text().startswith("You know 1 of")
    assert ("forgotten when you leave" in page.locator(".kg-kept").inner_text()) == (state == "refused")
    page.goto((site / "cards.html").as_uri())
    page.keyboard.press("1")
    assert page.locator(".kg-card__said").inner_text()
    assert wrong == []
    context.close()


def test_without_scripts_every_way_and_card_reads(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "learn.html").as_uri())
    assert page.locator("#first .kg-way > li").count() > 0
    assert "the whole order below" in page.locator("#goal").inner_text()
    page.locator("#whole summary").click()
    assert page.locator("#whole [data-concept=bina] h3").is_visible()
    page.goto((site / "cards.html").as_uri())
    card = page.locator(".kg-card").first
    answer = card.locator(".kg-card__answer")
    assert not answer.is_visible()
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    assert answer.is_visible()
    assert card.locator("blockquote").first.is_visible()
    context.close()


def test_a_card_is_answered_from_the_keyboard(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{(site / 'cards.html').as_uri()}?concept=group")
    cards = page.locator(".kg-card:visible")
    assert cards.count() == 1
    assert page.locator(".kg-card__where").inner_text().startswith("Card 1 of ")
    right = int(cards.get_attribute("data-answer"))
    page.keyboard.press(str(right + 1))
    assert page.locator(".kg-card__said").inner_text() == "Right."
    assert cards.locator("blockquote").first.is_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Enter")  # the way on has the focus
    assert page.locator(".kg-card__where").inner_text().startswith("Card 2 of ")
    answer = int(cards.get_attribute("data-answer"))
    page.keyboard.press("2" if answer == 0 else "1")
    assert page.locator(".kg-card__said").inner_text().startswith("Not here: it is “")
    assert "1 of" in page.locator(".kg-kept").inner_text()
    page.goto(f"{(site / 'cards.html').as_uri()}?talk=nowhere")
    assert page.locator(".kg-card__said").inner_text() == "There is no card for this choice yet."
    assert "1 of" in page.locator(".kg-kept").inner_text()
    page.get_by_role("button", name="Forget my answers").click()
    assert "0 of" in page.locator(".kg-kept").inner_text()
    context.close()
