"""Finding: labels in text, as whole words, in the case that their rule asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, MatchKind

from kabgraph.mentions.context import Context, is_word_char
from kabgraph.mentions.lexicon import Entry, Lexicon, build_lexicon
from kabgraph.mentions.selection import Hit, select
from kabgraph.model import Label, Mention, Ontology, Passage, Span
from kabgraph.text import normalise

# One-letter Hebrew particles written onto the next word; two may stand together.
_HEBREW_PREFIXES = frozenset("הובלמשכ")
_PREFIX_LENGTH = 2
_PREFIXED_FROM = 3


class Finder:
    """The matching policy, made ready for one ontology.

    **Longest, then leftmost.** Text and labels are folded (``kabgraph.text.fold``). All overlapping
    hits are taken; each must stand as whole words, in its case (codes of up to four capitals exactly
    as written), where its context rules allow it. Then the longest hit wins, of equal ones the
    leftmost; a hit inside a winner is kept as contained and not counted; a stop phrase wins and
    names nothing. A span that several concepts share stays ambiguous, with its candidates, unless
    a context rule that asks for something decides, or one label alone is written just so.
    """

    def __init__(self, ontology: Ontology) -> None:
        self._lexicon: Lexicon = build_lexicon(ontology)
        # Overlapping hits first, the word test after: leftmost-longest in the automaton would let a
        # longer non-word hide a word.
        self._automaton = AhoCorasick(list(self._lexicon.forms), matchkind=MatchKind.Standard)

    def find(self, passages: Iterable[Passage]) -> tuple[Mention, ...]:
        """Find the mentions of all passages, in order; ``contained`` ones are marked, not left out."""
        passages = list(passages)
        common = _common_words(passages)
        return tuple(mention for passage in passages for mention in self._in_passage(passage, common))

    def _in_passage(self, passage: Passage, common: frozenset[str]) -> Iterator[Mention]:
        if not self._lexicon.forms or not passage.text:
            return
        context = Context(passage)
        hits: dict[Span, dict[Entry, None]] = defaultdict(dict)
        for form, start, end in self._automaton.find_matches_as_indexes(
            context.folded.text, overlapping=True
        ):
            entries = self._lexicon.entries[form]
            span = context.folded.original(start, end)
            if not entries and context.is_word(start, end):
                hits[span] = {}
            for entry in entries:
                if self._passes(entry, context, start, end, span, common):
                    hits[span][entry] = None
        found = [Hit(span, tuple(entries)) for span, entries in hits.items()]
        yield from select(found, passage)

    def _passes(
        self, entry: Entry, context: Context, start: int, end: int, span: Span, common: frozenset[str]
    ) -> bool:
        return (
            self._stands_alone(entry.label, context, start, end)
            and _case_holds(entry, context, start, context.text[span.slice], common)
            and context.allows(start, end, entry.blocks, entry.asks)
        )

    def _stands_alone(self, label: Label, context: Context, start: int, end: int) -> bool:
        if context.is_word(start, end):
            return True
        if label.language != "he" or end - start < _PREFIXED_FROM:
            return False
        text = context.folded.text
        if end < len(text) and is_word_char(text[end]):
            return False
        first = start
        while first and is_word_char(text[first - 1]):
            first -= 1
        prefix = text[first:start]
        return (
            len(prefix) <= _PREFIX_LENGTH
            and _HEBREW_PREFIXES.issuperset(prefix)
            and text[first:end] not in self._lexicon.known
        )


def _common_words(passages: Iterable[Passage]) -> frozenset[str]:
    """Words that the texts also write small: at a sentence start their capital says nothing."""
    words: set[str] = set()
    for passage in passages:
        words.update(word.strip(".,;:!?\"'()[]“”‘’") for word in passage.text.split() if word.islower())
    return frozenset(words)


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _case_holds(entry: Entry, context: Context, start: int, surface: str, common: frozenset[str]) -> bool:
    label = normalise(entry.label.text)
    if entry.case == "any":
        return True
    if entry.case == "exact":
        return _letters(surface) == _letters(label)
    pairs = zip(label.replace("-", " ").split(), surface.replace("-", " ").split(), strict=False)
    as_written = all(a[0].isupper() == b[0].isupper() for a, b in pairs)
    if not as_written and not surface.isupper():
        return False
    lone_start = " " not in label and context.starts_sentence(start) and not surface.isupper()
    return not (lone_start and surface.lower() in common)
