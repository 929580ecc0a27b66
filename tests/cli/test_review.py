"""Review as a person meets it, in a terminal: one key a decision, saved at once, nothing lost."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import kabgraph

SMALL = Path(__file__).parents[1] / "data" / "small"
ASKED = "q quit"
Review = Callable[..., Any]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def decisions(root: Path, user: str = "ann") -> list[tuple[str, str, str, str]]:
    return [
        (a.anchor.exact, a.concept, a.mode, a.status) for a in kabgraph.load(root).annotations if a.by == user
    ]


@pytest.fixture
def review(terminal: Callable[..., Any], copy: Path) -> Review:
    return lambda *more, **environment: terminal(
        "review", "--root", copy, "--user", "ann", *more, **environment
    )


def test_one_key_decides_and_is_saved_before_the_next_is_asked(copy: Path, review: Review) -> None:
    with review() as terminal:
        first = terminal.wait(ASKED)
        assert "1 of 10, 0 decided. automatic: first#p1, A First Talk (retelling)" in first
        assert (
            "    Question: What do “[[ELE]]” and MA have to do with Malchut? Bina lowers ELE into\n"
            "    Malchut.\n" in first
        )
        assert "Do these words name ELE?\n  -  ELE: The letters that Bina lets down.\n" in first
        terminal.type("a", "2 of 10, 1 decided")
        assert decisions(copy) == [("ELE", "ele", "named", "accepted")]
        terminal.type("r", "3 of 10, 2 decided")
        terminal.type("s", "4 of 10, 3 decided")
        assert [one[3] for one in decisions(copy)] == ["accepted", "rejected", "skipped"]
        assert "taken back: Malchut, skipped" in terminal.type("u", "3 of 10, 2 decided")
        assert "taken back: MA, rejected" in terminal.type("u", "2 of 10, 1 decided")
        assert decisions(copy) == [("ELE", "ele", "named", "accepted")]
        assert not terminal.echoes
        assert terminal.end("q") == 0
        assert terminal.text.endswith("as ann.yaml; 9 left to decide\n")
        assert "1 accepted, saved under " in terminal.text
        assert terminal.echoes


def test_keys_typed_ahead_and_of_other_keyboards_count(copy: Path, review: Review) -> None:
    with review("--talk", "first") as terminal:
        terminal.wait(ASKED)
        terminal.type("שк\x1b[Aы", "4 of 8")
        assert [one[3] for one in decisions(copy)] == ["accepted", "rejected", "skipped"]
        assert "'x' is no key here" in terminal.type("x", "no key here")
        assert "'2' is no key here" in terminal.type("2", "'2' is no key here")
        assert terminal.end("\x04") == 0


def test_correcting_asks_line_by_line(copy: Path, review: Review) -> None:
    with review("--concept", "Malchut") as terminal:
        terminal.wait(ASKED)
        terminal.type("c", "Which concept")
        terminal.type("בינה\n", "Which words")
        terminal.type("with Malchut\n", "n named")
        terminal.type("i\n", "Why")
        assert "corrected: Bina (implied)" in terminal.type("it is =meant=\n", ASKED)
        assert "'Binnah'" in terminal.type("cBinnah\n", "Nothing was")
        assert "does not stand in first#p1" in terminal.type("c\nno such words\n", "Nothing was")
        assert "nothing was changed" in terminal.type("c\n\n\n", "nothing was changed")
        assert terminal.end("q") == 0
    assert decisions(copy) == [
        ("with Malchut", "bina", "implied", "accepted"),
        ("Malchut", "malchut", "named", "rejected"),
    ]
    (note,) = (a.note for a in kabgraph.load(copy).annotations if a.by == "ann" and a.status == "accepted")
    assert note == "it is =meant="


def test_one_of_several_is_chosen_by_its_number(copy: Path, review: Review) -> None:
    talk = copy / "corpus/first.md"
    text = talk.read_text(encoding="utf-8")
    talk.write_text(text.replace("MA have to do", "MA have a filling to do"), encoding="utf-8")
    with review("--sort", "ambiguous") as terminal:
        shown = terminal.wait(ASKED)
        assert "Which do these words name: MA (what) or MA (45)?" in shown
        assert "  1  MA (what): The name of Malchut in its own place.\n  2  MA (45): A filling" in shown
        assert "choose one of them" in terminal.type("a", "Nothing was saved.")
        assert terminal.end("2") == 0
    assert decisions(copy) == [("MA", "ma45", "named", "accepted")]


def test_what_is_lost_proposed_and_weak_says_what_it_asks(copy: Path, review: Review) -> None:
    talk = copy / "corpus/first.md"
    text = talk.read_text(encoding="utf-8").replace("lowers ELE into Malchut", "lowered ELE into Malchut")
    talk.write_text(text.replace("A control group", "One control group"), encoding="utf-8")
    second = copy / "corpus/annotations/second/editors.yaml"
    text = second.read_text(encoding="utf-8").replace("status: accepted", "status: proposed")
    second.write_text(text, encoding="utf-8")
    with review() as terminal:
        shown = terminal.wait(ASKED)
        assert "proposed: second#p1, A Second Talk\n" in shown
        assert "editors proposes that these words picture Malchut (what is corrected is the desire)." in shown
        shown = terminal.type("a", ASKED)
        assert "lost: first#p1" in shown
        assert "    A have to do with Malchut? Bina [[lowers ELE into Malchut]].\n" in shown
        assert "Proposed, in first#p1:\n" in shown
        assert (
            "Bina [[lowered ELE into\n    Malchut.]]\n" in shown or "[[lowered ELE into Malchut.]]" in shown
        )
        shown = terminal.type("a", ASKED)
        assert "weak: first#p2" in shown
        assert "Are they still meant?" in shown
        assert terminal.end("q") == 0
    answers = {a.replaces: (a.status, a.state) for a in kabgraph.load(copy).annotations if a.by == "ann"}
    assert answers == {"a-7qe2hbxd": ("accepted", "exact"), "a-max3zaej": ("accepted", "exact")}


@pytest.mark.parametrize("keys", ["\x03", "c\x03", "cBina\n\x03"])
def test_ctrl_c_loses_nothing_and_ends_with_130(copy: Path, review: Review, keys: str) -> None:
    with review() as terminal:
        terminal.wait(ASKED)
        terminal.type("a", "2 of 10")
        if keys[:-1]:
            terminal.type(keys[:-1], "Which words" if "\n" in keys else "Which concept")
        assert terminal.end(keys[-1]) == 130
        assert terminal.echoes
        assert "Traceback" not in terminal.text
        assert "1 accepted, saved under" in terminal.text
    assert decisions(copy) == [("ELE", "ele", "named", "accepted")]


def test_killed_it_has_lost_nothing_and_stopped_it_leaves_the_terminal_right(
    copy: Path, review: Review
) -> None:
    for number, end in ((signal.SIGTERM, 143), (signal.SIGKILL, -9)):
        with review() as terminal:
            terminal.wait(ASKED)
            terminal.type("a", "1 decided")
            terminal.process.send_signal(number)
            assert terminal.end() == end
            assert terminal.echoes == (number == signal.SIGTERM)
    assert len(decisions(copy)) == 2
    assert [f.code for f in kabgraph.load(copy).check()] == []


def test_a_terminal_without_single_keys_takes_lines(copy: Path, review: Review) -> None:
    with review(TERM="dumb") as terminal:
        assert "then Enter" in terminal.wait("then Enter")
        terminal.type("a\n", "2 of 10, 1 decided")
        terminal.type("\nq", "q")
        assert terminal.end("\n") == 0
        assert "\x1b" not in terminal.raw


def test_no_color_leaves_no_colour_and_narrow_terminals_do(copy: Path, review: Review) -> None:
    with review(width=32, NO_COLOR="1") as terminal:
        shown = terminal.wait(ASKED)
        assert not [
            code for code in terminal.raw.split("\x1b[")[1:] if code.startswith("3") and code[1] in "01234567"
        ]
        assert max(map(len, shown.splitlines())) <= 32
        assert terminal.end("q") == 0


def test_hebrew_and_what_looks_like_markup_is_shown_as_it_stands(copy: Path, review: Review) -> None:
    ontology = copy / "concepts.yaml"
    text = ontology.read_text(encoding="utf-8")
    text = text.replace("definition: The desire to receive.", 'definition: "[bold]רצון[/bold] :smile:"')
    ontology.write_text(text, encoding="utf-8")
    talk = copy / "corpus/first.md"
    words = talk.read_text(encoding="utf-8").replace("to do with Malchut?", "to do with [red]מלכות[/red]?")
    talk.write_text(words, encoding="utf-8")
    with review("--concept", "מלכות") as terminal:
        shown = terminal.wait(ASKED)
        assert "[red][[מלכות]][/red]?" in shown
        assert "[bold]רצון[/bold] :smile:" in shown
        assert terminal.end("q") == 0


def test_a_record_changed_meanwhile_is_asked_again(copy: Path, review: Review) -> None:
    with review() as terminal:
        terminal.wait(ASKED)
        terminal.type("a", "2 of 10")
        path = copy / "corpus/annotations/first/ann.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("status: accepted", "status: rejected"))
        assert "changed meanwhile" in terminal.type("u", ASKED)
        assert terminal.end("q") == 0
    assert decisions(copy) == [("ELE", "ele", "named", "rejected")]
