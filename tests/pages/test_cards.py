"""Cards are checked against the graph: the answer is asserted, and no other option is right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kabgraph import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.views.cards import Card, cards_view, verb
from kabgraph.pages.views.words import plain


def _cards(library: Library, sort: str) -> list[Card]:
    return [card for card in cards_view(Desk(library)).cards if card.sort == sort]


@pytest.mark.parametrize("name", ["small", "library"])
def test_the_right_relation_is_asserted_and_no_wrong_one_is_known(
    name: str, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    types = library.ontology.relation_types
    relations = {relation.id: relation for relation in library.relations(standing="asserted")}
    cards = _cards(library, "relation")
    assert cards
    for card in cards:
        relation = relations[card.id.removeprefix("relation.")]
        subject = library.ontology.concepts[relation.subject]
        said = {verb(kind, subject.plural): kind.id for kind in types.values()}
        assert said[card.options[card.answer]] == relation.type
        assert [quote.ref for quote in card.quotes] == [
            quote.passage.ref for quote in library.quotes(relation)
        ]
        between = {
            r.type
            for r in library.relations()
            if {r.subject, r.object} == {relation.subject, relation.object}
        }
        wrong = {said[option] for n, option in enumerate(card.options) if n != card.answer}
        assert wrong
        assert wrong.isdisjoint(between)
        assert len(set(card.options)) == len(card.options)
        for kind in wrong:
            if types[kind].transitive:
                assert relation.object not in _chain(library, kind, relation.subject)
                assert relation.subject not in _chain(library, kind, relation.object)


def _chain(library: Library, kind: str, start: str) -> set[str]:
    found: set[str] = set()
    step = {start}
    while step:
        step = {r.object for r in library.relations(type=kind) if r.subject in step} - found
        found |= step
    return found


@pytest.mark.parametrize("name", ["small", "library"])
def test_the_gap_is_what_the_text_names_and_no_wrong_term_stands_there(
    name: str, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    found = {
        label: [c.id for c in library.concepts() if library.label(c.id) == label]
        for label in (library.label(c.id) for c in library.concepts())
    }
    for card in _cards(library, "term"):
        ref, concept = card.id.removeprefix("term.").rsplit(".", 1)
        text = library.passage(ref).text
        surfaces = [m.surface for m in library.mentions_in(ref) if m.concept == concept and m.mode == "named"]
        quoted = plain(card.quotes[0].runs)
        assert quoted in text
        rebuilt, rest = card.parts[0], quoted.removeprefix(card.parts[0])
        for part in card.parts[1:]:
            surface = next(s for s in sorted(surfaces, key=len, reverse=True) if rest.startswith(s + part))
            rebuilt, rest = rebuilt + surface + part, rest.removeprefix(surface + part)
        assert rebuilt == quoted
        assert card.options[card.answer] == library.label(concept)
        start = text.index(quoted)
        here = {
            name
            for m in (*library.mentions_in(ref), *library.contained.where(passage=ref))
            if start <= m.start < start + len(quoted)
            for name in (m.concept, *m.candidates)
        }
        joined = {end for r in library.relations_of(concept) for end in (r.subject, r.object)}
        for n, option in enumerate(card.options):
            if n != card.answer:
                assert not (here | joined) & set(found[option]), (card.id, option)


def test_cards_are_the_same_each_time_and_not_too_many(library: Library) -> None:
    marks = library.annotations
    again = Library(
        library.root, library.ontology, list(library.talks), (), library.version, annotations=marks
    )
    cards = cards_view(Desk(library)).cards
    assert cards == cards_view(Desk(again)).cards
    assert 100 < len(cards) <= 200
    assert len({card.id for card in cards}) == len(cards)
    answers = Counter(card.answer for card in cards if len(card.options) == 4)
    assert min(answers[n] for n in range(4)) > 10  # no place in the row gives the answer away


def test_only_what_is_published_is_asked(small: Library) -> None:
    everything, public = (cards_view(Desk(small, public=p)) for p in (False, True))
    assert "second" in {talk for card in everything.cards for talk in card.talks}
    assert {talk for card in public.cards for talk in card.talks} == {"first"}


def test_without_relations_or_texts_there_are_no_cards(small: Library) -> None:
    bare = replace(small.ontology, relations=(), events={}, claims=())
    assert cards_view(Desk(Library(small.root, bare, [], (), "v"))).cards == ()
