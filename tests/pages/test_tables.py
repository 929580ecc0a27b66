"""The pages of tables, claims and questions where there is much, little, or nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kabgraph import Address, Library
from kabgraph.model import Correspondence, TableRow
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.questions import questions_view
from kabgraph.pages.views.tables import tables_of, tables_view


def changed(small: Library, **parts: Any) -> Library:
    ontology = replace(small.ontology, **parts)
    return Library(small.root, ontology, list(small.talks), (), small.version)


def body(library: Library, uri: str, as_text: Callable[[str], str]) -> str:
    return as_text(next(page for page in all_pages(Desk(library)) if page.uri == uri).body)


def test_a_table_names_its_tradition_and_its_sources(small: Library, as_text: Callable[[str], str]) -> None:
    table = Correspondence(
        id="letters",
        label="Letters and Sefirot",
        rows=(TableRow(("ele", "bina")), TableRow(("a word", "malchut", "one cell more"))),
        address=Address("concepts.yaml"),
        columns=("Letters", "Sefira"),
        tradition="a school",
        sources=("S1",),
    )
    library = changed(small, correspondences={"letters": table})
    (view,) = tables_view(Desk(library))
    assert (view.id, view.chained, [len(row.cells) for row in view.rows]) == ("table-letters", True, [2, 3])
    assert not tables_of(Desk(library), "bina")
    text = body(library, "correspondences.html", as_text)
    assert "Tradition: a school" in text
    assert "From [about.html#ref-S1|S1]" in text
    assert "Nothing is chained from one table to another" in text
    assert "There is no table" not in text


def test_a_row_stands_on_the_pages_of_its_concepts_alone(small: Library) -> None:
    desk = Desk(small)
    (table,) = tables_of(desk, "bina")
    assert [run.text for run in table.rows[0].cells[0].runs if run.concept] == ["Bina", "ELE"]
    assert (len(table.rows), table.rows[0].ground) == (1, "A First Talk, passage 1")
    assert [t.rows[0].cells[0].runs[0].text for t in tables_of(desk, "lower_part")] == ["lower part of Bina"]
    assert not tables_of(desk, "malchut")
    pages = {page.uri: page.body for page in all_pages(Desk(small))}
    assert 'id="table-in_life"' in pages["concepts/bina.html"]
    assert 'id="table-in_life"' not in pages["concepts/malchut.html"]


def test_where_there_is_nothing_the_pages_say_so(small: Library, as_text: Callable[[str], str]) -> None:
    empty = changed(small, correspondences={}, claims=(), relations=())
    assert "There is no table" in body(empty, "correspondences.html", as_text)
    assert "No question has been written down yet." in body(empty, "questions.html", as_text)
    claims = body(empty, "claims.html", as_text)
    assert "No claim says yet" in claims
    assert "No claim keeps two concepts apart yet." in claims
    assert "answered" not in body(empty, "index.html", as_text)


def test_claims_have_anchors_of_their_own(small: Library) -> None:
    same = next(claim for claim in small.ontology.claims if claim.kind == "same")
    library = changed(small, claims=(same, *small.ontology.claims))
    view = claims_view(Desk(library))
    assert [row.id for row in view.same] == ["same-lower_part-group", "same-lower_part-group.2"]
    assert [row.id for row in view.different] == ["different-ma_what-ma45"]


def test_words_spelled_alike_are_kept_apart_without_a_claim(small: Library) -> None:
    library = changed(small, claims=())
    (row,) = claims_view(Desk(library)).different
    assert row.scope == "one spelling, two concepts"


def test_every_question_has_an_anchor_and_its_line(small: Library) -> None:
    page = next(page for page in all_pages(Desk(small)) if page.uri == "questions.html")
    for asker in questions_view(Desk(small)):
        for question in asker.questions:
            assert f'id="{question.id}"' in page.body
    assert "k.relations(&#34;ELE&#34;, &#34;descends_to&#34;)" in page.body


def test_a_public_site_quotes_no_private_copy_in_an_answer(small: Library) -> None:
    page = next(page for page in all_pages(Desk(small, public=True)) if page.uri == "questions.html")
    assert "talks/second.html" not in page.body
    assert 'id="Q2"' in page.body


def test_a_former_id_leads_on(small: Library) -> None:
    concepts = dict(small.ontology.concepts)
    concepts["bina"] = replace(concepts["bina"], former_ids=("binah", "ELE"))
    library = Library(
        small.root, replace(small.ontology, concepts=concepts), list(small.talks), (), small.version
    )
    assert library["binah"].id == "bina"
    pages = {page.uri: page for page in all_pages(Desk(library))}
    assert 'href="bina.html"' in pages["concepts/binah.html"].body
    assert "new address" not in pages["concepts/ele.html"].body
    assert "concepts/ELE.html" not in pages
