"""Estimate how wide a text will be set, so that a layout needs no font and no browser."""

from __future__ import annotations

import unicodedata
from typing import Literal

from kabgraph.drawing.markup import JOINERS, clean

Face = Literal["serif", "italic", "strong", "sans", "native"]
CUT = "…"

# Advance widths in thousandths of the size, rounded up: a text serif, then Hebrew.
_WIDTHS = {
    char: width
    for width, chars in (
        (240, " '’‘"),
        (300, "|!"),
        (320, ".,:;-·"),
        (340, "ilj`[]\\/"),
        (370, "ft(){}I"),
        (400, 'J?"'),
        (470, "rs“”*"),
        (540, "acez0123456789$S_–+=<>^~"),
        (600, "gokqvxyPZb#"),
        (650, "dhmnpuBCETFLé"),
        (740, "ADGKORUVXYNQ&"),
        (840, "wHMm@—…"),
        (960, "mM%"),
        (1010, "W"),
        (300, "וזין׳"),
        (380, "גנ״"),
        (490, "בדךכלסעףפץצקר"),
        (550, "אהחטםמת"),
        (620, "ש"),
    )
    for char in chars
}
_OTHER, _WIDE = 660, 1000
_SCALE: dict[Face, int] = {"serif": 1000, "italic": 960, "strong": 1030, "sans": 900, "native": 1000}


def width(text: str, size: int, face: Face = "serif") -> int:
    """Return the estimated width of ``text`` in whole pixels, rather too wide than too narrow.

    >>> width("Bina", 18), width("בינה", 15, "native")
    (40, 26)
    """
    total = sum(_advance(char) for char in text)
    return -(-total * size * _SCALE[face] // 1_000_000)


def _advance(char: str) -> int:
    known = _WIDTHS.get(char)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return _WIDE if unicodedata.east_asian_width(char) in ("W", "F") else _OTHER


def fit(text: str, size: int, limit: int, face: Face = "serif") -> str:
    """Return ``text`` cleaned, and cut with an ellipsis where it is wider than ``limit``.

    >>> fit("the interconnection of all degrees", 18, 150)
    'the interconne…'
    """
    whole = clean(text)
    if width(whole, size, face) <= limit:
        return whole
    room = limit * 1_000_000 // (size * _SCALE[face]) - _advance(CUT)
    end, used = 0, 0
    while end < len(whole) and used + _advance(whole[end]) <= room:
        used += _advance(whole[end])
        end += 1
    while end and (unicodedata.combining(whole[end]) or whole[end - 1] in JOINERS):
        end -= 1  # a letter goes with the marks that stand on it
    return whole[:end].rstrip() + CUT


def wrap(text: str, size: int, limit: int, face: Face = "serif", lines: int = 2) -> tuple[str, ...]:
    """Return ``text`` in at most ``lines`` lines no wider than ``limit``; the last one may be cut.

    >>> wrap("the upper world", 18, 100)
    ('the upper', 'world')
    """
    if width(clean(text), size, face) <= limit:
        return (clean(text),)
    rest = clean(text).split(" ")
    done: list[str] = []
    while rest and len(done) < lines - 1:
        count = 1
        while count < len(rest) and width(" ".join(rest[: count + 1]), size, face) <= limit:
            count += 1
        done.append(fit(" ".join(rest[:count]), size, limit, face))
        rest = rest[count:]
    if rest:
        done.append(fit(" ".join(rest), size, limit, face))
    return tuple(done)
