"""What a class can be asked of each passage: terms that are left out, and relations to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.library.quotes import is_name
from kabgraph.model import Mention, Passage, Quote, Relation, Span
from kabgraph.pages.views.cards import Card, askable, relation_card
from kabgraph.pages.views.gaps import FEWEST, spread, stands_again

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Blank:
    """A mention that is left out of its passage; ``sentence`` is what one needs to guess it."""

    mention: Mention
    concept: str
    sentence: Span

    @property
    def id(self) -> str:
        """A name that outlives small corrections of the text: a passage leaves a concept out once."""
        return f"gap.{self.mention.passage}.{self.concept}"


@dataclass(frozen=True, slots=True)
class Question:
    """The card that asks for a relation, and every quote that asserts it."""

    relation: Relation
    card: Card
    quotes: tuple[Quote, ...]


def blanks(desk: Desk) -> dict[str, tuple[Blank, ...]]:
    """Return for each passage what is left out of it: one term of a sentence, none of them twice.

    The concept that was left out least so far goes next, so that most have their turn. What a passage
    leaves out is the same on every sheet.
    """
    asked: Counter[str] = Counter()
    found: dict[str, tuple[Blank, ...]] = {}
    for talk in desk.talks:
        for passage in talk.passages:
            found[passage.ref] = tuple(_blanks(desk, passage, asked))
    return found


def _blanks(desk: Desk, passage: Passage, asked: Counter[str]) -> Iterator[Blank]:
    names = [(m, m.concept) for m in desk.mentions_in(passage.ref) if is_name(m) and m.concept]
    done: set[str] = set()
    for sentence in passage.sentences:
        there = [
            (asked[concept], mention.start, mention, concept)
            for mention, concept in names
            if sentence.contains(mention.span) and concept not in done
        ]
        if len(passage.text[sentence.slice].split()) < FEWEST:
            continue
        for _, _, mention, concept in sorted(there, key=lambda each: each[:2]):
            if not stands_again(passage, sentence, [mention]):
                asked[concept] += 1
                done.add(concept)
                yield Blank(mention, concept, sentence)
                break


def questions(desk: Desk) -> tuple[Question, ...]:
    """Return every question for a relation: by the first passage that asserts it, well mixed within one."""
    place: dict[str, int] = {
        passage.ref: n for n, passage in enumerate(p for talk in desk.talks for p in talk.passages)
    }
    found = (
        Question(relation, relation_card(desk, relation, wrong), desk.quotes(relation))
        for relation, wrong in askable(desk)
    )
    return tuple(
        sorted(
            found,
            key=lambda each: (place[each.quotes[0].passage.ref], spread(each.relation.id), each.relation.id),
        )
    )
