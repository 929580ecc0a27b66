from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.drawing.markup import clean, text, words
from kabgraph.drawing.measure import fit, width, wrap


@given(st.text())
def test_clean_text_is_one_line_that_xml_takes(raw: str) -> None:
    done = clean(raw)
    assert done == clean(done)
    assert not {"Cc", "Cs"} & {unicodedata.category(char) for char in done}
    assert not set(done) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\ufffe\uffff"
    )


@given(st.text(), st.integers(9, 30), st.integers(0, 300))
def test_fitted_text_is_no_wider_than_asked(raw: str, size: int, limit: int) -> None:
    shown = fit(raw, size, limit)
    assert shown == "…" or width(shown, size) <= limit
    assert shown.rstrip("…").strip() in clean(raw)


@given(st.text(), st.integers(20, 300), st.integers(1, 3))
def test_wrapped_text_keeps_its_lines(raw: str, limit: int, lines: int) -> None:
    done = wrap(raw, 18, limit, lines=lines)
    assert 1 <= len(done) <= lines
    assert all(line == "…" or width(line, 18) <= limit for line in done)


def test_width_grows_with_the_text_and_ignores_points() -> None:
    assert width("Bina", 18) < width("Zeir Anpin", 18) < width("equivalence of form", 18)
    assert width("בִּינָה", 18, "native") == width("בינה", 18, "native")


def test_hebrew_says_its_direction_and_keeps_its_side() -> None:
    line = text(10, 20, "בינה", "kg-native", anchor="start", lang="he")
    assert 'lang="he"' in line
    assert 'direction="rtl"' in line
    assert 'unicode-bidi="isolate"' in line
    assert 'text-anchor="end"' in line  # the end of a line from right to left is its left


def test_words_are_escaped() -> None:
    assert (
        words("</text><script>alert('x')</script>") == "&lt;/text&gt;&lt;script&gt;alert('x')&lt;/script&gt;"
    )
