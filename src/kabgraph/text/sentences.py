"""Where sentences begin and end, without leaning on capitals."""

from __future__ import annotations

import re

from kabgraph.model import Span

_END = re.compile(r"[.?!…׃]++[\"'”’»״)\]]*+")
_GAP = re.compile(r"\s++")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_REACH = 24  # no abbreviation is longer

_ALWAYS = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "rev", "hon", "e.g", "i.e", "cf", "vs", "viz"})
_BEFORE_NUMBER = frozenset({"p", "pp", "no", "nos", "ch", "vol", "fig", "v", "vv", "para", "par", "art"})
_BEFORE_SMALL = frozenset({"etc", "jr", "sr", "a.m", "p.m", "al", "approx", "inc", "ltd"})


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of ``text`` in order: trimmed spans that hold all of it but the blanks between.

    A full stop, question or exclamation mark ends a sentence when a blank follows it, or follows the
    quotes and brackets it closes. The next word may be written small. Abbreviations, initials, list
    numbers and an ellipsis before a small letter end nothing.

    >>> text = "Ask Dr. Levi. we see. (So it is.) Good"
    >>> [text[span.slice] for span in split_sentences(text)]
    ['Ask Dr. Levi.', 'we see.', '(So it is.)', 'Good']
    """
    spans: list[Span] = []
    start = _past_blanks(text, 0)
    for mark in _END.finditer(text):
        end = mark.end()
        following = _past_blanks(text, end)
        if end < following < len(text) and _is_end(text, start, mark, following):
            spans.append(Span(start, end))
            start = following
    end = len(text.rstrip())
    if start < end:
        spans.append(Span(start, end))
    return tuple(spans)


def _past_blanks(text: str, offset: int) -> int:
    gap = _GAP.match(text, offset)
    return gap.end() if gap else offset


def _is_end(text: str, start: int, mark: re.Match[str], following: int) -> bool:
    """Whether the punctuation ``mark`` closes the sentence that began at ``start``."""
    sign = mark.group().rstrip("\"'”’»״)]")
    small = text[following].islower()
    if mark.start() - start < 8 and not any(char.isalpha() for char in text[start : mark.start()]):
        return False  # a list number, or dots before the first word
    if small and (sign.endswith(("..", "…")) or (sign[-1] in "?!" and sign != mark.group())):
        return False  # the sentence goes on after a pause, or after quoted speech
    return sign != "." or not _is_abbreviation(text, mark.start(), following)


def _is_abbreviation(text: str, stop: int, following: int) -> bool:
    """Whether the word before the full stop at ``stop`` is cut short by it."""
    before = text[max(0, stop - _REACH) : stop].split()
    word = before[-1].lstrip("\"'“‘«״([") if before and not text[stop - 1].isspace() else ""
    folded = word.lower()
    if folded in _ALWAYS:
        return True
    if folded in _BEFORE_NUMBER and text[following].isdigit():
        return True
    if (folded in _BEFORE_SMALL or _DOTTED.fullmatch(word)) and text[following].islower():
        return True
    return _is_initial(word)


def _is_initial(word: str) -> bool:
    """Whether ``word`` is one letter that stands for a name; in Latin only a capital, and not ``I``."""
    if len(word) != 1 or not word.isalpha():
        return False
    return word != "I" and not ("a" <= word <= "z")
