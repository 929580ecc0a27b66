"""Bad input in concepts.yaml: each fault gets its place, what is wrong and the nearest right thing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kabgraph import LoadError, load

HEAD = "scheme: {id: s, title: S}\n"
TYPES = "relation_types:\n  part_of: {label: is part of, inverse: has_part, family: h, transitive: true}\n"

CASES = {
    "unknown concept in a relation": (
        HEAD + TYPES + "concepts:\n  bina: {pref_label: Bina}\n  ele:\n    pref_label: ELE\n    relations:\n"
        "    - {part_of: binna, rule: x}\n",
        "concepts.yaml:9:17: error[O301]: unknown concept 'binna'; did you mean 'bina'?",
    ),
    "unknown relation type": (
        HEAD + TYPES + "concepts:\n  bina:\n    pref_label: Bina\n    relations:\n    - {partof: bina}\n",
        "concepts.yaml:8:8: error[O302]: unknown relation type 'partof'; did you mean 'part_of'?",
    ),
    "unknown kind": (
        HEAD + "kinds: {sefira: {label: S}}\nconcepts:\n  bina: {pref_label: Bina, kind: sefirah}\n",
        "concepts.yaml:4:34: error[O304]: unknown kind 'sefirah'; did you mean 'sefira'?",
    ),
    "unknown key": (
        HEAD + "concepts:\n  bina:\n    lable: Bina\n",
        "concepts.yaml:4:5: error[O102]: unknown key 'lable'; did you mean 'label'?",
    ),
    "duplicate key": (
        HEAD + "concepts:\n  bina: {pref_label: Bina}\n  bina: {pref_label: B}\n",
        "concepts.yaml:4:3: error[S",
    ),
    "ids that differ only in case": (
        HEAD + "concepts:\n  bina: {pref_label: Bina}\n  Bina: {pref_label: B}\n",
        "concepts.yaml:4:3: error[O106]: 'Bina' differs from 'bina' (concepts.yaml:3:3) only in case",
    ),
    "an id with a look-alike letter": (
        HEAD + "concepts:\n  \u0415LE: {pref_label: ELE}\n",
        "concepts.yaml:3:3: error[O105]: '\u0415LE' is no id: it holds U+0415 (mixed scripts)",
    ),
    "one label twice": (
        HEAD + "concepts:\n  bina:\n    pref_label: Bina\n    alt_labels: [Binah, Bina]\n",
        "concepts.yaml:5:25: error[O201]: label 'Bina' stands twice in 'bina'; remove one of the two",
    ),
    "a relation without ground": (
        HEAD
        + TYPES
        + "concepts:\n  a: {pref_label: A}\n  b:\n    pref_label: B\n    relations:\n    - {part_of: a}\n",
        "concepts.yaml:9:7: warning[O310]: b part_of a has no ground; add evidence",
    ),
    "missing evidence passage": (
        HEAD + TYPES + "concepts:\n  a: {pref_label: A}\n  b:\n    pref_label: B\n    relations:\n"
        "    - {part_of: a, evidence: [first#p7]}\n",
        "concepts.yaml:9:7: error[L101]: no passage 'p7' in talk 'first'; first has p1",
    ),
    "evidence in a talk that is not there": (
        HEAD + TYPES + "concepts:\n  a: {pref_label: A}\n  b:\n    pref_label: B\n    relations:\n"
        "    - {part_of: a, evidence: [other#p7]}\n",
        "concepts.yaml:9:7: warning[L101]: no talk 'other' in corpus/ for 'other#p7'",
    ),
    "a hierarchy in a circle": (
        HEAD + TYPES + "concepts:\n  a: {pref_label: A, relations: [{part_of: b, rule: x}]}\n"
        "  b: {pref_label: B, relations: [{part_of: a, rule: x}]}\n",
        "error[L203]: part_of runs in a circle: a > b > a; remove one of these relations",
    ),
    "an unknown role in an event's sentence": (
        HEAD + "concepts: {a: {pref_label: A}}\nevents:\n"
        "  e: {label: E, type: t, sentence: '{agnt} acts', roles: {agent: a}}\n",
        "unknown role 'agnt'; did you mean 'agent'?",
    ),
    "an unknown next step": (
        HEAD + "concepts: {a: {pref_label: A}}\nevents:\n  rise: {label: E, type: t, enables: rize}\n",
        "unknown event 'rize'; did you mean 'rise'?",
    ),
    "a claim of one concept": (
        HEAD + "concepts: {a: {pref_label: A}}\nclaims:\n- {same: [a]}\n",
        "concepts.yaml:4:3: error[O307]",
    ),
    "an address with a script": (
        HEAD + "concepts:\n  a:\n    pref_label: A\n    uri: 'javascript:alert(1)'\n",
        "concepts.yaml:5:10: error[O101]: uri: does not have the form",
    ),
    "a section that is a list": (HEAD + "concepts:\n- id: bina\n", "concepts.yaml:3:1: error[O107]"),
    "two preferred labels": (
        HEAD + "concepts:\n  a: {pref_label: Same}\n  b: {pref_label: Same}\n",
        "concepts.yaml:4:3: warning[L202]: 'b' and 'a' (concepts.yaml:3:3) share the preferred label 'Same'",
    ),
}


def folder(tmp_path: Path, ontology: str) -> Path:
    (tmp_path / "concepts.yaml").write_text(ontology, encoding="utf-8")
    (tmp_path / "corpus").mkdir()
    front = "---\ntitle: First\nkind: talk\nedition: original\nlanguage: en\nsource: s\nrights: r\n---\n"
    (tmp_path / "corpus" / "first.md").write_text(front + "Words.\n{: #p1 }\n", encoding="utf-8")
    return tmp_path


def findings(root: Path) -> list[str]:
    try:
        return [str(finding) for finding in load(root).check()]
    except LoadError as error:
        return [str(finding) for finding in error.findings]


@pytest.mark.parametrize("name", CASES)
def test_a_fault_is_told_with_its_place_and_remedy(tmp_path: Path, name: str) -> None:
    ontology, expected = CASES[name]
    found = findings(folder(tmp_path, ontology))
    assert any(expected in line for line in found), found


def test_all_faults_at_once(tmp_path: Path) -> None:
    concepts = "concepts:\n  a: {pref_label: A, kidn: x}\n"
    concepts += "  b: {pref_label: B, relations: [{part_of: c}, {prt_of: a}]}\n"
    ontology = HEAD + TYPES + concepts + "events: {e: {type: t}}\n"
    found = findings(folder(tmp_path, ontology))
    assert [line.split(":")[1] for line in found] == ["5", "6", "6", "7"], found


def test_what_is_sound_stays(tmp_path: Path) -> None:
    ontology = HEAD + "concepts:\n  a: {pref_label: A, alt_labels: [B, {x: y}, C], colour: blue}\n"
    library = load(folder(tmp_path, ontology))
    assert library["a"].alt_labels == ("B", "C")
    assert len(library.check()) == 2


def test_no_ontology_at_all(tmp_path: Path) -> None:
    with pytest.raises(
        LoadError, match=r"concepts.yaml:1:1: error\[O109\]: there is no concepts.yaml; write one"
    ):
        load(tmp_path)


def test_a_long_chain_needs_no_deep_stack(tmp_path: Path) -> None:
    rows = "\n".join(
        f"  c{n}: {{pref_label: C{n}, relations: [{{part_of: c{n + 1}, rule: x}}]}}" for n in range(3000)
    )
    library = load(folder(tmp_path, HEAD + TYPES + f"concepts:\n{rows}\n  c3000: {{pref_label: C}}\n"))
    assert len(library.relations()) == 3000
    assert not library.check()
