"""Association measures against a published library, and against their definitions."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.statistics import Contingency, log_likelihood, log_ratio, mutual_information

CELLS = st.tuples(*[st.integers(0, 300)] * 4).filter(
    lambda c: all((c[0] + c[1], c[2] + c[3], c[0] + c[2], c[1] + c[3]))
)
TALKS = st.tuples(st.integers(0, 50), st.integers(51, 5000), st.integers(0, 50), st.integers(51, 5000))


def scored(frame: dict[str, list[int]], *measures: str) -> dict[str, float]:
    oracle = pytest.importorskip("association_measures.measures")
    pandas = pytest.importorskip("pandas")
    found = oracle.score(pandas.DataFrame(frame), measures=list(measures), digits=None, freq=False)
    return {name: float(found[name].iloc[0]) for name in measures}


@given(CELLS)
def test_g2_and_pmi_are_what_another_library_finds(cells: tuple[int, int, int, int]) -> None:
    table = Contingency(*cells)
    frame = {f"O{n}": [count] for n, count in zip((11, 12, 21, 22), cells, strict=True)}
    other = scored(frame, "log_likelihood", "mutual_information")
    assert log_likelihood(table) == pytest.approx(abs(other["log_likelihood"]), abs=1e-7)
    found = mutual_information(table)
    if table.both:
        # The other one's logarithm is to ten.
        assert found == pytest.approx(other["mutual_information"] * math.log2(10), abs=1e-9)
    else:
        assert found is None


@given(TALKS)
def test_the_log_ratio_is_what_another_library_finds(talks: tuple[int, int, int, int]) -> None:
    count, size, other, other_size = talks
    found = log_ratio(count, size, other, other_size)
    if not count and not other:
        assert found is None
        return
    oracle = pytest.importorskip("association_measures.measures")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"O11": [count], "O21": [other], "R1": [size], "R2": [other_size]})
    wanted = float(oracle.log_ratio(frame, disc=0.5, discounting="Hardie2014").iloc[0])
    assert found == pytest.approx(wanted, abs=1e-9)


@given(CELLS)
def test_g2_is_twice_the_gain_in_likelihood(cells: tuple[int, int, int, int]) -> None:
    """The ratio itself: how much likelier the counts are with two rates than with one."""

    def likelihood(successes: int, trials: int, rate: float) -> float:
        terms = ((successes, rate), (trials - successes, 1 - rate))
        return sum(count * math.log(p) for count, p in terms if count)

    a, b, c, d = cells
    one, other, rate = a / (a + b), c / (c + d), (a + c) / sum(cells)
    apart = likelihood(a, a + b, one) + likelihood(c, c + d, other)
    together = likelihood(a, a + b, rate) + likelihood(c, c + d, rate)
    assert log_likelihood(Contingency(*cells)) == pytest.approx(2 * (apart - together), abs=1e-6)


def test_nothing_to_compare_is_not_a_number() -> None:
    assert log_ratio(0, 100, 0, 100) is None
    assert log_ratio(3, 0, 1, 100) is None
