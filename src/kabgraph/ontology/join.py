"""What people's decisions add to an ontology: relations and claims that a passage was found to say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kabgraph.model import Claim, Ontology, Relation
from kabgraph.ontology.relations import from_claims, merge


def with_asserted(ontology: Ontology, relations: Iterable[Relation], claims: Iterable[Claim]) -> Ontology:
    """Return the ontology with more relations and claims, merged as those of its own file are.

    A relation that is there already gains the evidence; a ``same`` claim yields its relation.
    """
    relations, claims = tuple(relations), tuple(claims)
    if not relations and not claims:
        return ontology
    merged = merge((*ontology.relations, *relations, *from_claims(claims)))
    return replace(ontology, relations=merged, claims=(*ontology.claims, *claims))
