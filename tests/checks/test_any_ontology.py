"""Whatever a file says, all checks run to their end, twice alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.checks import Parts, run_checks
from kabgraph.mentions import Finder
from kabgraph.mentions.lexicon import build_lexicon
from kabgraph.model import Ontology, Talk
from kabgraph.ontology import read_ontology

IDS = st.sampled_from(["a", "b", "c", "Bina", "first"])
VERBS = st.sampled_from(["part_of", "has_part", "opposes", "homograph_of", "identified_with", "near"])
WORDS = st.sampled_from(["Bina", "Malchut", "MA", "מה", " A ", "", "A\tB", "a “Keter” of B", "Of Daat, X's."])
REFS = st.lists(st.sampled_from(["first#p1", "first#p9", "other#p1"]), max_size=2)
SOURCES = st.lists(st.sampled_from(["S1", "S2", "T"]), max_size=2)
BOOL = st.sampled_from(["true", "false"])


def some(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def lists(of: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(of, max_size=3)


GROUND = {"evidence": REFS, "sources": SOURCES, "rule": WORDS}
RULE = {"needs": lists(WORDS), "not_after": lists(WORDS), "case": st.sampled_from(["exact", "any"])}
RELATION = st.builds(
    lambda verb, target, rest: {verb: target, **rest},
    VERBS,
    IDS | st.just("first#p1"),
    some(scheme=st.sampled_from(["x", "y"]), **GROUND),
)
CONCEPT = some(
    pref_label=WORDS | st.dictionaries(st.sampled_from(["en", "he"]), WORDS),
    alt_labels=lists(WORDS),
    weak_labels=lists(WORDS),
    match=some(**RULE),
    kind=st.just("sefira"),
    row=st.sampled_from(["up", "down"]),
    definition=WORDS,
    drawn_from=REFS,
    sources=SOURCES,
    former_ids=lists(IDS),
    letters=st.fixed_dictionaries({"spelling": WORDS, "sum": st.integers() | WORDS}),
    relations=lists(RELATION),
)
TYPE = st.builds(
    lambda rest: {"label": "x", "family": "f", **rest},
    some(
        inverse=VERBS,
        symmetric=BOOL,
        transitive=BOOL,
        skos=st.sampled_from(["broader", "narrower", "related", "none"]),
        shortcuts=st.just([{"event": "t", "subject": "agent", "object": "goal"}]),
    ),
)
EVENT = st.builds(
    lambda rest: {"label": "E", "type": "t", **rest},
    some(
        sentence=st.sampled_from(["{agent} acts", "it is", "{", "{x}"]),
        roles=some(agent=IDS, goal=lists(IDS | WORDS)),
        evidence=REFS,
        sources=SOURCES,
        enables=IDS,
    ),
)
CLAIM = some(same=lists(IDS), different=lists(IDS), because=WORDS, **GROUND)
TABLE = st.builds(
    lambda rows, rest: {"label": "T", "rows": rows, **rest},
    lists(lists(IDS | WORDS)),
    some(columns=lists(WORDS), derive=BOOL, sources=SOURCES),
)
SCHEME = st.builds(
    lambda rest: {"id": "s", "title": "S", **rest},
    some(
        rows=st.just([{"id": "up", "label": "Up"}]),
        references=st.just({"S1": {"title": "The Mekhilta"}}),
        language=st.sampled_from(["en", "he", "de"]),
    ),
)
FILE = some(
    scheme=SCHEME,
    kinds=st.just({"sefira": {"label": "Sefira", "match": {"needs": ["Bina"]}}}),
    relation_types=st.dictionaries(VERBS, TYPE),
    concepts=st.dictionaries(IDS, CONCEPT),
    events=st.dictionaries(IDS, EVENT),
    claims=lists(CLAIM),
    correspondences=st.dictionaries(IDS, TABLE),
    rules=lists(some(concept=IDS, labels=lists(WORDS), never=lists(WORDS), **RULE)),
)


@pytest.fixture(scope="module")
def talks(small: Any) -> tuple[Talk, ...]:
    return tuple(small.talks)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ontologies") / "concepts.yaml"


def read(place: Path, raw: dict[str, Any]) -> Ontology | None:
    place.write_text(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return read_ontology(place, place.parent)[0]


@given(raw=FILE)
def test_no_check_raises_on_any_ontology(place: Path, talks: tuple[Talk, ...], raw: dict[str, Any]) -> None:
    ontology = read(place, raw)
    if ontology is not None:
        passages = [passage for talk in talks for passage in talk.passages]
        parts = Parts(ontology, talks, tuple(Finder(ontology).find(passages)))
        assert list(run_checks(parts)) == list(run_checks(parts))


@given(raw=FILE)
def test_a_weak_label_is_reported_exactly_where_the_finder_passes_it_by(
    place: Path, raw: dict[str, Any]
) -> None:
    ontology = read(place, raw)
    if ontology is None:
        return
    entries = (entry for entries in build_lexicon(ontology).entries for entry in entries)
    found = {(entry.concept, entry.label.text) for entry in entries if entry.label.role == "weak"}
    stopped = {phrase.text for phrase in ontology.stop_phrases}
    reported = {f.message for f in run_checks(Parts(ontology, (), ())) if f.code == "L207"}
    for concept in ontology.concepts.values():
        for text in concept.weak_labels:
            if text.strip() and text not in stopped:
                said = f"weak label {text!r} of {concept.id!r} has no rule"
                assert (said in reported) != ((concept.id, text) in found)
