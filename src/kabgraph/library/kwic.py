"""KWIC: a concept's mentions as key words in their context, one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from kabgraph.errors import UsageError
from kabgraph.library.shapes import shaped
from kabgraph.library.together import WORD
from kabgraph.model import Edition, Mention, Passage, PassageRef, Talk
from kabgraph.text import folded

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks

KwicOrder = Literal["text", "left", "hit", "right"]
_WIDEST = 90
_LETTERS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A mention with the words about it, as they stand: ``left + hit + right`` is a piece of its passage."""

    mention: Mention
    left: str
    right: str
    edition: Edition

    @property
    def hit(self) -> str:
        """The words of the mention."""
        return self.mention.surface

    @property
    def concept(self) -> str | None:
        """The id of the concept."""
        return self.mention.concept

    @property
    def passage(self) -> PassageRef:
        """The ref of its passage."""
        return self.mention.passage

    @property
    def talk(self) -> str:
        """The id of its talk."""
        return self.mention.talk

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """Where it stands."""
        return (self.mention.passage,)


def kwic_lines(
    mentions: Iterable[Mention],
    passages: Mapping[str, Passage],
    talks: Mapping[str, Talk],
    words: int,
    sort: KwicOrder,
) -> list[KwicLine]:
    """Return the mentions with up to ``words`` words either side, in their passages.

    Raises:
        UsageError: ``words`` is less than 0, or ``sort`` no order.
    """
    if isinstance(words, bool) or words < 0:
        raise UsageError(f"words={words!r} is no number of words", "use words=0 or more")
    if sort not in _ORDERS:
        raise UsageError(f"unknown sort={sort!r}", f"use {', '.join(map(repr, get_args(KwicOrder)))}")
    lines = [_line(m, passages[m.passage].text, words, talks[m.talk].edition) for m in mentions]
    order = _ORDERS[sort]
    return sorted(lines, key=order) if order else lines


def _line(mention: Mention, text: str, words: int, edition: Edition) -> KwicLine:
    before = [word.start() for word in WORD.finditer(text[: mention.start])]
    after = [mention.end + word.end() for word in WORD.finditer(text[mention.end :])]
    start = before[-words:][0] if before and words else mention.start
    end = after[:words][-1] if after and words else mention.end
    return KwicLine(mention, text[start : mention.start], text[mention.end : end], edition)


def _key(text: str) -> list[str]:
    """The words of a text as they are ordered: without case and punctuation."""
    return _LETTERS.findall(folded(text))


_ORDERS: dict[str, Callable[[KwicLine], Any] | None] = {
    "text": None,
    "left": lambda line: _key(line.left)[::-1],  # the nearest word counts first
    "hit": lambda line: (_key(line.hit), _key(line.right)),
    "right": lambda line: _key(line.right),
}


def describer(lines: Iterable[KwicLine]) -> Callable[[KwicLine], str]:
    """Return how to write lines so that their hits stand below one another, as wide as they need."""
    known = list(lines)
    left = min(max((len(line.left) for line in known), default=0), _WIDEST)
    right = min(max((len(line.right) for line in known), default=0), _WIDEST)

    def describe(line: KwicLine) -> str:
        edition = "" if line.edition == "original" else f", {line.edition}"
        before, after = line.left[-_WIDEST:].rjust(left), line.right[:_WIDEST].ljust(right)
        return f"{before}[{line.hit}]{after}  {line.passage}{edition}"

    return describe


@shaped(
    KwicLine,
    *("passage", "start", "end", "left", "hit", "right", "concept", "mode", "edition"),
    ties=lambda line: [
        (line.passage, line.concept or "", f"{_layer(line)}.{line.mention.start}-{line.mention.end}")
    ],
)
def _row(line: KwicLine, _: Asks) -> tuple[Any, ...]:
    mention = line.mention
    place = (line.passage, mention.start, mention.end)
    return *place, line.left, line.hit, line.right, line.concept, mention.mode, line.edition


def _layer(line: KwicLine) -> str:
    return "mention" if line.mention.mode == "named" else line.mention.mode
