"""People's decisions over the matcher's hits: every rule, seen through a loaded folder."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from deciding import decide, record

import kabgraph
from kabgraph import Library
from kabgraph.model import LinkedRelation, Mention, Passage, Span

FOLDER = Path(__file__).resolve().parents[1] / "data" / "decided"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    own = tmp_path / "own"
    shutil.copytree(FOLDER, own)
    shutil.rmtree(own / "corpus" / "annotations")
    return own


@pytest.fixture
def passages(folder: Path) -> dict[str, Passage]:
    return {passage.id: passage for passage in kabgraph.load(folder).talk("first").passages}


def found(library: Library, passage: str = "p1") -> list[tuple[str, str, str]]:
    """What counts in a passage: the words, what they name, who decided."""
    here = library.mentions_in(f"first#{passage}")
    return [(m.surface, m.concept or " or ".join(m.candidates), m.status) for m in here]


def codes(library: Library) -> list[str]:
    return [finding.code for finding in library.check() if finding.code.startswith("A")]


def test_without_decisions_all_is_automatic_or_ambiguous(folder: Path) -> None:
    library = kabgraph.load(folder)
    assert found(library) == [
        ("Bina", "bina", "automatic"),
        ("Malchut", "malchut", "automatic"),
        ("MA", "ma_what or ma45", "ambiguous"),
        ("MA", "ma_what or ma45", "ambiguous"),
    ]
    assert not library.rejected
    assert not library.lost


def test_a_record_of_the_same_concept_covers_by_overlap(folder: Path, passages: dict[str, Passage]) -> None:
    library = decide(folder, record(passages["p1"], "does Bina do", concept="bina", note="herself"))
    (first, *_) = library.mentions_in("first#p1")
    assert (first.surface, first.mode, first.status, first.rule) == (
        "Bina",
        "confirmed",
        "confirmed",
        "herself",
    )
    assert first.records == (library.annotations[0].id,)
    # A record of another concept on the same words confirms nothing of this one.
    library = decide(folder, record(passages["p1"], "does Bina do", concept="group"))
    assert ("Bina", "bina", "confirmed") not in found(library)


def test_a_confirmed_name_is_still_a_name(folder: Path, passages: dict[str, Passage]) -> None:
    plain = kabgraph.load(folder)
    library = decide(folder, record(passages["p1"], "Bina", concept="bina"))
    assert list(library.passages("Bina")) == list(plain.passages("Bina"))
    assert library.gaps().unnamed == plain.gaps().unnamed
    assert library.key_passage("Bina") == plain.key_passage("Bina")


def test_a_rejection_binds_to_its_occurrence(folder: Path, passages: dict[str, Passage]) -> None:
    library = decide(
        folder,
        record(passages["p4"], "Malchut", concept="malchut", status="rejected"),
        record(passages["p1"], "MA", nth=1, concept="ma45", status="rejected"),
        record(passages["p1"], "MA", nth=1, concept="ma_what", status="rejected"),
    )
    assert [m.status for m in library.mentions_of("malchut")] == ["automatic", "automatic"]
    assert [(m.start, m.status) for m in library.mentions_in("first#p1") if m.surface == "MA"] == [
        (41, "ambiguous")
    ]
    assert [(m.surface, m.start, m.concept, m.status) for m in library.rejected] == [
        ("MA", 66, "ma45", "rejected"),
        ("MA", 66, "ma_what", "rejected"),
        ("Malchut", 12, "malchut", "rejected"),
    ]


def test_of_two_readings_rejecting_one_leaves_the_other(folder: Path, passages: dict[str, Passage]) -> None:
    library = decide(folder, record(passages["p1"], "MA", concept="ma45", status="rejected"))
    assert found(library)[2:] == [("MA", "ma_what", "automatic"), ("MA", "ma_what or ma45", "ambiguous")]
    assert [(m.concept, m.status) for m in library.rejected] == [("ma45", "rejected")]
    assert "first#p1:41-43" not in {item.key for item in library.queue()}


def test_a_rejection_without_its_place_silences_nothing_and_the_hit_says_so(
    folder: Path, passages: dict[str, Passage]
) -> None:
    gone = record(passages["p4"], "Malchut", old="A Malchut.", concept="malchut", status="rejected")
    library = decide(folder, gone)
    (kept,) = library.annotations
    assert kept.state == "changed"
    assert ("Malchut", "malchut", "automatic") in found(library, "p4")
    similar = {item.key: item.similar for item in library.queue(concept="malchut") if item.mention}
    assert similar["first#p4:12-19"] == gone.id
    assert [m.status for m in library.lost] == ["lost"]


def test_what_a_rejected_hit_had_contained_comes_back(folder: Path, passages: dict[str, Passage]) -> None:
    plain = kabgraph.load(folder)
    assert [m.surface for m in plain.contained] == ["Bina"]
    library = decide(
        folder, record(passages["p2"], "lower part of Bina", concept="lower_part", status="rejected")
    )
    assert found(library, "p2")[0] == ("Bina", "bina", "automatic")
    assert not library.contained


def test_stop_phrases_stay_silent_when_a_longer_hit_is_rejected(folder: Path) -> None:
    concepts = folder / "concepts.yaml"
    text = concepts.read_text(encoding="utf-8") + "  long: {pref_label: {en: inside a group}}\n"
    concepts.write_text(f"{text}rules:\n- {{never: [a group], because: any group}}\n", encoding="utf-8")
    passage = kabgraph.load(folder).passage("first#p2")
    library = decide(folder, record(passage, "inside a group", concept="long", status="rejected"))
    assert [words for words, *_ in found(library, "p2")] == ["lower part of Bina"]
    assert "group" not in {m.surface for m in library.contained if m.passage == "first#p2"}


def test_two_people_who_agree_count_once(folder: Path, passages: dict[str, Passage]) -> None:
    both = [record(passages["p1"], "Bina", by, concept="bina") for by in ("teacher1", "teacher2")]
    alone = [record(passages["p3"], "Care", by, concept="bina") for by in ("teacher1", "teacher2")]
    wider = record(passages["p3"], "Care reaches", "teacher3", concept="bina")
    library = decide(folder, *both, *alone, wider)
    assert [len(m.records) for m in library.mentions_of("bina") if m.status == "confirmed"] == [2, 3]
    assert not library.disputed
    assert codes(library) == []


def test_people_who_disagree_leave_the_hit_to_the_policy(folder: Path, passages: dict[str, Passage]) -> None:
    yes = record(passages["p1"], "Bina", "teacher1", concept="bina")
    no = record(passages["p1"], "Bina", "teacher2", concept="bina", status="rejected")
    library = decide(folder, yes, no)
    assert found(library)[0] == ("Bina", "bina", "automatic")
    (place,) = library.disputed
    assert place.records == (yes.id, no.id)
    assert place.verdict == "disputed"
    assert not library.rejected
    (finding,) = library.check()
    assert (finding.code, finding.level) == ("A206", "warning")
    assert f"teacher1: accepted bina ({yes.id}); teacher2: rejected bina ({no.id})" in finding.message
    assert library.queue()[0].sort == "disputed"


@pytest.mark.parametrize("mode", ["named", "implied"])
def test_a_dispute_where_the_policy_finds_nothing_does_not_count(
    folder: Path, passages: dict[str, Passage], mode: str
) -> None:
    library = decide(
        folder,
        record(passages["p3"], "Care", "teacher1", concept="malchut", mode=mode),
        record(passages["p3"], "Care reaches", "teacher2", concept="malchut", mode=mode, status="rejected"),
    )
    assert "Care" not in {words for words, *_ in found(library, "p3")}
    assert [(m.surface, m.status) for m in library.disputed] == [("Care", "ambiguous")]
    assert codes(library) == ["A206"]
    assert library.queue()[0].surface == "Care"


@pytest.mark.parametrize("words", ["Care", "Bina"])
def test_one_place_under_two_names_is_disputed(
    folder: Path, passages: dict[str, Passage], words: str
) -> None:
    library = decide(
        folder,
        record(passages["p3"], words, "teacher1", concept="bina"),
        record(passages["p3"], words, "teacher2", concept="group"),
    )
    assert [m.surface for m in library.disputed] == [words]
    assert codes(library) == ["A206"]
    assert all(m.status == "automatic" for m in library.mentions_in("first#p3"))


def test_of_two_readings_one_is_accepted(folder: Path, passages: dict[str, Passage]) -> None:
    library = decide(folder, record(passages["p1"], "MA", concept="ma45"))
    assert found(library)[2] == ("MA", "ma45", "confirmed")
    both = decide(
        folder,
        record(passages["p1"], "MA", "teacher1", concept="ma45"),
        record(passages["p1"], "MA", "teacher2", concept="ma_what"),
    )
    assert found(both)[2] == ("MA", "ma_what or ma45", "ambiguous")
    assert codes(both) == ["A206"]


def test_a_correction_is_a_rejection_and_an_acceptance(folder: Path, passages: dict[str, Passage]) -> None:
    away = record(passages["p1"], "Bina", concept="bina", status="rejected")
    new = record(passages["p1"], "Bina", concept="lower_part", replaces=away.id)
    library = decide(folder, away, new)
    assert found(library)[0] == ("Bina", "lower_part", "confirmed")
    assert [m.concept for m in library.rejected] == ["bina"]
    assert not library.disputed


def test_marks_may_lie_over_names_and_contain_nothing(folder: Path, passages: dict[str, Passage]) -> None:
    library = decide(
        folder,
        record(passages["p1"], "Bina do for Malchut", concept="group", mode="implied"),
        record(passages["p1"], "for Malchut", concept="lower_part", mode="analogy"),
    )
    assert [(words, concept) for words, concept, _ in found(library)][:4] == [
        ("Bina do for Malchut", "group"),
        ("Bina", "bina"),
        ("for Malchut", "lower_part"),
        ("Malchut", "malchut"),
    ]
    assert not [m for m in library.contained if m.passage == "first#p1"]


def test_a_name_where_no_hit_stands_counts_and_contains_shorter_hits(
    folder: Path, passages: dict[str, Passage]
) -> None:
    library = decide(
        folder,
        record(passages["p3"], "Care", concept="bina"),
        record(passages["p3"], "reaches the group", concept="malchut"),
    )
    assert ("Care", "bina", "confirmed") in found(library, "p3")
    assert [m.surface for m in library.contained if m.passage == "first#p3"] == ["group"]


def test_a_confirmed_hit_inside_a_longer_one_counts_beside_it(
    folder: Path, passages: dict[str, Passage]
) -> None:
    library = decide(folder, record(passages["p2"], "Bina", concept="bina"))
    assert found(library, "p2")[:2] == [
        ("lower part of Bina", "lower_part", "automatic"),
        ("Bina", "bina", "confirmed"),
    ]


def test_each_place_of_one_record_is_judged_by_itself(folder: Path, passages: dict[str, Passage]) -> None:
    here, there = record(passages["p3"], "Malchut"), record(passages["p3"], "Care")
    both = replace(here, concept="malchut", also=(there.anchor,))
    library = decide(folder, both)
    assert ("Malchut", "malchut", "confirmed") in found(library, "p3")
    assert ("Care", "malchut", "confirmed") in found(library, "p3")


@pytest.mark.parametrize("status", ["skipped", "retired", "proposed"])
def test_what_is_not_decided_changes_nothing(folder: Path, passages: dict[str, Passage], status: str) -> None:
    plain = kabgraph.load(folder)
    library = decide(
        folder,
        record(passages["p1"], "Bina", concept="bina", status=status),
        record(passages["p3"], "Care", concept="bina", status=status),
        record(passages["p3"], "Care", concept="bina", mode="implied", status=status),
        record(
            passages["p3"],
            "hands it down",
            kind="relation",
            relation=LinkedRelation("bina", "gives_to", "group"),
            status=status,
        ),
    )
    assert list(library.mentions) == list(plain.mentions)
    assert list(library.relations()) == list(plain.relations())
    assert not (*library.rejected, *library.disputed, *library.lost)


def test_what_is_skipped_waits_at_the_end_of_the_queue(folder: Path, passages: dict[str, Passage]) -> None:
    proposal = record(
        passages["p3"], "asks", "teacher1", concept="malchut", mode="implied", status="proposed"
    )
    passed = replace(proposal, id="a-skipped0", by="teacher2", status="skipped", replaces=proposal.id)
    library = decide(
        folder, record(passages["p1"], "Bina", concept="bina", status="skipped"), proposal, passed
    )
    last = [(item.surface, item.sort) for item in library.queue()][-2:]
    assert last == [("Bina", "skipped"), ("asks", "skipped")]
    assert proposal.id not in {item.key for item in library.queue()}


def test_a_lost_decision_is_listed_until_another_answers_it(
    folder: Path, passages: dict[str, Passage]
) -> None:
    gone = record(passages["p1"], "the tenth part", old="It is the tenth part.", concept="malchut")
    library = decide(folder, gone)
    assert [(m.surface, m.span, m.status) for m in library.lost] == [("the tenth part", Span(6, 20), "lost")]
    assert codes(library) == ["A205"]
    answers = {
        status: replace(gone, id="a-answer00", by="teacher2", status=status, replaces=gone.id)
        for status in ("retired", "skipped")
    }
    assert not decide(folder, gone, answers["retired"]).lost
    assert codes(kabgraph.load(folder)) == []
    assert [m.records for m in decide(folder, gone, answers["skipped"]).lost] == [(gone.id,)]


def test_records_that_replace_one_another_in_a_ring_hide_nothing(
    folder: Path, passages: dict[str, Passage]
) -> None:
    first = record(passages["p1"], "the tenth part", old="It is the tenth part.", concept="malchut")
    second = replace(first, id="a-ring0000", replaces=first.id)
    library = decide(folder, replace(first, replaces=second.id), second)
    assert len(library.lost) == 2


def test_every_list_adds_up(decided: Library) -> None:
    stats = decided.stats()
    assert stats["mentions"] == len(decided.mentions) == 13
    by_mode = [stats.get(f"mentions {mode}", 0) for mode in ("named", "confirmed", "implied", "analogy")]
    assert sum(by_mode) == stats["mentions"]
    who = ("mentions found automatically", "mentions confirmed by people", "mentions ambiguous")
    assert sum(stats[name] for name in who) == stats["mentions"]
    assert stats["decisions lost"] == len(decided.lost_records) == 4
    status = [
        stats.get(f"annotations {s}", 0) for s in ("accepted", "rejected", "skipped", "retired", "proposed")
    ]
    assert sum(status) == stats["annotations"]
    assert decided.gaps().lost == tuple(decided.lost_records)


def test_a_relation_of_a_record_is_quoted_at_its_words(decided: Library) -> None:
    (relation,) = decided.relations("Bina", "gives_to")
    assert [record.by for record in decided.records_of(relation)] == ["teacher1"]
    (quote,) = decided.quotes(relation)
    assert quote.text == "Bina hands it down, and Malchut takes."
    assert [quote.passage.text[mark.slice] for mark in quote.marks] == ["hands it down"]
    assert not decided.relations("Malchut", "gives_to")
    (turned,) = decided.relations("Malchut", "receives_from", inverses=True)
    assert decided.records_of(turned) == decided.records_of(relation)


def test_a_status_is_one_of_five(decided: Library) -> None:
    everything: list[Mention] = [*decided.mentions, *decided.rejected, *decided.disputed, *decided.lost]
    assert {mention.status for mention in everything} == {
        "automatic", "ambiguous", "confirmed", "rejected", "lost"
    }  # fmt: skip
