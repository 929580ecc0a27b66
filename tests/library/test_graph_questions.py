"""What is joined, and what follows: closure, neighborhoods, centrality."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import networkx as nx
import pytest

from kabgraph import Derivation, Library, UnknownNameError, UsageError


def with_relations(library: Library, *rows: tuple[str, str, str], **more: str) -> Library:
    """The small library with these part_of relations alone: subject, object, scheme."""
    like = library.relations("ele", "part_of")[0]
    relations = tuple(
        replace(like, subject=subject, object=object_, scheme=scheme, **more)
        for subject, object_, scheme in rows
    )
    ontology = replace(library.ontology, relations=relations)
    return Library(library.root, ontology, tuple(library.talks), (), "v")


def ends(rows: object) -> set[tuple[str, str]]:
    return {(row.subject, row.object) for row in rows}  # type: ignore[attr-defined]


def chains_hold(rows: object) -> None:
    for row in rows:  # type: ignore[attr-defined]
        assert row.chain[0].subject == row.subject
        assert row.chain[-1].object == row.object
        assert all(one.object == other.subject for one, other in pairwise(row.chain))
        assert len({(r.type, r.scheme, r.tradition) for r in row.chain}) == 1


@pytest.mark.parametrize("kind", ["part_of", "kind_of", "precedes", "located_in"])
def test_closure_is_what_networkx_finds_in_each_scheme(library: Library, kind: str) -> None:
    rows = library.closure(kind)
    chains_hold(rows)
    wanted: dict[tuple[str, str], set[tuple[str, str]]] = {}
    told = [r for r in library.relations(type=kind) if r.standing != "inferred"]
    for group in {(r.scheme, r.tradition) for r in told}:
        graph = nx.DiGraph([(r.subject, r.object) for r in told if (r.scheme, r.tradition) == group])
        wanted[group] = {(a, b) for a, b in nx.transitive_closure(graph).edges if a != b}
        for row in rows:
            if (row.scheme, row.tradition) == group:
                assert len(row) == nx.shortest_path_length(graph, row.subject, row.object)
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in rows:
        found.setdefault((row.scheme, row.tradition), set()).add((row.subject, row.object))
    assert found == wanted


def test_the_inverse_is_the_same_seen_from_the_other_end(library: Library) -> None:
    assert {(b, a) for a, b in ends(library.closure("part_of"))} == ends(library.closure("has_part"))
    chains_hold(library.closure("has_part"))


def test_a_chain_never_leaves_its_scheme_or_its_table(small: Library) -> None:
    same = with_relations(small, ("ele", "bina", "name"), ("bina", "malchut", "name"))
    assert ("ele", "malchut") in ends(same.closure("part_of"))
    across = with_relations(small, ("ele", "bina", "name"), ("bina", "malchut", "body"))
    assert ends(across.closure("part_of")) == {("ele", "bina"), ("bina", "malchut")}
    bare = with_relations(small, ("ele", "bina", "name"), ("bina", "malchut", ""))
    assert ends(bare.closure("part_of")) == {("ele", "bina"), ("bina", "malchut")}
    table = with_relations(small, ("ele", "bina", ""), ("bina", "malchut", ""), table="t")
    assert ends(table.closure("part_of")) == {("ele", "bina"), ("bina", "malchut")}


def test_a_circle_ends(small: Library) -> None:
    round_ = with_relations(small, ("ele", "bina", ""), ("bina", "malchut", ""), ("malchut", "ele", ""))
    rows = round_.closure("part_of")
    assert len(rows) == 6
    assert all(row.subject != row.object for row in rows)


def test_a_conclusion_is_inferred_and_shows_its_chain(small: Library) -> None:
    same = with_relations(small, ("ele", "bina", "name"), ("bina", "malchut", "name"))
    (row,) = same.closure("part_of", "ELE", "Malchut")
    assert isinstance(row, Derivation)
    assert (row.standing, row.weakest, row.evidence) == ("inferred", "asserted", ("first#p1",))
    assert repr(same.closure("part_of", "ELE", "Malchut")) == (
        "1 derivations\n  ELE part_of Malchut [inferred: 2 steps, scheme name]\n"
        "    ELE is part of Bina [asserted: first#p1]\n    Bina is part of Malchut [asserted: first#p1]"
    )
    (sheet,) = same.closure("part_of", "ELE", "Malchut").rows()
    assert sheet["chain"] == ["ELE is part of Bina", "Bina is part of Malchut"]


def test_what_is_inferred_waits_to_be_asked_for(small: Library) -> None:
    guess: dict[str, object] = {"standing": "inferred", "rule": "it seems so"}
    rows = with_relations(small, ("ele", "bina", ""), **guess)  # type: ignore[arg-type]
    assert not rows.closure("part_of")
    assert len(rows.closure("part_of", inferred=True)) == 1
    assert not rows["ELE"].neighborhood()
    assert len(rows["ELE"].neighborhood(inferred=True)) == 1
    assert rows.centrality()[0].value == 0
    assert rows.centrality(inferred=True)[0].value > 0


def test_wrong_types_say_what_may_be_asked(small: Library) -> None:
    with pytest.raises(UsageError, match=r"'gives_to' is not transitive.*use 'part_of', 'has_part'$"):
        small.closure("gives_to")
    with pytest.raises(UnknownNameError, match="did you mean 'part_of'"):
        small.closure("part_off")
    with pytest.raises(UsageError, match="'degree', 'betweenness', 'closeness', 'harmonic', or any function"):
        small.centrality("pagerank")  # type: ignore[arg-type]
    with pytest.raises(UnknownNameError, match="did you mean 'agent'"):
        small.roles(role="agnt")
    with pytest.raises(UnknownNameError, match="'asserted' or 'inferred' or 'sourced'"):
        small.relations(standing="x")  # type: ignore[arg-type]
    for steps in (0, -1, True):
        with pytest.raises(UsageError, match="steps=1 or more"):
            small["Bina"].neighborhood(steps)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_a_neighborhood_is_as_far_as_networkx_says(library: Library, steps: int) -> None:
    found = library["Bina"].neighborhood(steps)
    told = [
        r
        for r in library.relations()
        if r.standing != "inferred" and {r.subject, r.object} <= library.ontology.concepts.keys()
    ]
    graph = nx.Graph([(r.subject, r.object) for r in told])
    assert dict(found.distances) == nx.single_source_shortest_path_length(graph, "bina", cutoff=steps)
    near = nx.single_source_shortest_path_length(graph, "bina", cutoff=steps - 1)
    assert {r.id for r in found} == {r.id for r in told if r.subject in near or r.object in near}
    assert set(found.nx()) == set(found.distances)
    assert found.center == "bina"


def test_a_concept_that_nothing_joins(small: Library) -> None:
    alone = with_relations(small, ("ele", "bina", ""))["book"].neighborhood(3)
    assert (len(alone), dict(alone.distances)) == (0, {"book": 0})
    assert repr(alone) == "0 concepts within 0 of The Book: 0 relations"


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness", "harmonic"])
def test_centrality_is_that_of_networkx(library: Library, measure: str) -> None:
    rows = library.centrality(measure, inferred=True)  # type: ignore[arg-type]
    concepts = library.ontology.concepts
    graph = nx.Graph(library.graph.subgraph(concepts))
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    wanted = getattr(nx, f"{measure}_centrality")(graph)
    assert {row.concept: row.value for row in rows} == pytest.approx(wanted)
    assert all(one.value >= other.value for one, other in pairwise(rows))


def test_any_function_of_networkx_runs_on_the_graph(library: Library) -> None:
    assert type(library.graph) is nx.MultiDiGraph
    assert nx.number_weakly_connected_components(library.graph) >= 1
    assert nx.descendants(library.graph, "ele")
    assert max(nx.in_degree_centrality(library.graph).values()) > 0


def test_support_is_counted_in_passages(library: Library) -> None:
    once = library.relations(evidence=1, standing="asserted")
    assert once == library.relations(standing="asserted").filter(lambda r: len(set(r.evidence)) == 1)
    assert once
