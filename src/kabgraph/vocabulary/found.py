"""What was found in a vocabulary, in words of ``concepts.yaml``; and the rest of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kabgraph.triples import Triple

ByLanguage = Mapping[str, tuple[str, ...]]
"""Language -> texts, the scheme's own language first."""


@dataclass(frozen=True, slots=True)
class FoundType:
    """A relation type: one of SKOS, or one declared under it."""

    id: str
    uri: str
    label: str
    skos: str
    inverse: str = ""
    inverse_label: str = ""
    symmetric: bool = False
    definition: str = ""


@dataclass(frozen=True, slots=True)
class FoundConcept:
    """A concept; its relations are (type, concept) by id."""

    id: str
    uri: str
    labels: Mapping[str, ByLanguage]
    notes: Mapping[str, ByLanguage]
    notations: tuple[tuple[str, str], ...]
    mappings: Mapping[str, tuple[str, ...]]
    relations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FoundCollection:
    """A collection; its members are concepts and collections by id."""

    id: str
    uri: str
    labels: ByLanguage
    members: tuple[str, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Rest:
    """The statements of one sort that have no place: what they say, how many, and why."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A whole vocabulary; ``left`` are the triples that have no place, and ``rest`` counts them."""

    id: str
    uri: str
    title: str
    language: str
    definition: str
    types: tuple[FoundType, ...]
    concepts: tuple[FoundConcept, ...]
    collections: tuple[FoundCollection, ...]
    top_concepts: tuple[str, ...]
    left: tuple[Triple, ...] = ()
    rest: tuple[Rest, ...] = ()
    cleaned: int = field(default=0)
