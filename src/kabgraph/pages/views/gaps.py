"""Sentences with a gap: a term taken out of a sentence that names it, and terms that do not fit there."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.library.quotes import is_name
from kabgraph.library.tables import by
from kabgraph.model import Mention, Passage, Quote, Span
from kabgraph.text import folded

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

GAPS = 96
WRONG = 3
FEWEST, MOST = 6, 40  # words of a sentence that one can read and guess from


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence whose marked words are left out, the concept that they name, and others to choose from."""

    quote: Quote
    concept: str
    wrong: tuple[str, ...]


def gaps(desk: Desk) -> Iterator[Gap]:
    """Yield sentences in the order of the texts, a few of each, one of a passage.

    The concept that was asked least so far is asked next, so that most have their turn.
    """
    share = max(2, GAPS // max(1, len(desk.talks)))
    asked: Counter[str] = Counter()
    inside = by(desk.library.contained, lambda mention: mention.passage)
    for talk in desk.talks:
        taken = 0
        for passage in talk.passages:
            found = _best(desk, passage, asked, inside.get(passage.ref, ())) if taken < share else None
            if found:
                taken += 1
                asked[found.concept] += 1
                yield found


def _best(desk: Desk, passage: Passage, asked: Counter[str], inside: Sequence[Mention]) -> Gap | None:
    counted = desk.mentions_in(passage.ref)
    mentions = [mention for mention in counted if is_name(mention) and mention.concept]
    for mention in sorted(mentions, key=lambda m: (asked[m.concept or ""], m.start)):
        sentence = passage.sentence_at(mention.start)
        here = [m for m in mentions if sentence.contains(m.span)]
        if (
            mention.concept
            and sentence.contains(mention.span)
            and _readable(passage, sentence, here, mention.concept)
        ):
            marks = tuple(sorted({m.span for m in here if m.concept == mention.concept}))
            near = [m for m in (*counted, *inside) if sentence.overlaps(m.span)]
            wrong = _wrong(desk, passage.ref, near, mention.concept)
            if wrong:
                return Gap(Quote(passage, sentence, marks), mention.concept, wrong)
    return None


def _readable(passage: Passage, sentence: Span, here: Sequence[Mention], concept: str) -> bool:
    """Whether the sentence has a fit length, names another concept, and has the word nowhere else."""
    words = len(passage.text[sentence.slice].split())
    gone = [mention for mention in here if mention.concept == concept]
    others = [mention for mention in here if mention.concept != concept]
    return FEWEST <= words <= MOST and bool(others) and not stands_again(passage, sentence, gone)


def stands_again(passage: Passage, sentence: Span, gone: Sequence[Mention]) -> bool:
    """Whether the sentence still has one of the words when all ``gone`` are left out of it."""
    rest = passage.text[sentence.slice]
    for mention in sorted(gone, key=lambda m: -m.start):
        rest = rest[: mention.start - sentence.start] + " " + rest[mention.end - sentence.start :]
    return any(folded(mention.surface).casefold() in folded(rest).casefold() for mention in gone)


def _wrong(desk: Desk, ref: str, there: Sequence[Mention], concept: str) -> tuple[str, ...]:
    """Concepts that the sentence does not name and no relation joins to the right one, of its kind first."""
    concepts = desk.ontology.concepts
    near = {name for mention in there for name in (mention.concept, *mention.candidates)} | {concept}
    near |= {end for relation in desk.relations_at(concept) for end in (relation.subject, relation.object)}
    kind, said = concepts[concept].kind, _labels(desk, concept)
    wrong: list[str] = []
    for other in sorted(
        (other for other in concepts if other not in near and desk.mentions_of(other)),
        key=lambda other: (concepts[other].kind != kind, spread(ref, concept, other)),
    ):
        labels = _labels(desk, other)
        if labels.isdisjoint(said) and len(wrong) < WRONG:
            said |= labels
            wrong.append(other)
    return tuple(wrong)


def _labels(desk: Desk, concept: str) -> set[str]:
    return {folded(label.text).casefold() for label in desk.ontology.concepts[concept].labels}


def spread(*words: str) -> str:
    """Return a key that mixes things up, always in the same way.

    >>> spread("first#p1", "bina") == spread("first#p1", "bina")
    True
    """
    return hashlib.sha256("\0".join(words).encode()).hexdigest()
