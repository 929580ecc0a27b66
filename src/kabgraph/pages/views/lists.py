"""The index pages: concepts from A to Z and by kind, talks, processes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Label
from kabgraph.pages.uris import ABOUT, process_uri, talk_uri
from kabgraph.pages.views.marks import counted, named_in
from kabgraph.pages.views.parts import Anchor, Name, Run
from kabgraph.pages.views.talk import talk_facts
from kabgraph.pages.views.words import concept_name, edition_note, plural, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

OTHER = "#"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index. ``see`` names the concept where the entry is another of its names."""

    text: str
    target: str
    twin: str = ""
    see: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """The entries under one letter."""

    letter: str
    id: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class KindGroup:
    """The concepts of one kind."""

    id: str
    label: str
    definition: str
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class ConceptsView:
    """The index of concepts, in two scripts and by kind."""

    count: str
    latin: tuple[Letter, ...]
    hebrew: tuple[Letter, ...]
    kinds: tuple[KindGroup, ...]


@dataclass(frozen=True, slots=True)
class TalkEntry:
    """A talk in the list of talks."""

    title: str
    language: str
    target: str
    facts: tuple[str, ...]
    edition: str
    private: bool
    aim: str
    rights: str


@dataclass(frozen=True, slots=True)
class ProcessEntry:
    """A process in the list of processes, its steps as sentences."""

    title: str
    target: str
    definition: str
    length: str
    steps: tuple[tuple[Anchor, tuple[Run, ...]], ...]


def concepts_view(desk: Desk) -> ConceptsView:
    """Return the index of all concepts."""
    latin: list[Entry] = []
    hebrew: list[Entry] = []
    for concept in desk.ontology.concepts.values():
        name = concept_name(desk, concept.id)
        note = _count_note(desk, concept.id)
        for label in concept.labels:
            if label.role == "pref" or is_name(label):
                shelf = hebrew if is_hebrew(label.text) else latin
                shelf.append(_entry(label, name, note))
    total = len(desk.ontology.concepts)
    return ConceptsView(plural(total, "concept"), _letters(latin), _letters(hebrew), _kinds(desk))


def is_name(label: Label) -> bool:
    """Whether another label deserves an entry: a name does, a wording in small letters does not."""
    return label.role in ("alt", "weak") and not label.text[:1].islower()


def _entry(label: Label, name: Name, note: str) -> Entry:
    first = label.role == "pref"
    twin = (name.text if label.text == name.hebrew else name.hebrew) if first else ""
    return Entry(label.text, name.target, twin, "" if first else name.text, note if first else "")


def _count_note(desk: Desk, concept: str) -> str:
    mentions = desk.mentions_of(concept)
    count = len(named_in(mentions))
    return plural(count, "time") if count else counted(mentions) or "not named"


def is_hebrew(text: str) -> bool:
    """Whether the first letter of ``text`` is Hebrew."""
    first = next((char for char in text if char.isalpha()), "")
    return "\u0590" <= first <= "\u05ff" or "\ufb1d" <= first <= "\ufb4f"


def sort_key(text: str) -> str:
    """Return the text as it is sorted: without case, points and accents.

    >>> sorted(["Zeir", "éclair", "ELE"], key=sort_key)
    ['éclair', 'ELE', 'Zeir']
    """
    parts = unicodedata.normalize("NFD", text)
    return "".join(char for char in parts if not unicodedata.combining(char)).casefold()


def _letters(entries: Iterable[Entry]) -> tuple[Letter, ...]:
    shelves: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda e: (sort_key(e.text), e.text, e.target)):
        first = next((char for char in sort_key(entry.text) if char.isalnum()), OTHER)
        shelves.setdefault(first.upper() if first.isalpha() else OTHER, []).append(entry)
    return tuple(
        Letter(letter, f"letter-{ord(letter):x}", tuple(shelves[letter])) for letter in sorted(shelves)
    )


def _kinds(desk: Desk) -> tuple[KindGroup, ...]:
    groups = []
    for kind in desk.ontology.kinds.values():
        members = [c.id for c in desk.ontology.concepts.values() if c.kind == kind.id]
        names = sorted((concept_name(desk, c) for c in members), key=lambda n: (sort_key(n.text), n.target))
        if names:
            groups.append(KindGroup(f"kind-{kind.id}", kind.label, kind.definition, tuple(names)))
    return tuple(groups)


def talks_view(desk: Desk) -> tuple[TalkEntry, ...]:
    """Return the list of talks, in the order of the corpus."""
    return tuple(
        TalkEntry(
            title=talk.title,
            language=talk.language,
            target=talk_uri(talk.id),
            facts=talk_facts(talk),
            edition=edition_note(talk),
            private=not talk.publish,
            aim=talk.aim or "",
            rights=f"{ABOUT}#talk-{talk.id}",
        )
        for talk in desk.talks
    )


def processes_view(desk: Desk) -> tuple[ProcessEntry, ...]:
    """Return the list of processes with their steps."""
    return tuple(
        ProcessEntry(
            title=process.title,
            target=process_uri(process.id),
            definition=process.definition,
            length=plural(len(process.events), "step"),
            steps=tuple(
                (Anchor(event.label, f"{process_uri(process.id)}#{event.id}"), sentence_runs(desk, event))
                for event in process.events
            ),
        )
        for process in desk.processes
    )
