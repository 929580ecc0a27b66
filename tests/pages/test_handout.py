"""A sheet for a class: every gap and every question of the project's own corpus, held against the library."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import kabgraph
from kabgraph import Library, UnknownNameError, UsageError
from kabgraph.model.ontology import Label
from kabgraph.pages.assets import all_assets
from kabgraph.pages.data.sheet import sheet_data
from kabgraph.pages.desk import Desk
from kabgraph.pages.handouts import anki, anki_of_all, choose, markdown, paper
from kabgraph.pages.uris import ANKI
from kabgraph.pages.views.cards import verb
from kabgraph.pages.views.handout import PARTS, Cited, Handout, handout

BOTH = pytest.mark.parametrize("name", ["small", "library"])
_MENTION = re.compile(r"mention (\S+), (\d+)–(\d+)")


def whole(library: Library) -> Handout:
    """The sheet of all that there is, with every part and every question."""
    refs = {passage.ref for talk in library.talks for passage in talk.passages}
    return handout(Desk(library), refs, tuple(PARTS), most=0)


def rows(text: str) -> list[list[str]]:
    """Cards as a reader of tables sees them."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t"))


def cited_truly(library: Library, places: Iterable[Cited]) -> None:
    """Check that each place is as the library has it, and that no retelling passes for more."""
    for place in places:
        passage = library.passage(place.ref)
        talk = library.talk(passage.talk)
        assert place.quote in passage.text
        assert (place.title, place.number) == (talk.title, passage.number)
        assert place.permalink.endswith(f"talks/{talk.id}.html#{passage.id}")
        assert place.edition == ("" if talk.edition == "original" else talk.edition)
        assert place.where.endswith("retelling") == (talk.edition == "retelling")


@BOTH
def test_every_gap_is_a_counted_mention_at_that_place(name: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(name)
    sheet = whole(library)
    assert len(sheet.gaps) > (900 if name == "library" else 1)
    assert [gap.number for gap in sheet.gaps] == list(range(1, len(sheet.gaps) + 1))
    assert len({gap.id for gap in sheet.gaps}) == len(sheet.gaps)
    for gap in sheet.gaps:
        found = _MENTION.fullmatch(gap.ground)
        assert found
        ref, start, end = found[1], int(found[2]), int(found[3])
        passage = library.passage(ref)
        counted = [m for m in library.mentions_in(ref) if (m.start, m.end) == (start, end)]
        assert (gap.concept, "named") in [(m.concept, m.mode) for m in counted], gap
        assert not any(m.contained for m in counted)
        assert passage.text[start:end] == gap.word
        assert gap.name == library.label(gap.concept)
        before, after = gap.sentence
        assert f"{before}{gap.word}{after}" == gap.cited.quote
        assert gap.word.casefold() not in f"{before} {after}".casefold(), "the sentence tells its own word"
        assert gap.cited.ref == ref
    cited_truly(library, [gap.cited for gap in sheet.gaps])


@BOTH
def test_the_pieces_and_the_words_make_the_passage(name: str, request: pytest.FixtureRequest) -> None:
    library: Library = request.getfixturevalue(name)
    sheet = whole(library)
    words = {gap.number: gap.word for gap in sheet.gaps}
    parts = [passage for text in sheet.texts for passage in text.passages]
    assert [part.ref for part in parts] == [p.ref for talk in library.talks for p in talk.passages]
    for part in parts:
        assert part.text == library.passage(part.ref).text
        assert "".join(piece.text + words.get(piece.gap, "") for piece in part.pieces) == part.text
    assert [piece.gap for part in parts for piece in part.pieces if piece.gap] == sorted(words)
    bank = Counter(word.lower() for word in words.values())
    assert {word.lower(): count for word, count in sheet.bank} == bank
    assert {word for word, _ in sheet.bank} <= set(words.values())


@BOTH
def test_every_answer_is_asserted_there_and_no_other_option_is_true(
    name: str, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    types = library.ontology.relation_types
    asserted = {relation.id: relation for relation in library.relations(standing="asserted")}
    sheet = whole(library)
    assert len(sheet.questions) > (100 if name == "library" else 1)
    assert sheet.left == 0
    assert len({asked.id for asked in sheet.questions}) == len(sheet.questions)
    for asked in sheet.questions:
        relation = asserted[asked.ground.removeprefix("relation ")]
        assert asked.id == f"relation.{relation.id}"
        assert [place.ref for place in asked.cited] == list(relation.evidence)
        many = library.ontology.concepts[relation.subject].plural
        said = {verb(kind, many): kind for kind in types.values()}
        options = [said[option] for _, option in asked.options]
        assert "".join(letter for letter, _ in asked.options) == "abcd"[: len(options)]
        assert options[asked.answer].id == relation.type
        for n, kind in enumerate(options):
            if n != asked.answer:
                for ends in ((relation.subject, relation.object), (relation.object, relation.subject)):
                    assert not _true(library, kind.id, *ends), (asked.id, kind.id)
    cited_truly(library, [place for asked in sheet.questions for place in asked.cited])


def _true(library: Library, kind: str, subject: str, object: str) -> bool:
    """Whether it is said, by whatever ground, or follows by a chain of its type."""
    found: set[str] = set()
    step = {subject}
    while step:
        step = {r.object for r in library.relations(type=kind) if r.subject in step} - found
        found |= step
        if not library.ontology.relation_types[kind].transitive:
            break
    return object in found


def test_a_sheet_is_the_same_each_time(library: Library) -> None:
    again = kabgraph.load(library.root)
    for write in (anki, markdown, paper):
        assert write(whole(library)) == write(whole(again))


def test_a_passage_leaves_out_the_same_on_every_sheet(library: Library) -> None:
    every = {gap.id: gap.word for gap in whole(library).gaps}
    desk = Desk(library)
    alone = handout(desk, choose(desk, ["place-of-residence"], ["p4"]))
    assert {gap.id: gap.word for gap in alone.gaps}.items() <= every.items()
    assert [gap.number for gap in alone.gaps] == list(range(1, len(alone.gaps) + 1))


def test_questions_are_limited_and_each_passage_has_its_share(library: Library) -> None:
    desk = Desk(library)
    refs = choose(desk, ["place-of-residence"])
    some, every = handout(desk, refs, most=10), handout(desk, refs, most=0)
    assert len(some.questions) == 10
    assert some.left == len(every.questions) - 10
    homes = Counter(asked.cited[0].ref for asked in some.questions)
    assert len(homes) >= 9
    assert [asked.number for asked in some.questions] == list(range(1, 11))


def test_a_question_cites_only_chosen_passages(library: Library) -> None:
    desk = Desk(library)
    refs = choose(desk, ["place-of-residence"], ["p4"])
    assert {place.ref for asked in handout(desk, refs, most=0).questions for place in asked.cited} == refs


def test_choosing(library: Library) -> None:
    desk = Desk(library)
    talk = library.talk("place-of-residence")
    assert choose(desk, ["place-of-residence"]) == {passage.ref for passage in talk.passages}
    named = {passage.ref for passage in library["Bina"].passages(implied=True)}
    assert choose(desk, ["בינה"]) == choose(desk, ["bina"]) == named
    given = {
        concept: [
            f"{talk['id']}#{passage['id']}"
            for talk in sheet_data(desk)["talks"]
            for passage in talk["passages"]
            if concept in passage.get("about", ())
        ]
        for concept in ("bina", "group")
    }
    assert all(choose(desk, [concept]) == set(refs) for concept, refs in given.items())
    assert choose(desk, ["place-of-residence"], ["p3", "place-of-residence#p4"]) == {
        "place-of-residence#p3",
        "place-of-residence#p4",
    }
    assert choose(desk, [], ["place-of-residence#p3"]) == {"place-of-residence#p3"}
    for names, passages, words in (
        ([], [], "no passage was chosen"),
        (["place-of-residence"], ["p99"], "no passage 'p99' is among the passages of place-of-residence"),
        ([], ["p3"], "no passage 'p3' is here by that ref"),
    ):
        with pytest.raises(UsageError, match=re.escape(words)):
            choose(desk, names, passages)
    with pytest.raises(UnknownNameError, match="did you mean 'place-of-residence'"):
        choose(desk, ["place-of-residense"])


def test_cards_for_anki_have_their_head_and_clean_cells(library: Library) -> None:
    sheet = whole(library)
    text = anki(sheet)
    heads = text.splitlines()[:5]
    columns = heads[4].removeprefix("#columns:").split("\t")
    assert heads[:2] == ["#separator:tab", "#html:false"]
    assert heads[2:4] == ["#guid column:1", f"#tags column:{columns.index('Tags') + 1}"]
    found = rows(text)
    assert len(found) == len(sheet.gaps) + len(sheet.questions)
    assert all(len(row) == len(columns) for row in found)
    assert len({row[0] for row in found}) == len(found) == len({row[1] for row in found})
    assert text.count("\n") == len(found) + 5
    assert "\r" not in text
    for row in found:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in row), row
        place, ref = row[columns.index("Source")], row[columns.index("Permalink")]
        assert "retelling" in place or library.talk(_talk(ref)).edition == "original"
        assert row[columns.index("Rests on")].startswith(("mention ", "relation "))


def _talk(permalink: str) -> str:
    return permalink.partition("/talks/")[2].partition(".html")[0]


def test_a_hostile_label_stays_words(small: Library) -> None:
    hostile = "=cmd|' /C calc'!A0\t<b>\"x\"\n# y"
    bina = small.ontology.concepts["bina"]
    found = tuple(replace(label, role="alt") for label in bina.labels if label.text == "Bina")
    concept = replace(bina, labels=(Label(hostile, "en", "pref"), *found))
    ontology = replace(small.ontology, concepts={**small.ontology.concepts, "bina": concept})
    library = Library(
        small.root, ontology, [replace(talk, title=hostile) for talk in small.talks], (), "version"
    )
    sheet = whole(library)
    cards = rows(anki(sheet))
    assert len(cards) == len(sheet.gaps) + len(sheet.questions)
    assert {len(row) for row in cards} == {8}
    assert all("\t" not in cell and not cell.startswith("=") for row in cards for cell in row)
    assert any('<b>"x" # y' in cell for row in cards for cell in row)
    page = paper(sheet)
    assert "<b>" not in page.partition("</style>")[2]
    assert "\\<b\\>" in markdown(sheet)
    assert "\n# y" not in markdown(sheet)


def test_the_site_holds_the_cards_of_what_is_published(small: Library, library: Library) -> None:
    assets = {asset.uri: asset.text for asset in all_assets(Desk(small))}
    assert assets[ANKI] == anki_of_all(Desk(small)) == anki_of_all(Desk(small, public=True))
    assert "second" not in assets[ANKI]
    assert "talk::first" in assets[ANKI]
    assert len(rows(anki_of_all(Desk(library)))) > 1000


def test_a_private_copy_says_so(small: Library) -> None:
    sheet = whole(small)
    assert "private copy, not published" in paper(sheet)
    assert "private copy, not published" in markdown(sheet)


def test_where_nothing_can_be_asked_the_sheet_says_so(small: Library) -> None:
    bare = replace(small.ontology, concepts={}, relations=(), events={}, claims=())
    for talks in ([], [replace(talk, publish=True) for talk in small.talks]):
        sheet = whole(Library(small.root, bare, talks, (), "v"))
        assert (sheet.gaps, sheet.questions, sheet.bank) == ((), (), ())
        for text in (paper(sheet), markdown(sheet)):
            assert "name no term that could be left out" in text
            assert "Nothing is asked on this sheet." in text
        assert rows(anki(sheet)) == []


def test_a_file_to_print_needs_nothing_else(library: Library) -> None:
    desk = Desk(library)
    page = paper(handout(desk, choose(desk, ["bina"]), tuple(PARTS)))
    assert "<script" not in page
    assert not re.search(r'(?:src|action)=|url\("(?!data:)|@import|<link|<img', page)
    assert "default-src 'none'" in unescape(page)
    assert "בינה" in page


def test_markdown_has_every_part_in_order(library: Library, tmp_path: Path) -> None:
    desk = Desk(library)
    text = markdown(handout(desk, choose(desk, ["place-of-residence"], ["p3"]), tuple(PARTS)))
    heads = re.findall(r"^#+ .+", text, re.M)
    assert heads == [
        "# Place of Residence: the Group",
        "## Passages",
        "### Place of Residence: the Group",
        "## Terms",
        "## Fill the gaps",
        "### Place of Residence: the Group",
        "## Which relation?",
        "## Source and rights",
        "## Answer key",
        "### The gaps",
        "### Which relation?",
    ]
    key = text.partition("## Answer key")[2]
    assert "passage 3, retelling · https://example.org/kabgraph/talks/place-of-residence.html\\#p3" in key
    assert "(1) \\_\\_\\_\\_" in text
