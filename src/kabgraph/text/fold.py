"""Folding: one text for finding, with a map back to the text that is shown.

What folds: letter case, curly quotes and primes (to straight ones), hyphens between words (to a
blank), Hebrew niqqud and cantillation, gershayim between letters, soft hyphens, zero-width and bidi
marks (to nothing). Folding never shows: offsets go back through the map.
"""

from __future__ import annotations

from dataclasses import dataclass

from kabgraph.model import Span

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
    visible = [
        (i, char) for i, char in enumerate(text) if char not in _INVISIBLE and char not in _HEBREW_MARKS
    ]
    last = len(visible) - 1
    for n, (i, char) in enumerate(visible):
        inner = 0 < n < last and visible[n - 1][1].isalnum() and visible[n + 1][1].isalnum()
        end = i + 1
        while end < len(text) and text[end] in _HEBREW_MARKS:
            end += 1
        for folded in _fold_char(char, inner):
            letters.append(folded)
            starts.append(i)
            ends.append(end)
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _fold_char(char: str, inner: bool) -> str:
    """Fold one visible character; ``inner`` says that it stands between two letters."""
    if char in _APOSTROPHES:
        return "'"
    if char in _QUOTES:
        return "" if inner else '"'
    if char in _HYPHENS:
        return " " if inner else "-"
    return char.casefold()
