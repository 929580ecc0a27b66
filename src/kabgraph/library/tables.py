"""Tables: the same items, by what one asks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from kabgraph.model import Relation, RelationType

_T = TypeVar("_T")


def by(items: Iterable[_T], key: Callable[[_T], str]) -> dict[str, list[_T]]:
    """Return the items by key, each list in their order."""
    table: dict[str, list[_T]] = defaultdict(list)
    for item in items:
        table[key(item)].append(item)
    return table


def by_end(relations: Iterable[Relation]) -> dict[str, list[Relation]]:
    """Return the relations by each of their ends."""
    table: dict[str, list[Relation]] = defaultdict(list)
    for relation in relations:
        for end in {relation.subject, relation.object}:
            table[end].append(relation)
    return table


def turned(relation: Relation, types: Mapping[str, RelationType]) -> Relation | None:
    """Return the relation seen from its other end, or None where its type has no inverse."""
    inverse = types[relation.type].inverse
    if not inverse:
        return None
    subject, object = relation.object, relation.subject
    return replace(relation, subject=subject, object=object, type=inverse, inverse_of=relation.id)
