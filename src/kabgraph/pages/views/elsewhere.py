"""Where a step stands in other texts: told again, or with its terms in one sentence, which is no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Event
from kabgraph.pages.views.parts import QuoteView
from kabgraph.pages.views.words import listed, quote_view, quotes_of

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

SHOWN = 2
_HOLE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A step in other texts.

    ``told``: its quotes, text by text, where several texts assert it. ``together``: passages that are
    not its evidence, in which one sentence names all of ``terms``; ``more`` of them open on demand.
    """

    number: int
    title: str
    terms: str
    told: tuple[tuple[QuoteView, ...], ...]
    together: tuple[QuoteView, ...]
    more: tuple[QuoteView, ...]


def elsewhere_of(desk: Desk, events: Iterable[Event]) -> tuple[Elsewhere, ...]:
    """Return the steps that stand in other texts too."""
    rows = (_row(desk, number, event) for number, event in enumerate(events, 1))
    return tuple(row for row in rows if row.told or row.together)


def _row(desk: Desk, number: int, event: Event) -> Elsewhere:
    by_text: dict[str, list[QuoteView]] = {}
    for view in quotes_of(desk, event):
        by_text.setdefault(view.ref.partition("#")[0], []).append(view)
    terms = _terms(desk, event)
    beside = [
        quote_view(desk, quote)
        for quote in (desk.together(terms) if len(terms) > 1 else ())
        if quote.passage.talk not in by_text
    ]
    return Elsewhere(
        number=number,
        title=event.label,
        terms=listed([desk.label(term) for term in terms]),
        told=tuple(tuple(views) for views in by_text.values()) if len(by_text) > 1 else (),
        together=tuple(beside[:SHOWN]),
        more=tuple(beside[SHOWN:]),
    )


def _terms(desk: Desk, event: Event) -> list[str]:
    """What the sentence of the step names, and its type where that is a concept: it stands for the verb."""
    holes = set(_HOLE.findall(event.sentence))
    parts = [role for role in event.roles if not holes or role.name in holes]
    named = [role.concept for role in parts if role.concept and not role.inferred]
    return list(dict.fromkeys([*named, *([event.type] if event.type in desk.ontology.concepts else [])]))
