"""Association: whether two things meet, or one stands in a text, more often than chance would have it."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contingency:
    """How often both, only the one, only the other and neither of two things is observed.

    >>> Contingency.of(joint=4, one=5, other=8, total=20)
    Contingency(both=4, only_one=1, only_other=4, neither=11)
    """

    both: int
    only_one: int
    only_other: int
    neither: int

    @classmethod
    def of(cls, *, joint: int, one: int, other: int, total: int) -> Contingency:
        """Return the table of two things found ``one`` and ``other`` times, ``joint`` of them together."""
        return cls(joint, one - joint, other - joint, total - one - other + joint)

    @property
    def total(self) -> int:
        """How many were looked at."""
        return self.both + self.only_one + self.only_other + self.neither

    @property
    def expected(self) -> tuple[float, float, float, float]:
        """What the four would be if neither thing knew of the other: row sum times column sum over all."""
        one, other, total = self.both + self.only_one, self.both + self.only_other, self.total
        rows, columns = (one, total - one), (other, total - other)
        cells = [row * column / total for row in rows for column in columns]
        return cells[0], cells[1], cells[2], cells[3]


def log_likelihood(table: Contingency) -> float:
    """Return the log-likelihood ratio G2 of a table of two by two.

    ``G2 = 2 sum over the four cells of O ln(O / E)``: O is what is observed, E what chance would give; a cell
    without an observation adds nothing. It says how sure an association is, not how strong, and is as high
    for two things that shun each other. T. Dunning, Accurate methods for the statistics of surprise and
    coincidence, Computational Linguistics 19 (1993), 61-74.

    >>> round(log_likelihood(Contingency(4, 1, 4, 11)), 3)
    4.519
    """
    observed = (table.both, table.only_one, table.only_other, table.neither)
    pairs = zip(observed, table.expected, strict=True)
    # What is observed as expected gives 0; a rounding error must not make it less.
    return max(2 * math.fsum(o * math.log(o / e) for o, e in pairs if o), 0.0)


def mutual_information(table: Contingency) -> float | None:
    """Return the pointwise mutual information of two things, in bits; None where they never meet.

    ``PMI = log2(O / E)`` of the cell of both. 0 is what chance gives, 1 twice as often. It favours what is
    rare, so read it beside G2 and the joint frequency. K. W. Church and P. Hanks, Word association norms,
    mutual information, and lexicography, Computational Linguistics 16 (1990), 22-29.

    >>> mutual_information(Contingency(4, 1, 4, 11))
    1.0
    """
    return math.log2(table.both / table.expected[0]) if table.both else None


def log_ratio(count: int, size: int, other: int, other_size: int) -> float | None:
    """Return the binary logarithm of how much more frequent something is in one text than in another.

    ``log2((count / size) / (other / other_size))``; a count of 0 is taken as 0.5. 1 is twice as frequent, -1
    half as frequent. None where a text is empty, or the thing is in neither. A. Hardie, Log Ratio: an
    informal introduction, Centre for Corpus Approaches to Social Science, Lancaster (2014).

    >>> log_ratio(8, 1000, 4, 2000), log_ratio(1, 1000, 0, 1000)
    (2.0, 1.0)
    """
    if not (size and other_size and (count or other)):
        return None
    return math.log2(((count or 0.5) * other_size) / ((other or 0.5) * size))
