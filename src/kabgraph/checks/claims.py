"""Checks of claims: what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding


@check("L111")
def same_without_ground(parts: Parts) -> Iterator[Finding]:
    """A claim that concepts are the same names no evidence, source or rule."""
    for claim in parts.ontology.claims:
        if claim.kind == "same" and not (claim.evidence or claim.sources or claim.rule.strip()):
            yield Finding(
                claim.address,
                "L111",
                "warning",
                f"the claim that {' and '.join(claim.concepts)} are the same has no ground",
                "add evidence: [talk#p3], sources: [S1] or rule: why",
            )


@check("L112")
def different_without_reason(parts: Parts) -> Iterator[Finding]:
    """A claim that concepts are different does not say in what."""
    for claim in parts.ontology.claims:
        if claim.kind == "different" and not claim.because.strip():
            yield Finding(
                claim.address,
                "L112",
                "warning",
                f"the claim that {' and '.join(claim.concepts)} are different gives no reason",
                "add 'because: ...'",
            )
