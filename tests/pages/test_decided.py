"""What people decided, on the pages: who confirmed, what they rejected, dispute, noted or have lost."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from deciding import decide, record

import kabgraph
from kabgraph import Library
from kabgraph.model import LinkedClaim
from kabgraph.pages.build import build_site
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages
from kabgraph.pages.views.decided import decided_everywhere, decided_in
from kabgraph.pages.views.remarks import LONG
from kabgraph.pages.views.talk import talk_view

FOLDER = Path(__file__).resolve().parents[1] / "data" / "decided"
PAGES = ("talks/first.html", "concepts/bina.html", "concepts/malchut.html", "honesty.html")


@pytest.fixture(scope="module")
def decided_site(decided: Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(decided, tmp_path_factory.mktemp("decided") / "out").site


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = Path(shutil.copytree(FOLDER, tmp_path / "own"))
    shutil.rmtree(own / "corpus" / "annotations")
    return own


@pytest.fixture
def page(browser: Any, decided_site: Path) -> Iterator[Any]:
    opened = browser.new_page(viewport={"width": 1280, "height": 800})
    opened.goto((decided_site / "talks" / "first.html").as_uri())
    yield opened
    opened.close()


def bodies(library: Library, public: bool = False) -> dict[str, str]:
    pages = {page.uri: page.body for page in all_pages(Desk(library, public=public))}
    return {uri: body.replace(library.version, "VERSION") for uri, body in pages.items()}


def test_counts_add_up_everywhere(decided: Library) -> None:
    desk = Desk(decided)
    whole, talk = decided_everywhere(desk), decided_in(desk, decided.talk("first"))
    assert whole.places == talk.places
    total, *parts = map(int, re.findall(r"(\d+) (?:places|confirmed|found|undecided)", whole.places))
    assert total == sum(parts) == len(decided.mentions)
    assert [line.text for line in talk.beside] == ["1 disputed", "2 rejected", "4 lost", "1 to check"]
    assert len(talk.lost) == len(decided.lost_records)
    assert len(talk.rejected) == len(decided.rejected)
    files = {file.path.rpartition("/")[2]: file.counts for file in talk.files}
    assert files == {"teacher1.yaml": "8 accepted, 2 rejected", "teacher2.yaml": "6 accepted, 1 rejected"}


def test_a_dispute_gives_both_their_words(decided: Library) -> None:
    (dispute,) = decided_in(Desk(decided), decided.talk("first")).disputed
    said = [(side.by, side.verb, side.note) for side in dispute.sides]
    assert said == [("teacher1", "accepts", ""), ("teacher2", "rejects", "a person is meant")]
    assert dispute.counts


def test_notes_and_stances_stand_beside_their_passage(decided: Library) -> None:
    view = talk_view(Desk(decided), decided.talk("first"))
    remarks = {p.id: [(r.title, r.by, r.note) for r in p.margin.remarks] for p in view.passages}
    assert remarks["p1"] == [
        ("Note", "teacher2", "Ask the class: <what> is MA here?\nLet them find the second place.")
    ]
    assert remarks["p3"] == [
        ("Contradicted here", "teacher2", "it takes, and gives nothing back"),
        ("Only mentioned here", "teacher2", ""),
    ]
    asserted = ["".join(run.text for run in said.sentence) for said in view.passages[2].margin.relations]
    assert asserted == ["Bina gives to Malchut"]
    inner = {"".join(run.text for run in line.sentence): line.note for line in view.passages[2].inner}
    assert (
        inner["Contradicted here: Malchut gives to Bina"] == "by teacher2: it takes, and gives nothing back"
    )
    body = bodies(decided)["talks/first.html"]
    assert "&lt;what&gt; is MA here" in body
    assert "<what>" not in body


def test_a_long_note_is_folded_and_whole(folder: Path) -> None:
    passage = kabgraph.load(folder).passage("first#p1")
    note = " ".join(f"word{n}" for n in range(200))
    library = decide(folder, record(passage, "Bina", kind="note", note=note))
    (remark,) = talk_view(Desk(library), library.talk("first")).passages[0].margin.remarks
    assert remark.note + remark.rest == note
    assert len(remark.note) <= LONG


def test_a_relation_of_a_record_says_whose_and_opens_its_sentence(
    decided: Library, as_text: Callable[[str], str]
) -> None:
    lines = as_text(bodies(decided)["concepts/bina.html"]).splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("Bina gives to Malchut: 3 3"))
    assert lines[at + 1].startswith("> Bina *hands it down*, and Malchut takes.")
    assert lines[at + 3] == (
        "Recorded by teacher1 in corpus/annotations/first/teacher1.yaml: to hand down is to give"
    )
    assert any(
        "recorded by teacher1 in corpus/annotations/first/teacher1.yaml" in line for line in lines[at + 4 :]
    )


def test_a_concept_counts_what_was_confirmed_and_leads_to_what_was_not(
    decided: Library, as_text: Callable[[str], str]
) -> None:
    pages = bodies(decided)
    bina = as_text(pages["concepts/bina.html"])
    assert "named 2 times, confirmed 3, in 1 of 1 talk" in bina
    assert "confirmed 1 of 2" in bina
    assert "confirmed by teacher2: care is another name of hers" in bina
    group = as_text(pages["concepts/group.html"])
    assert "1 place where people rejected it, in [../talks/first.html#rejected|What They Decided]." in group
    malchut = as_text(pages["concepts/malchut.html"])
    assert (
        "3 decisions on it that lost their words, in [../talks/first.html#lost|What They Decided]." in malchut
    )


@pytest.mark.parametrize("status", ["skipped", "retired", "proposed"])
def test_what_nobody_decided_changes_no_page(folder: Path, status: str) -> None:
    plain = bodies(kabgraph.load(folder))
    passages = kabgraph.load(folder).talk("first").passages
    library = decide(
        folder,
        record(passages[0], "Bina", concept="bina", status=status),
        record(passages[0], "MA", kind="note", note="look here", status=status),
        record(passages[2], "Care", concept="bina", mode="implied", status=status),
        record(
            passages[3], "Bina", kind="claim", claim=LinkedClaim("same", ("bina", "group")), status=status
        ),
        record(passages[3], "gone", old="It is gone.", concept="bina", status=status),
    )
    assert len(library.annotations) == 5
    changed = bodies(library)
    # These give the sizes of the data, the checks' warnings to whoever wrote a record, and who wrote them.
    leave_out = {"downloads.html", "honesty.html", "agreement.html"}
    assert {uri for uri in plain if plain[uri] != changed[uri]} <= leave_out


def test_a_talk_and_a_concept_without_decisions_say_so(small: Library, as_text: Callable[[str], str]) -> None:
    view = decided_in(Desk(small), small.talk("second"))
    assert (view.beside, view.disputed, view.lost, view.rejected) == ((), (), (), ())
    assert "rejected" not in as_text(bodies(small)["concepts/bina.html"])


def test_decisions_on_a_talk_that_is_no_more_are_told(folder: Path, as_text: Callable[[str], str]) -> None:
    passage = kabgraph.load(folder).passage("first#p1")
    gone = record(passage, "Bina", concept="bina", talk="gone")
    library = decide(folder, gone)
    assert [a.state for a in library.lost_records] == ["orphan"]
    text = as_text(bodies(library)["honesty.html"])
    assert "“Bina” for [concepts/bina.html|Bina]" in text
    assert "gone, a talk that is no more" in text


def test_a_passage_that_is_no_more_is_named(folder: Path) -> None:
    library = kabgraph.load(folder)
    made = record(library.passage("first#p4"), "speaks", concept="bina", mode="implied")
    talk = folder / "corpus" / "first.md"
    text = talk.read_text(encoding="utf-8")
    talk.write_text(text[: text.index("Bina is not")], encoding="utf-8")
    library = decide(folder, made)
    (lost,) = decided_in(Desk(library), library.talk("first")).lost
    assert lost.where.text == "passage p4, which is no more"


def test_a_private_talk_s_decisions_are_not_published(folder: Path) -> None:
    talk = folder / "corpus" / "first.md"
    talk.write_text(talk.read_text(encoding="utf-8").replace("rights: free", "rights: free\npublish: false"))
    passages = kabgraph.load(folder).talk("first").passages
    library = decide(
        folder,
        record(passages[0], "Bina", kind="note", note="a secret"),
        record(
            passages[3],
            "Bina is not Malchut",
            kind="claim",
            claim=LinkedClaim("different", ("bina", "malchut")),
            note="a secret",
        ),
        record(passages[3], "gone", old="It is gone.", concept="bina", note="a secret"),
        record(passages[0], "Malchut", concept="malchut", status="rejected", note="a secret"),
    )
    assert any("a secret" in body for body in bodies(library).values())
    assert not any("a secret" in body for body in bodies(library, public=True).values())


def test_the_text_is_the_library_s_under_all_decisions(page: Any, decided: Library) -> None:
    for passage in decided.talk("first").passages:
        assert page.locator(f"#{passage.id}").evaluate("e => e.textContent") == passage.text


def test_confirmed_names_are_underlined_twice_also_inside_a_name(page: Any) -> None:
    style = "e => getComputedStyle(e).textDecorationStyle"
    outer = page.locator("#p2 a[data-concept=lower_part]")
    inside = page.locator("#p2 a[data-concept=bina]")
    assert (outer.inner_text().strip(), inside.inner_text()) == ("lower part of", "Bina")
    assert (outer.evaluate(style), inside.evaluate(style)) == ("solid", "double")
    both = page.locator("#p3 a[data-concept=bina]")
    assert [(one.inner_text(), one.evaluate(style)) for one in both.all()] == [
        ("Bina", "solid"),
        ("Care", "double"),
    ]


def test_the_note_beside_a_term_says_who_confirmed_it_and_why(page: Any) -> None:
    page.locator("#p1 a[data-concept=bina]").click()
    said = page.locator(".kg-side dd").all_inner_texts()
    assert said == ["by its name", "Confirmed by teacher1: here the force itself is meant"]


def test_the_rejected_open_on_request_by_keyboard(page: Any) -> None:
    listed = page.locator("#rejected li")
    assert not listed.first.is_visible()
    page.locator("#rejected summary").focus()
    page.keyboard.press("Enter")
    texts = [" ".join(text.split()) for text in listed.all_inner_texts()]
    assert texts == [
        "“MA” for MA (45) passage 1 teacher1 it asks here, it does not count",
        "“group” for group passage 2 teacher1 any group, not ours",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Any, decided_site: Path, scheme: str, width: int
) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    axe, found = sync.Axe(), []
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 844})
    page = context.new_page()
    for uri in PAGES:
        page.goto((decided_site / uri).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        assert page.locator("html").evaluate("e => e.scrollWidth") <= width, uri
        result = axe.run(page, options={"resultTypes": ["violations"]}).response
        found += [f"{uri}: {v['id']}: {v['nodes'][0]['html'][:160]}" for v in result["violations"]]
    assert found == []
    context.close()
