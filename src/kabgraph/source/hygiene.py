"""Signs that mislead the eye: invisible, reordering or look-alike characters. Pure functions, warnings only.

Honest text is never flagged: Hebrew with its points and marks of direction, Russian, Greek, joiners in
Persian, Hindi or emoji, and units such as ``Δx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kabgraph.model import Finding
from kabgraph.source.locate import Locator
from kabgraph.source.shown import code_point, shown

_MOST = 20  # findings of one code; the last of them says how many more there are

_LATIN = "A-Za-zªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_CYRILLIC = "\u0400-\u0481\u048a-\u052f"
_GREEK = "\u0370-\u0373\u0376\u0377\u037b-\u03ff"
_NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(chr(n << 16 | low) for n in range(17) for low in (0xFFFE, 0xFFFF))

_CLASSES = {
    "S301": re.compile("\ufeff"),
    "S302": re.compile("[\u202a-\u202e\u2066-\u2069]"),
    "S303": re.compile(
        "[\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u115f\u1160\u3164\uffa0\ufff9-\ufffb]"
    ),
    "S304": re.compile("[\U000e0000-\U000e007f]+"),
    "S305": re.compile(f"[{_NO_CHARACTERS}]"),
    "S306": re.compile(
        "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
        "\u06d6-\u06dc\u06df-\u06e4\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{8,}"
    ),
}
_NAMES = {
    "S301": ("byte order mark", "delete it; two files may have been glued together here"),
    "S302": ("direction control", "delete it: it can show words in another order than they are stored"),
    "S303": ("zero-width character", "delete it: it parts a word without being seen"),
    "S304": ("hidden tag character", "delete it: it carries text that nobody sees"),
    "S305": ("noncharacter", "delete it, or type the letter that was meant"),
    "S306": ("heap of combining marks", "delete the marks that do not belong to the letter"),
}
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"  # begins the flags of England, Scotland and Wales, which are spelt with tags

_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}{_GREEK}]{{2,}}")
_IS_LATIN = re.compile(f"[{_LATIN}]")
_IS_OTHER = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_IS_CYRILLIC = re.compile(f"[{_CYRILLIC}]")
_LIKE_LATIN = frozenset("АВЕЅЗІЈКМНОРСТУХҮԌԚԜаеорсухіјѕһԁԛԝѵ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο")
_LIKE_CYRILLIC = frozenset("ABEKMHOPCTXYaeopcxy")

_Hit = tuple[int, str]  # offset, message


def inspect(text: str, file: str, first_line: int = 1) -> list[Finding]:
    """Return a warning for each misleading sign in ``text``, with line, column and code point.

    >>> [str(f.address) for f in inspect("Bina \\u202elowers", "talk.md")]
    ['talk.md:1:6']
    >>> inspect("בִּינָה\\u200f, Бина, Δx", "talk.md")
    []
    """
    if text.isascii():
        return []
    locator = Locator(text, file, first_line)
    findings: list[Finding] = []
    for code, (name, remedy) in _NAMES.items():
        findings += _limited(_signs(text, code, name), locator, code, remedy)
    findings += _limited(_mixed_words(text), locator, "S307", "type the word in one script")
    return sorted(findings)


def _signs(text: str, code: str, name: str) -> Iterator[_Hit]:
    for match in _CLASSES[code].finditer(text):
        sign = match.group()
        before = text[match.start() - 1 : match.start()]
        if sign in _JOINERS and not _joins_letters(before, text[match.end() : match.end() + 1]):
            continue
        if code == "S304" and before == _BLACK_FLAG:
            continue
        count = f", {len(sign)} in a row" if len(sign) > 1 else ""
        yield match.start(), f"{name} {code_point(sign[0])}{count}"


def _joins_letters(before: str, after: str) -> bool:
    """Whether a joiner stands beside a letter of a script that has no use for it."""
    return any(_IS_LATIN.match(char) or _IS_OTHER.match(char) for char in before + after)


def _mixed_words(text: str) -> Iterator[_Hit]:
    if not (_IS_LATIN.search(text) and _IS_OTHER.search(text)):
        return
    for match in _WORD.finditer(text):
        word = match.group()
        if not word.isascii() and (offset := _stranger(word)) is not None:
            sign = word[offset]
            script = "Greek" if "\u0370" <= sign <= "\u03ff" else "Cyrillic" if sign > "\u03ff" else "Latin"
            said = f"mixed scripts in the word {shown(word)}: {code_point(sign)} is a {script} letter"
            yield match.start() + offset, said


def _stranger(word: str) -> int | None:
    """Return where the first look-alike stands in a word of two scripts, None in an honest word.

    A word is taken for an accident when all its letters of one script look like letters of the other.
    """
    latin = {char for char in word if _IS_LATIN.match(char)}
    other = set(word) - latin
    if not latin or not other:
        return None
    if other <= _LIKE_LATIN:
        return next(i for i, char in enumerate(word) if char in other)
    if latin <= _LIKE_CYRILLIC and all(map(_IS_CYRILLIC.match, other)):
        return next(i for i, char in enumerate(word) if char in latin)
    return None


def _limited(hits: Iterator[_Hit], locator: Locator, code: str, remedy: str) -> Iterator[Finding]:
    """Turn hits into findings, at most so many; the rest is counted."""
    kept = [hit for _, hit in zip(range(_MOST), hits, strict=False)]
    more = sum(1 for _ in hits)
    for n, (offset, said) in enumerate(kept, 1):
        tail = f" (and {more} more)" if more and n == len(kept) else ""
        yield Finding(locator.at(offset), code, "warning", said + tail, remedy)
