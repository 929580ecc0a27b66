"""Counts of what a library holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from kabgraph.library.entry import Entry
from kabgraph.library.processes import Process
from kabgraph.library.queries import Query
from kabgraph.library.results import Results
from kabgraph.model import Annotation, Finding, Mention, Ontology, Relation, Talk

_T = TypeVar("_T")


class Counted(Protocol):
    """What is counted of a library."""

    ontology: Ontology

    @property
    def talks(self) -> Results[Talk]:
        """All talks."""

    @property
    def mentions(self) -> Results[Mention]:
        """All counted mentions."""

    @property
    def annotations(self) -> Results[Annotation]:
        """All annotations."""

    @property
    def queries(self) -> Results[Query]:
        """All questions."""

    def relations(self) -> Results[Relation]:
        """All relations."""

    def concepts(self, mentioned: bool | None = None) -> Results[Entry]:
        """The concepts, all or by whether a text mentions them."""

    def processes(self) -> tuple[Process, ...]:
        """All processes."""

    def check(self) -> Results[Finding]:
        """Every error and warning."""


def count_all(library: Counted) -> dict[str, int]:
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
