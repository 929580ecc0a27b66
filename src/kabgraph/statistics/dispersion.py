"""Dispersion: how evenly something is spread over the parts of a corpus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Spread:
    """The dispersion of one thing; ``dp`` and ``dp_norm`` are None where they are not defined."""

    range: int
    dp: float | None
    dp_norm: float | None


def spread(counts: Sequence[int], sizes: Sequence[int]) -> Spread:
    """Return range, Gries' DP and its normalised form; ``counts`` and ``sizes`` are by part, in one order.

    ``range`` is the number of parts in which the thing occurs. ``DP = 1/2 sum over parts i of |v_i - s_i|``:
    s_i is the share of part i in the whole, v_i its share of the occurrences. 0 says that each part holds
    just its due; near 1, that all stand in a small part. S. Th. Gries, Dispersions and adjusted frequencies
    in corpora, International Journal of Corpus Linguistics 13 (2008), 403-437.

    ``DPnorm = DP / (1 - min s_i)`` reaches 1 whatever the sizes. J. Lijffijt and S. Th. Gries, Correction to
    the former, International Journal of Corpus Linguistics 17 (2012), 147-149.

    DP is not defined without an occurrence, DPnorm neither where there is only one part. Parts without a
    word count nowhere. The sums are exact fractions, so the order of the parts changes nothing.

    Two parts of a quarter and three quarters; half of four occurrences in each:

    >>> spread([2, 2], [100, 300])
    Spread(range=2, dp=0.25, dp_norm=0.3333333333333333)
    >>> spread([0, 0], [100, 300])
    Spread(range=0, dp=None, dp_norm=None)
    """
    parts = [(count, size) for count, size in zip(counts, sizes, strict=True) if size]
    total, whole = sum(count for count, _ in parts), sum(size for _, size in parts)
    reached = sum(count > 0 for count, _ in parts)
    if not total:
        return Spread(reached, None, None)
    shares = [Fraction(size, whole) for _, size in parts]
    pairs = zip(parts, shares, strict=True)
    dp = sum((abs(Fraction(count, total) - share) for (count, _), share in pairs), Fraction()) / 2
    room = 1 - min(shares)
    return Spread(reached, float(dp), float(dp / room) if room else None)
