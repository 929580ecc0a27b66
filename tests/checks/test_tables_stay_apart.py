"""Correspondences hold inside one row of one table: nothing in the library chains them.

Still, vegetative, animate and speaking run with the phases from above, the lights of the soul enter
from below. Chained through the phases, the lowest nature would meet the highest light.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import networkx as nx
import pytest

from kabgraph import Library

NATURES, LIGHTS = ("still", "vegetative", "animate", "speaking"), ("haya", "neshama", "ruach", "nefesh")
PHASES = ("phase_1", "phase_2", "phase_3", "phase_4")
NAMES = (*NATURES, *LIGHTS, *PHASES)


def rows(*columns: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"[{', '.join(row)}]" for row in zip(*columns, strict=True)) + "]"


ONTOLOGY = f"""
scheme: {{id: s, title: S}}
relation_types:
  corresponds_to: {{label: corresponds to, family: associative, symmetric: true}}
concepts:
{"".join(f"  {name}: {{pref_label: {name.title()}}}" + chr(10) for name in NAMES)}
correspondences:
  nature_by_phase: {{label: N, sources: [x], rows: {rows(PHASES, NATURES)}}}
  light_by_phase: {{label: L, sources: [x], rows: {rows(PHASES, LIGHTS)}}}
  nature_by_light: {{label: W, sources: [x], rows: {rows(LIGHTS[::-1], NATURES)}}}
"""
TABLES = ((PHASES, NATURES), (PHASES, LIGHTS), (LIGHTS[::-1], NATURES))
SAID = {frozenset(pair) for table in TABLES for pair in zip(*table, strict=True)}


@pytest.fixture
def tables(library_of: Callable[[str], Library]) -> Library:
    return library_of(ONTOLOGY)


def test_the_chain_would_contradict_the_third_table() -> None:
    said = [(*pair,) for pair in map(sorted, SAID)]
    by_phase = {(nature, light) for nature, light in zip(NATURES, LIGHTS, strict=True)}
    assert nx.has_path(nx.Graph(said), "still", "haya")
    assert not {frozenset(pair) for pair in by_phase} & SAID


def test_relations_join_what_one_row_joins(tables: Library) -> None:
    found = tables.relations(inverses=True)
    assert {frozenset((r.subject, r.object)) for r in found} == SAID
    assert {r.table for r in found} == set(tables.ontology.correspondences)
    assert len(tables.relations()) == 12


def test_neighbours_and_graph_join_no_more(tables: Library) -> None:
    for name in NAMES:
        near = {end for r in tables[name].relations() for end in (r.subject, r.object)} - {name}
        assert near == {other for pair in SAID if name in pair for other in pair} - {name}
    edges = {frozenset(edge[:2]) for edge in tables.graph.edges if set(edge[:2]) <= set(NAMES)}
    assert edges == SAID


def test_still_never_meets_the_highest_light(tables: Library) -> None:
    for nature, light in product(NATURES, LIGHTS):
        if frozenset((nature, light)) not in SAID:
            assert not tables.relations(nature, object=light, inverses=True)
            assert not tables.relations(light, object=nature, inverses=True)


def test_the_type_of_tables_is_not_transitive(library: Library) -> None:
    assert not library.ontology.relation_types["corresponds_to"].transitive
