"""The page of relation types: each type with its meaning and all its triples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.model import RelationType
from kabgraph.pages.pictures import type_sign
from kabgraph.pages.views.parts import RelationView
from kabgraph.pages.views.relations import relation_view
from kabgraph.pages.views.words import plural

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class TypeView:
    """A relation type and everything that stands in it."""

    id: str
    label: str
    inverse: str
    sign: Markup
    definition: str
    traits: tuple[str, ...]
    count: str
    relations: tuple[RelationView, ...]


@dataclass(frozen=True, slots=True)
class FamilyView:
    """The relation types of one family."""

    name: str
    types: tuple[TypeView, ...]


def types_view(desk: Desk) -> tuple[FamilyView, ...]:
    """Return all relation types by family, in the order of the ontology."""
    families: dict[str, list[TypeView]] = {}
    for relation_type in desk.ontology.relation_types.values():
        families.setdefault(relation_type.family, []).append(_type_view(desk, relation_type))
    return tuple(FamilyView(name, tuple(types)) for name, types in families.items())


def _type_view(desk: Desk, relation_type: RelationType) -> TypeView:
    relations = tuple(relation_view(desk, r) for r in desk.relations_of_type(relation_type.id))
    return TypeView(
        id=relation_type.id,
        label=relation_type.label,
        inverse=relation_type.inverse_label if not relation_type.symmetric else "",
        sign=type_sign(relation_type),
        definition=relation_type.definition,
        traits=_traits(relation_type),
        count=plural(len(relations), "relation"),
        relations=relations,
    )


def _traits(relation_type: RelationType) -> tuple[str, ...]:
    traits = []
    if relation_type.symmetric:
        traits.append("holds both ways")
    if relation_type.transitive:
        traits.append("passes on along a chain")
    if relation_type.shortcuts:
        traits.append("drawn from the steps of processes")
    return tuple(traits)
