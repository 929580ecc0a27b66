"""Importing: a plan that shows everything, ids that stay, and all of it or nothing."""

import os
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kabgraph.corpus import ImportPlan, apply, plan_import, read_corpus
from kabgraph.errors import UsageError
from kabgraph.model import Talk
from kabgraph.text import normalise

PLAIN = "On Rain: a Talk\n\nQuestion: Why does it \nrain? \n\nTeacher’s Answer: It must.\n\nSo it falls.\n"
RETELLING = """---
title: On rain   # a note
kind: lesson
edition: retelling
speaker: A Teacher
language: en
source: retold from a page
rights: CC BY
aim: to be wet
---
They ask about rain.
{: #p1 .question .marked }

It has to.
{: #p2 .answer }

It comes
down.
{: #p5 .answer }
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    return tmp_path


def plan(
    desk: Path, text: str | bytes, update: bool = False, name: str = "in.txt", **more: str
) -> ImportPlan:
    path = desk / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return plan_import([path], desk / "corpus", update, **more)  # type: ignore[arg-type]


def talks(desk: Path) -> dict[str, Talk]:
    found, findings = read_corpus(desk / "corpus", desk)
    assert [finding for finding in findings if finding.level == "error"] == []
    return {talk.id: talk for talk in found}


def codes(made: ImportPlan) -> list[str]:
    return [finding.code for finding in made.findings]


def test_plain_text_becomes_a_private_talk(desk: Path) -> None:
    made = plan(desk, PLAIN)
    assert (made.ready, codes(made)) == (True, [])
    [step] = made.steps
    assert (step.talk, step.state, step.added) == ("on-rain", "new", ("p1", "p2", "p3"))
    assert step.diff.startswith("--- /dev/null\n+++ corpus/on-rain.md\n")
    assert list((desk / "corpus").iterdir()) == []
    assert apply(made) == (desk / "corpus" / "on-rain.md",)
    talk = talks(desk)["on-rain"]
    assert (talk.title, talk.kind, talk.edition, talk.language) == (
        "On Rain: a Talk",
        "talk",
        "original",
        "en",
    )
    assert (talk.source, talk.rights, talk.publish) == ("in.txt", "not stated; private copy", False)
    assert [(p.id, p.text, p.roles) for p in talk.passages] == [
        ("p1", "Question: Why does it rain?", ("question",)),
        ("p2", "Teacher’s Answer: It must.", ("answer",)),
        ("p3", "So it falls.", ("answer",)),
    ]


def test_importing_again_changes_nothing_and_needs_no_leave(desk: Path) -> None:
    apply(plan(desk, PLAIN))
    before = (desk / "corpus" / "on-rain.md").read_bytes()
    for text in (PLAIN, PLAIN.replace("\n", "\r\n"), "\ufeff" + PLAIN):
        made = plan(desk, text)
        assert (made.ready, made.writes, made.steps[0].state, made.steps[0].diff) == (
            True,
            (),
            "unchanged",
            "",
        )
        assert apply(made) == ()
    assert (desk / "corpus" / "on-rain.md").read_bytes() == before


def test_a_talk_that_differs_is_an_error_without_update(desk: Path) -> None:
    (desk / "corpus" / "on-rain.md").write_text(RETELLING)
    made = plan(desk, PLAIN)
    assert codes(made) == ["T403"]
    assert "--update" in made.findings[0].remedy
    assert made.steps[0].state == "changed"
    with pytest.raises(UsageError, match="not applied"):
        apply(made)
    assert (desk / "corpus" / "on-rain.md").read_text() == RETELLING


def test_an_original_takes_the_place_of_the_retelling_and_ids_stay_by_position(desk: Path) -> None:
    (desk / "corpus" / "on-rain.md").write_text(RETELLING)
    made = plan(desk, PLAIN, update=True)
    [step] = made.steps
    assert made.ready
    assert (step.kept, step.changed, step.added, step.gone) == ((), ("p1", "p2", "p5"), (), ())
    assert "-They ask about rain." in step.diff
    apply(made)
    talk = talks(desk)["on-rain"]
    assert [passage.id for passage in talk.passages] == ["p1", "p2", "p5"]
    assert talk.passages[0].roles == ("question", "marked")
    assert (talk.edition, talk.title, talk.source, talk.publish) == (
        "original",
        "On Rain: a Talk",
        "in.txt",
        False,
    )
    assert (talk.kind, talk.speaker, talk.aim) == ("lesson", "A Teacher", "to be wet")
    assert talk.rights == "not stated; private copy"


def test_what_a_person_wrote_stays_when_the_same_edition_comes_again(desk: Path) -> None:
    apply(plan(desk, PLAIN))
    path = desk / "corpus" / "on-rain.md"
    edited = (
        path.read_text()
        .replace("publish: false", "publish: true # yes")
        .replace("So it falls.", "So it\nfalls.")
    )
    edited = edited.replace("not stated; private copy", "agreed")
    path.write_bytes(edited.replace("\n", "\r\n").encode())
    assert plan(desk, PLAIN).steps[0].state == "unchanged"
    made = plan(desk, PLAIN.replace("It must.", "It must!"), update=True)
    apply(made)
    assert made.steps[0].changed == ("p2",)
    assert path.read_bytes() == edited.replace("It must.", "It must!").replace("\n", "\r\n").encode()


def test_a_paragraph_put_in_gets_a_new_id_and_moves_no_other(desk: Path) -> None:
    apply(plan(desk, PLAIN))
    made = plan(desk, PLAIN.replace("So it falls.", "A new one.\n\nSo it falls."), update=True)
    assert (made.steps[0].kept, made.steps[0].added) == (("p1", "p2", "p3"), ("p4",))
    apply(made)
    assert [(p.id, p.text) for p in talks(desk)["on-rain"].passages][2:] == [
        ("p4", "A new one."),
        ("p3", "So it falls."),
    ]


def test_a_passage_that_goes_is_listed_and_its_id_not_given_again(desk: Path) -> None:
    apply(plan(desk, PLAIN))
    made = plan(desk, PLAIN.replace("\n\nSo it falls.", ""), update=True)
    assert (made.ready, codes(made), made.steps[0].gone) == (True, ["T405"], ("p3",))
    assert "'p3'" in made.findings[0].message
    apply(made)
    path = desk / "in.txt"
    path.write_text(PLAIN)
    again = plan_import([path], desk / "corpus", True, taken=["on-rain#p3", "other#p9"])
    assert again.steps[0].added == ("p4",)


def test_a_talk_with_errors_must_be_mended_first(desk: Path) -> None:
    broken = RETELLING.replace("{: #p2 .answer }\n", "")
    (desk / "corpus" / "on-rain.md").write_text(broken)
    made = plan(desk, PLAIN, update=True)
    assert (made.steps, codes(made)) == ((), ["T408", "T301"])
    (desk / "corpus" / "on-rain.md").unlink()
    (desk / "corpus" / "on-rain.md").symlink_to(desk / "elsewhere.md")
    assert codes(plan(desk, PLAIN, update=True)) == ["S102"]
    assert not (desk / "elsewhere.md").exists()


def test_a_file_of_our_own_format_keeps_its_ids_and_front_matter(desk: Path) -> None:
    apply(plan(desk, RETELLING, name="my-talk.md"))
    talk = talks(desk)["my-talk"]
    assert (talk.title, talk.edition, talk.rights, talk.publish) == ("On rain", "retelling", "CC BY", False)
    assert [passage.id for passage in talk.passages] == ["p1", "p2", "p5"]
    assert talk.passages[0].roles == ("question", "marked")


def test_front_matter_may_be_short_but_not_wrong(desk: Path) -> None:
    made = plan(desk, "---\ntitle: Short\n---\nOne.\n\nTwo.\n{: #p4 }\n", name="Short One.md")
    apply(made)
    assert [passage.id for passage in talks(desk)["short"].passages] == ["p5", "p4"]
    wrong = plan(desk, "---\ntitle: x\ntemplate: y\ndate: 2025-02-29\n---\nOne.\n")
    assert (codes(wrong), wrong.steps) == (["T103", "T104"], ())
    assert codes(plan(desk, "---\ntitle: [a\n---\nOne.\n")) == ["S201"]
    assert codes(plan(desk, "---\nkind: talk\n---\nOne.\n", name="b.md")) == ["T402"]


def test_simple_markdown_is_read_with_several_talks(desk: Path) -> None:
    made = plan(desk, "# One\n\nText.\n\n# Two: more\n\nText *here*.\n", name="x.md")
    assert [(step.talk, step.title) for step in made.steps] == [("one", "One"), ("two", "Two: more")]


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        (" \n\t\n", {}, ["T401"]),
        ("It begins. At once.\n", {}, ["T402"]),
        ("# Alone\n\n# Two\n\nText.\n", {}, ["T401"]),
        ("# Same\n\nOne.\n\n# Same: again\n\nTwo.\n", {}, ["T404"]),
        ("# One\n\nOne.\n\n# Two\n\nTwo.\n", {"talk_id": "x"}, ["T407"]),
        ("# One\n\nOne.\n", {"talk_id": "Not An Id"}, ["T406"]),
        ("Aux\n\nOne.\n", {}, ["T406"]),
        ("# T\n\nOne.\n{: #p1 }\n\nTwo.\n{: #p1 }\n", {}, ["T302"]),
        (b"Caf\xe9\n", {}, ["S106"]),
        ("T\n\nBi\u200bna.\n", {}, ["S303"]),
    ],
)
def test_what_is_said_of_a_file(
    desk: Path, text: str | bytes, more: dict[str, str], expected: list[str]
) -> None:
    assert codes(plan(desk, text, **more)) == expected


def test_a_hebrew_title_takes_the_id_of_its_file_or_asks_for_one(desk: Path) -> None:
    text = "גשם\n\nלמה יורד גשם?\n"
    [step] = plan(desk, text, name="rain.txt").steps
    assert step.talk == "rain"
    assert "language: he" in step.text
    assert codes(plan(desk, text, name="גשם.txt")) == ["T406"]
    given = plan(desk, text, name="גשם.txt", talk_id="geshem", language="yi")
    assert (given.steps[0].talk, codes(given)) == ("geshem", [])
    assert "language: yi" in given.steps[0].text
    with pytest.raises(UsageError, match="no language code"):
        plan(desk, text, language="English")


def test_two_files_of_one_title_name_each_other(desk: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (desk / name).write_text(PLAIN)
    made = plan_import([desk / "a.txt", desk / "b.txt"], desk / "corpus")
    assert codes(made) == ["T404"]
    assert "a.txt:1:1" in made.findings[0].message
    assert made.findings[0].address.file.endswith("b.txt")


def test_a_name_that_differs_in_capitals_alone_is_refused(desk: Path) -> None:
    (desk / "corpus" / "On-Rain.md").write_text(RETELLING)
    assert codes(plan(desk, PLAIN)) == ["T202"]


@pytest.mark.parametrize("name", ["a.txt", "bi\nna.txt", "bi\x1b[31m.txt"])
def test_what_is_no_file_is_refused(desk: Path, name: str) -> None:
    os.mkfifo(desk / name)
    (desk / "out.txt").symlink_to("/etc/hostname")
    made = plan_import([desk / name, desk / "out.txt", desk / "none.txt"], desk / "corpus")
    assert len(made.findings) == 3
    assert not made.ready
    assert all(str(finding).isprintable() for finding in made.findings)


def test_one_error_keeps_all_talks_from_being_written(desk: Path) -> None:
    (desk / "bad.txt").write_bytes(b"\xff\xff\xff")
    (desk / "good.txt").write_text(PLAIN)
    made = plan_import([desk / "bad.txt", desk / "good.txt"], desk / "corpus")
    with pytest.raises(UsageError):
        apply(made)
    assert list((desk / "corpus").iterdir()) == []


def test_a_file_that_changed_meanwhile_is_not_overwritten(desk: Path) -> None:
    made = plan(desk, PLAIN)
    (desk / "corpus" / "on-rain.md").write_text("someone else's")
    with pytest.raises(UsageError, match="has changed since"):
        apply(made)
    assert (desk / "corpus" / "on-rain.md").read_text() == "someone else's"


def test_a_disk_that_fills_leaves_all_as_it_was(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = plan(desk, "# One\n\nText.\n\n# Two\n\nText.\n")
    real, calls = os.fsync, iter([False, True])

    def full(descriptor: int) -> None:
        if next(calls, True):
            raise OSError(28, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        apply(made)
    assert list((desk / "corpus").iterdir()) == []


def test_the_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(PLAIN)
    made = plan_import([tmp_path / "in.txt"], tmp_path / "new" / "corpus")
    assert not (tmp_path / "new").exists()
    apply(made)
    assert (tmp_path / "new" / "corpus" / "on-rain.md").exists()


WORD = st.text(st.sampled_from("abé̄נש\u05b8\u200f“”,-:#{}*<&\\'\""), min_size=1, max_size=8)
PARAGRAPHS = st.lists(
    st.sampled_from(["{: #p9 }", "---", "> x", "1. y", "...", "bina"])
    | st.lists(WORD, min_size=1, max_size=30).map(lambda words: "w" + " ".join(words)),
    min_size=1,
    max_size=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(PARAGRAPHS, st.integers(20, 80), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_any_text_wrapped_at_any_width_comes_back_whole(
    desk: Path, paragraphs: list[str], width: int, newline: str, mark: bool
) -> None:
    ended = [f"{text} ok." if text[0] == "w" else text for text in paragraphs]
    wrapped = [
        "\n".join(textwrap.wrap(t, width, break_long_words=False, break_on_hyphens=False)) for t in ended
    ]
    text = "\n\n".join(["A Title Here: and More", *wrapped]) + "\n"
    data = text.replace("\n", newline).encode()
    for path in (desk / "corpus").iterdir():
        path.unlink()
    apply(plan(desk, b"\xef\xbb\xbf" + data if mark else data))
    talk = talks(desk)["a-title-here"]
    assert [passage.text for passage in talk.passages] == [normalise(text) for text in ended]
    assert [passage.id for passage in talk.passages] == [f"p{n + 1}" for n in range(len(ended))]
    again = plan(desk, text)
    assert [step.state for step in again.steps] == ["unchanged"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=7), min_size=2, max_size=4))
def test_ids_never_repeat_and_words_that_stay_keep_theirs(desk: Path, versions: list[list[str]]) -> None:
    for path in (desk / "corpus").iterdir():
        path.unlink()
    before: list[tuple[str, str]] = []
    for version in versions:
        text = "\n\n".join(["The Title", *(f"Paragraph {word} is here." for word in version)])
        apply(plan(desk, text, update=True))
        now = [(passage.id, passage.text) for passage in talks(desk)["the-title"].passages]
        assert len({name for name, _ in now}) == len(now) == len(version)
        for name, words in before:
            if [text for _, text in now] == [text for _, text in before]:
                assert (name, words) in now
        before = now


def test_a_talk_that_evidence_waits_for_gets_the_ids_it_waits_for(desk: Path) -> None:
    (desk / "in.txt").write_text(PLAIN)
    made = plan_import([desk / "in.txt"], desk / "corpus", taken=["on-rain#p2", "on-rain#p3"])
    assert made.steps[0].added == ("p1", "p2", "p3")
