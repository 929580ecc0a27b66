"""Relations and events as sentences, cut into segments, so that a page can mark concept and verb."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kabgraph.model import Event, Ontology, Relation, RelationType, Role

_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a sentence; ``concept`` is an id, or a passage's ref, where the piece names one."""

    text: str
    role: Literal["concept", "verb", "text"]
    concept: str | None = None


def said(segments: tuple[Segment, ...]) -> str:
    """The sentence as plain text."""
    return "".join(segment.text for segment in segments)


def ground_of(relation: Relation) -> str:
    """The standing of a relation and what it rests on, in a few words."""
    ground = ", ".join((*relation.evidence, *relation.sources)) or relation.rule or "no ground"
    return f"{relation.standing}: {ground}"


class Teller:
    """Tells relations and events of one ontology; ``label`` says how to call a passage that cites."""

    def __init__(self, ontology: Ontology, label: Callable[[str], str]) -> None:
        self._ontology = ontology
        self._label = label

    def tell(self, what: Relation | Event) -> tuple[Segment, ...]:
        """The sentence of a relation or an event."""
        return tuple(self._of_event(what) if isinstance(what, Event) else self._of_relation(what))

    def named(self, end: str) -> Iterator[Segment]:
        """A concept by its name, with its article, as one says it inside a sentence."""
        concept = self._ontology.concepts.get(end)
        if concept and concept.article:
            yield Segment(f"{concept.article} ", "text")
        yield Segment(self._label(end), "concept", end)

    def _of_relation(self, relation: Relation) -> Iterator[Segment]:
        """``Bina gives care to the person``: subject, verb with its qualifier, object."""
        yield from self.named(relation.subject)
        yield Segment(f" {self._verb(relation)} ", "verb")
        named = self.named(relation.object)
        yield from (s for s in named if s.concept or not self._kind(relation).bare_object)

    def _kind(self, relation: Relation) -> RelationType:
        types = self._ontology.relation_types
        if relation.inverse_of is None:
            return types[relation.type]
        return next(kind for kind in types.values() if kind.inverse == relation.type)

    def _verb(self, relation: Relation) -> str:
        kind = self._kind(relation)
        subject = self._ontology.concepts.get(relation.subject)
        if relation.inverse_of is None and subject and subject.plural and kind.plural_label:
            return _filled(kind.plural_phrase, relation.qualifiers) or kind.plural_label
        if relation.inverse_of is None:
            return _filled(kind.phrase, relation.qualifiers) or kind.label
        return _filled(kind.inverse_phrase, relation.qualifiers) or kind.inverse_label

    def _of_event(self, event: Event) -> Iterator[Segment]:
        """The event's own sentence with its roles filled in; its label where it has none."""
        if not event.sentence:
            yield Segment(event.label, "text")
            return
        for n, piece in enumerate(_HOLE.split(event.sentence)):
            if n % 2:
                yield from self._fillers([role for role in event.roles if role.name == piece])
            elif piece:
                yield Segment(piece, "verb")

    def _fillers(self, roles: list[Role]) -> Iterator[Segment]:
        for n, role in enumerate(roles):
            if n:
                yield Segment(" and " if n == len(roles) - 1 else ", ", "text")
            if role.concept and not role.text:
                yield from self.named(role.concept)
            elif role.concept:
                yield Segment(role.text, "concept", role.concept)
            else:
                yield Segment(role.text, "text")


def _filled(phrase: str, qualifiers: Mapping[str, tuple[str, ...]]) -> str:
    """The phrase with its holes filled; empty where a qualifier that it names is not there."""
    if not all(qualifiers.get(name) for name in _HOLE.findall(phrase)):
        return ""
    return _HOLE.sub(lambda hole: _joined(qualifiers[hole.group(1)]), phrase)


def _joined(words: tuple[str, ...]) -> str:
    """``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""
