"""Who does what: every part that each concept plays in a step, with the words that say so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.model import Quote
from kabgraph.pages.pictures import event_sign
from kabgraph.pages.uris import ROLES, passage_uri, process_uri
from kabgraph.pages.views.marks import named_in
from kabgraph.pages.views.parts import Anchor, Name, QuoteView, Run
from kabgraph.pages.views.relations import reference_links
from kabgraph.pages.views.words import (
    concept_name,
    part_phrase,
    plural,
    quote_view,
    role_name,
    sentence_runs,
    short_title,
)

if TYPE_CHECKING:
    from kabgraph.library import Participation
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part in one step: its sentence and its first quote, the concept marked in both.

    ``others`` lead to the other passages that tell the step.
    """

    sign: Markup
    sentence: tuple[Run, ...]
    step: Anchor
    quote: QuoteView | None
    others: tuple[Anchor, ...]
    sources: tuple[Anchor, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The rows of one role; ``phrase`` says in plain words what it is."""

    name: str
    phrase: str
    rows: tuple[PartRow, ...]


@dataclass(frozen=True, slots=True)
class ConceptParts:
    """A concept with all its parts, role by role."""

    id: str
    name: Name
    counts: str
    groups: tuple[RoleGroup, ...]


@dataclass(frozen=True, slots=True)
class RolesView:
    """All concepts that play a part: those that play most come first in ``index``."""

    count: str
    index: tuple[tuple[Name, int], ...]
    concepts: tuple[ConceptParts, ...]


def roles_view(desk: Desk) -> RolesView:
    """Return the concordance by role, in the order of the ontology."""
    by_concept: dict[str, list[Participation]] = {}
    for row in desk.library.roles():
        by_concept.setdefault(row.concept, []).append(row)
    known = [(c, by_concept[c]) for c in desk.ontology.concepts if c in by_concept]
    most = sorted(known, key=lambda item: -len(item[1]))
    parts = sum(len(rows) for _, rows in known)
    return RolesView(
        count=f"{plural(len(known), 'concept')} in {plural(parts, 'part')}",
        index=tuple((replace(concept_name(desk, c), target=f"{ROLES}#{c}"), len(rows)) for c, rows in most),
        concepts=tuple(_parts(desk, concept, rows) for concept, rows in known),
    )


def counted_roles(rows: Iterable[Participation]) -> str:
    """Return how often a concept plays each role, in words."""
    counts = Counter(role_name(row.role) for row in rows)
    return ", ".join(f"as {name} {count}" for name, count in counts.most_common())


def _parts(desk: Desk, concept: str, rows: Sequence[Participation]) -> ConceptParts:
    by_role: dict[str, list[Participation]] = {}
    for row in rows:
        by_role.setdefault(role_name(row.role), []).append(row)
    groups = sorted(by_role.items(), key=lambda item: -len(item[1]))
    return ConceptParts(
        id=concept,
        name=concept_name(desk, concept),
        counts=counted_roles(rows),
        groups=tuple(
            RoleGroup(role, part_phrase(played[0].role), tuple(_row(desk, row) for row in played))
            for role, played in groups
        ),
    )


def _row(desk: Desk, row: Participation) -> PartRow:
    event = desk.ontology.events[row.event]
    process = desk.process_of(event.id)
    quotes = desk.quotes(event)
    return PartRow(
        sign=event_sign(event),
        sentence=tuple(
            replace(run, target=None, mark=True) if run.concept == row.concept else run
            for run in sentence_runs(desk, event)
        ),
        step=Anchor(event.label, f"{process_uri(process.id)}#{event.id}" if process else ""),
        quote=_quote(desk, quotes[0], row.concept) if quotes else None,
        others=tuple(
            Anchor(f"{short_title(desk.talk(p.talk))}, {p.number}", passage_uri(p.ref))
            for p in (quote.passage for quote in quotes[1:])
        ),
        sources=reference_links(desk, event.sources),
        inferred=row.inferred,
    )


def _quote(desk: Desk, quote: Quote, concept: str) -> QuoteView:
    """The quote with the words of the concept marked, and of nothing else."""
    here = [m for m in desk.mentions_in(quote.passage.ref) if m.concept == concept]
    own = [m.span for m in named_in(here) or here if quote.span.contains(m.span)]
    return quote_view(desk, replace(quote, marks=tuple(own)))
