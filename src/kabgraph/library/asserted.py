"""Records of relations and claims -> relations and claims of the ontology, with their passage as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kabgraph.model import Annotation, Claim, Ontology, PassageRef, Relation, Stance


def join_records(ontology: Ontology, annotations: Iterable[Annotation]) -> Ontology:
    """Return the ontology with what accepted records say that their passages assert.

    Only records whose words are placed count, and of relations only those that support; a record that
    contradicts, or only mentions, asserts nothing.
    """
    from kabgraph.ontology import with_asserted  # noqa: PLC0415 - what reads the ontology is slow to load

    said = [annotation for annotation in annotations if says(annotation)]
    return with_asserted(ontology, _relations(ontology, said), _claims(said))


def says(annotation: Annotation, stance: Stance = "supports") -> str | None:
    """Return the id of the relation, or of the claim, of which a record's words speak with that ``stance``.

    Only an accepted record whose words are placed speaks; a claim is always supported.
    """
    if annotation.status != "accepted" or annotation.span is None:
        return None
    if annotation.claim:
        return annotation.id if stance == "supports" else None
    link = annotation.relation if annotation.stance == stance else None
    return f"{link.subject}.{link.type}.{link.object}" if link else None


def _refs(annotation: Annotation) -> tuple[PassageRef, ...]:
    return tuple(dict.fromkeys(ref for ref, _ in annotation.places))


def _relations(ontology: Ontology, annotations: Iterable[Annotation]) -> Iterator[Relation]:
    for annotation in annotations:
        link = annotation.relation
        if link is None or link.type not in ontology.relation_types:
            continue
        yield Relation(
            subject=link.subject,
            type=link.type,
            object=link.object,
            standing="asserted",
            evidence=_refs(annotation),
            address=annotation.address,
        )


def _claims(annotations: Iterable[Annotation]) -> Iterator[Claim]:
    for annotation in annotations:
        said = annotation.claim
        if said is None:
            continue
        yield Claim(
            id=annotation.id,
            kind=said.kind,
            concepts=said.concepts,
            evidence=_refs(annotation),
            address=annotation.address,
            condition=said.condition,
            because=annotation.note,
        )
