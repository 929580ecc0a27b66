"""What stands in the margin of a passage: the steps it tells, what it asserts, what it equates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.model import Claim, Event, Passage, Relation
from kabgraph.pages.pictures import event_sign, relation_sign
from kabgraph.pages.uris import process_uri
from kabgraph.pages.views.concept_more import claim_row
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.remarks import Remark, remarks_of
from kabgraph.pages.views.words import sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

MOST_RELATIONS = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a process beside the passage that tells it."""

    title: str
    target: str
    sign: Markup


@dataclass(frozen=True, slots=True)
class Equation:
    """A claim beside the passage that makes it."""

    sides: tuple[Run, ...]
    scope: str
    standing: str


@dataclass(frozen=True, slots=True)
class Said:
    """A relation as a sentence, with its sign."""

    sign: Markup
    sentence: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Margin:
    """The notes beside a passage; ``more`` relations are told at the foot, ``remarks`` are people's own."""

    steps: tuple[Step, ...]
    relations: tuple[Said, ...]
    more: int
    equations: tuple[Equation, ...]
    remarks: tuple[Remark, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.steps or self.relations or self.equations or self.remarks)


def margin_of(desk: Desk, passage: Passage, said: Sequence[Event | Relation]) -> Margin:
    """Return the margin of ``passage``; ``said`` is what its talk asserts."""
    claims = {claim.id for claim in desk.ontology.claims}
    relations = [
        item
        for item in said
        if isinstance(item, Relation) and passage.ref in item.evidence and item.derived_from not in claims
    ]
    # One more is no more work to read than to be told of.
    shown = relations if len(relations) == MOST_RELATIONS + 1 else relations[:MOST_RELATIONS]
    return Margin(
        steps=_steps(desk, passage),
        relations=tuple(Said(relation_sign(desk, r), sentence_runs(desk, r)) for r in shown),
        more=len(relations) - len(shown),
        equations=equations_of(desk, passage),
        remarks=remarks_of(desk, passage.ref),
    )


def _steps(desk: Desk, passage: Passage) -> tuple[Step, ...]:
    return tuple(
        Step(event.label, f"{process_uri(process.id)}#{event.id}", event_sign(event))
        for process in desk.processes
        for event in process.events
        if passage.ref in event.evidence
    )


def equations_of(desk: Desk, passage: Passage) -> tuple[Equation, ...]:
    """Return what the passage calls the same, and what by a person's record it keeps apart."""
    rows = [claim_row(desk, claim) for claim in claims_in(desk, passage)]
    return tuple(Equation(row.sides, row.scope, row.standing) for row in rows)


def claims_in(desk: Desk, passage: Passage) -> list[Claim]:
    """Return the claims that the passage makes.

    What is *not* the same is the ontology's note on the words, not the talk's: it stands on the concept
    pages, unless a person found it said here.
    """
    there = (claim for claim in desk.ontology.claims if passage.ref in claim.evidence)
    return [claim for claim in there if claim.kind == "same" or desk.records_of(claim)]
