"""Turtle, N-Triples and JSON-LD of ours say to other readers what we said, whatever the words are."""

from __future__ import annotations

import random

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.triples import (
    RDF,
    SKOS,
    XSD,
    Blank,
    Iri,
    Literal,
    Object,
    Triple,
    as_jsonld,
    as_ntriples,
    as_turtle,
    iri,
    ordered,
)

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_IRI = _TEXT.map(lambda text: iri(f"https://example.org/{text}"))
_LITERAL = st.one_of(
    st.builds(Literal, _TEXT),
    st.builds(Literal, _TEXT, st.sampled_from(["en", "he", "zh-hant"])),
    st.builds(Literal, _TEXT, st.just(""), st.just(XSD.token)),
)
_TRIPLE = st.builds(
    Triple,
    st.one_of(_IRI, st.sampled_from([Blank("_:a"), Blank("_:b")])),
    st.one_of(_IRI, st.sampled_from([SKOS.prefLabel, RDF.value])),
    st.one_of(_IRI, _LITERAL, st.just(Blank("_:a"))),
)
_FORMATS = {
    as_turtle: pyoxigraph.RdfFormat.TURTLE,
    as_ntriples: pyoxigraph.RdfFormat.N_TRIPLES,
    as_jsonld: pyoxigraph.RdfFormat.JSON_LD,
}


def _read(text: str, form: pyoxigraph.RdfFormat) -> set[tuple[object, ...]]:
    return {_plain(quad.triple) for quad in pyoxigraph.parse(text, form)}


def _plain(triple: pyoxigraph.Triple) -> tuple[object, ...]:
    def term(value: object) -> object:
        if isinstance(value, pyoxigraph.Literal):
            kind = value.datatype.value
            plain = value.language or kind == XSD.string
            return Literal(value.value, value.language or "", "" if plain else kind)
        return Blank(f"_:{value.value}") if isinstance(value, pyoxigraph.BlankNode) else value.value  # type: ignore[attr-defined]

    return (term(triple.subject), triple.predicate.value, term(triple.object))


@pytest.mark.parametrize("write", _FORMATS, ids=lambda write: write.__name__)
@given(st.lists(_TRIPLE, max_size=8))
def test_every_text_reads_back(write: object, triples: list[Triple]) -> None:
    text = write(triples)  # type: ignore[operator]
    assert _read(text, _FORMATS[write]) == {tuple(triple) for triple in triples}  # type: ignore[index]


def test_the_order_in_which_they_come_does_not_matter() -> None:
    objects: list[Object] = [Literal("x", "en"), Literal("x"), Literal("x", datatype=XSD.token), Iri("urn:x")]
    triples = [Triple(Iri(f"urn:{n % 5}"), SKOS.note, each) for n in range(20) for each in objects]
    mixed = [*triples, *triples]
    random.Random(1).shuffle(mixed)  # noqa: S311 - any order will do
    assert as_turtle(mixed) == as_turtle(triples)
    assert as_jsonld(mixed) == as_jsonld(triples)
    assert ordered(mixed) == ordered(triples)


def test_prefixes_shorten_what_they_can_and_no_more() -> None:
    base = "https://example.org/concepts/"
    triples = [Triple(Iri(base + name), SKOS.broader, Iri(base)) for name in ("bina", "a.b", "1", "a/b", "ä")]
    text = as_turtle(triples, {"concept": base})
    assert "\nconcept:bina\n  skos:broader <https://example.org/concepts/> ." in text
    assert all(f"<{base}{name}>" in text for name in ("a.b", "1", "a/b", "ä"))


def test_what_misleads_the_eye_stands_escaped() -> None:
    text = as_turtle([Triple(Iri("urn:x"), SKOS.note, Literal("a\u202eb\x00\ufeff"))])
    assert r'"a\u202Eb\u0000\uFEFF"' in text
