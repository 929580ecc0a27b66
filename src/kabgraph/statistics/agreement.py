"""Agreement between people who label the same things: observed, and corrected for chance.

A label is any hashable value; None says that there is none, and what lacks a label is left out.
All sums are exact fractions, so no figure depends on the order of its data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal, TypeAlias

from kabgraph.errors import UsageError

Level = Literal["nominal", "ordinal", "interval"]
Pair: TypeAlias = tuple[Hashable | None, Hashable | None]
_Difference: TypeAlias = Callable[[Any, Any], Fraction]

NO_PAIR = "no two people labelled the same thing"
ONE_LABEL = "all gave one and the same label, so that chance alone would agree as well"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """A figure of agreement; where it is not defined ``value`` is None, and ``why`` says so in words.

    >>> print(Coefficient(0.4), Coefficient(-0.001), Coefficient(None, "nothing was labelled"))
    0.40 0.00 not defined
    """

    value: float | None
    why: str = ""

    def __str__(self) -> str:
        return "not defined" if self.value is None else f"{self.value:z.2f}"


def observed_agreement(pairs: Iterable[Pair]) -> Coefficient:
    """Return the share of pairs whose two labels are equal.

    ``p_o = agreed / n``, where n is the number of pairs that have both labels. It makes no allowance for
    chance. Not defined without such a pair.

    >>> observed_agreement([("yes", "yes"), ("yes", "no"), ("no", None)]).value
    0.5
    >>> observed_agreement([("yes", None)])
    Coefficient(value=None, why='no two people labelled the same thing')
    """
    both = _labelled(pairs)
    if not both:
        return Coefficient(None, NO_PAIR)
    return Coefficient(sum(one == other for one, other in both) / len(both))


def cohen_kappa(pairs: Iterable[Pair]) -> Coefficient:
    """Return Cohen's kappa of two coders, for labels without an order.

    ``kappa = (p_o - p_e) / (1 - p_e)``: p_o is the observed agreement, ``p_e = sum over labels c of
    (n_1c / n) (n_2c / n)`` the agreement by chance if each coder kept to their own shares of the labels.
    1 is full agreement, 0 what chance would give, -1 the least there can be. J. Cohen, A coefficient of
    agreement for nominal scales, Educational and Psychological Measurement 20 (1960), 37-46.

    Pairs that lack a label are left out. Not defined without a pair, nor where both gave one and the same
    label throughout: then p_e is 1.

    Of 50 things both call 20 good and 15 bad, one alone calls 5 good, the other alone 10. So p_o is 0.7,
    p_e is (25/50) (30/50) + (25/50) (20/50) = 0.5, and kappa is 0.2 / 0.5:

    >>> pairs = [("good", "good")] * 20 + [("bad", "bad")] * 15
    >>> cohen_kappa(pairs + [("good", "bad")] * 5 + [("bad", "good")] * 10).value
    0.4
    >>> cohen_kappa([("good", "good")] * 3).why
    'all gave one and the same label, so that chance alone would agree as well'
    """
    both = _labelled(pairs)
    if not both:
        return Coefficient(None, NO_PAIR)
    count = len(both)
    ones, others = Counter(one for one, _ in both), Counter(other for _, other in both)
    agreed = Fraction(sum(one == other for one, other in both), count)
    chance = Fraction(sum(ones[label] * others[label] for label in ones), count**2)
    if chance == 1:
        return Coefficient(None, ONE_LABEL)
    return Coefficient(float((agreed - chance) / (1 - chance)))


def krippendorff_alpha(units: Iterable[Sequence[Hashable | None]], level: Level = "nominal") -> Coefficient:
    """Return Krippendorff's alpha of any number of coders; a unit holds the labels of one thing.

    ``alpha = 1 - D_o / D_e``, with ``D_o = 1/n sum over units u of (sum over ordered pairs of labels in u of
    delta) / (m_u - 1)`` and ``D_e = 1 / (n (n - 1)) sum over labels c, k of n_c n_k delta(c, k)``: m_u is the
    number of labels in u, n_c how often c was given, n how many labels were given in all. Units with fewer
    than two labels count nowhere. K. Krippendorff, Content Analysis, 2nd ed. (2004), chapter 11, and
    Computing Krippendorff's Alpha-Reliability (2011).

    ``level`` says how far two labels differ: ``nominal``, 0 or 1; ``ordinal``, by the ranks between them,
    squared; ``interval``, by their distance, squared. The last two take numbers. 1 is full agreement, 0 what
    chance would give; alpha lies above -1. Not defined without a unit of two labels, nor where all labels
    are one: then D_e is 0.

    Raises:
        UsageError: there is no such level.

    The example of the paper of 2011: four coders, twelve things, some labels missing.

    >>> a = [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None]
    >>> b = [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3]
    >>> c = [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None]
    >>> d = [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None]
    >>> units = list(zip(a, b, c, d))
    >>> [round(krippendorff_alpha(units, level).value, 3) for level in ("nominal", "ordinal", "interval")]
    [0.743, 0.815, 0.849]
    >>> krippendorff_alpha([(1, None), (None, 2)])
    Coefficient(value=None, why='no two people labelled the same thing')
    """
    if level not in _DIFFERENCES:
        raise UsageError(f"unknown level {level!r}", f"use {' or '.join(_DIFFERENCES)}")
    given = [Counter(label for label in unit if label is not None) for unit in units]
    pairable = [labels for labels in given if labels.total() > 1]
    if not pairable:
        return Coefficient(None, NO_PAIR)
    totals = sum(pairable, Counter[Any]())
    difference = _DIFFERENCES[level](totals)
    expected = _differing(totals, difference)
    if not expected:
        return Coefficient(None, ONE_LABEL)
    observed = sum(_differing(labels, difference) / (labels.total() - 1) for labels in pairable)
    return Coefficient(float(1 - (totals.total() - 1) * observed / expected))


def _labelled(pairs: Iterable[Pair]) -> list[tuple[Hashable, Hashable]]:
    return [(one, other) for one, other in pairs if one is not None and other is not None]


def _differing(labels: Counter[Any], difference: _Difference) -> Fraction:
    """The differences of all ordered pairs of labels, added up."""
    return sum((labels[c] * labels[k] * difference(c, k) for c in labels for k in labels), Fraction())


def _nominal(_: Counter[Any]) -> _Difference:
    return lambda c, k: Fraction(c != k)


def _ordinal(totals: Counter[Any]) -> _Difference:
    def difference(c: Any, k: Any) -> Fraction:
        low, high = sorted((c, k))
        between = sum(count for label, count in totals.items() if low <= label <= high)
        return (between - Fraction(totals[c] + totals[k], 2)) ** 2

    return difference


def _interval(_: Counter[Any]) -> _Difference:
    return lambda c, k: (Fraction(c) - Fraction(k)) ** 2


_DIFFERENCES: dict[str, Callable[[Counter[Any]], _Difference]] = {
    "nominal": _nominal,
    "ordinal": _ordinal,
    "interval": _interval,
}
