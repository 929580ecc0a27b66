"""The page of claims: what the talks call the same, and what must be kept apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kabgraph.pages.views.concept_more import HOMOGRAPH, LedgerRow, claim_row, twin_row
from kabgraph.pages.views.words import plural

if TYPE_CHECKING:
    from kabgraph.model import Claim
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """All equations, all denials, and the words that are only spelled alike."""

    count: str
    same: tuple[LedgerRow, ...]
    different: tuple[LedgerRow, ...]


def claims_view(desk: Desk) -> ClaimsView:
    """Return every claim, and every pair of one spelling that no claim tells apart."""
    claims = desk.ontology.claims
    denied = {frozenset(claim.concepts) for claim in claims if claim.kind == "different"}
    twins = [
        twin_row(desk, relation)
        for relation in desk.relations
        if relation.type == HOMOGRAPH and frozenset((relation.subject, relation.object)) not in denied
    ]
    same = tuple(_rows(desk, (claim for claim in claims if claim.kind == "same")))
    different = (*_rows(desk, (claim for claim in claims if claim.kind == "different")), *twins)
    count = f"{plural(len(same), 'equation')}, {plural(len(different), 'pair')} to keep apart"
    return ClaimsView(count, same, different)


def _rows(desk: Desk, claims: Iterable[Claim]) -> Iterable[LedgerRow]:
    """Rows with anchors made of what they join, so that a claim inserted above moves none."""
    seen: Counter[str] = Counter()
    for claim in claims:
        anchor = f"{claim.kind}-{'-'.join(claim.concepts)}"
        seen[anchor] += 1
        yield replace(claim_row(desk, claim), id=anchor if seen[anchor] == 1 else f"{anchor}.{seen[anchor]}")
