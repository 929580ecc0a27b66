"""The RDF forms: sound SKOS to readers not ours, with the evidence of everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, SKOS

import kabgraph
from kabgraph import Library
from kabgraph.export import all_triples
from kabgraph.library import parts_of
from kabgraph.triples import KG, breaches

OA = Namespace("http://www.w3.org/ns/oa#")
OWN = Namespace("urn:kabgraph:")
BASE = Namespace("https://example.org/small/")

SHAPES = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix kg: <urn:kabgraph:> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:not [ sh:class skos:ConceptScheme ] , [ sh:class skos:Collection ] ;
  sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ; sh:minCount 1 ; sh:disjoint skos:altLabel ] ;
  sh:property [ sh:path skos:prefLabel ; sh:disjoint skos:hiddenLabel ] ;
  sh:property [ sh:path skos:altLabel ; sh:disjoint skos:hiddenLabel ] ;
  sh:property [ sh:path skos:related ; sh:class skos:Concept ; sh:disjoint skos:broader ] ;
  sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
  sh:property [ sh:path skos:exactMatch ; sh:disjoint skos:broadMatch ] ;
  sh:property [ sh:path skos:exactMatch ; sh:disjoint skos:relatedMatch ] .
[] a sh:NodeShape ; sh:targetClass kg:Relation ;
  sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path kg:standing ; sh:in ( "asserted" "sourced" "inferred" ) ; sh:minCount 1 ] .
[] a sh:NodeShape ; sh:targetClass oa:SpecificResource ;
  sh:property [ sh:path oa:hasSource ; sh:minCount 1 ; sh:class kg:Passage ] ;
  sh:property [ sh:path oa:hasSelector ; sh:minCount 2 ; sh:maxCount 2 ] ;
  sh:property [ sh:path kg:edition ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


@pytest.fixture(scope="module")
def graph(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The project's own data as rdflib reads them."""
    return Graph().parse(
        library.export("skos-ttl", tmp_path_factory.mktemp("rdf") / "k.ttl"), format="turtle"
    )


@pytest.fixture(scope="module")
def least(small: Library, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return Graph().parse(small.export("skos-ttl", tmp_path_factory.mktemp("rdf") / "s.ttl"), format="turtle")


@pytest.mark.parametrize("name", ["small", "hostile"])
def test_turtle_and_json_ld_are_one_graph(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    found: Library = request.getfixturevalue(name)
    turtle = Graph().parse(found.export("skos-ttl", tmp_path / "k.ttl"), format="turtle")
    json_ld = Graph().parse(found.export("skos-jsonld", tmp_path / "k.jsonld"), format="json-ld")
    assert set(turtle) == set(json_ld)
    assert len(turtle) == len(all_triples(parts_of(found)))


@pytest.mark.parametrize("name", ["small", "hostile", "library"])
def test_the_conditions_of_skos_hold(name: str, request: pytest.FixtureRequest) -> None:
    """Under what sub-properties entail, too."""
    assert breaches(all_triples(parts_of(request.getfixturevalue(name)))) == []


def test_the_shapes_hold(graph: Graph) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, words = pyshacl.validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, words


def test_labels_and_notes_are_all_there(library: Library, graph: Graph) -> None:
    base = Namespace("https://example.org/kabgraph/concepts/")
    for concept in library.ontology.concepts.values():
        at = base[concept.id]
        preferred = {(str(label), label.language) for label in graph.objects(at, SKOS.prefLabel)}
        assert preferred == {(text, language) for language, text in concept.pref_label.items()}
        others = {str(label) for label in graph.objects(at, SKOS.altLabel)}
        assert others == {*concept.alt_labels, *concept.weak_labels}
        assert {str(label) for label in graph.objects(at, SKOS.hiddenLabel)} == {*concept.hidden_labels}
        assert [str(text) for text in graph.objects(at, SKOS.definition)] == [concept.definition]


def test_broader_is_for_what_stands_above_alone(library: Library, graph: Graph) -> None:
    kinds = {kind.id for kind in library.ontology.relation_types.values() if kind.skos == "broader"}
    assert kinds == {"kind_of", "part_of"}
    base = Namespace("https://example.org/kabgraph/concepts/")
    wanted = {(base[r.subject], base[r.object]) for r in library.relations() if r.type in kinds}
    assert set(graph.subject_objects(SKOS.broader)) == wanted
    assert set(graph.subject_objects(SKOS.narrower)) == {(high, low) for low, high in wanted}


def test_types_stand_under_the_properties_of_skos(graph: Graph) -> None:
    types = Namespace("https://example.org/kabgraph/types/")
    wider = {
        str(kind).removeprefix(types): str(over) for kind, over in graph.subject_objects(RDFS.subPropertyOf)
    }
    assert wider["part_of"] == str(SKOS.broader)
    assert wider["opposes"] == str(SKOS.related)
    assert wider["cites"] == str(DCTERMS.references)
    assert "homograph_of" not in wider
    # Of some pairs one is above the other, too: under skos:related they would breach S27.
    assert wider["gives_to"] == str(SKOS.semanticRelation)
    assert (types["has_part"], OWL.inverseOf, types["part_of"]) in graph
    assert str(graph.value(types["part_of"], RDFS.label)) == "is part of"


def test_each_relation_carries_what_it_rests_on(library: Library, graph: Graph) -> None:
    nodes = {
        (
            str(graph.value(at, RDF.subject)),
            str(graph.value(at, RDF.predicate)),
            str(graph.value(at, RDF.object)),
        ): at
        for at in graph.subjects(RDF.type, OWN.Relation)
    }
    assert len(set(graph.subjects(RDF.type, OWN.Relation))) == len(library.relations())
    base = "https://example.org/kabgraph/"
    relation = library.relations("bina", "gives_to")[0]
    at = nodes[f"{base}concepts/bina", f"{base}types/gives_to", f"{base}concepts/{relation.object}"]
    assert str(graph.value(at, OWN.standing)) == "asserted"
    passages = {f"{base}talks/{ref}" for ref in relation.evidence}
    assert {str(each) for each in graph.objects(at, PROV.wasDerivedFrom)} == passages
    note = graph.value(predicate=OA.hasBody, object=at)
    targets = list(graph.objects(note, OA.hasTarget))
    assert len(targets) == len(library.quotes(relation))
    words = {str(graph.value(s, OA.exact)) for t in targets for s in graph.objects(t, OA.hasSelector)} - {
        "None"
    }
    assert words == {quote.text for quote in library.quotes(relation)}
    for relation in library.relations():
        for source in relation.sources:
            assert (None, PROV.hadPrimarySource, URIRef(f"{base}references/{source}")) in graph


def test_offsets_are_code_points_of_the_passage(graph: Graph) -> None:
    for target in graph.subjects(RDF.type, OA.SpecificResource):
        text = str(graph.value(graph.value(target, OA.hasSource), RDF.value))
        selectors = list(graph.objects(target, OA.hasSelector))
        (words,) = [s for s in selectors if (s, RDF.type, OA.TextQuoteSelector) in graph]
        (place,) = [s for s in selectors if (s, RDF.type, OA.TextPositionSelector) in graph]
        start, end = (int(str(graph.value(place, name))) for name in (OA.start, OA.end))
        assert text[start:end] == str(graph.value(words, OA.exact))
        assert text[:start].endswith(str(graph.value(words, OA.prefix)))


def test_a_retelling_says_so_wherever_it_is_quoted(graph: Graph) -> None:
    for quoted in (*graph.subjects(RDF.type, OWN.Passage), *graph.subjects(RDF.type, OWN.Quote)):
        assert str(graph.value(quoted, OWN.edition)) in {"original", "translation", "retelling"}
    assert not list(graph.subject_objects(DCTERMS.creator))


def test_events_claims_kinds_and_passages_are_nodes(least: Graph) -> None:
    event = BASE["events/lowering"]
    assert (event, BASE["roles/agent"], BASE["concepts/bina"]) in least
    assert (event, OWN.enables, BASE["events/rise"]) in least
    assert (BASE["kinds/sefira"], SKOS.member, BASE["concepts/bina"]) in least
    claims = set(least.subjects(RDF.type, OWN.Claim))
    assert {str(least.value(claim, OWN.kind)) for claim in claims} == {"different"}  # the other is private
    assert (BASE["talks/first#p1"], OWN.mentions, BASE["concepts/bina"]) in least


def test_every_word_of_our_own_is_explained(graph: Graph) -> None:
    used = {term for triple in graph for term in triple if isinstance(term, URIRef) and term.startswith(OWN)}
    assert used
    assert all(graph.value(term, RDFS.comment) for term in used)
    assert all(term.startswith(KG.base) for term in used)


def test_no_clock_and_no_folder_is_in_it(small: Library, tmp_path: Path) -> None:
    text = small.export("skos-ttl", tmp_path / "k.ttl").read_text(encoding="utf-8")
    assert f'owl:versionInfo "{small.version}"' in text
    assert "dct:modified" not in text
    assert str(small.root.resolve()) not in text


ODD = """\
scheme: {id: odd, title: Odd}
relation_types:
  below: {label: is below, family: hierarchical, skos: narrower, inverse: over, inverse_label: is over}
  beside: {label: is beside, family: associative, skos: related, symmetric: true}
concepts:
  a:
    pref_label: {en: [A, Also A], he: א, "my tongue": A}
    alt_labels: {en: [A, B], und: [plain]}
    uri: "https://example.org/same"
    notation: [A1, {value: "1.2", datatype: "https://example.org/udc"}]
    notes: {history_note: {ru: [было]}, note: a note}
    mappings:
      exact_match: "https://other.example/1"
      broad_match: ["https://other.example/1", "https://other.example/2"]
    relations: [{below: b, rule: r}, {beside: c, rule: r}, {beside: b, rule: r}]
  b: {pref_label: {en: B}, uri: "https://example.org/same"}
  c: {pref_label: {en: C}, uri: "urn:x:c|d"}
collections:
  row: {label: {en: Row}, members: [c, a, inner], ordered: true}
  inner: {label: Inner, members: [b], uri: "https://example.org/inner"}
"""


def test_odd_data_go_out_sound(tmp_path: Path) -> None:
    (tmp_path / "concepts.yaml").write_text(ODD, encoding="utf-8")
    odd = kabgraph.load(tmp_path)
    assert breaches(all_triples(parts_of(odd))) == []
    graph = Graph().parse(odd.export("skos-ttl", tmp_path / "odd.ttl"), format="turtle")
    at = Namespace("urn:kabgraph:odd:")
    a, b, c = at["concepts/a"], at["concepts/b"], URIRef("urn:x:c%7Cd")
    # An address that two concepts claim names neither.
    assert (a, SKOS.exactMatch, URIRef("https://example.org/same")) in graph
    assert (b, SKOS.exactMatch, URIRef("https://example.org/same")) in graph
    assert (b, SKOS.broader, a) in graph
    assert (a, SKOS.related, c) in graph
    assert (c, at["types/beside"], a) in graph
    assert (a, SKOS.related, b) not in graph
    assert (a, at["types/beside"], b) in graph
    assert {str(x) for x in graph.objects(a, SKOS.broadMatch)} == {"https://other.example/2"}
    assert {(str(x), x.language) for x in graph.objects(a, SKOS.altLabel)} == {
        ("Also A", "en"),
        ("B", "en"),
        ("plain", None),
    }
    members = graph.value(at["collections/row"], SKOS.memberList)
    assert list(graph.items(members)) == [c, a, URIRef("https://example.org/inner")]
