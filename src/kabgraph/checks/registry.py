"""The table of checks: each a pure function, its docstring the explanation that the docs print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kabgraph.model import Concept, Finding, Mention, Ontology, Talk

Check = Callable[["Parts"], Iterator[Finding]]
CHECKS: dict[str, Check] = {}


@dataclass(frozen=True, slots=True)
class Parts:
    """What a check may look at; ``mentions`` holds the contained ones, too."""

    ontology: Ontology
    talks: tuple[Talk, ...]
    mentions: tuple[Mention, ...]


def check(code: str) -> Callable[[Check], Check]:
    """Register a check under its code."""

    def register(function: Check) -> Check:
        if code in CHECKS:
            raise ValueError(f"check {code} is there twice")
        CHECKS[code] = function
        return function

    return register


def run_checks(parts: Parts) -> Iterable[Finding]:
    """Run all checks, in the order of their codes."""
    for code in sorted(CHECKS):
        yield from CHECKS[code](parts)


def exceptions(ontology: Ontology, has: Callable[[Concept], bool]) -> list[Concept]:
    """The concepts that lack what at least half of the concepts have; none where it is rarer.

    What few concepts have is a beginning, or not meant at all, and a warning for each of the others
    would bury the rest.
    """
    lacking = [concept for concept in ontology.concepts.values() if not has(concept)]
    return lacking if 2 * len(lacking) <= len(ontology.concepts) else []
