"""The library's questions, on the small data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kabgraph import AmbiguousNameError, Library, UnknownNameError, UsageError
from kabgraph.library import said


@pytest.mark.parametrize("name", ["bina", "Bina", "BINA", "Binah", "בינה", "בִּינָה", "Understanding"])
def test_a_concept_by_any_of_its_names(small: Library, name: str) -> None:
    assert small[name].id == "bina"
    assert name in small


def test_an_unknown_name_answers_with_the_nearest(small: Library) -> None:
    with pytest.raises(KeyError, match="did you mean 'Bina'") as caught:
        small["Binna"]
    assert isinstance(caught.value, UnknownNameError)
    assert "Binna" not in small


def test_a_shared_name_answers_with_the_candidates(small: Library) -> None:
    with pytest.raises(AmbiguousNameError, match="ma_what or ma45"):
        small["MA"]


def test_relations_by_end_type_and_standing(small: Library) -> None:
    assert [r.id for r in small.relations("Bina", "gives_to")] == ["bina.gives_to.group"]
    assert [r.id for r in small.relations(object="bina")] == ["ele.part_of.bina.vessels"]
    assert [r.id for r in small.relations(standing="inferred")] == ["bina.opposes.malchut"]
    assert {r.type for r in small.relations(family="lexical")} == {"homograph_of"}
    assert all(len(r.evidence) == 1 for r in small.relations(evidence=1))
    with pytest.raises(UnknownNameError, match="did you mean 'gives_to'"):
        small.relations(type="give_to")
    with pytest.raises(UnknownNameError, match="asserted"):
        small.relations(standing="assertd")  # type: ignore[arg-type]


def test_shortcuts_and_claims_are_derived(small: Library) -> None:
    (shortcut,) = small.relations(type="descends_to")
    assert (shortcut.subject, shortcut.object, shortcut.derived_from) == ("ele", "malchut", "lowering")
    assert (shortcut.standing, shortcut.evidence) == ("asserted", ("first#p1",))
    (same,) = small.relations(type="identified_with")
    assert same.qualifiers == {"condition": ("corrected",)}


def test_inverses_only_when_asked(small: Library) -> None:
    assert not small.relations("group", "gives_to")
    (inverse,) = small.relations("group", "receives_from", inverses=True)
    assert (inverse.object, inverse.inverse_of) == ("bina", "bina.gives_to.group")
    assert small.relations("malchut", "opposes", inverses=True)


def test_a_passage_cites_and_is_its_own_evidence(small: Library) -> None:
    (cites,) = small.relations(type="cites")
    assert (cites.subject, cites.object, cites.evidence) == ("first#p2", "book", ("first#p2",))


def test_relations_as_sentences(small: Library) -> None:
    (gives,) = small.relations("Bina", "gives_to")
    assert said(small.sentence(gives)) == "Bina gives care and food to the group"
    event = small.ontology.events["lowering"]
    assert [(s.text, s.role) for s in small.sentence(event)] == [
        ("Bina", "concept"),
        (" lowers ", "verb"),
        ("ELE", "concept"),
        (" into ", "verb"),
        ("Malchut", "concept"),
    ]


def test_the_quote_is_the_sentence_that_says_it(small: Library) -> None:
    (part,) = small.relations("ele", "part_of")
    (quote,) = small.quotes(part)
    assert quote.text == "Bina lowers ELE into Malchut."
    assert [quote.passage.text[mark.slice] for mark in quote.marks] == ["Bina", "ELE"]


def test_passages_together(small: Library) -> None:
    assert [p.ref for p in small.passages("Bina")] == ["first#p1", "first#p2"]
    assert [p.ref for p in small.passages("Bina", "MA (what)")] == ["first#p1"]
    assert not small.passages("Bina", "MA (what)", within="sentence")
    assert [p.ref for p in small.passages("group", "ELE", within="talk")] == ["first#p1", "first#p2"]
    with pytest.raises(UsageError, match="'sentence', 'passage' or 'talk'"):
        small.passages("Bina", within="page")  # type: ignore[arg-type]


def test_concepts_never_mentioned(small: Library) -> None:
    assert [entry.id for entry in small.concepts(mentioned=False)] == ["ma45", "book"]


def test_processes_in_order(small: Library) -> None:
    (process,) = small.processes()
    assert process.title == "The lowering and the rise"
    assert [event.id for event in process.events] == ["lowering", "rise"]


def test_reprs_read_well(small: Library) -> None:
    assert "Bina בינה (sefira bina): The force that wants only to give." in repr(small["Bina"])
    assert repr(small["Bina"].relations("gives_to")) == (
        "1 relations\n  Bina gives care and food to the group [asserted: first#p2]"
    )
    assert repr(small).startswith("Library 'A small test ontology': 2 talks, 3 passages, 8 concepts")


def test_the_small_data_is_sound(small: Library) -> None:
    assert list(small.check()) == []


def test_a_relation_whose_passages_the_folder_lacks_is_not_asserted(small: Library) -> None:
    (first,) = [talk for talk in small.talks if talk.id == "first"]
    fewer = Library(small.root, small.ontology, [first], (), "v")
    assert small.relations("lower_part", "identified_with")
    assert not fewer.relations("lower_part", "identified_with")
    part = replace(small.relations("ele", "part_of")[0], evidence=("gone#p1",), sources=("S1",))  # type: ignore[arg-type]
    sourced = Library(small.root, replace(small.ontology, relations=(part,)), [first], (), "v")
    assert [(r.standing, r.evidence) for r in sourced.relations()] == [("sourced", ())]
    assert all(r.evidence for library in (small, fewer) for r in library.relations(standing="asserted"))
