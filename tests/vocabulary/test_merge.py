"""A vocabulary into an ontology that is there: what is new is added, and no person's line goes."""

from __future__ import annotations

from pathlib import Path

import pytest

import kabgraph
from kabgraph.library import plan_files
from kabgraph.vocabulary import VocabularyPlan, apply_vocabulary

FIRST = """\
:s a skos:ConceptScheme ; dct:title 'Trees'@en ; skos:hasTopConcept :tree .
:tree a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'tree'@en ; skos:definition 'A plant.'@en .
:oak a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'oak'@en ; skos:broader :tree ;
  skos:altLabel 'oak tree'@en .
"""
SECOND = """\
:s a skos:ConceptScheme ; dct:title 'Trees'@en ; skos:hasTopConcept :tree , :shrub .
:tree a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'trees'@en , 'Baum'@de ;
  skos:definition 'A tall plant.'@en .
:oak a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'oak'@en ; skos:broader :tree ; skos:notation '7' ;
  skos:related :shrub ; skos:exactMatch <https://other.example/oak> .
:shrub a skos:Concept ; skos:inScheme :s ; skos:prefLabel 'shrub'@en .
:g a skos:Collection ; skos:prefLabel 'All'@en ; skos:member :oak , :shrub .
"""


def _plan(folder: Path, turtle: str, prefixes: str, update: bool = False) -> VocabularyPlan:
    (folder / "in.ttl").write_text(prefixes + turtle, encoding="utf-8")
    plan, findings = plan_files([folder / "in.ttl"], folder, update=update)
    assert plan is not None, findings
    return plan


@pytest.fixture
def there(folder: Path, prefixes: str) -> Path:
    apply_vocabulary(_plan(folder, FIRST, prefixes))
    return folder


def test_the_same_again_writes_nothing(there: Path, prefixes: str) -> None:
    for update in (False, True):
        plan = _plan(there, FIRST, prefixes, update)
        assert plan.ready
        assert not plan.texts


def test_what_differs_needs_update(there: Path, prefixes: str) -> None:
    before = (there / "concepts.yaml").read_text(encoding="utf-8")
    plan = _plan(there, SECOND, prefixes)
    assert not plan.ready
    assert [found.code for found in plan.findings if found.level == "error"] == ["V301"]
    assert "+    pref_label: {en: trees, de: Baum}" in plan.diff
    with pytest.raises(kabgraph.UsageError):
        apply_vocabulary(plan)
    assert (there / "concepts.yaml").read_text(encoding="utf-8") == before


def test_an_update_adds_and_loses_nothing(there: Path, prefixes: str) -> None:
    apply_vocabulary(_plan(there, SECOND, prefixes, update=True))
    k = kabgraph.load(there)
    tree, oak = k.ontology.concepts["tree"], k.ontology.concepts["oak"]
    assert tree.pref_label == {"en": "trees", "de": "Baum"}
    assert tree.alt_labels == ("tree",)
    assert tree.definition == "A tall plant."
    assert [(note.kind, note.text) for note in tree.notes] == [("definition", "A plant.")]
    assert oak.alt_labels == ("oak tree",)  # the files have it no more
    assert [notation.text for notation in oak.notations] == ["7"]
    assert {(r.subject, r.type, r.object) for r in k.relations()} == {
        ("oak", "broader", "tree"),
        ("oak", "related", "shrub"),
    }
    assert k.ontology.collections["g"].members == ("oak", "shrub")
    assert set(k.ontology.scheme.top_concepts) == {"shrub", "tree"}
    assert not _plan(there, SECOND, prefixes, update=True).texts
    assert not k.check().filter(lambda finding: finding.level == "error")


def test_a_person_s_lines_stay_as_they_are(there: Path, prefixes: str) -> None:
    file = there / "concepts.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("  oak:\n", "  # the best of trees\n  oak:\n    kind: big   # says Ann\n")
    text += "kinds:\n  big: {label: Big}\nrules:\n- {never: [oak gall], because: not a tree}\n"
    file.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    plan = _plan(there, SECOND, prefixes, update=True)
    refused = [found for found in plan.findings if found.code == "V302"]
    assert len(refused) == 1
    assert "concepts.oak is not changed" in refused[0].message
    apply_vocabulary(plan)
    after = file.read_bytes().decode()
    assert "\n" not in after.replace("\r\n", "")
    lines = after.split("\r\n")
    changed = {"    pref_label: {en: tree}", '    definition: "A plant."', "  top_concepts: [tree]"}
    assert set(text.split("\n")) - set(lines) == changed
    k = kabgraph.load(there)
    assert k.ontology.concepts["oak"].kind == "big"
    assert "shrub" in k.ontology.concepts
    assert k.ontology.stop_phrases


HAND = """\
# By hand.
scheme:
  id: own
  title: Our own
  references:
    S1: {title: A book}
relation_types:
  part_of: {label: is part of, family: hierarchical, skos: broader, inverse: has_part, inverse_label: has}
concepts:
  tree:
    pref_label: tree
    alt_labels: [wood, עץ]
    uri: "https://example.org/v/tree"
    relations:
    - {part_of: forest, sources: [S1]}
  # the whole
  forest: {pref_label: forest}

# the end
"""


def test_into_an_ontology_made_by_hand(folder: Path, prefixes: str) -> None:
    (folder / "concepts.yaml").write_text(HAND, encoding="utf-8")
    plan = _plan(folder, SECOND, prefixes, update=True)
    apply_vocabulary(plan)
    text = (folder / "concepts.yaml").read_text(encoding="utf-8")
    assert text.startswith("# By hand.\nscheme:\n  id: own\n  title: Our own\n")
    changed = {"    pref_label: tree", "    alt_labels: [wood, עץ]"}
    assert set(HAND.split("\n")) - set(text.split("\n")) == changed
    k = kabgraph.load(folder)
    tree = k.ontology.concepts["tree"]
    assert tree.pref_label["en"] == "trees"
    assert set(tree.alt_labels) == {"wood", "עץ", "tree"}
    assert {r.type for r in k.relations("tree")} == {"part_of"}
    assert k.relations("oak", "broader")[0].sources == ("trees",)
    assert k.ontology.scheme.references["trees"].title == "Trees"
    assert not k.check().filter(lambda finding: finding.level == "error")
    assert not _plan(folder, SECOND, prefixes, update=True).texts


def test_a_broken_ontology_is_left_alone(folder: Path, prefixes: str) -> None:
    (folder / "in.ttl").write_text(prefixes + FIRST, encoding="utf-8")
    for broken in ("concepts: [", "scheme: {id: x, title: X}\nconcepts: {a: {colour: red}}\n"):
        (folder / "concepts.yaml").write_text(broken, encoding="utf-8")
        plan, findings = plan_files([folder / "in.ttl"], folder, update=True)
        assert plan is None
        assert findings
        assert (folder / "concepts.yaml").read_text(encoding="utf-8") == broken


def test_an_ontology_in_braces_is_not_torn(folder: Path, prefixes: str) -> None:
    text = "{scheme: {id: x, title: X}, concepts: {a: {pref_label: A}}}\n"
    (folder / "concepts.yaml").write_text(text, encoding="utf-8")
    plan = _plan(folder, FIRST, prefixes, update=True)
    assert {found.code for found in plan.findings} >= {"V302"}
    assert not plan.ready
    assert not plan.diff
