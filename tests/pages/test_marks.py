"""Marks that lie over names and over one another: the text stays whole, each concept has one link."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.model import Address, Mention, Passage, PassageRef, TalkId
from kabgraph.pages.render import _environment
from kabgraph.pages.views.marks import passage_runs
from kabgraph.text import split_sentences

TEXT = "Bina lowers ELE into Malchut, and the group rises."
PASSAGE = Passage(TalkId("t"), "p1", TEXT, 1, (), split_sentences(TEXT), Address("t.md"))


@st.composite
def mentions(draw: st.DrawFn) -> list[Mention]:
    found = []
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, len(TEXT)))
        concept = draw(st.sampled_from(["a", "b", "c", "d", "e"]))
        mode = draw(st.sampled_from(["implied", "analogy"]))
        surface = TEXT[start:end]
        found.append(Mention(PassageRef("t#p1"), start, end, surface, concept, (concept,), surface, mode))
    named = Mention(PassageRef("t#p1"), 0, 4, "Bina", "bina", ("bina",), "Bina")
    return [
        named,
        replace(named, start=12, end=15, surface="ELE", concept="ele", candidates=("ele",)),
        *found,
    ]


@given(mentions())
def test_whatever_overlaps_the_text_is_whole_and_each_concept_one_link(found: list[Mention]) -> None:
    runs = passage_runs(PASSAGE, found)
    assert "".join(run.text for run in runs) == TEXT
    links = [run.concept for run in runs if run.target]
    assert sorted(filter(None, links)) == sorted({m.concept for m in found if m.concept})


@st.composite
def any_mentions(draw: st.DrawFn) -> list[Mention]:
    """Names and marks anywhere: inside, across and upon one another."""
    found = []
    for _ in range(draw(st.integers(0, 10))):
        start = draw(st.integers(0, len(TEXT) - 1))
        end = draw(st.integers(start + 1, min(len(TEXT), start + 24)))
        concept = draw(st.sampled_from("abcdefgh"))
        mode = draw(st.sampled_from(["named", "confirmed", "implied", "analogy"]))
        surface = TEXT[start:end]
        found.append(Mention(PassageRef("t#p1"), start, end, surface, concept, (concept,), surface, mode))
    return found


@given(any_mentions())
def test_names_may_overlap_and_neither_break_the_text_nor_lose_a_link(found: list[Mention]) -> None:
    runs = passage_runs(PASSAGE, found)
    assert "".join(run.text for run in runs) == TEXT
    links = Counter((run.concept, run.found == "confirmed") for run in runs if run.target)
    assert set(links.values()) <= {1}
    assert {concept for concept, _ in links} == {m.concept for m in found}
    assert {(m.concept, True) for m in found if m.mode == "confirmed"} <= set(links)
    at = 0
    for run in runs:
        end = at + len(run.text)
        own = [m for m in found if m.concept == run.concept]
        if run.target and run.text:
            # A link is a piece of its own words; a mark may reach to the edge of a name that it cuts.
            near = [m for m in own if m.start < end and at < m.end]
            assert near
            if run.found in ("named", "confirmed"):
                assert any(m.start <= at and end <= m.end for m in near)
        at = end


@given(any_mentions())
def test_the_page_s_text_is_the_passage_s(found: list[Mention]) -> None:
    runs = _environment().get_template("parts.html.j2").make_module({"href": lambda uri: uri}).runs
    written = str(runs(passage_runs(PASSAGE, found)))
    assert unescape(re.sub("<[^>]*>", "", written)) == TEXT


def test_a_name_inside_a_name_has_its_own_link() -> None:
    def name(start: int, end: int, concept: str, mode: str = "named") -> Mention:
        return Mention(PassageRef("t#p1"), start, end, TEXT[start:end], concept, (concept,), "", mode)

    runs = passage_runs(PASSAGE, [name(0, 15, "lowering"), name(5, 11, "verb", "confirmed")])
    assert [(run.text, run.concept, run.found) for run in runs if run.target] == [
        ("Bina ", "lowering", "named"),
        ("lowers", "verb", "confirmed"),
    ]
    covered = passage_runs(PASSAGE, [name(0, 4, "outer"), name(0, 4, "inner", "confirmed")])
    signs = [(run.text, run.concept, run.note) for run in covered if run.target]
    assert signs == [("Bina", "inner", ""), ("", "outer", "Bina")]


def test_a_later_name_that_is_confirmed_has_a_link_too() -> None:
    first = Mention(PassageRef("t#p1"), 0, 4, "Bina", "bina", ("bina",), "Bina")
    later = replace(first, start=38, end=43, surface="group", mode="confirmed")

    def links(*found: Mention) -> list[tuple[str, str]]:
        return [(run.text, run.found) for run in passage_runs(PASSAGE, found) if run.target]

    assert links(first, later) == [("Bina", "named"), ("group", "confirmed")]
    assert links(replace(first, mode="confirmed"), later) == [("Bina", "confirmed")]
    assert links(replace(first, mode="confirmed"), replace(later, mode="named")) == [("Bina", "confirmed")]


def test_the_view_with_implied_adds_dots_and_tells_why(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((site / "talks" / "first.html").as_uri())
    term = page.locator("#p2 a[data-concept=ele]")
    under = page.locator("#p2 .kg-under").first
    line = "e => getComputedStyle(e).textDecorationStyle + getComputedStyle(e).textDecorationLine"
    assert under.evaluate(line) == "solidnone"
    assert term.evaluate("e => e.tabIndex") == -1
    page.get_by_role("button", name="with implied").click()
    assert under.evaluate(line) == "dottedunderline"
    term.focus()
    page.keyboard.press("Enter")
    assert "what reaches down is ELE" in page.locator(".kg-side").inner_text()
    page.close()


def test_without_scripts_names_are_shown_and_the_marks_are_listed(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "talks" / "first.html").as_uri())
    line = "e => getComputedStyle(e).textDecorationLine"
    assert page.locator("#p2 a[data-concept=ele]").evaluate(line) == "none"
    assert page.locator("#p2 a[data-concept=bina]").evaluate(line) == "underline"
    page.locator(".kg-inner summary").nth(1).click()
    assert page.get_by_text("what reaches down is ELE").first.is_visible()
    context.close()
