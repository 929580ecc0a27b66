"""The terms of a talk, a line each: footnotes without scripts, side notes with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Event, Mention, Passage, Relation, Talk
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.marks import MARKED
from kabgraph.pages.views.parts import Name, Run
from kabgraph.pages.views.people import people
from kabgraph.pages.views.words import concept_name, listed, part_phrase, sentence_runs

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
    check: bool = False


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Passages in which people confirmed a name of the concept, with the reason they gave."""

    passages: tuple[str, ...]
    numbers: str
    by: str
    note: str
    check: bool


@dataclass(frozen=True, slots=True)
class TermView:
    """A concept of the talk: its meaning, what the talk says of it, who implies or confirms it where."""

    id: str
    name: Name
    meaning: str
    supports: tuple[Support, ...]
    whys: tuple[Why, ...]
    confirmed: tuple[Confirmed, ...]


def terms_view(
    desk: Desk,
    talk: Talk,
    concepts: Iterable[str],
    said: Iterable[Relation | Event],
    mentions: Iterable[Mention],
) -> tuple[TermView, ...]:
    """Return the terms of ``talk`` with those of the sentences ``said`` in which they stand."""
    mentions = tuple(mentions)
    ids = {passage.ref: passage.id for passage in talk.passages}
    table: dict[str, list[Support]] = defaultdict(list)
    for item in said:
        where = tuple(ids[ref] for ref in item.evidence if ref in ids)
        sentence = sentence_runs(desk, item)
        # On the page the concepts are a line of their own each: here their names are enough.
        bare = tuple(Run(run.text, verb=run.verb) for run in sentence)
        for concept in dict.fromkeys(run.concept for run in sentence if run.concept):
            table[concept].append(Support(where, bare, _part(item, concept)))
    passages: dict[str, Passage] = {passage.ref: passage for passage in talk.passages}
    whys: dict[str, list[Why]] = defaultdict(list)
    for mention in mentions:
        if mention.mode in MARKED and mention.concept:
            passage = passages[mention.passage]
            check = _is_weak(desk, mention)
            why = Why(passage.id, passage.number, mention.mode, mention.surface, mention.rule or "", check)
            whys[mention.concept].append(why)
    confirmed = _confirmed(desk, passages, mentions)
    return tuple(
        TermView(
            concept,
            concept_name(desk, concept),
            first_sentence(desk.ontology.concepts[concept].definition),
            tuple(table[concept]),
            tuple(whys[concept]),
            tuple(confirmed.get(concept, ())),
        )
        for concept in concepts
    )


def _is_weak(desk: Desk, mention: Mention) -> bool:
    return any(record.state == "weak" for record in desk.decisions.records(mention.records))


def _confirmed(
    desk: Desk, passages: Mapping[str, Passage], mentions: Iterable[Mention]
) -> dict[str, list[Confirmed]]:
    """The confirmed names by concept; those of the same people for the same reason are told together."""
    where: dict[tuple[str, str, str, bool], dict[str, Passage]] = {}
    for mention in mentions:
        if mention.mode == "confirmed" and mention.concept:
            own = [r for r in desk.decisions.records(mention.records) if r.status == "accepted"]
            key = (mention.concept, people(own), mention.rule or "", _is_weak(desk, mention))
            where.setdefault(key, {})[mention.passage] = passages[mention.passage]
    found: dict[str, list[Confirmed]] = defaultdict(list)
    for (concept, by, note, check), own_passages in where.items():
        ids = tuple(passage.id for passage in own_passages.values())
        numbers = listed([str(passage.number) for passage in own_passages.values()])
        found[concept].append(Confirmed(ids, numbers, by, note, check))
    return found


def _part(item: Relation | Event, concept: str) -> str:
    """Return what the concept does in an event, in plain words; nothing for the end of a relation."""
    if isinstance(item, Relation):
        return ""
    names = dict.fromkeys(role.name for role in item.roles if role.concept == concept)
    return ", ".join(dict.fromkeys(part_phrase(name) for name in names))
