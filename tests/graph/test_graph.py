"""The graph: node kinds, layers, and a way from each asserted relation to its passage."""

from __future__ import annotations

from collections import Counter

import networkx as nx

from kabgraph import Library


def test_nodes_of_four_kinds(small: Library) -> None:
    kinds = Counter(kind for _, kind in small.graph.nodes(data="kind"))
    assert kinds == {"concept": 8, "passage": 3, "talk": 2, "event": 2}
    assert type(small.graph) is nx.MultiDiGraph


def test_typed_derived_and_mention_edges_are_told_apart(small: Library) -> None:
    graph = small.graph
    assert graph.edges["ele", "bina", "ele.part_of.bina.vessels"]["layer"] == "relation"
    assert graph.edges["ele", "malchut", "ele.descends_to.malchut"]["layer"] == "derived"
    layers = {data["layer"] for _, _, data in graph.out_edges("first#p1", data=True)}
    assert layers == {"mention"}
    assert graph.edges["lowering", "ele", "role.theme"]["layer"] == "role"


def test_every_asserted_relation_of_the_project_reaches_its_passage(library: Library) -> None:
    graph = library.graph
    asserted = [
        (key, data)
        for _, _, key, data in graph.edges(keys=True, data=True)
        if data.get("standing") == "asserted"
    ]
    assert asserted
    for key, data in asserted:
        assert data["evidence"], key
        for ref in data["evidence"]:
            assert graph.nodes[ref]["kind"] == "passage", key


def test_a_mention_s_edge_says_who_decided_and_what_is_taken_away_is_none(decided: Library) -> None:
    edges = {
        (passage, concept, data["start"]): (data["mode"], data["status"], data["records"])
        for passage, concept, data in decided.graph.edges(data=True)
        if data["layer"] == "mention"
    }
    assert edges["first#p1", "bina", 20] == ("confirmed", "confirmed", ("a-00000001",))
    assert edges["first#p1", "malchut", 32] == ("named", "automatic", ())
    assert edges["first#p3", "malchut", 24] == ("named", "automatic", ("a-00000010", "a-00000011"))
    counted = [m for m in decided.mentions if m.concept]
    assert len(edges) == len(counted) == len(decided.mentions) - 1
    for gone in (*decided.rejected, *decided.lost):
        assert (gone.passage, gone.concept, gone.start) not in edges
