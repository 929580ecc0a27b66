"""Checks of relations and their types: ends that are one, and inverses that are missing or taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding, RelationType


@check("L222")
def related_to_itself(parts: Parts) -> Iterator[Finding]:
    """A relation leads from a concept to itself."""
    types = parts.ontology.relation_types
    for relation in parts.ontology.relations:
        kind = types.get(relation.type)
        # A transitive one is reported as a circle already.
        if relation.subject == relation.object and not (kind and kind.transitive):
            yield Finding(
                relation.address,
                "L222",
                "warning",
                f"{relation.subject} {relation.type} itself",
                "name another concept at one end, or remove it",
            )


@check("L223")
def no_inverse(parts: Parts) -> Iterator[Finding]:
    """A relation type that is not symmetric names no inverse: it cannot be read from its other end."""
    for kind in parts.ontology.relation_types.values():
        if not kind.symmetric and not kind.inverse:
            yield Finding(
                kind.address,
                "L223",
                "warning",
                f"relation type {kind.id!r} has no inverse",
                "add 'inverse: ...' and 'inverse_label: ...', or 'symmetric: true'",
            )


@check("L224")
def inverse_is_taken(parts: Parts) -> Iterator[Finding]:
    """The inverse of a relation type is a type of its own, or the inverse of another type as well."""
    types = parts.ontology.relation_types
    users: dict[str, list[RelationType]] = defaultdict(list)
    for kind in types.values():
        if kind.symmetric or not kind.inverse:
            continue
        users[kind.inverse].append(kind)
        said = f"the inverse {kind.inverse!r} of {kind.id!r} is "
        if kind.inverse == kind.id:
            yield Finding(kind.address, "L224", "error", f"{said}itself", "write 'symmetric: true' instead")
        elif kind.inverse in types:
            place = types[kind.inverse].address
            remedy = "remove that type: an inverse is read off, never defined or typed"
            yield Finding(kind.address, "L224", "error", f"{said}a relation type, too ({place})", remedy)
        elif len(users[kind.inverse]) > 1:
            first = users[kind.inverse][0]
            said += f"the inverse of {first.id!r}, too ({first.address})"
            yield Finding(kind.address, "L224", "error", said, "give each type an inverse of its own")
