"""Counts of what a library holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from kabgraph.library.whole import Whole
from kabgraph.model import MentionStatus

_T = TypeVar("_T")
_BY: Mapping[MentionStatus, str] = {
    "automatic": "mentions found automatically",
    "confirmed": "mentions confirmed by people",
    "ambiguous": "mentions ambiguous",
}


def count_all(library: Whole) -> dict[str, int]:
    """Count everything, in a fixed order; what splits up is followed by its parts.

    Mentions split up twice, by mode and by who decided; both add up.
    """
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
        **{name: _of(library, status) for status, name in _BY.items()},
        "readings rejected": len(library.rejected),
        "places disputed": len(library.disputed),
        "annotations": len(library.annotations),
        **_parts(library.annotations, lambda record: f"annotations {record.status}"),
        "decisions lost": len(library.lost_records),
        "questions": len(library.queries),
        "findings": len(library.check()),
    }


def _of(library: Whole, status: MentionStatus) -> int:
    return sum(1 for mention in library.mentions if mention.status == status)


def _parts(items: Iterable[_T], name: Callable[[_T], str]) -> dict[str, int]:
    return dict(sorted(Counter(map(name, items)).items()))
