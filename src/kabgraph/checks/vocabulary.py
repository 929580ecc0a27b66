"""Checks of the vocabulary: concepts that stand alone, say nothing, or answer to a name twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check, exceptions
from kabgraph.model import Concept, Finding


@check("L211")
def no_definition(parts: Parts) -> Iterator[Finding]:
    """A concept has no definition, though at least half of them have."""
    for concept in exceptions(parts.ontology, lambda concept: bool(concept.definition.strip())):
        yield Finding(
            concept.address,
            "L211",
            "warning",
            f"concept {concept.id!r} has no definition",
            "add 'definition: ...', one sentence that says what it is",
        )


@check("L212")
def stands_alone(parts: Parts) -> Iterator[Finding]:
    """A concept stands in no relation, event, claim or table, though at least half of them do."""
    ontology = parts.ontology
    joined = {end for relation in ontology.relations for end in (relation.subject, relation.object)}
    joined.update(role.concept for event in ontology.events.values() for role in event.roles if role.concept)
    joined.update(id_ for claim in ontology.claims for id_ in claim.concepts)
    tables = ontology.correspondences.values()
    joined.update(cell for table in tables for row in table.rows for cell in row.cells)
    for concept in exceptions(ontology, lambda concept: concept.id in joined):
        yield Finding(
            concept.address,
            "L212",
            "warning",
            f"concept {concept.id!r} stands alone",
            "add a relation at either end, or leave the concept out",
        )


@check("L213")
def former_id_in_use(parts: Parts) -> Iterator[Finding]:
    """A former id is the id of a concept or event of today, or a former id of two concepts."""
    ontology = parts.ontology
    live = {id_.casefold(): thing.address for id_, thing in ontology.concepts.items()}
    live.update({id_.casefold(): thing.address for id_, thing in ontology.events.items()})
    owners: dict[str, list[Concept]] = defaultdict(list)
    for concept in ontology.concepts.values():
        for former in dict.fromkeys(former.casefold() for former in concept.former_ids):
            others = [live[former]] if former in live else [other.address for other in owners[former]]
            owners[former].append(concept)
            for other in others[:1]:
                yield Finding(
                    concept.address,
                    "L213",
                    "error",
                    f"former id {former!r} of {concept.id!r} is in use at {other}",
                    "remove it from one of the two: an old address can lead to one place only",
                )


@check("L214")
def no_row(parts: Parts) -> Iterator[Finding]:
    """A concept has no row of the map, though at least half of them have."""
    rows = ", ".join(row.id for row in parts.ontology.scheme.rows)
    for concept in exceptions(parts.ontology, lambda concept: concept.row is not None):
        yield Finding(
            concept.address,
            "L214",
            "warning",
            f"concept {concept.id!r} has no row",
            f"add 'row: ...', one of {rows}",
        )
