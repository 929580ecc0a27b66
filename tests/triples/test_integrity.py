"""Each condition of SKOS is found broken where it is broken, and nowhere else."""

from __future__ import annotations

import pytest

from kabgraph.triples import RDF, RDFS, SKOS, Blank, Iri, Literal, Triple, breaches

A, B, C, S = (Iri(f"https://example.org/{name}") for name in "abcs")
TYPE = RDF["type"]
OWN = Iri("https://example.org/acts_on")

SOUND = [
    Triple(A, TYPE, SKOS.Concept),
    Triple(B, TYPE, SKOS.Concept),
    Triple(S, TYPE, SKOS.ConceptScheme),
    Triple(A, SKOS.inScheme, S),
    Triple(A, SKOS.prefLabel, Literal("a", "en")),
    Triple(A, SKOS.prefLabel, Literal("a", "he")),
    Triple(A, SKOS.altLabel, Literal("b", "en")),
    Triple(A, SKOS.broader, B),
    Triple(B, SKOS.broader, C),
    Triple(A, SKOS.exactMatch, Iri("urn:x:1")),
    Triple(A, SKOS.relatedMatch, Iri("urn:x:2")),
]


def test_sound_triples_breach_nothing() -> None:
    assert breaches(SOUND) == []


@pytest.mark.parametrize(
    ("condition", "more"),
    [
        ("S9", [Triple(A, TYPE, SKOS.ConceptScheme)]),
        ("S9", [Triple(S, SKOS.topConceptOf, S)]),
        ("S13", [Triple(A, SKOS.hiddenLabel, Literal("b", "en"))]),
        ("S13", [Triple(A, SKOS.altLabel, Literal("a", "EN"))]),
        ("S14", [Triple(A, SKOS.prefLabel, Literal("other", "en"))]),
        ("S27", [Triple(A, SKOS.related, C)]),
        ("S27", [Triple(C, SKOS.related, A)]),
        ("S27", [Triple(C, SKOS.narrower, Iri("urn:d")), Triple(Iri("urn:d"), SKOS.related, C)]),
        ("S27", [Triple(OWN, RDFS.subPropertyOf, SKOS.related), Triple(A, OWN, B)]),
        ("S27", [Triple(A, SKOS.relatedMatch, B)]),
        ("S37", [Triple(A, TYPE, SKOS.Collection)]),
        ("S37", [Triple(S, TYPE, SKOS.OrderedCollection)]),
        ("S46", [Triple(A, SKOS.broadMatch, Iri("urn:x:1"))]),
        ("S46", [Triple(A, SKOS.exactMatch, Iri("urn:x:2"))]),
    ],
)
def test_each_condition_is_found_broken(condition: str, more: list[Triple]) -> None:
    found = breaches([*SOUND, *more])
    assert {breach.condition for breach in found} == {condition}
    assert all(str(breach).startswith(condition) for breach in found)


def test_circles_end() -> None:
    circle = [Triple(A, SKOS.broader, B), Triple(B, SKOS.broader, A), Triple(A, SKOS.related, Blank("_:x"))]
    assert breaches(circle) == []
