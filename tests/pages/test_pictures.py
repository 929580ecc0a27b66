"""Up is up: in every picture what rises goes up the page, whatever the rows of the map say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kabgraph import Library
from kabgraph.model import Concept
from kabgraph.pages.desk import Desk
from kabgraph.pages.edges import map_edges, rank, ways_around
from kabgraph.pages.pictures import _places, whole_map


def _upside_down(small: Library) -> Library:
    rows = {"above": "below", "below": "above"}
    concepts: dict[str, Concept] = {
        name: replace(concept, row=rows.get(concept.row or ""))
        for name, concept in small.ontology.concepts.items()
    }
    ontology = replace(small.ontology, concepts=concepts)
    return Library(small.root, ontology, list(small.talks), (), small.version)


def test_around_a_concept_what_rises_goes_up(small: Library, library: Library) -> None:
    for desk in (Desk(small), Desk(_upside_down(small)), Desk(library)):
        for concept in desk.ontology.concepts:
            ways = list(ways_around(desk, concept))
            around = [end for way in ways for end in way.ends if end != concept]
            places = _places(desk, concept, around, ways)
            settled = {
                end for way in ways if way.edge.via != concept for side in way.around(concept) for end in side
            }
            for way in ways:
                carried = settled if way.edge.via == concept else set()
                above, below = (set(side) - carried for side in way.around(concept))
                assert all(places[name] < places[concept] for name in above)
                assert all(places[name] > places[concept] for name in below)


def test_on_the_map_a_movement_agrees_with_its_rows(small: Library, library: Library) -> None:
    for desk in (Desk(small), Desk(_upside_down(small)), Desk(library)):
        moves = [e for e in map_edges(desk, set(desk.ontology.concepts)) if e.sign == "move" and e.then]
        for edge in moves:
            ranks = [rank(desk, end) for end in (edge.source, edge.via, edge.target) if end]
            known = [place for place in ranks if place is not None]
            assert all(first != second for first, second in pairwise(known))


def test_the_numbers_of_a_picture_count_from_one(library: Library) -> None:
    desk = Desk(library)
    for concept in desk.ontology.concepts:
        numbers = [way.edge.number for way in ways_around(desk, concept)]
        assert numbers == list(range(1, len(numbers) + 1))


def test_an_event_with_other_words_in_its_sentence_is_told_by_what_it_yields(library: Library) -> None:
    edges = [way.edge for way in ways_around(Desk(library), "ma_what")]
    becomes = next(edge for edge in edges if edge.target == "mi")
    assert (becomes.source, becomes.label) == ("ma_what", "becomes")


def test_there_is_a_map_for_a_wide_page_and_one_for_a_phone(small: Library) -> None:
    assert [drawn.wide for drawn in whole_map(Desk(small), "index.html")] == [True, False]
