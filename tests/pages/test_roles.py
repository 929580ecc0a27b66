"""Who does what, in life, steps in other texts: drawn from any data, and sifted in a browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.views.elsewhere import elsewhere_of
from kabgraph.pages.views.life import life_view
from kabgraph.pages.views.roles import roles_view


def test_each_row_marks_its_concept_and_nothing_else(library: Library) -> None:
    view = roles_view(Desk(library))
    for concept in view.concepts:
        for row in (row for group in concept.groups for row in group.rows):
            marked = {run.concept for run in row.sentence if run.mark}
            assert marked <= {concept.id}
            assert row.quote is not None or row.sources
    assert sum(count for _, count in view.index) == len(library.roles())


def test_a_step_s_terms_elsewhere_are_no_evidence_of_it(library: Library) -> None:
    desk = Desk(library)
    for process in desk.processes:
        for row in elsewhere_of(desk, process.events):
            event = process.events[row.number - 1]
            texts = {ref.partition("#")[0] for ref in event.evidence}
            assert not texts & {q.ref.partition("#")[0] for q in (*row.together, *row.more)}


def test_a_step_that_several_texts_tell_is_quoted_text_by_text(small: Library) -> None:
    lowering = replace(small.ontology.events["lowering"], evidence=("first#p1", "second#p1"))
    (row,) = elsewhere_of(Desk(small), [lowering])
    assert [[quote.ref for quote in text] for text in row.told] == [["first#p1"], ["second#p1"]]


def test_in_life_takes_what_yields_no_relation(library: Library, small: Library) -> None:
    view = life_view(Desk(library))
    tables = library.ontology.correspondences.values()
    assert len(view.tables) == sum(1 for table in tables if not table.derive)
    assert all(row.quotes for table in view.tables for row in table.rows)
    assert len(view.pairs) == sum(len(e.counterpart_of) for e in library.ontology.events.values())
    bare = replace(small.ontology, correspondences={}, events={})
    pages = {p.uri: p.body for p in all_pages(Desk(Library(small.root, bare, (), (), "v")))}
    assert "No passage has been set beside life here yet." in pages["in-life.html"]
    assert "No step names who does what yet." in pages["who-does-what.html"]


def test_one_role_is_shown_by_link_and_by_key(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "who-does-what.html").as_uri() + "?role=goal")
    assert {e.get_attribute("data-role") for e in page.locator(".kg-part:visible").all()} == {"goal"}
    assert page.locator(".kg-sift [aria-pressed=true]").inner_text().startswith("goal")
    page.locator(".kg-sift button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".kg-part:visible").count() == page.locator(".kg-part").count()
    assert page.evaluate("location.search") == ""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
