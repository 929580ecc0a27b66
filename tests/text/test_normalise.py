"""One spelling for every text, at a cost that does not explode."""

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.text import normalise

TEXTS = st.text(
    st.sampled_from("ab é\n\t \u0301\u0316\u05b4שׁ\u00a0\u200f") | st.characters(codec="utf-8"), max_size=60
)


@given(TEXTS)
def test_it_is_nfc_trimmed_and_stays_as_it_is(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once == once.strip()
    assert unicodedata.is_normalized("NFC", once)
    assert once.split(" ") == once.split() or once == ""


@given(
    st.lists(st.sampled_from("\u0301\u0316\u05b4\u0327\u034f\u0344-a"), min_size=60, max_size=200),
    st.sampled_from("aé"),
)
def test_long_runs_of_marks_come_out_as_nfc_has_them(marks: list[str], letter: str) -> None:
    text = letter + "".join(marks)
    assert normalise(text) == unicodedata.normalize("NFC", text)


def test_a_heap_of_marks_costs_no_more_than_its_length() -> None:
    start = time.perf_counter()
    normalise("a" + "\u0301\u0316" * 500_000)
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours


def test_presentation_forms_and_points_become_plain_letters() -> None:
    assert normalise("\ufb31\u05b4\u05d9") == "\u05d1\u05b4\u05bc\u05d9"
    assert (
        len(
            {
                normalise(text)
                for text in (
                    "\u05e9\u05bc\u05c1\u05b8",
                    "\u05e9\u05c1\u05bc\u05b8",
                    "\u05e9\u05b8\u05bc\u05c1",
                )
            }
        )
        == 1
    )
