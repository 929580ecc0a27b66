"""What is understood of a vocabulary, and what is left and counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kabgraph.triples import SKOS
from kabgraph.vocabulary import Found, FoundConcept
from kabgraph.vocabulary.ids import Named, mint

Understood = Callable[[str], Found]


def _one(found: Found, id: str) -> FoundConcept:
    return next(concept for concept in found.concepts if concept.id == id)


def test_a_hierarchy_is_one_whichever_end_tells_it(understood: Understood) -> None:
    down = understood(":a a skos:Concept ; skos:narrower :b . :b a skos:Concept .")
    up = understood(":b a skos:Concept ; skos:broader :a . :a a skos:Concept .")
    both = understood(":b a skos:Concept ; skos:broader :a . :a a skos:Concept ; skos:narrower :b .")
    assert _one(down, "b").relations == _one(up, "b").relations == _one(both, "b").relations
    assert _one(down, "b").relations == (("broader", "a"),)
    assert not down.left


def test_related_stands_once(understood: Understood) -> None:
    found = understood(":b a skos:Concept ; skos:related :a . :a a skos:Concept ; skos:related :b .")
    assert [concept.relations for concept in found.concepts] == [(("related", "b"),), ()]
    assert [kind.id for kind in found.types] == ["related"]


def test_what_has_a_name_and_a_relation_is_a_concept(understood: Understood) -> None:
    found = understood(
        ":a skos:prefLabel 'A'@en ; skos:broader :b . :b skos:altLabel 'B'@en ; skos:related :nobody ."
    )
    assert [concept.id for concept in found.concepts] == ["a", "b"]
    assert [(row.what, row.why) for row in found.rest] == [
        ("skos:related", "one end is no concept of the files")
    ]


def test_labels_that_are_nodes_of_their_own(understood: Understood) -> None:
    found = understood(
        ":a a skos:Concept ; xl:prefLabel :l1 ; xl:altLabel :l2 ; skos:prefLabel 'A'@en ."
        ":l1 a xl:Label ; xl:literalForm 'A'@en . :l2 a xl:Label ; xl:literalForm 'Ay'@en ; dct:source 'x' ."
    )
    assert _one(found, "a").labels == {"pref": {"en": ("A",)}, "alt": {"en": ("Ay",)}}
    assert [row.what for row in found.rest] == ["dct:source"]


def test_a_second_preferred_label_is_an_alternative(understood: Understood) -> None:
    found = understood(":a a skos:Concept ; skos:prefLabel 'A'@en , 'Z'@en , 'A'@de ; skos:altLabel 'A'@en .")
    assert _one(found, "a").labels == {"pref": {"en": ("A",), "de": ("A",)}, "alt": {"en": ("Z",)}}
    assert [(row.what, row.count) for row in found.rest] == [("skos:altLabel", 1)]


def test_notes_of_every_kind_and_form(understood: Understood) -> None:
    found = understood(
        ":a a skos:Concept ; skos:prefLabel 'A'@en ; skos:note :elsewhere ; skos:changeNote 'c'@en ;"
        "skos:definition 'one'@en , 'two'@en , 'eins'@de , 'none' ;"
        "skos:example [ rdf:value 'like this'@en ; dct:creator :x ] ."
    )
    notes = _one(found, "a").notes
    assert notes["definition"] == {"en": ("one", "two"), "de": ("eins",), "und": ("none",)}
    assert notes["example"] == {"en": ("like this",)}
    assert notes["change_note"] == {"en": ("c",)}
    assert {row.what: row.count for row in found.rest} == {"dct:creator": 1, "skos:note": 1}


def test_the_main_language_is_that_of_most_names(understood: Understood) -> None:
    assert (
        understood(
            ":a a skos:Concept ; skos:prefLabel 'A'@de , 'B'@fr . :b a skos:Concept ; skos:prefLabel 'C'@de ."
        ).language
        == "de"
    )
    assert understood(":a a skos:Concept ; skos:prefLabel 'A' .").language == "und"
    assert understood(":a a skos:Concept ; skos:prefLabel 'A'@pt-br .").language == "pt-BR"
    assert understood(":a a skos:Concept .").language == "en"


def test_types_of_relations_that_a_file_declares(understood: Understood) -> None:
    found = understood(
        ":partOf rdfs:subPropertyOf skos:broader ; rdfs:label 'is a part of'@en ; owl:inverseOf :hasPart ."
        ":hasPart rdfs:subPropertyOf skos:narrower ; rdfs:label 'has as a part'@en ."
        ":near rdfs:subPropertyOf skos:related ; a owl:SymmetricProperty ."
        ":eats rdfs:subPropertyOf skos:related ."
        ":a a skos:Concept ; :hasPart :b ; :near :b ; :eats :c ."
        ":b a skos:Concept ; skos:broader :a ; skos:related :a ."
        ":c a skos:Concept ; iso:broaderGeneric :a ."
    )
    assert _one(found, "b").relations == (("part_of", "a"),)
    assert _one(found, "a").relations == (("eats", "c"), ("near", "b"))
    assert _one(found, "c").relations == (("broader_generic", "a"),)
    kinds = {kind.id: kind for kind in found.types}
    part = kinds["part_of"]
    assert (part.label, part.inverse, part.inverse_label) == ("is a part of", "has_part", "has as a part")
    assert kinds["near"].symmetric
    assert (kinds["eats"].inverse, kinds["eats"].skos) == ("eats_of", "related")
    assert kinds["broader_generic"].label == "is a kind of"
    assert "broader" not in kinds  # the special one says it
    assert not found.left


def test_a_downward_property_without_a_counterpart(understood: Understood) -> None:
    found = understood(
        ":has rdfs:subPropertyOf skos:narrower . :a a skos:Concept ; :has :b . :b a skos:Concept ."
    )
    assert _one(found, "a").relations == (("has", "b"),)
    assert found.types[0].skos == "narrower"


def test_collections_in_order_and_nested(understood: Understood) -> None:
    found = understood(
        ":a a skos:Concept . :b a skos:Concept ."
        ":g a skos:Collection ; skos:prefLabel 'G'@en ; skos:member :b , :a , :h , :nobody ."
        ":h a skos:OrderedCollection ; skos:memberList ( :b :a ) ."
        ":i skos:memberList :l . :l rdf:first :a ; rdf:rest :l ."
    )
    groups = {group.id: group for group in found.collections}
    assert groups["g"].members == ("a", "b", "h")
    assert groups["h"].members == ("b", "a")
    assert groups["h"].ordered
    assert groups["i"].members == ("a",)
    assert [(row.what, row.count) for row in found.rest] == [("skos:member", 1)]


def test_of_several_schemes_the_largest_is_the_one(understood: Understood) -> None:
    found = understood(
        ":s a skos:ConceptScheme ; dct:title 'S'@en ; dct:description 'What it is.'@en ;"
        "skos:hasTopConcept :a ."
        ":t a skos:ConceptScheme ; dct:title 'T'@en . :a a skos:Concept ; skos:inScheme :s , :t ."
        ":b a skos:Concept ; skos:inScheme :s ; skos:topConceptOf :t ."
    )
    assert (found.id, found.title, found.definition) == ("s", "S", "What it is.")
    assert found.uri == "https://example.org/v/s"
    assert found.top_concepts == ("a",)
    assert {row.what for row in found.rest} == {
        "skos:inScheme",
        "skos:topConceptOf",
        "a skos:ConceptScheme",
        "dct:title",
    }


def test_nothing_is_dropped_in_silence(understood: Understood) -> None:
    found = understood(
        ":a a skos:Concept ; dct:created '2020' ; skos:notation '1' , 'x'@en ; skos:note '<p>'^^rdf:HTML ;"
        "skos:exactMatch 'text' , <mailto:x> ; skos:broaderTransitive :b ; skos:mappingRelation :c ;"
        "<urn:own> [ <urn:deep> 1 ] . :b a skos:Concept ."
    )
    assert sum(row.count for row in found.rest) == len(found.left) == 9
    assert {row.why for row in found.rest if row.what == "skos:broaderTransitive"} == {
        "it follows from other statements"
    }
    assert len([triple for triple in found.left if triple.predicate == SKOS.exactMatch]) == 2


def test_addresses_that_cannot_be_kept_are_told(understood: Understood) -> None:
    found = understood("[] a skos:Concept ; skos:prefLabel 'No address'@en . <mailto:x> a skos:Concept .")
    assert [(concept.id, concept.uri) for concept in found.concepts] == [("no_address", ""), ("x", "")]


@pytest.mark.parametrize(
    ("named", "ids"),
    [
        ([("Zeir Anpin", "https://a.org/c_12")], ["zeir_anpin"]),
        ([("Zeir Anpin", "https://a.org/zeirAnpin")], ["zeir_anpin"]),
        ([("MA (45)", "https://a.org/ma45")], ["ma45"]),
        ([("בינה", "https://a.org/c_12")], ["c_12"]),
        ([("בינה 2", "")], ["concept"]),
        ([("Bank", "https://a.org/1"), ("Bank", "https://a.org/2")], ["bank_1", "bank_2"]),
        ([("Bank", ""), ("bank", "")], ["bank_2", "bank_3"]),
        ([("aux", "")], ["aux_2"]),
        ([("taken", "https://a.org/7")], ["taken_7"]),
        ([("Élan vital!", "")], ["elan_vital"]),
    ],
)
def test_ids_are_short_and_unlike(named: list[tuple[str, str]], ids: list[str]) -> None:
    rows = [Named(str(n), label, uri) for n, (label, uri) in enumerate(named)]
    assert sorted(mint(rows, {}, {"Taken"}, "concept").values()) == ids
    assert mint(rows[::-1], {}, {"Taken"}, "concept") == mint(rows, {}, {"Taken"}, "concept")


def test_ids_that_are_there_stay() -> None:
    kept = mint([Named("1", "New name", "urn:1"), Named("2", "Other", "urn:2")], {"1": "old"}, {"old"}, "c")
    assert kept == {"1": "old", "2": "other"}
