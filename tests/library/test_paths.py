"""Paths: what counts as one, in which order they come, and a search by brute force that agrees."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kabgraph
from kabgraph import Library, Relation, UnknownNameError, UsageError
from kabgraph.model import Address, Ontology, Standing

RANK = {"asserted": 0, "sourced": 1, "inferred": 2}
STANDINGS: tuple[Standing, ...] = ("asserted", "sourced", "inferred")
NODES = "abcdef"


def relation(subject: str, object_: str, standing: Standing = "sourced", **more: str) -> Relation:
    ground = {"rule": "r"} if standing == "inferred" else {"sources": ("S1",)}
    values = {"type": "opposes", **ground, **more}
    evidence = ("first#p1",) if standing == "asserted" else ()
    return Relation(
        subject=subject, object=object_, standing=standing, evidence=evidence, address=Address("x"), **values
    )  # type: ignore[arg-type]


def joined(small: Library, *relations: Relation, nodes: str = NODES) -> Library:
    """A library of these relations alone, over concepts of one letter."""
    model = small.ontology.concepts["group"]
    concepts = {id_: replace(model, id=id_, labels=()) for id_ in nodes}
    ontology: Ontology = replace(
        small.ontology, concepts=concepts, relations=relations, events={}, claims=(), correspondences={}
    )
    return Library(small.root, ontology, list(small.talks), (), "v")


def stations(library: Library, start: str, end: str, **options: object) -> list[str]:
    return ["".join(path.stations) for path in library.paths(start, end, **options)]  # type: ignore[arg-type]


def test_a_path_has_its_sentences_and_quotes(small: Library) -> None:
    (path,) = small.paths("ELE", "group")
    assert path.stations == ("ele", "bina", "group")
    assert [hop.sentence for hop in path.hops] == [
        "ELE is part of Bina",
        "Bina gives care and food to the group",
    ]
    assert [hop.quotes[0].text for hop in path.hops] == [
        "Bina lowers ELE into Malchut.",
        "Answer: Bina’s care reaches the group.",
    ]
    assert [hop.forward for hop in path.hops] == [True, True]
    back = small.paths("group", "ele")[0]
    assert back.stations == ("group", "bina", "ele")
    assert [hop.forward for hop in back.hops] == [False, False]
    assert len(back) == 2


def test_it_reads_well(small: Library) -> None:
    assert repr(small.paths("group", "ele")) == (
        "1 paths\n"
        "  group <- Bina <- ELE\n"
        "    Bina gives care and food to the group [asserted: first#p2]\n"
        "    ELE is part of Bina [asserted: first#p1]"
    )


def test_words_that_are_spelled_alike_are_no_way(small: Library) -> None:
    assert small.relations("ma_what", "homograph_of")
    assert not small.paths("ma_what", "ma45", inferred=True, hubs=True)


def test_a_text_is_no_station(small: Library) -> None:
    assert small.relations(type="cites")
    assert not small.paths("book", "bina", inferred=True, hubs=True, max_length=7)


def test_what_is_only_inferred_is_walked_when_asked(small: Library) -> None:
    library = joined(small, relation("a", "b", "inferred"))
    assert stations(library, "a", "b") == []
    assert stations(library, "a", "b", inferred=True) == ["ab"]


def test_fewer_hops_then_better_standing_then_ids(small: Library) -> None:
    library = joined(
        small,
        relation("a", "f", "inferred"),
        relation("a", "d", "asserted"),
        relation("d", "f", "asserted"),
        *(relation(*pair) for pair in ("ac", "cf", "ab", "bf")),
    )
    assert stations(library, "a", "f", inferred=True) == ["af", "adf", "abf"]
    assert stations(library, "a", "f", count=9) == ["adf", "abf", "acf"]
    assert stations(library, "a", "f", max_length=1) == []


def test_equal_paths_come_by_their_ids(small: Library) -> None:
    for middle in permutations("bcde", 2):
        first, second = middle
        chains = [relation(*pair) for pair in ("a" + first, first + "f", second + "f", "a" + second)]
        for library in (joined(small, *chains), joined(small, *(replace(r, type="part_of") for r in chains))):
            assert stations(library, "a", "f", count=1) == [f"a{min(middle)}f"]
            assert stations(library, "f", "a", count=1) == [f"f{min(middle)}a"]


def test_of_several_relations_a_path_walks_the_best(small: Library) -> None:
    pair = relation("a", "b", "asserted", table="t")
    library = joined(small, relation("b", "a"), relation("b", "a", type="part_of"), pair)
    (path,) = library.paths("a", "b")
    assert path.hops[0].relation.id == "b.opposes.a"


def test_pairs_out_of_tables_are_never_chained(small: Library) -> None:
    tables = (relation("a", "b", table="t1"), relation("b", "c", table="t2"), relation("b", "d", table="t1"))
    library = joined(small, *tables, relation("c", "d"))
    assert stations(library, "a", "c", max_length=5) == []
    assert stations(library, "a", "d", max_length=5) == []
    assert stations(library, "b", "d", max_length=5) == ["bd", "bcd"]


def test_a_hub_is_an_end_and_a_station_only_when_asked(small: Library) -> None:
    spokes = [relation(node, "a", type="part_of") for node in "bcdefg"]
    library = joined(small, *spokes, nodes="abcdefg")
    assert [entry.id for entry in library.hubs] == ["a"]
    assert stations(library, "b", "c") == []
    assert stations(library, "b", "a") == ["ba"]
    assert stations(library, "b", "c", hubs=True) == ["bac"]


def test_many_relations_of_many_kinds_make_no_hub(small: Library) -> None:
    kinds = ("part_of", "gives_to", "opposes", "descends_to")
    pairs = [relation("a", node, type=kind) for node, kind in zip("bcdefghi", kinds * 2, strict=True)]
    assert not joined(small, *pairs, nodes="abcdefghi").hubs


def test_what_cannot_be_asked(small: Library) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'Bina'"):
        small.paths("Binna", "ele")
    with pytest.raises(UsageError, match="both are 'bina'"):
        small.paths("Bina", "בינה")
    for wrong in ({"max_length": 0}, {"count": 0}):
        with pytest.raises(UsageError, match="leaves no path"):
            small.paths("bina", "ele", **wrong)  # type: ignore[arg-type]


def test_in_the_project_every_path_is_sound(library: Library) -> None:
    hubs = {entry.id for entry in library.hubs}
    families = library.ontology.relation_types
    found = 0
    ids = list(library.ontology.concepts)
    for start, end in pairwise(ids[::3]):
        for path in library.paths(start, end, max_length=4):
            found += 1
            assert (path.stations[0], path.stations[-1]) == (start, end)
            assert len(set(path.stations)) == len(path.stations) == len(path) + 1
            assert not hubs & set(path.stations[1:-1])
            for hop in path.hops:
                assert hop.relation.standing != "inferred"
                assert families[hop.relation.type].family != "lexical"
                assert len(hop.quotes) == len(hop.relation.evidence)
    assert found > 20


def brute(
    relations: list[Relation], start: str, end: str, limit: int, count: int, inferred: bool, hubs: set[str]
) -> list[list[str]]:
    """Every chain there is, by trying all orders of all stations and all relations between them."""
    usable = [r for r in relations if inferred or r.standing != "inferred"]
    found = []
    for inner in range(limit):
        for between in permutations([n for n in NODES if n not in {start, end} | hubs], inner):
            chain = [start, *between, end]
            choices = [[r for r in usable if {r.subject, r.object} == set(hop)] for hop in pairwise(chain)]
            sound = [
                combination
                for combination in product(*choices)
                if not any(one.table and other.table for one, other in pairwise(combination))
            ]
            if sound:
                best = [min(c, key=lambda r: (bool(r.table), RANK[r.standing], r.id)) for c in choices]
                standing = sorted((RANK[r.standing] for r in best), reverse=True)
                order = (len(best), standing.count(2), standing.count(1), chain)
                found.append((order, [r.id for r in best]))
    return [ids for _, ids in sorted(found)[:count]]


edges = st.builds(
    lambda pair, standing, table, kind: relation(*pair, standing, table=table, type=kind),
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)).filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from(STANDINGS),
    st.sampled_from(["", "", "", "t1", "t2"]),
    st.sampled_from(["opposes", "part_of"]),
)


@given(
    relations=st.lists(edges, max_size=14, unique_by=lambda r: r.id),
    limit=st.integers(1, 5),
    count=st.integers(1, 4),
    inferred=st.booleans(),
    hubs=st.booleans(),
)
def test_brute_force_finds_the_same(
    small: kabgraph.Library,
    relations: list[Relation],
    limit: int,
    count: int,
    inferred: bool,
    hubs: bool,
) -> None:
    library = joined(small, *relations)
    barred = set() if hubs else {entry.id for entry in library.hubs}
    options = {"max_length": limit, "count": count, "inferred": inferred, "hubs": hubs}
    found = library.paths("a", "f", **options)  # type: ignore[arg-type]
    expected = brute(relations, "a", "f", limit, count, inferred, barred)
    assert [[hop.relation.id for hop in path.hops] for path in found] == expected
