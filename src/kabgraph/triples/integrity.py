"""The integrity conditions of SKOS, as checks over triples; their numbers are those of its Reference.

A sub-property counts as the property of SKOS that it is declared under, and a matching relation as
the relation it is a kind of: ``broadMatch`` as ``broader``, ``relatedMatch`` as ``related``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kabgraph.triples.names import RDF, RDFS, SKOS
from kabgraph.triples.terms import Iri, Literal, Triple

_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_SPOKEN = {"prefLabel": "preferred", "altLabel": "alternative", "hiddenLabel": "hidden"}


@dataclass(frozen=True, slots=True, order=True)
class Breach:
    """One condition that does not hold, and for what."""

    condition: str
    subject: str
    message: str

    def __str__(self) -> str:
        return f"{self.condition}: {self.message}"


def breaches(triples: Iterable[Triple]) -> list[Breach]:
    """Return every breach of S9, S13, S14, S27, S37 and S46, in order."""
    graph = _Graph(triples)
    return sorted({*_disjoint_classes(graph), *_labels(graph), *_related(graph), *_matches(graph)})


class _Graph:
    """The triples by predicate, each under every property that it entails."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        found = list(triples)
        above: dict[str, set[str]] = defaultdict(set)
        for subject, predicate, object_ in found:
            if predicate == RDFS.subPropertyOf and isinstance(object_, Iri):
                above[subject].add(object_)
        for narrow, wide in _BUILT_IN:
            above[narrow].add(wide)
        every: dict[str, set[str]] = {}
        self.pairs: dict[str, list[tuple[str, object]]] = defaultdict(list)
        for subject, predicate, object_ in found:
            if predicate not in every:
                every[predicate] = reached(above, predicate) | {predicate}
            for property_ in every[predicate]:
                self.pairs[property_].append((subject, object_))

    def edges(self, *properties: str, turned: str = "") -> dict[str, set[str]]:
        """Return who leads to whom by any of ``properties``, and backwards by ``turned``."""
        found: dict[str, set[str]] = defaultdict(set)
        for property_ in properties:
            for subject, object_ in self.pairs[property_]:
                found[subject].add(str(object_))
        for subject, object_ in self.pairs[turned] if turned else ():
            found[str(object_)].add(subject)
        return found

    def members(self, *classes: str) -> set[str]:
        """Return what is said to be one of ``classes``."""
        return {subject for subject, object_ in self.pairs[RDF["type"]] if object_ in classes}


_BUILT_IN = (
    (SKOS.broadMatch, SKOS.broader),
    (SKOS.narrowMatch, SKOS.narrower),
    (SKOS.relatedMatch, SKOS.related),
    (SKOS.broader, SKOS.broaderTransitive),
    (SKOS.narrower, SKOS.narrowerTransitive),
    (SKOS.topConceptOf, SKOS.inScheme),
)


def reached(edges: dict[str, set[str]], start: str) -> set[str]:
    """Return all that can be reached from ``start``, itself only by a circle."""
    found: set[str] = set()
    waiting = list(edges.get(start, ()))
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting.extend(edges.get(node, ()))
    return found


def _disjoint_classes(graph: _Graph) -> Iterator[Breach]:
    concepts = graph.members(SKOS.Concept)
    concepts |= {str(concept) for _, concept in graph.pairs[SKOS.hasTopConcept]}
    concepts |= {subject for subject, _ in graph.pairs[SKOS.topConceptOf]}
    schemes = graph.members(SKOS.ConceptScheme)
    schemes |= {str(scheme) for _, scheme in graph.pairs[SKOS.inScheme]}
    collections = graph.members(SKOS.Collection, SKOS.OrderedCollection)
    for each in concepts & schemes:
        yield Breach("S9", each, f"{each} is a concept and a concept scheme")
    for each in collections & (concepts | schemes):
        yield Breach("S37", each, f"{each} is a collection, and a concept or a concept scheme")


def _labels(graph: _Graph) -> Iterator[Breach]:
    roles: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    preferred: dict[tuple[str, str], set[str]] = defaultdict(set)
    for property_ in _LABELS:
        for subject, label in graph.pairs[property_]:
            if isinstance(label, Literal):
                language = label.language.lower()
                roles[subject, language, label.text].add(property_.removeprefix(SKOS.base))
                if property_ == SKOS.prefLabel:
                    preferred[subject, language].add(label.text)
    for (subject, language, text), names in roles.items():
        if len(names) > 1:
            said = " and ".join(_SPOKEN[name] for name in sorted(names, reverse=True))
            yield Breach("S13", subject, f"{text!r}{_tag(language)} is a {said} label of {subject}")
    for (subject, language), texts in preferred.items():
        if len(texts) > 1:
            said = " and ".join(map(repr, sorted(texts)))
            yield Breach("S14", subject, f"{said}{_tag(language)} are all preferred labels of {subject}")


def _tag(language: str) -> str:
    return f" ({language})" if language else ""


def _related(graph: _Graph) -> Iterator[Breach]:
    above = graph.edges(SKOS.broaderTransitive, turned=SKOS.narrowerTransitive)
    ancestors: dict[str, set[str]] = {}
    for subject, object_ in graph.pairs[SKOS.related]:
        for low, high in ((subject, str(object_)), (str(object_), subject)):
            if low not in ancestors:
                ancestors[low] = reached(above, low)
            if high in ancestors[low]:
                yield Breach("S27", subject, f"{low} and {high} are related, and one is above the other")


def _matches(graph: _Graph) -> Iterator[Breach]:
    exact = graph.edges(SKOS.exactMatch)
    for subject, object_ in graph.pairs[SKOS.exactMatch]:
        exact[str(object_)].add(subject)
    same: dict[str, set[str]] = {}
    for property_ in (SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch):
        for subject, object_ in graph.pairs[property_]:
            if subject not in same:
                same[subject] = reached(exact, subject)
            if str(object_) in same[subject]:
                kind = property_.removeprefix(SKOS.base)
                yield Breach("S46", subject, f"{object_} is an exactMatch and a {kind} of {subject}")
