"""Gematria: the sum of the letters of a Hebrew spelling, each by its standard value."""

from __future__ import annotations

from unicodedata import normalize

_PLAIN = "אבגדהוזחטיכלמנסעפצקרשת"
_UNITS, _TENS, _HUNDREDS = range(1, 10), range(10, 100, 10), range(100, 401, 100)
_FINALS = dict(zip("ךםןףץ", "כמנפצ", strict=True))
_VALUES = dict(zip(_PLAIN, (*_UNITS, *_TENS, *_HUNDREDS), strict=True))
_VALUES |= {final: _VALUES[plain] for final, plain in _FINALS.items()}


def letter_sum(text: str) -> int:
    """Add up the values of the Hebrew letters in ``text``; a final letter counts as its plain one.

    All else, points and accents among it, counts nothing.

    >>> letter_sum("יהוה"), letter_sum("אלהים")
    (26, 86)
    >>> letter_sum("יוד הא ואו הא"), letter_sum("יוד הי ואו הי")
    (45, 63)

    A spelling in print for 63, with both Heys filled by Hey and Vav by Yod, falls one short:

    >>> letter_sum("יוד הה ויו הה")
    62
    """
    return sum(_VALUES.get(char, 0) for char in normalize("NFKD", text))
