"""Across the texts: in the order of reading, what is new where it is said first."""

from __future__ import annotations

from dataclasses import replace

from kabgraph import Library
from kabgraph.library.across import across, reading_order


def test_lessons_are_read_first_in_their_order(library: Library) -> None:
    read = reading_order(library.talks)
    assert [talk.kind for talk in read] == ["lesson"] * 30 + ["talk"] * 2
    assert [talk.order for talk in read] == [*range(1, 31), 1, 2]


def test_each_thing_said_is_new_once(library: Library) -> None:
    texts = across(library, "bina")
    said = [(saying.what.id, saying.new) for text in texts for saying in text.sayings]
    assert len({id_ for id_, new in said if new}) == len([id_ for id_, new in said if new])
    assert {id_ for id_, _ in said} == {id_ for id_, new in said if new}
    asserted = {r.id for r in library.relations_of("bina") if r.standing == "asserted" and not r.derived_from}
    assert asserted <= {id_ for id_, _ in said}
    mentions = [mention for text in texts for mention in text.mentions]
    assert sorted(mentions, key=repr) == sorted(library.mentions_of("bina"), key=repr)


def test_what_a_later_text_repeats_is_not_new(small: Library) -> None:
    lowering = replace(small.ontology.events["lowering"], evidence=("second#p1", "first#p1"))
    ontology = replace(small.ontology, events={**small.ontology.events, "lowering": lowering})
    library = Library(small.root, ontology, list(small.talks), (), "v")
    told = [
        (text.talk.id, saying.new)
        for text in across(library, "bina")
        for saying in text.sayings
        if saying.what.id == "lowering"
    ]
    assert told == [("first", True), ("second", False)]


def test_companions_stand_in_one_sentence_with_it(small: Library) -> None:
    (text,) = (text for text in across(small, "ele") if text.talk.id == "first")
    assert dict(text.companions)["bina"] == 2
    assert "ele" not in dict(text.companions)
