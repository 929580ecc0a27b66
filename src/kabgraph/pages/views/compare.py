"""The page that puts two concepts side by side: the pairs that a claim equates or keeps apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import CLAIMS, COMPARE, asked
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.concept_more import LedgerRow
from kabgraph.pages.views.parts import Name
from kabgraph.pages.views.words import concept_name, plain

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Side:
    """One of two concepts: its name and its meaning."""

    name: Name
    definition: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two concepts of which a claim speaks; ``claim`` is where it stands with its sentence, if it does."""

    title: str
    target: str
    sides: tuple[Side, Side]
    scope: str
    claim: str


@dataclass(frozen=True, slots=True)
class CompareView:
    """What the page shows before two concepts are chosen; of the pairs ``pairs_open`` at once."""

    concepts: int
    pairs: tuple[Pair, ...]
    pairs_open: int = 6


def compare_view(desk: Desk) -> CompareView:
    """Return all pairs of which the claims speak."""
    claims = claims_view(desk)
    pairs = tuple(pair for row in (*claims.different, *claims.same) for pair in _pairs(desk, row))
    return CompareView(len(desk.ontology.concepts), pairs)


def _pairs(desk: Desk, row: LedgerRow) -> Iterator[Pair]:
    """Yield the pair of a claim about two; one about more is told on its own page."""
    concepts = [run.concept for run in row.sides if run.concept]
    if len(concepts) == 2:
        first, second = (Side(concept_name(desk, c), desk.ontology.concepts[c].definition) for c in concepts)
        claim = f"{CLAIMS}#{row.id}" if row.id else ""
        target = asked(COMPARE, a=concepts[0], b=concepts[1])
        yield Pair(plain(row.sides), target, (first, second), row.scope, claim)
