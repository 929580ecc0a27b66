"""What a vocabulary says of a concept besides its meaning: codes, notes, addresses, groups."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Concept, MatchKind, NoteKind
from kabgraph.pages.uris import concept_uri, outside

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

_NOTES: dict[NoteKind, str] = {
    "definition": "Also defined as",
    "scope_note": "How it is used",
    "note": "Note",
    "example": "Example",
    "history_note": "History",
    "editorial_note": "Editors’ note",
    "change_note": "What changed",
}
_MATCHES: dict[MatchKind, str] = {
    "exact_match": "The same elsewhere",
    "close_match": "Nearly the same",
    "broad_match": "Wider elsewhere",
    "narrow_match": "Narrower elsewhere",
    "related_match": "Related elsewhere",
}
_UNTAGGED = "und"
_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Fact:
    """A text, in a language where it has one, with the page or the web address that it leads to."""

    text: str
    language: str = ""
    target: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FactRow:
    """Facts of one sort."""

    term: str
    facts: tuple[Fact, ...]


def vocabulary_rows(desk: Desk, concept: Concept) -> tuple[FactRow, ...]:
    """Return what there is, each sort in a row; none where the concept has nothing of it."""
    return tuple(row for row in _rows(desk, concept) if row.facts)


def _rows(desk: Desk, concept: Concept) -> Iterator[FactRow]:
    yield FactRow("Notation", tuple(Fact(notation.text) for notation in concept.notations))
    for kind, term in _NOTES.items():
        notes = [note for note in concept.notes if note.kind == kind]
        yield FactRow(term, tuple(Fact(note.text, _language(note.language)) for note in notes))
    for match, term in _MATCHES.items():
        uris = [each.uri for each in concept.mappings if each.kind == match]
        yield FactRow(term, tuple(map(_address, uris)))
    for group in desk.ontology.collections.values():
        if concept.id in group.members:
            yield FactRow(f"In “{group.name}”", tuple(_others(desk, concept, group.members)))
    yield FactRow("Address", (_address(concept.uri),) if concept.uri else ())


def _others(desk: Desk, concept: Concept, members: tuple[str, ...]) -> Iterator[Fact]:
    """Who else stands in a collection; of many, the first."""
    others = [id_ for id_ in members if id_ != concept.id and id_ in desk.ontology.concepts]
    for id_ in others[:_MEMBERS]:
        yield Fact(desk.ontology.concepts[id_].name, target=concept_uri(id_))
    if len(others) > _MEMBERS:
        yield Fact(f"and {len(others) - _MEMBERS} more")
    if not others:
        yield Fact("it alone")


def _address(uri: str) -> Fact:
    return Fact(uri, address=outside(uri) or "" if "://" in uri else "")


def _language(language: str) -> str:
    return "" if language == _UNTAGGED else language
