"""The way to learn: each concept after what it needs, whatever the ontology says; checked by other means."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph import Concept, Event, Library, Relation, RelationType, UnknownNameError
from kabgraph.library import said
from kabgraph.library.learning import LIMIT
from kabgraph.mentions import Finder
from kabgraph.model import Address, Label, Ontology, Passage, Role, Scheme, TalkId
from kabgraph.text import split_sentences

NOWHERE = Address("")
Needs = Mapping[str, Set[str]]


def _needs(library: Library) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """What each concept needs, and what a relation says that it needs: read once more, by plain means."""
    ontology = library.ontology
    firm: dict[str, set[str]] = {concept: set() for concept in ontology.concepts}
    for relation in library.relations():
        kind = ontology.relation_types[relation.type]
        pair = (relation.subject, relation.object)
        if relation.standing == "inferred" or not set(pair) <= set(firm):
            continue
        if kind.skos == "broader" and not kind.symmetric:
            firm[pair[0]].add(pair[1])
        elif kind.family == "order" and kind.transitive and not kind.symmetric:
            firm[pair[1]].add(pair[0])
    needs = {concept: set(firm[concept]) for concept in firm}
    for concept in ontology.concepts.values():
        text = concept.definition
        passage = Passage(TalkId("t"), "p", text, 0, (), split_sentences(text), NOWHERE)
        needs[concept.id] |= {
            m.concept for m in Finder(ontology).find([passage]) if m.concept and not m.contained
        }
    for process in library.processes():
        seen: list[set[str]] = []
        for event in process.events:
            there = {r.concept for r in event.roles if r.concept and not r.inferred}
            new = there.difference(*seen)
            for concept in new:
                needs[concept] |= seen[-1] if seen else set()
            seen += [new] if new else []
    for concept, asked in needs.items():
        firm[concept].discard(concept)
        asked.discard(concept)
    return needs, firm


def _reach(needs: Needs, concept: str) -> set[str]:
    found: set[str] = set()
    waiting = [concept]
    while waiting:
        for other in needs[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _check(library: Library) -> None:
    needs, firm = _needs(library)
    reach = {concept: _reach(needs, concept) for concept in needs}
    stated = {concept: _reach(firm, concept) for concept in firm}
    for goal in (None, *needs):
        path = [step.concept for step in library.learning_path(goal)]
        place = {concept: number for number, concept in enumerate(path)}
        assert len(place) == len(path)
        if goal is None:
            assert set(path) == set(needs)
        else:
            assert path[-1] == goal
            assert set(path) <= reach[goal] | {goal}
            assert len(path) == min(LIMIT, len(reach[goal] | {goal}))
        for concept in path:
            for before in needs[concept] & set(path):
                if concept not in reach[before]:
                    assert place[before] < place[concept], (goal, before, concept)
        for concept in path if goal is None else ():
            for before in firm[concept]:
                if concept not in stated[before]:
                    assert place[before] < place[concept], (before, concept)


def test_what_a_concept_needs_stands_before_it(small: Library) -> None:
    _check(small)


def test_what_a_concept_needs_stands_before_it_in_the_project(library: Library) -> None:
    needs, firm = _needs(library)
    reach = {concept: _reach(needs, concept) for concept in needs}
    place = {step.concept: step.number for step in library.learning_path()}
    assert set(place) == set(needs)
    for concept, asked in needs.items():
        outside = {before for before in asked if concept not in reach[before]}
        assert all(place[before] < place[concept] for before in outside | firm[concept]), concept
    for goal in needs:
        path = [step.concept for step in library.learning_path(goal)]
        assert path[-1] == goal
        assert len(set(path)) == len(path) <= LIMIT
        assert set(path) <= reach[goal] | {goal}


def test_each_reason_is_true(library: Library) -> None:
    needs, _ = _needs(library)
    for goal in (None, "bina", "ele", "group"):
        steps = list(library.learning_path(goal))
        number = {step.concept: step.number for step in steps}
        for step in steps:
            text = said(step.why)
            if step.after is None:
                assert "you" not in text
                continue
            assert step.after in needs[step.concept]
            assert library.label(step.after) in text
            just = number[step.after] == step.number - 1
            assert ("just read" in text) == just
            assert just or f"in step {number[step.after]}" in text
            assert number[step.after] < step.number


def test_the_way_in_the_small_library(small: Library) -> None:
    told = [(step.concept, said(step.why)) for step in small.learning_path("ELE")]
    assert told == [
        ("bina", "it takes part in “Lowering of ELE”, the first step of The lowering and the rise"),
        ("ele", "ELE is part of Bina, which you have just read"),
    ]
    assert [step.concept for step in small.learning_path(among=["ELE", "Bina", "group"])] == [
        "bina",
        "ele",
        "group",
    ]
    with pytest.raises(UnknownNameError):
        small.learning_path("Binna")


def test_the_order_is_the_same_each_time(library: Library) -> None:
    again = Library(library.root, library.ontology, list(library.talks), (), library.version)
    first = Library(library.root, library.ontology, list(library.talks), (), library.version)
    assert list(again.learning_path()) == list(first.learning_path())


def test_nothing_to_learn(small: Library) -> None:
    empty = Library(small.root, replace(small.ontology, concepts={}, relations=(), events={}), [], (), "v")
    assert list(empty.learning_path()) == []


NAMES = [f"N{n}" for n in range(9)]
SOME = st.lists(st.sampled_from(NAMES), max_size=3)
TYPES = {
    "within": RelationType("within", "is within", "hierarchical", NOWHERE, skos="broader", transitive=True),
    "before": RelationType(
        "before", "comes before", "order", NOWHERE, inverse="after", inverse_label="follows", transitive=True
    ),
    "near": RelationType("near", "is near", "associative", NOWHERE, symmetric=True),
}


def _concept(name: str, named: list[str]) -> Concept:
    return Concept(name, (Label(name, "en", "pref"),), None, f"It meets {' and '.join(named)}.", NOWHERE)


def _relation(subject: str, kind: str, object: str) -> Relation:
    return Relation(subject, kind, object, "sourced", (), NOWHERE, sources=("S",))


def _event(n: int, named: list[str], onward: int) -> Event:
    roles = tuple(Role("agent", name) for name in named)
    return Event(f"e{n}", f"Step {n}", "step", roles, (), NOWHERE, enables=(f"e{onward}",))


@given(
    st.lists(SOME, min_size=9, max_size=9),
    st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(sorted(TYPES)), st.sampled_from(NAMES)), max_size=14
    ),
    st.lists(st.tuples(SOME, st.integers(0, 3)), max_size=4),
)
def test_any_ontology_gives_a_way(
    meanings: list[list[str]], triples: list[tuple[str, str, str]], steps: list[tuple[list[str], int]]
) -> None:
    events = {f"e{n}": _event(n, named, onward) for n, (named, onward) in enumerate(steps)}
    events = {
        id_: replace(e, enables=tuple(x for x in e.enables if x in events)) for id_, e in events.items()
    }
    ontology = Ontology(
        Scheme("s", "S"),
        {},
        TYPES,
        {name: _concept(name, named) for name, named in zip(NAMES, meanings, strict=True)},
        tuple(_relation(*triple) for triple in dict.fromkeys(triples) if triple[0] != triple[2]),
        events,
        (),
        {},
        {},
        (),
    )
    _check(Library(Path(), ontology, [], (), "v"))
