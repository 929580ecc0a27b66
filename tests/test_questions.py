"""The questions of ``queries/``: each line, run as it stands, brings out the passages that answer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import networkx as nx
import pytest

import kabgraph
from kabgraph import Claim, Event, Library, Mention, Passage, Relation

P = "place-of-residence#p"
G = "give-yourself-to-the-friends-without-leaving-out-anything#p"
FIRST = {n: f"{P}{n}" for n in range(1, 13)}
SECOND = {n: f"{G}{n}" for n in range(1, 5)}

# What each line must bring out. Three answers are no passages: paths of names (Q23), concepts that no
# passage names (Q20), and the traits of a relation type (Q27).
SUPPORT = {
    "Q01": {FIRST[2]},
    "Q02": {FIRST[3]},
    "Q03": {FIRST[3]},
    "Q04": {FIRST[5]},
    "Q06": {FIRST[10], FIRST[12]},
    "Q07": {FIRST[7]},
    "Q08": {FIRST[4], FIRST[8], SECOND[1]},
    "Q09": {SECOND[1]},
    "Q12": {FIRST[4], FIRST[8], SECOND[1]},
    "Q13": {FIRST[5], FIRST[10], FIRST[12], SECOND[1], SECOND[2], SECOND[4]},
    "Q14": {FIRST[3], SECOND[1], SECOND[4]},
    "Q16": {FIRST[10]},
    "Q18": {FIRST[5], SECOND[4]},
    "Q19": {FIRST[10]},
    "Q20": set(),
    "Q21": {*(FIRST[n] for n in range(4, 13)), SECOND[3]},
    "Q23": set(),
    "Q25": {FIRST[7], FIRST[12], SECOND[3]},
    "Q27": set(),
    "Q28": {FIRST[n] for n in (2, 3, 5, 7, 9, 10)} | {SECOND[3]},
}
QUOTED = {**SUPPORT, "Q23": {FIRST[3], FIRST[4]}, "Q28": {FIRST[4], FIRST[5]}}


def run(library: Library, id_: str) -> Any:
    query = next(query for query in library.queries if query.id == id_)
    return eval(query.line, {"k": library, "nx": nx, "kabgraph": kabgraph})  # noqa: S307 - the project's own


def refs(answer: Any) -> set[str]:
    """Every passage that an answer holds, however deep."""
    if isinstance(answer, (Relation, Event, Claim)):
        return set(answer.evidence)
    if isinstance(answer, Passage):
        return {answer.ref}
    if isinstance(answer, Mention):
        return {answer.passage}
    if isinstance(answer, Mapping):
        return refs(list(answer.values()))
    if isinstance(answer, Iterable) and not isinstance(answer, str):
        return {ref for item in answer for ref in refs(item)}
    return set()


def triples(answer: Iterable[Relation]) -> set[tuple[str, str, str]]:
    return {(relation.subject, relation.type, relation.object) for relation in answer}


def pairs(answer: Iterable[Relation]) -> list[frozenset[str]]:
    return [frozenset((relation.subject, relation.object)) for relation in answer]


def test_all_twenty_are_there(library: Library) -> None:
    assert [query.id for query in library.queries] == sorted(SUPPORT)
    for query in library.queries:
        assert query.address.file == f"queries/{query.id.lower()}.yaml"


@pytest.mark.parametrize("id_", SUPPORT)
def test_the_line_brings_out_the_evidence(library: Library, id_: str) -> None:
    assert SUPPORT[id_] <= refs(run(library, id_))


@pytest.mark.parametrize("id_", QUOTED)
def test_the_answer_quotes_its_evidence(library: Library, id_: str) -> None:
    query = next(query for query in library.queries if query.id == id_)
    assert QUOTED[id_] <= set(query.evidence)
    quotes = library.quotes(query)
    assert [quote.passage.ref for quote in quotes] == list(query.evidence)
    for quote, proof in zip(quotes, query.proofs, strict=True):
        assert proof.names, query.id
        assert quote.marks, (query.id, proof)


def test_passages_with_intention_are_three_and_no_more(library: Library) -> None:
    assert refs(run(library, "Q12")) == SUPPORT["Q12"]


def test_what_two_qualities_are(library: Library) -> None:
    assert triples(run(library, "Q01")) == {
        ("bina", "quality_of", "creator"),
        ("malchut", "quality_of", "creation"),
    }


def test_what_is_let_down_and_what_becomes_of_ma(library: Library) -> None:
    assert triples(run(library, "Q02")) == {("ele", "descends_to", "malchut")}
    assert triples(run(library, "Q03")) == {("ma_what", "transforms_into", "mi")}
    roles = {role.name: role.concept or role.text for role in run(library, "Q04").roles}
    assert (roles["agent"], roles["theme"], roles["goal"]) == ("bina", "ele", "malchut")
    assert "care" in roles["purpose"]
    assert roles["manner"] == "on purpose"


def test_zat_de_bina(library: Library) -> None:
    assert {("zat_de_bina", "part_of", "bina"), ("zat_de_bina", "part_of", "ahp")} <= triples(
        run(library, "Q06")
    )
    same = next(r for r in run(library, "Q06") if r.type == "identified_with")
    assert (same.object, same.qualifiers["condition"]) == ("group", ("corrected",))
    assert {"bina", "ahp"} <= {relation.object for relation in run(library, "Q16")}


def test_stages_stand_in_their_order(library: Library) -> None:
    steps = {(r.subject, r.object) for r in run(library, "Q07") if FIRST[7] in r.evidence}
    assert steps == {("ibur", "yenika"), ("yenika", "mochin")}


def test_intention_and_mutual_guarantee(library: Library) -> None:
    assert {r.object for r in run(library, "Q08")} == {"unity", "quest_place"}
    assert ("mutual_guarantee", "name_of", "system") in triples(run(library, "Q09"))


def test_images_and_texts(library: Library) -> None:
    images = {relation.subject for relation in run(library, "Q13")}
    assert {"mother", "womb", "net", "beloved", "one_heart", "concealment"} <= images
    cited = {answer.object for answer in run(library, "Q14") if isinstance(answer, Relation)}
    assert cited == {"zohar", "song_of_songs"}
    assert refs(run(library, "Q18")) == SUPPORT["Q18"]


def test_the_upper_world_is_our_ties(library: Library) -> None:
    assert pairs(run(library, "Q19")) == [frozenset(("upper_world", "connection"))]
    assert refs(run(library, "Q19")) == {FIRST[10]}


def test_what_is_left_unsaid(library: Library) -> None:
    unsaid = {entry.id for entry in run(library, "Q20")}
    assert {"association", "tzimtzum_bet", "man", "ge", "vessels_of_bestowal"} <= unsaid
    assert not unsaid & {"bina", "malchut", "ele"}


def test_exactly_eleven_equations(library: Library) -> None:
    found = run(library, "Q21")
    wanted = [
        ("creator", "unity"),
        ("group", "ele"),
        ("group", "place"),
        ("group", "souls"),
        ("group", "upper_one"),
        ("havayah", "elokim"),
        ("light", "zeir_anpin"),
        ("self_rejection", "self_giving"),
        ("upper_world", "connection"),
        ("zat_de_bina", "group"),
        ("zeir_anpin", "havayah"),
    ]
    assert sorted(pairs(found), key=sorted) == sorted(map(frozenset, wanted), key=sorted)
    inferred = {frozenset(pair) for pair in wanted if pair[1] in ("ele", "souls", "upper_one")}
    assert {pair for pair, r in zip(pairs(found), found, strict=True) if r.standing == "inferred"} == inferred
    place = next(r for r in found if r.object == "place")
    assert place.evidence == (FIRST[4], FIRST[6], FIRST[8], FIRST[12])


def test_the_shortest_path_is_valid_and_needs_inference(library: Library) -> None:
    asserted, path = run(library, "Q23")
    assert asserted is None
    assert (path[0], path[-1], len(path)) == ("ma_what", "group", 4)
    assert not {"correction", "unity", "quality"} & set(path)
    for one, other in pairwise(path):
        assert library.graph.has_edge(one, other) or library.graph.has_edge(other, one)


def test_what_is_proportional(library: Library) -> None:
    found = {(r.subject, r.object) for r in run(library, "Q25")}
    assert {
        ("perception", "self_rejection"),
        ("upper_one", "self_rejection"),
        ("upper_light", "self_giving"),
        ("revelation", "unity"),
    } <= found


def test_no_correspondence_is_chained(library: Library) -> None:
    assert run(library, "Q27") == {"transitive": False, "outside a table": []}
    rows = {(table.id, cell): row for table, row, cell in _cells(library)}
    for relation in library.relations(type="corresponds_to"):
        row = rows[relation.table, relation.subject]
        assert relation.object in row


def _cells(library: Library) -> Iterable[tuple[Any, set[str], str]]:
    for table in library.ontology.correspondences.values():
        for cell in {cell for row in table.rows for cell in row.cells}:
            together = {other for row in table.rows if cell in row.cells for other in row.cells}
            yield table, together, cell


def test_exactly_these_rest_on_inference(library: Library) -> None:
    found = run(library, "Q28")
    assert {relation.id for relation in found} == {
        "bina.opposes.malchut",
        "mi.name_of.malchut",
        "mercy.quality_of.zeir_anpin",
        "ma_what.name_of.malchut",
        "lower_one.aims_at.upper_one",
        "descent.precedes.ascent",
        "self_giving.gives_rise_to.unity",
        "womb.symbolizes.bina",
        "group.identified_with.ele",
        "group.identified_with.upper_one",
        "group.identified_with.souls",
    }
    assert all(relation.rule for relation in found)
    assert library.relations("elokim", "name_of", "bina")[0].standing == "asserted"
