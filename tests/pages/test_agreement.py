"""The page of agreement: two annotators side by side, or words where there are none; quiet at any width."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kabgraph
from kabgraph import Library
from kabgraph.model import Annotation
from kabgraph.pages.build import build_site
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.views.agreement import agreement_view

URI = "agreement.html"


@pytest.fixture(scope="module")
def two(two_annotators: Path) -> Library:
    return kabgraph.load(two_annotators)


@pytest.fixture(scope="module")
def site_of_two(two: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(two, tmp_path_factory.mktemp("agreement") / "out").site


def marked(library: Library, marks: list[Annotation]) -> Library:
    talks = list(library.talks)
    return Library(library.root, library.ontology, talks, (), library.version, annotations=marks)


def body(library: Library, public: bool = False) -> str:
    return next(page for page in all_pages(Desk(library, public)) if page.uri == URI).body


def test_each_pair_has_its_figures_with_two_decimals(two: Library) -> None:
    first, second, third = agreement_view(Desk(two)).pairs
    assert [pair.id for pair in (first, second, third)] == [
        "pair-ada-ben",
        "pair-ada-editors",
        "pair-ben-editors",
    ]
    assert dict(first.rows[0].cells) == {
        "Both": "3", "Alike": "1", "Only ada": "1", "Only ben": "2", "Observed": "0.33", "Kappa": "0.14",
        "Alpha": "0.17", "Strict": "0.17", "Strict alpha": "−0.02",
    }  # fmt: skip
    assert [row.name.text for row in first.rows[1:] if row.name] == [
        "Malchut",
        "Bina",
        "ELE",
        "group",
        "lower part of Bina",
    ]
    assert first.undefined[0].figures == "Kappa, alpha and strict alpha are"
    assert second.why == "ada and editors have decided on no words in common"


def test_each_disagreement_has_its_sentence_both_verdicts_and_its_passage(
    two: Library, as_text: Callable[[str], str]
) -> None:
    page = body(two)
    text = as_text(page)
    at = text.index("### Where both decided, and not alike")
    assert text[at:].splitlines()[1:9] == [
        "[concepts/bina.html|Bina] בינה",
        "ada",
        "rejected a-00000003 =1+1 is no <b>Sefira</b> here",
        "ben",
        "accepted as named a-10000003",
        "> *Bina* lowers ELE into Malchut.",
        "[talks/first.html#p1|A First Talk, passage 1] retelling",
        "[concepts/malchut.html|Malchut] מלכות",
    ]
    assert "<b>" not in page
    assert "nothing decided; for these words: [concepts/lower_part.html|lower part of Bina]" in text
    assert "retired" in text
    assert "without a place: orphan" in text


def test_too_few_annotators_are_said_in_words(small: Library, as_text: Callable[[str], str]) -> None:
    assert "all marks are by one annotator, editors. To compare takes two." in as_text(body(small))
    assert "Nobody has marked anything yet." in as_text(body(marked(small, [])))
    first, *_, last = small.annotations
    apart = [replace(first, by="ada"), replace(last, by="ben")]
    assert "No two annotators have worked in the same talk yet: ada and ben." in as_text(
        body(marked(small, apart))
    )
    empty = replace(small.ontology, concepts={}, relations=(), events={}, claims=(), correspondences={})
    assert "How to read the figures" in body(Library(small.root, empty, (), (), "v"))


def test_a_pair_without_a_decision_has_no_table(two: Library, as_text: Callable[[str], str]) -> None:
    retired = [replace(mark, status="retired") for mark in two.annotations if mark.by in ("ada", "ben")]
    page = body(marked(two, retired))
    assert "neither ada nor ben has a decision there that counts." in as_text(page)
    assert "<table" not in page


def test_names_in_any_script_have_anchors_of_their_own(two: Library) -> None:
    names = {"ada": "עדה", "ben": "<i>", "editors": "editors"}
    marks = [replace(mark, by=names[mark.by]) for mark in two.annotations]
    page = body(marked(two, marks))
    ids = re.findall(r'id="(pair[^"]*)"', page)
    assert ids == ["pairs", "pair-i-editors", "pair-i", "pair-editors"]
    assert "<i>" not in page


def test_a_public_site_compares_no_private_copy(two: Library) -> None:
    assert "A Second Talk" in body(two)
    assert "A Second Talk" not in body(two, public=True)


def test_the_honesty_report_leads_there(site_of_two: Path) -> None:
    assert 'href="agreement.html"' in (site_of_two / "honesty.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_it_fits_and_axe_finds_nothing(browser: Any, site_of_two: Path, scheme: str, width: int) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site_of_two / URI).as_uri())
    for fold in page.locator("article details").all():
        fold.locator("summary").press("Enter")
    assert page.locator(".kg-differ:visible").count() > 10
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert said == []
    violations = sync.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:160]) for each in violations] == []
    page.close()


def test_a_disagreement_leads_to_its_passage(browser: Any, site_of_two: Path) -> None:
    page = browser.new_page()
    page.goto((site_of_two / URI).as_uri())
    page.locator("#pair-ada-ben .kg-differ figcaption a").first.click()
    assert page.url.endswith("talks/first.html#p1")
    assert page.locator("#p1").is_visible()
    page.close()
