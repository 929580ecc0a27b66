"""Anchoring: only a verbatim quote with its context is placed, whatever is done to the text."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.annotations import CONTEXT, Placing, place, text_hash
from kabgraph.model import Address, Anchor, AnchorState, Passage, Span, TalkId
from kabgraph.text import normalise, split_sentences

TEXT = (
    "Bina lets down a part of herself, the letters ELE of the name Elokim, as far as Malchut. "
    "Malchut then rises into Bina, and her name changes from MA to MI."
)


def passage(text: str, id_: str = "p1") -> Passage:
    return Passage(TalkId("talk"), id_, text, 1, (), split_sentences(text), Address("talk.md"))


def anchor(text: str, start: int, end: int, id_: str = "p1") -> Anchor:
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return Anchor(id_, text[start:end], before, after, start, end, text_hash(text))


def on(words: str, text: str = TEXT) -> Anchor:
    at = text.index(words)
    return anchor(text, at, at + len(words))


def test_an_untouched_passage_is_exact() -> None:
    made = on("the letters ELE")
    assert place(made, [passage(TEXT)]) == Placing("exact", Span(made.start, made.end))


def test_a_wrong_hint_is_not_trusted() -> None:
    made = on("the letters ELE")
    placed = place(replace(made, start=0, end=15), [passage(TEXT)])
    assert placed == Placing("shifted", Span(made.start, made.end))


@pytest.mark.parametrize(
    ("words", "old", "new", "state"),
    [
        ("the letters ELE", "Bina lets", "So Bina lets", "shifted"),
        ("the letters ELE", "herself, ", "herself: ", "weak"),  # the suffix alone still stands
        ("ELE", "the letters ELE of the name Elokim", "ELE", "changed"),  # thin context
        ("Malchut", TEXT, "Malchut, and Malchut again.", "ambiguous"),
        ("the letters ELE of the name", "letters ELE", "letter ELE", "changed"),  # only much alike
        ("ELE", "ELE", "of it", "orphan"),
        ("the letters ELE of the name", TEXT, "Nothing of it is left.", "orphan"),
    ],
)
def test_an_edit_leaves_a_known_state(words: str, old: str, new: str, state: AnchorState) -> None:
    placed = place(on(words), [passage(TEXT.replace(old, new))])
    assert placed.state == state
    assert (placed.span is not None) == (state in ("shifted", "weak"))


def test_words_in_another_passage_are_a_candidate_only() -> None:
    placed = place(on("the letters ELE"), [passage("Gone."), passage(TEXT, "p2")])
    assert (placed.state, placed.span) == ("moved?", None)
    assert placed.near == ("talk#p2", Span(34, 49))


def test_a_passage_that_is_gone_leaves_an_orphan() -> None:
    assert place(on("ELE"), []) == Placing("orphan")


def test_a_doubled_sentence_is_never_chosen_by_its_order() -> None:
    sentence = "Bina gives to the group as it asks. "
    made = on("gives", f"{sentence}Then it rests.")
    placed = place(made, [passage(sentence * 2 + "Then it rests.")])
    assert placed.span is None


WORDS = st.sampled_from(["Bina", "Malchut", "ELE", "gives", "to", "the", "group", "רוח", "é", "𝒜."])
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@st.composite
def edited(draw: st.DrawFn) -> tuple[Anchor, str]:
    text = draw(TEXTS)
    start = draw(st.integers(0, len(text) - 1))
    made = anchor(text, start, draw(st.integers(start + 1, min(len(text), start + 30))))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        until = draw(st.integers(at, min(len(text), at + 20)))
        text = normalise(text[:at] + draw(st.one_of(st.just(""), TEXTS)) + text[until:])
    return made, text


@given(edited())
def test_whatever_is_edited_a_placed_slice_equals_its_quote(case: tuple[Anchor, str]) -> None:
    made, text = case
    here, other = passage(text), passage("Something else.", "p2")
    placed = place(made, [here, other])
    assert placed.state in get_args(AnchorState)
    assert (placed.span is not None) == (placed.state in ("exact", "shifted", "weak"))
    if placed.span is not None:
        assert text[placed.span.slice] == made.exact
    if placed.state == "exact":
        assert (placed.span, made.text) == (Span(made.start, made.end), text_hash(text))
    if placed.state == "orphan":
        assert made.exact not in text
