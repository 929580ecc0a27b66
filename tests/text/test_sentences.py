"""Sentences: what ends one, what does not, and that nothing falls between."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.text import normalise, split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.slice] for span in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("Only one", ["Only one"]),
        ("One. Two.", ["One.", "Two."]),
        ("It ends. and begins small.", ["It ends.", "and begins small."]),
        ("Why? Because! So.", ["Why?", "Because!", "So."]),
        ("He said “so be it.” Then he left.", ["He said “so be it.”", "Then he left."]),
        ("“Why?” he asked. Nobody knew.", ["“Why?” he asked.", "Nobody knew."]),
        ("(It was so.) Then not.", ["(It was so.)", "Then not."]),
        ("Dr. Levi and Mr. Cohen met. They spoke.", ["Dr. Levi and Mr. Cohen met.", "They spoke."]),
        (
            "Some names, e.g. Bina, i.e. one of ten. More.",
            ["Some names, e.g. Bina, i.e. one of ten.", "More."],
        ),
        ("By M. Laitman and J. R. R. Tolkien. End.", ["By M. Laitman and J. R. R. Tolkien.", "End."]),
        ("It is I. You know me.", ["It is I.", "You know me."]),
        (
            "See p. 12 and no. 5. He said no. 'Why' is next.",
            ["See p. 12 and no. 5.", "He said no.", "'Why' is next."],
        ),
        (
            "Songs, psalms, etc. were sung. Then etc. Then more.",
            ["Songs, psalms, etc. were sung.", "Then etc.", "Then more."],
        ),
        ("1. First thing. 2. Second thing.", ["1. First thing.", "2. Second thing."]),
        ("Wait... not yet. Wait… Now.", ["Wait... not yet.", "Wait…", "Now."]),
        ("Item 3.5 and 6:3. a.b is one word.", ["Item 3.5 and 6:3.", "a.b is one word."]),
        ("בינה מורידה חלק. מלכות עולה! למה?", ["בינה מורידה חלק.", "מלכות עולה!", "למה?"]),
        ("Он пришёл, т. е. вернулся. Конец.", ["Он пришёл, т. е. вернулся.", "Конец."]),
        ("... and so it began. Yes.", ["... and so it began.", "Yes."]),
        ("Two  blanks.   Here. ", ["Two  blanks.", "Here."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(st.sampled_from("abcI .?!…\"”)'(1א׃Dr.") | st.characters(codec="utf-8"), max_size=120))
def test_spans_are_in_order_trimmed_and_hold_all_but_blanks(text: str) -> None:
    text = normalise(text)
    spans = split_sentences(text)
    end = 0
    for span in spans:
        assert not text[end : span.start].strip()
        assert text[span.slice] == text[span.slice].strip() != ""
        end = span.end
    assert not text[end:].strip()


@pytest.mark.parametrize("unit", [".", "a.", "a. ", "?!\"' ", "1. ", "Dr. ", ". ", "(", "word "])
def test_cost_is_linear(unit: str) -> None:
    start = time.perf_counter()
    split_sentences(unit * (1_000_000 // len(unit)))
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
