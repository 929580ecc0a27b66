"""A vocabulary comes in and goes out again, equal label for label and edge for edge, to readers not ours."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pyoxigraph
import pytest
from made_vocabulary import Plain, plain_rdflib, statements, vocabulary
from rdflib import Graph

import kabgraph
from kabgraph.library import plan_files
from kabgraph.pages.build import build_site
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import page_at
from kabgraph.vocabulary import apply_vocabulary

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TAGGED = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def _in(source: Path, folder: Path) -> kabgraph.Library:
    plan, findings = plan_files([source], folder)
    assert plan is not None, findings
    assert plan.ready, findings
    apply_vocabulary(plan)
    return kabgraph.load(folder)


def _by_oxigraph(path: Path) -> list[Plain]:
    found: list[Plain] = []
    for quad in pyoxigraph.parse(path=path):
        value = quad.object
        plain = getattr(value, "value", "")
        if isinstance(value, pyoxigraph.Literal):
            datatype = value.datatype.value
            plain = (value.value, value.language or "", "" if datatype in (_STRING, _TAGGED) else datatype)
        found.append((quad.subject.value, quad.predicate.value, plain))
    return found


@pytest.fixture(scope="module")
def medium() -> Graph:
    return vocabulary(120)


@pytest.mark.parametrize(
    ("syntax", "out"),
    [
        ("turtle:ttl", "skos-jsonld:json-ld"),
        ("xml:rdf", "skos-ttl:turtle"),
        ("json-ld:jsonld", "skos-ttl:turtle"),
        ("nt:nt", "skos-jsonld:json-ld"),
    ],
)
def test_what_comes_in_goes_out(medium: Graph, folder: Path, syntax: str, out: str) -> None:
    name, ending = syntax.split(":")
    source = folder / f"in.{ending}"
    medium.serialize(source, format=name, encoding="utf-8")
    library = _in(source, folder)
    form, reader = out.split(":")
    written = library.export(form, folder / "out")
    graph = Graph().parse(written, format=reader)
    assert statements(plain_rdflib(graph)) == statements(plain_rdflib(medium))
    assert not library.check().filter(lambda finding: finding.code != "T206")
    assert not list(folder.glob("*.rest.ttl"))


def test_all_syntaxes_say_the_same(medium: Graph, folder: Path) -> None:
    texts = set()
    for name, ending in (("turtle", "ttl"), ("xml", "rdf"), ("json-ld", "jsonld")):
        medium.serialize(folder / f"in.{ending}", format=name)
        plan, _ = plan_files([folder / f"in.{ending}"], folder)
        assert plan is not None
        texts.add(plan.texts[folder / "concepts.yaml"])
    assert len(texts) == 1


def test_five_thousand_concepts_in_four_languages(folder: Path) -> None:
    graph = vocabulary(5000)
    graph.serialize(folder / "in.nt", format="nt", encoding="utf-8")
    began = time.process_time()
    library = _in(folder / "in.nt", folder)
    spent = time.process_time() - began
    assert len(library.concepts()) == 5000
    assert [finding.code for finding in library.check()] == ["T206"]
    written = library.export("skos-ttl", folder / "out.ttl")
    assert statements(_by_oxigraph(written)) == statements(plain_rdflib(graph))
    assert spent < 60
    desk = Desk(library)
    some = library.ontology.concepts[sorted(library.ontology.concepts)[2500]]
    page = page_at(desk, f"concepts/{some.id}.html")
    assert page is not None
    assert all(label.text in page.body for label in some.labels if label.role == "pref")


def test_a_medium_one_builds_a_site(medium: Graph, folder: Path) -> None:
    medium.serialize(folder / "in.ttl", format="turtle")
    library = _in(folder / "in.ttl", folder)
    report = build_site(library, folder / "site", strict=True)
    assert report
    assert len(list((folder / "site" / "concepts").glob("*.html"))) == 120
    served = (folder / "site" / "data" / "kabgraph.ttl").read_bytes()
    assert served == library.export("skos-ttl", folder / "x.ttl").read_bytes()


def test_our_own_export_comes_in_again(library: kabgraph.Library, folder: Path) -> None:
    """Every label, definition and relation that SKOS can hold, with the types by their own names."""
    source = library.export("skos-ttl", folder / "own.ttl")
    again = _in(source, folder)
    was, now = library.ontology, again.ontology
    assert set(now.concepts) == set(was.concepts)
    for concept in was.concepts.values():
        other = now.concepts[concept.id]
        assert other.definition == concept.definition
        assert other.pref_label == concept.pref_label
        assert set(other.hidden_labels) == set(concept.hidden_labels)
        assert set(other.alt_labels) == {*concept.alt_labels, *concept.weak_labels}

    def edges(ontology: kabgraph.model.Ontology, kind: str) -> set[frozenset[str]]:
        return {frozenset((r.subject, r.object)) for r in ontology.relations if r.type == kind}

    for kind in ("kind_of", "part_of", "opposes", "clothes", "gives_to"):
        assert edges(now, kind) == edges(was, kind)
    assert list(folder.glob("*.rest.ttl"))  # evidence, events and texts, which SKOS does not have


def test_two_files_are_one_vocabulary(folder: Path, prefixes: str) -> None:
    (folder / "a.ttl").write_text(prefixes + ":a a skos:Concept ; skos:prefLabel 'A'@en .", encoding="utf-8")
    (folder / "b.ttl").write_text(
        prefixes + ":b a skos:Concept ; skos:prefLabel 'B'@en ; skos:broader :a .", encoding="utf-8"
    )
    plan, _ = plan_files([folder / "a.ttl", folder / "b.ttl"], folder)
    assert plan is not None
    assert plan.counts["relations broader"] == 1
    shutil.rmtree(folder)
