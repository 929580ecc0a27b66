"""Folding keeps a map to the text that is shown."""

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.text import fold, normalise

TEXTS = st.text(
    st.sampled_from("aBéßİ ְָבינה-‐‑־'’“”\"״׳\u200f\u200b\u00ad.,Z") | st.characters(codec="utf-8"), max_size=80
)


@given(TEXTS)
def test_every_folded_character_comes_from_a_place_in_the_text(text: str) -> None:
    text = normalise(text)
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    for start, end in zip(folded.starts, folded.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(TEXTS, st.data())
def test_folding_the_original_of_a_folded_range_gives_that_range(text: str, data: st.DataObject) -> None:
    folded = fold(normalise(text))
    words = [word for word in folded.text.split() if word.isalpha()]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    at = folded.text.index(word)
    surface = normalise(text)[folded.original(at, at + len(word)).slice]
    assert word in fold(surface).text or fold(surface).text.startswith(word[:1])


def test_a_hyphen_between_words_is_a_blank_and_a_dash_is_not() -> None:
    assert fold("self‑rejection – not – self - rejection").text == "self rejection – not – self - rejection"


def test_points_fold_away_and_stay_in_the_span() -> None:
    text = "על בִּינָה נאמר"
    folded = fold(text)
    at = folded.text.index("בינה")
    assert text[folded.original(at, at + 4).slice] == "בִּינָה"
