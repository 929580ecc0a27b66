"""Folding: one text for finding, with a map back to the text that is shown.

What folds: letter case, curly quotes and primes (to straight ones), hyphens between words (to a
blank), Hebrew niqqud and cantillation, gershayim between letters, soft hyphens, zero-width and bidi
marks (to nothing). Folding never shows: offsets go back through the map.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kabgraph.model import Span
from kabgraph.text.normalise import normalise

_APOSTROPHES = frozenset("'’‘ʼ′׳`´")
_QUOTES = frozenset('"“”„‟″״')
_HYPHENS = frozenset("-‐‑־")
# Soft hyphen, grapheme joiner, zero-width characters, bidi marks and controls, byte order mark.
_INVISIBLE = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
# Hebrew points and accents; maqaf (05BE), paseq (05C0), sof pasuq (05C3), nun hafukha (05C6) are not marks.
_HEBREW_MARKS = frozenset(map(chr, {*range(0x0591, 0x05C8)} - {0x05BE, 0x05C0, 0x05C3, 0x05C6}))
_SPECIAL = re.compile(
    "[" + re.escape("".join(_APOSTROPHES | _QUOTES | _HYPHENS | _INVISIBLE | _HEBREW_MARKS)) + "]"
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; its character ``i`` came from the original's ``starts[i]:ends[i]``."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> Span:
        """Map the folded range ``start:end`` (not empty) back; a letter keeps the points below it.

        >>> folded = fold("the ‘Zeir-Anpin’")
        >>> at = folded.text.index("zeir anpin")
        >>> "the ‘Zeir-Anpin’"[folded.original(at, at + len("zeir anpin")).slice]
        'Zeir-Anpin'
        """
        return Span(self.starts[start], self.ends[end - 1])


def fold(text: str) -> Folded:
    """Fold ``text`` for finding; cost is linear.

    >>> fold("HaVaYaH’s בִּינָה").text
    "havayah's בינה"
    >>> fold('הוי"ה, Z"A').text
    'הויה, za'
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for special in _SPECIAL.finditer(text):
        _take_plain(text, at, special.start(), letters, starts, ends)
        at = special.end()
        if special.group() in _HEBREW_MARKS:
            if ends and ends[-1] == special.start():
                ends[-1] = at  # a point belongs to the letter above it
        elif folded := _fold_sign(text, special.start()):
            letters.append(folded)
            starts.append(special.start())
            ends.append(at)
    _take_plain(text, at, len(text), letters, starts, ends)
    return Folded("".join(letters), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A label or phrase as it is looked for: in normal form, folded.

    >>> folded("  Zeir-Anpin ")
    'zeir anpin'
    """
    return fold(normalise(text)).text


def _take_plain(
    text: str, start: int, end: int, letters: list[str], starts: list[int], ends: list[int]
) -> None:
    """Add a stretch without signs; character by character only where folding changes its length."""
    folded = text[start:end].casefold()
    if len(folded) == end - start:
        letters.append(folded)
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))
        return
    for i in range(start, end):
        char = text[i].casefold()
        letters.append(char)
        starts.extend([i] * len(char))
        ends.extend([i + 1] * len(char))


def _fold_sign(text: str, at: int) -> str:
    """Fold a quote, a hyphen or an invisible character; between two letters it joins or parts them."""
    char = text[at]
    if char in _INVISIBLE:
        return ""
    if char in _APOSTROPHES:
        return "'"
    inner = _is_letter(text, at, -1) and _is_letter(text, at, 1)
    if char in _QUOTES:
        return "" if inner else '"'
    return " " if inner else "-"


def _is_letter(text: str, at: int, step: int) -> bool:
    """Whether the next visible character in that direction is a letter or digit."""
    at += step
    while 0 <= at < len(text) and (text[at] in _INVISIBLE or text[at] in _HEBREW_MARKS):
        at += step
    return 0 <= at < len(text) and text[at].isalnum()
