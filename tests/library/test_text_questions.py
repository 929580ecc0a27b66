"""What the texts say, counted anew by brute force."""

from __future__ import annotations

import math
import re
from itertools import pairwise, product

import pytest

from kabgraph import AmbiguousNameError, Library, UnknownNameError, UsageError
from kabgraph.library.quotes import is_name
from kabgraph.library.together import WORD
from kabgraph.model import Mention

PAIRS = [("Bina", "Malchut"), ("MAN", "Malchut"), ("Light", "desire"), ("ELE", "MI"), ("group", "Creator")]


def names(library: Library, concept: str) -> list[Mention]:
    id_ = library[concept].id
    return [m for m in library.mentions if m.concept == id_ and is_name(m)]


def words_between(library: Library, one: Mention, other: Mention) -> int:
    """The number of words from the first of either to the last of either."""
    text = library.passage(one.passage).text
    start, end = min(one.start, other.start), max(one.end, other.end)
    return sum(1 for word in WORD.finditer(text) if word.end() > start and word.start() < end)


@pytest.mark.parametrize(("one", "other"), PAIRS)
@pytest.mark.parametrize("words", [1, 3, 8, 500])
def test_within_so_many_words(library: Library, one: str, other: str, words: int) -> None:
    near = {
        a.passage
        for a, b in product(names(library, one), names(library, other))
        if a.passage == b.passage and words_between(library, a, b) <= words
    }
    found = library.passages(one, other, within=words)
    assert {p.ref for p in found} == near
    assert library.passages(other, one, within=words) == found
    in_order = {
        a.passage
        for a, b in product(names(library, one), names(library, other))
        if a.passage == b.passage and a.end <= b.start and words_between(library, a, b) <= words
    }
    assert {p.ref for p in library.passages(one, other, within=words, ordered=True)} == in_order


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_within_a_sentence_in_order(library: Library, one: str, other: str) -> None:
    near = {
        a.passage
        for a, b in product(names(library, one), names(library, other))
        if a.passage == b.passage
        and a.end <= b.start
        and any(s.contains(a.span) and s.contains(b.span) for s in library.passage(a.passage).sentences)
    }
    assert {p.ref for p in library.passages(one, other, within="sentence", ordered=True)} == near
    assert near <= {p.ref for p in library.passages(one, other, within="sentence")}


def test_in_order_over_a_talk(small: Library) -> None:
    assert [p.ref for p in small.passages("ELE", "group", within="talk", ordered=True)] == [
        "first#p1",
        "first#p2",
    ]
    assert not small.passages("group", "ELE", within="talk", ordered=True)


def test_three_concepts_in_order(library: Library) -> None:
    for passage in library.passages("Bina", "ELE", "Malchut", within="passage", ordered=True):
        here = [m for m in library.mentions_in(passage.ref) if is_name(m)]
        assert any(
            a.end <= b.start and b.end <= c.start
            for a, b, c in product(here, here, here)
            if (a.concept, b.concept, c.concept) == ("bina", "ele", "malchut")
        )


@pytest.mark.parametrize("within", ["page", 0, -1, True, 2.5, None])
def test_a_scope_that_there_is_not(small: Library, within: object) -> None:
    with pytest.raises(UsageError, match="'sentence', 'passage' or 'talk', or a number of words"):
        small.passages("Bina", within=within)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", [0, 1, 6, 1000])
def test_a_line_is_a_piece_of_its_passage(library: Library, words: int) -> None:
    lines = library.kwic("ELE", words=words)
    assert [line.mention for line in lines] == names(library, "ELE")
    for line in lines:
        text = library.passage(line.passage).text
        whole = line.left + line.hit + line.right
        start = line.mention.start - len(line.left)
        assert text[start : start + len(whole)] == whole
        assert line.hit == text[line.mention.start : line.mention.end]
        for side in (line.left, line.right):
            assert len(side.split()) <= words
        if words == 1000:
            assert whole == text


def test_lines_in_other_orders(library: Library) -> None:
    lines = library.kwic("Light")
    for sort in ("left", "hit", "right"):
        ordered = library.kwic("Light", sort=sort)  # type: ignore[arg-type]
        assert sorted(map(repr, ordered)) == sorted(map(repr, lines))
    rights = [re.findall(r"[a-z]+", line.right.lower())[:2] for line in library.kwic("Light", sort="right")]
    assert rights == sorted(rights)
    lefts = [re.findall(r"[a-z]+", line.left.lower())[:-2:-1] for line in library.kwic("Light", sort="left")]
    assert lefts == sorted(lefts)
    with pytest.raises(UsageError, match="'text', 'left', 'hit', 'right'"):
        library.kwic("Light", sort="middle")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="words=0 or more"):
        library.kwic("Light", words=-1)


@pytest.mark.parametrize("ask", ["kwic", "dispersion", "collocates", "over_talks", "neighborhood"])
def test_names_that_are_none_or_several(library: Library, ask: str) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'ELE'"):
        getattr(library, ask)("ELL")
    with pytest.raises(AmbiguousNameError, match="ma_what or ma45"):
        getattr(library, ask)("MA")


def test_dispersion_over_the_talks(library: Library) -> None:
    (row,) = library.dispersion("Light")
    counts = {talk.id: 0 for talk in library.talks}
    for mention in names(library, "Light"):
        counts[mention.talk] += 1
    assert (row.n, row.range) == (sum(counts.values()), sum(1 for n in counts.values() if n))
    words = {t.id: sum(len(p.text.split()) for p in t.passages) for t in library.talks}
    whole = sum(words.values())
    dp = sum(abs(counts[t] / row.n - words[t] / whole) for t in counts) / 2
    assert row.dp == pytest.approx(dp)
    assert set(row.evidence) == {m.passage for m in names(library, "Light")}
    assert {r.concept for r in library.dispersion()} == {m.concept for m in library.mentions if is_name(m)}


def test_keyness_against_the_rest(library: Library) -> None:
    rows = library.keyness("place-of-residence")
    assert all(one.g2 >= other.g2 for one, other in pairwise(rows))
    by_concept = {row.concept: row for row in rows}
    row = by_concept["group"]
    a = sum(1 for m in names(library, "group") if m.talk == "place-of-residence")
    b = len(names(library, "group")) - a
    assert (row.count, row.rest) == (a, b)
    c, d = row.words, row.rest_words
    assert c + d == sum(t.words for t in library.talks)
    assert row.log_ratio == pytest.approx(math.log2((a / c) / (b / d)))
    observed = [[a, b], [c - a, d - b]]
    g2 = 0.0
    for r in range(2):
        for s in range(2):
            expected = sum(observed[r]) * (c, d)[s] / (c + d)
            g2 += 2 * observed[r][s] * math.log(observed[r][s] / expected)
    assert row.g2 == pytest.approx(g2)
    assert all(ref.startswith("place-of-residence#") for ref in row.evidence)
    with pytest.raises(UnknownNameError, match="did you mean 'place-of-residence'"):
        library.keyness("place-of-residense")


@pytest.mark.parametrize("within", ["sentence", "passage", "talk"])
def test_collocates_counted_anew(library: Library, within: str) -> None:
    units: list[set[str]] = []
    for talk in library.talks:
        found = [m for p in talk.passages for m in library.mentions_in(p.ref) if is_name(m) and m.concept]
        if within == "talk":
            units.append({m.concept or "" for m in found})
        for passage in talk.passages:
            here = [m for m in found if m.passage == passage.ref]
            if within == "passage":
                units.append({m.concept or "" for m in here})
            if within == "sentence":
                units += [{m.concept or "" for m in here if s.contains(m.span)} for s in passage.sentences]
    rows = library.collocates("Light", within=within)  # type: ignore[arg-type]
    joint = {c: sum(1 for u in units if {"light", c} <= u) for c in library.ontology.concepts}
    assert {row.concept: row.joint for row in rows} == {
        c: n for c, n in joint.items() if n >= 2 and c != "light"
    }
    for row in rows:
        own = sum(1 for u in units if "light" in u)
        other = sum(1 for u in units if row.concept in u)
        assert (row.own, row.other, row.units) == (own, other, len(units))
        assert row.pmi == pytest.approx(math.log2(row.joint * len(units) / (own * other)))
        assert row.evidence


def test_collocates_with_a_wrong_option(small: Library) -> None:
    with pytest.raises(UsageError, match="'sentence', 'passage' or 'talk'"):
        small.collocates("Bina", within="word")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="min_count=1 or more"):
        small.collocates("Bina", min_count=0)


def test_change_over_the_talks(library: Library) -> None:
    rows = library.over_talks("Bina")
    assert [row.number for row in rows] == list(range(1, len(library.talks) + 1))
    assert sum(row.n for row in rows) == len(names(library, "Bina"))
    kinds = [library.talk(row.talk).kind for row in rows]
    assert kinds == sorted(kinds, key=lambda kind: kind != "lesson")
    for row in rows:
        assert row.per_thousand == pytest.approx(1000 * row.n / library.talk(row.talk).words)


def test_a_small_n_and_a_retelling_are_said(small: Library, library: Library) -> None:
    (row,) = small.dispersion("Bina")
    assert row.caution == "n is 2, under 5, so it says little; the wording counted is a retelling’s"
    assert f"({row.caution})" in repr(small.dispersion("Bina"))
    assert "caution" in small.dispersion("Bina").columns
    assert library.dispersion("Bina")[0].caution == "the wording counted is in part a retelling’s"
    lesson = next(row for row in library.over_talks("Bina") if row.n >= 5)
    assert (lesson.edition, lesson.caution) == ("original", "")


def test_what_a_person_marked_counts_when_asked(small: Library) -> None:
    assert len(small.kwic("Bina", implied=True)) == len(small["Bina"].mentions) >= len(small.kwic("Bina"))
    assert "n = " in repr(small.dispersion("Bina", implied=True))
