"""Agreement corrected for chance: what must hold for any data, and the same figures by counting all pairs."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import isclose, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph import UsageError
from kabgraph.statistics import Coefficient, cohen_kappa, krippendorff_alpha, observed_agreement
from kabgraph.statistics.agreement import NO_PAIR, ONE_LABEL

LABELS = st.sampled_from(["accepted", "rejected", "implied", None])
PAIRS = st.lists(st.tuples(LABELS, LABELS), max_size=12)
UNITS = st.lists(st.lists(st.none() | st.integers(0, 4), max_size=5), max_size=9)
LEVELS = ("nominal", "ordinal", "interval")


def kappa_by_hand(pairs: list[tuple[str | None, str | None]]) -> float | None:
    """From a full table of proportions, cell by cell."""
    both = [(a, b) for a, b in pairs if a and b]
    labels = sorted({label for pair in both for label in pair})
    table = [[sum(pair == (a, b) for pair in both) / (len(both) or 1) for b in labels] for a in labels]
    agreed = sum(table[i][i] for i in range(len(labels)))
    chance = sum(sum(table[i]) * sum(row[i] for row in table) for i in range(len(labels)))
    return None if not both or isclose(chance, 1) else (agreed - chance) / (1 - chance)


def alpha_by_hand(units: list[list[int | None]], level: str) -> float | None:
    """From every pair of labels, one at a time: those of one thing against those of all things."""
    known = [[label for label in unit if label is not None] for unit in units]
    known = [unit for unit in known if len(unit) > 1]
    pool = sorted(label for unit in known for label in unit)

    def delta(a: int, b: int) -> Fraction:
        if level == "nominal":
            return Fraction(a != b)
        if level == "interval":
            return Fraction(a - b) ** 2
        ends = (
            (pool.index(min(a, b)) + Fraction(pool.count(min(a, b)), 2)),
            (pool.index(max(a, b)) + Fraction(pool.count(max(a, b)), 2)),
        )
        return (ends[1] - ends[0]) ** 2

    expected = sum((delta(a, b) for a, b in combinations(pool, 2)), Fraction())
    observed = sum(
        (sum((delta(a, b) for a, b in combinations(u, 2)), Fraction()) / (len(u) - 1) for u in known),
        Fraction(),
    )
    return float(1 - (len(pool) - 1) * observed / expected) if expected else None


def near(figure: Coefficient, value: float | None) -> bool:
    if figure.value is None or value is None:
        return figure.value is value
    return isclose(figure.value, value, abs_tol=1e-9)


@given(PAIRS)
def test_kappa_is_what_its_table_gives(pairs: list[tuple[str | None, str | None]]) -> None:
    assert near(cohen_kappa(pairs), kappa_by_hand(pairs))


@given(UNITS, st.sampled_from(LEVELS))
def test_alpha_is_what_all_pairs_give(units: list[list[int | None]], level: str) -> None:
    assert near(krippendorff_alpha(units, level), alpha_by_hand(units, level))  # type: ignore[arg-type]


@given(PAIRS)
def test_neither_coder_comes_first(pairs: list[tuple[str | None, str | None]]) -> None:
    turned = [(b, a) for a, b in pairs]
    for figure in (observed_agreement, cohen_kappa, krippendorff_alpha):
        assert figure(pairs) == figure(turned)
        assert figure(pairs) == figure(pairs[::-1])


@given(UNITS, st.data(), st.sampled_from(LEVELS))
def test_alpha_asks_neither_who_nor_in_which_order(
    units: list[list[int | None]], data: st.DataObject, level: str
) -> None:
    shuffled = [data.draw(st.permutations(unit)) for unit in data.draw(st.permutations(units))]
    assert krippendorff_alpha(units, level) == krippendorff_alpha(shuffled, level)  # type: ignore[arg-type]


@given(PAIRS)
def test_names_of_labels_do_not_matter(pairs: list[tuple[str | None, str | None]]) -> None:
    other = {"accepted": 7, "rejected": ("a", "b"), "implied": "x", None: None}
    renamed = [(other[a], other[b]) for a, b in pairs]
    for figure in (observed_agreement, cohen_kappa, krippendorff_alpha):
        assert figure(pairs) == figure(renamed)


@given(st.lists(LABELS.filter(bool), min_size=1))
def test_who_agrees_everywhere_has_one_or_nothing_to_tell(labels: list[str]) -> None:
    pairs = [(label, label) for label in labels]
    assert observed_agreement(pairs).value == 1
    wanted = Coefficient(1.0) if len(set(labels)) > 1 else Coefficient(None, ONE_LABEL)
    assert cohen_kappa(pairs) == krippendorff_alpha(pairs) == wanted


@given(PAIRS, UNITS, st.sampled_from(LEVELS))
def test_figures_keep_their_bounds_and_are_never_nan(
    pairs: list[tuple[str | None, str | None]], units: list[list[int | None]], level: str
) -> None:
    alpha = krippendorff_alpha(units, level)  # type: ignore[arg-type]
    for figure in (observed_agreement(pairs), cohen_kappa(pairs), alpha):
        assert (figure.value is None) == bool(figure.why)
        assert figure.value is None or isfinite(figure.value)
    assert alpha.value is None or -1 < alpha.value <= 1
    kappa = cohen_kappa(pairs).value
    assert kappa is None or -1 <= kappa <= 1


def test_what_is_not_defined_says_why() -> None:
    nothing: list[tuple[str | None, str | None]] = [("accepted", None), (None, None)]
    assert observed_agreement(nothing).why == cohen_kappa(nothing).why == NO_PAIR
    assert krippendorff_alpha(nothing).why == krippendorff_alpha([]).why == NO_PAIR
    assert str(cohen_kappa(nothing)) == "not defined"


def test_one_who_never_varies_can_have_no_kappa_above_zero() -> None:
    pairs = [("yes", "yes")] * 98 + [("yes", "no")] * 2
    assert observed_agreement(pairs).value == 0.98
    assert cohen_kappa(pairs).value == 0


def test_a_level_that_is_not_known_is_refused() -> None:
    with pytest.raises(UsageError, match="use nominal or ordinal or interval"):
        krippendorff_alpha([(1, 2)], "ratio")  # type: ignore[arg-type]
