"""The project's own ontology against the facts it was written from, where they are at hand."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from kabgraph import Library

TALKS = ("place-of-residence", "give-yourself-to-the-friends-without-leaving-out-anything")
TIERS = ("talk-explicit", "talk-implied")


@pytest.fixture(scope="module")
def facts(shared: Path) -> dict[str, Any]:
    return yaml.safe_load((shared / "domain" / "facts.yaml").read_text(encoding="utf-8"))


def ref(passage: str) -> str:
    talk, _, paragraph = passage.removeprefix("passage:").removeprefix("T").partition("P")
    return f"{TALKS[int(talk) - 1]}#p{paragraph}"


def test_every_concept_of_the_talks(library: Library, facts: dict[str, Any]) -> None:
    wanted = {c["id"]: c for c in facts["concepts"] if c["tier"] in TIERS}
    assert len(wanted) == 79
    for id_, fact in wanted.items():
        concept = library[id_].concept
        assert concept.pref_label["he"].replace('"', "") == fact["hebrew"].replace('"', ""), id_
        assert concept.definition, id_
        assert concept.definition != fact["definition"], id_
        assert concept.kind in library.ontology.kinds, id_
        assert concept.row, id_


def test_every_relation_of_the_talks_with_standing_and_evidence(
    library: Library, facts: dict[str, Any]
) -> None:
    rows = facts["talk_relations"]
    assert len(rows) == 121
    evidence: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    standing: dict[tuple[str, str, str], str] = {}
    for row in rows:
        subject = ref(row["s"]) if row["s"].startswith("passage:") else row["s"]
        triple = (subject, row["p"], row["o"])
        evidence[triple].add(ref(row["passage"]))
        if standing.get(triple) != "asserted":
            standing[triple] = row["status"]
    assert len(evidence) == 110
    found = {(r.subject, r.type, r.object): r for r in library.relations()}
    for triple, refs in evidence.items():
        assert triple in found, triple
        assert found[triple].standing == standing[triple], triple
        assert refs <= set(found[triple].evidence), triple


def test_shortcuts_are_derived_and_the_others_typed(library: Library) -> None:
    derived = {r.type for r in library.relations() if r.derived_from}
    shortcuts = {"descends_to", "ascends_to", "transforms_into", "mediates"}
    assert derived == shortcuts | {"identified_with", "corresponds_to"}
    typed = {r.id for r in library.relations() if r.type in derived and not r.derived_from}
    # Growth has no goal that an ascent could derive, so its one rise is typed.
    assert typed == {"lower_one.ascends_to.degrees"}


def test_every_relation_type(library: Library, facts: dict[str, Any]) -> None:
    types = library.ontology.relation_types
    for fact in facts["relation_types"]:
        kind = types[fact["name"]]
        assert (kind.inverse, kind.family) == (fact["inverse"], fact["family"]), fact["name"]
        assert kind.symmetric == (fact["symmetric"] == "yes"), fact["name"]
        assert kind.transitive == fact["transitive"].startswith("yes"), fact["name"]
    assert len(types) == 25


def test_the_retelling_names_what_the_talk_names(library: Library, facts: dict[str, Any]) -> None:
    for passage in facts["passages"]:
        if passage["role"] == "title":
            continue
        named = {mention.concept for mention in library.mentions_in(ref(passage["id"]))}
        missing = set(passage["concepts"]) - named
        assert not missing, (passage["id"], missing)


def test_the_project_has_no_findings(library: Library) -> None:
    assert list(library.check()) == []
