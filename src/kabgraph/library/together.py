"""Together: whether a sentence, a passage, a talk or a run of words names several concepts."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias

from kabgraph.errors import UsageError
from kabgraph.model import Mention, Passage

Scope: TypeAlias = Literal["sentence", "passage", "talk"]
Within: TypeAlias = Scope | int
SCOPES: tuple[Scope, ...] = ("sentence", "passage", "talk")
WORD = re.compile(r"\S+")
"""A word is what stands between two blanks."""


def check_within(within: object) -> None:
    """Refuse what is neither a scope nor a number of words.

    Raises:
        UsageError: it names what may be used.
    """
    words = isinstance(within, int) and not isinstance(within, bool)
    if within not in SCOPES and not (words and isinstance(within, int) and within > 0):
        raise UsageError(
            f"unknown within={within!r}", "use 'sentence', 'passage' or 'talk', or a number of words"
        )


def named_together(
    passage: Passage,
    talk: Sequence[Passage],
    concepts: Sequence[str],
    within: Within,
    table: Mapping[str, Sequence[Mention]],
    *,
    ordered: bool = False,
) -> bool:
    """Whether ``passage``, of ``talk``, names all ``concepts``; ``table`` has the mentions by passage.

    Within a talk the passage must name one of them, and the talk's passages all. Within a number of words
    some run of so many words in the passage holds a mention of each. ``ordered``: they follow one another
    as given, and none overlaps the next.
    """
    here = table.get(passage.ref, ())
    if not concepts:
        return True
    if within == "talk":
        there = any(mention.concept in concepts for mention in here)
        return there and _holds([m for p in talk for m in table.get(p.ref, ())], concepts, ordered, talk)
    asked = set(concepts)
    here = [mention for mention in here if mention.concept in asked]
    if within == "passage":
        return _holds(here, concepts, ordered)
    if within == "sentence":
        runs: Iterable[Sequence[Mention]] = (
            [mention for mention in here if sentence.contains(mention.span)] for sentence in passage.sentences
        )
    else:
        runs = _runs(passage.text, here, within)
    return any(_holds(run, concepts, ordered) for run in runs)


def _holds(
    mentions: Sequence[Mention], concepts: Sequence[str], ordered: bool, talk: Sequence[Passage] = ()
) -> bool:
    """Whether the mentions name all concepts; ``ordered``: by a chain in which each begins after the last."""
    if not ordered:
        return {mention.concept for mention in mentions}.issuperset(concepts)
    place = {passage.ref: number for number, passage in enumerate(talk)}
    end = (0, 0)
    for concept in concepts:
        # Of all mentions that may come next the one that ends first leaves most room to the others.
        after = ((place.get(m.passage, 0), m.start, m.end) for m in mentions if m.concept == concept)
        ends = [(number, stop) for number, start, stop in after if (number, start) >= end]
        if not ends:
            return False
        end = min(ends)
    return True


def _runs(text: str, mentions: Sequence[Mention], words: int) -> Iterable[Sequence[Mention]]:
    """For each mention: those that begin no earlier, and end within so many words from its first."""
    starts = [word.start() for word in WORD.finditer(text)]
    first = {mention: bisect_right(starts, mention.start) for mention in mentions}
    last = {mention: bisect_right(starts, mention.end - 1) for mention in mentions}
    for one in mentions:
        yield [m for m in mentions if m.start >= one.start and last[m] < first[one] + words]
