"""The lower half of a concept's page: its processes, what it equals and does not, where to go on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Claim, Concept, Relation
from kabgraph.pages.strips import StripPicture, strip_picture
from kabgraph.pages.uris import COMPARE, PATHS, asked, concept_uri, process_uri, way_to
from kabgraph.pages.views.parts import Anchor, QuoteView, RelationView, Run
from kabgraph.pages.views.relations import event_view, reference_links
from kabgraph.pages.views.words import concept_name, plural, quotes_of, role_label, with_article

if TYPE_CHECKING:
    from kabgraph.library import Process
    from kabgraph.pages.desk import Desk

HOMOGRAPH = "homograph_of"
STRIP_WIDTH = 1120  # drawn wider than its column and shown smaller, so that names keep their room


@dataclass(frozen=True, slots=True)
class StepView:
    """A step of a process; ``role`` is the part that the concept plays in it, if any."""

    number: int
    title: str
    target: str
    role: str
    relation: RelationView


@dataclass(frozen=True, slots=True)
class StripView:
    """A process in which the concept takes part."""

    title: str
    target: str
    length: str
    picture: StripPicture
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An equation or its denial: its two sides, its scope, its ground."""

    sides: tuple[Run, ...]
    scope: str
    because: str
    standing: str
    quotes: tuple[QuoteView, ...]
    sources: tuple[Anchor, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Where to read on, and why."""

    title: str
    hebrew: str
    target: str
    reason: str


def strips(desk: Desk, concept: Concept) -> tuple[StripView, ...]:
    """Return the processes in which ``concept`` takes part, with its part in each step."""
    processes = dict.fromkeys(desk.process_of(event.id) for event in desk.events_with(concept.id))
    return tuple(_strip_view(desk, process, concept) for process in processes if process)


def _strip_view(desk: Desk, process: Process, concept: Concept) -> StripView:
    steps = tuple(
        StepView(
            number,
            event.label,
            f"{process_uri(process.id)}#{event.id}",
            ", ".join(
                dict.fromkeys(role_label(r.name).lower() for r in event.roles if r.concept == concept.id)
            ),
            event_view(desk, event),
        )
        for number, event in enumerate(process.events, 1)
    )
    picture = strip_picture(desk, process.events, concept_uri(concept.id), STRIP_WIDTH)
    return StripView(process.title, process_uri(process.id), plural(len(steps), "step"), picture, steps)


def ledger(desk: Desk, concept: Concept) -> tuple[LedgerRow, ...]:
    """Return what ``concept`` is equated with, and what it must not be taken for."""
    claims = [claim_row(desk, claim) for claim in desk.claims_at(concept.id)]
    denied = {frozenset(c.concepts) for c in desk.claims_at(concept.id) if c.kind == "different"}
    twins = [
        twin_row(desk, relation)
        for relation in desk.relations_at(concept.id)
        if relation.type == HOMOGRAPH and frozenset((relation.subject, relation.object)) not in denied
    ]
    return (*claims, *twins)


def claim_row(desk: Desk, claim: Claim) -> LedgerRow:
    """Return a claim as a row: its sides joined by its sign."""
    sign = " = " if claim.kind == "same" else " ≠ "
    sides: list[Run] = []
    for concept in claim.concepts:
        name = concept_name(desk, concept)
        sides += [Run(sign, verb=True)] if sides else []
        sides.append(Run(name.text, name.target, concept=concept))
    standing = "inferred" if claim.rule else "asserted" if claim.evidence else "from a reference"
    standing += ", under a condition" if claim.condition else ""
    records = desk.records_of(claim)
    written = [f"recorded by {record.by} in {record.address.file}" for record in records]
    return LedgerRow(
        sides=tuple(sides),
        scope=claim.phrase or claim.condition,
        because=claim.because or claim.rule,
        standing=", ".join((standing, *written)),
        quotes=quotes_of(desk, claim),
        sources=reference_links(desk, claim.sources),
    )


def twin_row(desk: Desk, relation: Relation) -> LedgerRow:
    """Return two concepts of one spelling as a row."""
    first, second = (concept_name(desk, end) for end in (relation.subject, relation.object))
    return LedgerRow(
        sides=(
            Run(first.text, first.target, concept=relation.subject),
            Run(" ≠ ", verb=True),
            Run(second.text, second.target, concept=relation.object),
        ),
        scope="one spelling, two concepts",
        because=relation.rule,
        standing=relation.standing,
        quotes=quotes_of(desk, relation),
        sources=reference_links(desk, relation.sources),
    )


def go_on(desk: Desk, concept: Concept, limit: int = 3) -> tuple[NextStep, ...]:
    """Return the concepts that share most relations with ``concept``, each with the reason."""
    shared: Counter[str] = Counter()
    for relation in desk.relations_at(concept.id):
        other = relation.object if relation.subject == concept.id else relation.subject
        if other in desk.ontology.concepts and other != concept.id:
            shared[other] += 1 if relation.standing != "asserted" else 2
    order = {name: place for place, name in enumerate(desk.ontology.concepts)}
    best = sorted(shared, key=lambda other: (-shared[other], order[other]))[:limit]
    return tuple(_next_step(desk, other) for other in best)


def ways_on(desk: Desk, concept: Concept, joined: bool) -> tuple[Anchor, ...]:
    """Return the way to learn ``concept``, and the pages that set it beside another where there is one."""
    name = with_article(desk, concept.id)
    learn = Anchor(f"The way to {name}", way_to(concept.id))
    if len(desk.ontology.concepts) == 1:
        return (learn,)
    path = Anchor(f"Find a path from {name} to another concept", asked(PATHS, **{"from": concept.id}))
    compare = Anchor(f"Compare {name} with another", asked(COMPARE, a=concept.id))
    return (learn, path, compare) if joined else (learn, compare)


def _next_step(desk: Desk, other: str) -> NextStep:
    name = concept_name(desk, other)
    definition = desk.ontology.concepts[other].definition
    reason = first_sentence(definition) or "It stands in several relations with this one."
    return NextStep(name.text, name.hebrew, name.target, reason)


def first_sentence(text: str) -> str:
    """Return the text up to its first full stop.

    >>> first_sentence("The first force. It gives.")
    'The first force.'
    """
    head, dot, _ = text.partition(". ")
    return f"{head}." if dot else text
