"""Counts of what a library holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import TypeVar

from kabgraph.library.whole import Whole

_T = TypeVar("_T")


def count_all(library: Whole) -> dict[str, int]:
    """Count everything, in a fixed order; what splits up is followed by its parts."""
    ontology = library.ontology
    return {
        "texts": len(library.talks),
        **_parts(library.talks, lambda talk: f"{talk.kind}s"),
        "passages": sum(len(talk.passages) for talk in library.talks),
        "concepts": len(ontology.concepts),
        "concepts that no text mentions": len(library.concepts(mentioned=False)),
        "relation types": len(ontology.relation_types),
        "relations": len(library.relations()),
        **_parts(library.relations(), lambda relation: f"relations {relation.standing}"),
        "relations derived": sum(1 for relation in library.relations() if relation.derived_from),
        "events": len(ontology.events),
        "processes": len(library.processes()),
        "claims": len(ontology.claims),
        "tables of correspondences": len(ontology.correspondences),
        "mentions": len(library.mentions),
        **_parts(library.mentions, lambda mention: f"mentions {mention.mode}"),
        "mentions ambiguous": sum(1 for mention in library.mentions if mention.concept is None),
        "annotations": len(library.annotations),
        "questions": len(library.queries),
        "findings": len(library.check()),
    }


def _parts(items: Iterable[_T], name: Callable[[_T], str]) -> dict[str, int]:
    return dict(sorted(Counter(map(name, items)).items()))
