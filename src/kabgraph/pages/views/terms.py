"""The terms of a talk, a line each: footnotes without scripts, side notes with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Event, Mention, Relation, Talk
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.marks import MARKED
from kabgraph.pages.views.parts import Name, Run
from kabgraph.pages.views.words import concept_name, part_phrase, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence that passages of the talk support, and the part of the concept in it."""

    passages: tuple[str, ...]
    sentence: tuple[Run, ...]
    part: str


@dataclass(frozen=True, slots=True)
class Why:
    """Words of a passage that imply or picture the concept, and why."""

    passage: str
    number: int
    mode: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class TermView:
    """A concept of the talk: its meaning in a sentence, what the talk says of it, where it implies it."""

    id: str
    name: Name
    meaning: str
    supports: tuple[Support, ...]
    whys: tuple[Why, ...]


def terms_view(
    desk: Desk,
    talk: Talk,
    concepts: Iterable[str],
    said: Iterable[Relation | Event],
    mentions: Iterable[Mention],
) -> tuple[TermView, ...]:
    """Return the terms of ``talk`` with those of the sentences ``said`` in which they stand."""
    ids = {passage.ref: passage.id for passage in talk.passages}
    table: dict[str, list[Support]] = defaultdict(list)
    for item in said:
        where = tuple(ids[ref] for ref in item.evidence if ref in ids)
        sentence = sentence_runs(desk, item)
        # On the page the concepts are a line of their own each: here their names are enough.
        bare = tuple(Run(run.text, verb=run.verb) for run in sentence)
        for concept in dict.fromkeys(run.concept for run in sentence if run.concept):
            table[concept].append(Support(where, bare, _part(item, concept)))
    passages = {passage.ref: passage for passage in talk.passages}
    whys: dict[str, list[Why]] = defaultdict(list)
    for mention in mentions:
        if mention.mode in MARKED and mention.concept:
            passage = passages[mention.passage]
            why = Why(passage.id, passage.number, mention.mode, mention.surface, mention.rule or "")
            whys[mention.concept].append(why)
    return tuple(
        TermView(
            concept,
            concept_name(desk, concept),
            first_sentence(desk.ontology.concepts[concept].definition),
            tuple(table[concept]),
            tuple(whys[concept]),
        )
        for concept in concepts
    )


def _part(item: Relation | Event, concept: str) -> str:
    """Return what the concept does in an event, in plain words; nothing for the end of a relation."""
    if isinstance(item, Relation):
        return ""
    names = dict.fromkeys(role.name for role in item.roles if role.concept == concept)
    return ", ".join(dict.fromkeys(part_phrase(name) for name in names))
