"""One spelling for every text: NFC, each run of white space as one blank, trimmed."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_LONG_RUN = re.compile(r"[^\w\s]{64,}")


def normalise(raw: str) -> str:
    """Return ``raw`` in NFC with each run of white space as one blank, and without blanks at its ends.

    >>> normalise("lower part \\n of Bina ")
    'lower part of Bina'
    """
    if not raw.isascii():
        raw = normalize("NFC", _LONG_RUN.sub(_ordered, raw))
    return " ".join(raw.split())


def _ordered(match: re.Match[str]) -> str:
    """Put the marks of a long run in canonical order: NFC alone takes the square of its length."""
    ordered: list[str] = []
    marks: list[str] = []
    for char in match.group():
        if combining(char):
            marks.append(char)
        else:
            ordered += [*sorted(marks, key=combining), char]
            marks.clear()
    return "".join(ordered + sorted(marks, key=combining))
