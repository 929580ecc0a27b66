"""Words that may name one concept or another, with their readings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import passage_uri
from kabgraph.pages.views.parts import Name
from kabgraph.pages.views.words import concept_name, passage_number

if TYPE_CHECKING:
    from kabgraph.model import Mention
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class OpenWord:
    """A surface with several candidates, none of which the rules choose."""

    surface: str
    number: int
    target: str
    candidates: tuple[Name, ...]


def open_words(desk: Desk, mentions: Iterable[Mention]) -> tuple[OpenWord, ...]:
    """Return those of the mentions that are ambiguous."""
    return tuple(
        OpenWord(
            mention.surface,
            passage_number(desk, mention.passage) or 0,
            passage_uri(mention.passage),
            tuple(concept_name(desk, candidate) for candidate in mention.candidates),
        )
        for mention in mentions
        if mention.concept is None
    )
