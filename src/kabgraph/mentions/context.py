"""Context rules: whether the words about a hit allow it."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable

from kabgraph.mentions.lexicon import is_code
from kabgraph.model import ContextRule, Passage
from kabgraph.text import Folded, fold, folded

_BETWEEN = " \"'([,"


def is_word_char(char: str) -> bool:
    """Whether a character continues a word; marks of all scripts do."""
    return char.isalnum() or char == "_" or unicodedata.category(char).startswith("M")


class Context:
    """One passage, folded, with what its rules have asked of it so far.

    Answers are kept by phrase, so that many hits in one long passage cost one search a phrase.
    """

    def __init__(self, passage: Passage) -> None:
        self.text = passage.text
        self.folded: Folded = fold(passage.text)
        starts = self.folded.starts
        self._sentences = [bisect_left(starts, sentence.start) for sentence in passage.sentences]
        self._sentence_starts = frozenset(self._first_letter(at) for at in self._sentences)
        self._seen: dict[str, list[int]] = {}

    def _first_letter(self, at: int) -> int:
        text = self.folded.text
        while at < len(text) and not text[at].isalnum():
            at += 1
        return at

    def starts_sentence(self, start: int) -> bool:
        """Whether the folded offset is the first letter of a sentence."""
        return start in self._sentence_starts

    def is_word(self, start: int, end: int) -> bool:
        """Whether the folded range stands as whole words."""
        text = self.folded.text
        return not (start and is_word_char(text[start - 1])) and not (
            end < len(text) and is_word_char(text[end])
        )

    def allows(
        self, start: int, end: int, blocks: Iterable[ContextRule], asks: tuple[ContextRule, ...]
    ) -> bool:
        """No rule of ``blocks`` speaks against the hit; one of ``asks``, if there are any, speaks for it."""
        if any(
            self._follows(start, rule.not_after) or self._precedes(end, rule.not_before) for rule in blocks
        ):
            return False
        return not asks or any(self.holds(start, end, rule) for rule in asks)

    def holds(self, start: int, end: int, rule: ContextRule) -> bool:
        """Whether all that the rule asks for stands about the hit."""
        return (
            (not rule.needs or self._has(start, end, rule))
            and (not rule.after or self._follows(start, rule.after))
            and (not rule.before or self._precedes(end, rule.before))
        )

    def _has(self, start: int, end: int, rule: ContextRule) -> bool:
        low, high = 0, len(self.folded.text)
        if rule.within == "sentence":
            n = bisect_left(self._sentences, start + 1) - 1
            low = self._sentences[n]
            high = self._sentences[n + 1] if n + 1 < len(self._sentences) else high
        return any(self._occurs(phrase, start, end, low, high) for phrase in rule.needs)

    def _occurs(self, phrase: str, start: int, end: int, low: int, high: int) -> bool:
        """Whether the phrase stands in ``low:high``, outside the hit itself."""
        found = self._positions(phrase)
        length = len(folded(phrase))
        inside = found[bisect_left(found, low) : bisect_left(found, high)]
        # Only the hit's own words can hide the phrase, so its first and last place tell.
        return any(at + length <= start or at >= end for at in (*inside[:1], *inside[-1:]))

    def _positions(self, phrase: str) -> list[int]:
        if phrase not in self._seen:
            self._seen[phrase] = list(self._search(phrase))
        return self._seen[phrase]

    def _search(self, phrase: str) -> Iterable[int]:
        needle = folded(phrase)
        at = self.folded.text.find(needle) if needle else -1
        while at >= 0:
            if self.is_word(at, at + len(needle)) and self._case_holds(phrase, at, at + len(needle)):
                yield at
            at = self.folded.text.find(needle, at + 1)

    def _case_holds(self, phrase: str, start: int, end: int) -> bool:
        surface = self.text[self.folded.original(start, end).slice]
        return not is_code(phrase) or surface.isupper()

    def _follows(self, start: int, phrases: tuple[str, ...]) -> bool:
        """Whether one of the phrases stands directly before the hit."""
        before = self.folded.text[max(0, start - 80) : start].rstrip(_BETWEEN)
        return any(
            before.endswith(needle)
            and not (before[: -len(needle)] and is_word_char(before[-len(needle) - 1]))
            for needle in map(folded, phrases)
        )

    def _precedes(self, end: int, phrases: tuple[str, ...]) -> bool:
        """Whether one of the phrases stands directly after the hit."""
        after = self.folded.text[end : end + 80].lstrip(" \"')],")
        return any(
            after.startswith(needle) and not (after[len(needle) :] and is_word_char(after[len(needle)]))
            for needle in map(folded, phrases)
        )
