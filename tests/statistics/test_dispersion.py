"""Dispersion against two independent counts: a published library, and the definition in plain floats."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.statistics import spread

PARTS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 2000)), min_size=1, max_size=12)


@given(PARTS)
def test_dp_is_what_its_definition_says(parts: list[tuple[int, int]]) -> None:
    counts, sizes = zip(*parts, strict=True)
    found = spread(counts, sizes)
    assert found.range == sum(1 for count in counts if count)
    if not sum(counts):
        assert (found.dp, found.dp_norm) == (None, None)
        return
    shares = [size / sum(sizes) for size in sizes]
    wanted = sum(abs(c / sum(counts) - s) for c, s in zip(counts, shares, strict=True)) / 2
    assert found.dp == pytest.approx(wanted, abs=1e-12)
    assert 0 <= (found.dp or 0) <= 1
    if len(parts) > 1:
        assert found.dp_norm == pytest.approx(wanted / (1 - min(shares)), abs=1e-9)


@given(PARTS.filter(lambda parts: len(parts) > 1 and any(count for count, _ in parts)))
def test_dp_is_what_another_library_finds(parts: list[tuple[int, int]]) -> None:
    oracle = pytest.importorskip("corpus_dispersion")
    counts, sizes = zip(*parts, strict=True)
    other = oracle.CorpusWordAnalyzer(
        v=list(counts), corpus_part_sizes_words=list(sizes), total_corpus_words=sum(sizes)
    ).calculate_all_metrics()
    found = spread(counts, sizes)
    assert found.range == other.range
    assert found.dp == pytest.approx(other.dp, abs=1e-9)
    assert found.dp_norm == pytest.approx(other.dp_norm, abs=1e-9)


def test_gries_own_example() -> None:
    """The corpus of five parts in the paper of 2008, in which ``a`` stands 15 times."""
    assert spread([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]).dp == pytest.approx(0.18)


def test_one_part_has_no_normal_form_and_empty_parts_count_nowhere() -> None:
    assert spread([4], [100]).dp_norm is None
    assert spread([2, 0, 2], [100, 0, 300]) == spread([2, 2], [100, 300])
