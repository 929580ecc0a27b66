"""Each check has a broken ontology that shows its place, its message and its remedy; none ever raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kabgraph import Library
from kabgraph.checks import CHECKS, Parts

HEAD = "scheme: {id: s, title: S}\n"
REFS = "scheme: {id: s, title: S, references: {S1: {title: One}}}\n"
A, B = "  a: {pref_label: A}\n", "  b: {pref_label: B}\n"
AB = "concepts:\n" + A + B
PART_OF = "  part_of: {label: is part of, inverse: has_part, family: h, transitive: true, skos: broader}\n"
OPPOSES = "  opposes: {label: opposes, family: a, symmetric: true}\n"
HOMOGRAPH = "  homograph_of: {label: is spelled like, family: l, symmetric: true, skos: none}\n"
LEADS_TO = "  leads_to: {label: leads to, inverse: comes_from, family: c}\n"
SAME = "  identified_with: {label: is, family: a, symmetric: true}\n"
TYPES = "relation_types:\n"
EVENT = HEAD + AB + "events:\n  e: {label: E, type: t, "

BROKEN: dict[str, tuple[str, str]] = {
    "L101": (
        HEAD + "concepts:\n  a: {pref_label: A, drawn_from: [first#p2]}\n",
        "concepts.yaml:3:3: error[L101]: no passage 'p2' in talk 'first'; first has p1",
    ),
    "L102": (
        HEAD + "concepts:\n  first: {pref_label: A}\n",
        "corpus/first.md:1:1: warning[L102]: talk id 'first' is also an id in concepts.yaml:3:3; "
        "its node in the graph is 'talk:first'; rename the file to avoid it",
    ),
    "L103": (
        REFS + AB + "claims:\n- {different: [a, b], because: x, sources: [S1, S11]}\n",
        "concepts.yaml:6:3: error[L103]: unknown reference 'S11'; did you mean 'S1'?",
    ),
    "L104": (
        HEAD + "concepts:\n  bina: {pref_label: Bina}\n" + A,
        "concepts.yaml:4:3: warning[L104]: no passage names concept 'a', and it names no ground; "
        "add 'drawn_from: [talk#p3]', 'sources: [S1]', or a label that the talks use",
    ),
    "L111": (
        HEAD + TYPES + SAME + AB + "claims:\n- {same: [a, b]}\n",
        "concepts.yaml:8:3: warning[L111]: the claim that a and b are the same has no ground; "
        "add evidence: [talk#p3], sources: [S1] or rule: why",
    ),
    "L112": (
        HEAD + AB + "claims:\n- {different: [a, b]}\n",
        "concepts.yaml:6:3: warning[L112]: the claim that a and b are different gives no reason; "
        "add 'because: ...'",
    ),
    "L121": (
        EVENT + "evidence: [first#p1]}\n",
        "concepts.yaml:6:3: warning[L121]: event 'e' has no roles; add 'roles: {agent: ..., theme: ...}'",
    ),
    "L122": (
        EVENT + "sentence: it happens, roles: {agent: a}, evidence: [first#p1]}\n",
        "concepts.yaml:6:3: warning[L122]: the sentence of event 'e' names no role; "
        "put roles in braces: {agent}",
    ),
    "L123": (
        EVENT + "roles: {agent: a}}\n",
        "concepts.yaml:6:3: warning[L123]: event 'e' has no ground; add evidence: [talk#p3] or sources: [S1]",
    ),
    "L131": (
        HEAD + AB + "correspondences:\n  t: {label: T, derive: false, rows: [[a, b]]}\n",
        "concepts.yaml:6:3: warning[L131]: table 't' has no ground; "
        "add sources: [S1], or evidence: [talk#p3] to each row",
    ),
    "L132": (
        HEAD + AB + "correspondences:\n"
        "  t: {label: T, derive: false, sources: [S1], rows: [[a, b], [a], [b, a]]}\n",
        "concepts.yaml:6:3: warning[L132]: table 't' has 2 columns, and row 2 has 1; "
        "write the missing cells as words, or take out what is too much",
    ),
    "L201": (
        HEAD + "concepts:\n  a: {alt_labels: [A]}\n",
        "concepts.yaml:3:3: error[L201]: concept 'a' has no pref_label; add 'pref_label: {en: ...}'",
    ),
    "L202": (
        HEAD + "concepts:\n" + A + "  b: {pref_label: A}\n",
        "concepts.yaml:4:3: warning[L202]: 'b' and 'a' (concepts.yaml:3:3) share the preferred label 'A'; "
        "rename one, or add 'homograph_of: a' if both are meant",
    ),
    "L203": (
        HEAD + TYPES + PART_OF + "concepts:\n  a: {pref_label: A, relations: [{part_of: b, rule: x}]}\n"
        "  b: {pref_label: B, relations: [{part_of: a, rule: x}]}\n",
        "concepts.yaml:5:34: error[L203]: part_of runs in a circle: a > b > a; remove one of these relations",
    ),
    "L204": (
        HEAD + "concepts:\n" + A + "  b: {pref_label: B, alt_labels: [A]}\n",
        "concepts.yaml:4:3: warning[L204]: 'b' has the preferred label 'A' of 'a' (concepts.yaml:3:3); "
        "give one of them a context rule, or add 'homograph_of: a'",
    ),
    "L205": (
        HEAD + 'concepts:\n  a: {pref_label: "A ", alt_labels: ["A\\tB", ""]}\n',
        "concepts.yaml:3:3: warning[L205]: label 'A ' of 'a' begins or ends with a blank; write 'A'",
    ),
    "L206": (
        HEAD + "concepts:\n" + A + "  b: {pref_label: {he: בינה}}\n",
        "concepts.yaml:4:3: warning[L206]: concept 'b' has no preferred label in 'en', only in he; "
        "add 'pref_label: {en: ...}'",
    ),
    "L207": (
        HEAD + "concepts:\n  a: {pref_label: A, weak_labels: [Aa]}\n",
        "concepts.yaml:3:3: warning[L207]: weak label 'Aa' of 'a' has no rule; "
        "add a rule for it ('{concept: a, labels: [Aa], ...}'), or hide it",
    ),
    "L208": (
        HEAD + "concepts:\n  bina: {pref_label: Bina, alt_labels: [Binah, Beena]}\n",
        "concepts.yaml:3:3: note[L208]: 'Binah', 'Beena' of 'bina' in no text; "
        "nothing need be done; hidden_labels keep a name for search alone",
    ),
    "L211": (
        HEAD + "concepts:\n  a: {pref_label: A, definition: The first.}\n" + B,
        "concepts.yaml:4:3: warning[L211]: concept 'b' has no definition; "
        "add 'definition: ...', one sentence that says what it is",
    ),
    "L212": (
        HEAD
        + TYPES
        + OPPOSES
        + "concepts:\n  a: {pref_label: A, relations: [{opposes: b, rule: x}]}\n"
        + B
        + "  c: {pref_label: C}\n",
        "concepts.yaml:7:3: warning[L212]: concept 'c' stands alone; "
        "add a relation at either end, or leave the concept out",
    ),
    "L213": (
        HEAD + "concepts:\n" + A + "  b: {pref_label: B, former_ids: [A, x]}\n"
        "  c: {pref_label: C, former_ids: x}\n",
        "concepts.yaml:4:3: error[L213]: former id 'a' of 'b' is in use at concepts.yaml:3:3; "
        "remove it from one of the two: an old address can lead to one place only",
    ),
    "L214": (
        "scheme: {id: s, title: S, rows: [{id: up, label: Up}, {id: low, label: Low}]}\n"
        "concepts:\n  a: {pref_label: A, row: up}\n" + B,
        "concepts.yaml:4:3: warning[L214]: concept 'b' has no row; add 'row: ...', one of up, low",
    ),
    "L221": (
        HEAD + TYPES + PART_OF + OPPOSES + "concepts:\n  a:\n    pref_label: A\n    relations:\n"
        "    - {part_of: b, rule: x}\n    - {opposes: c, rule: x}\n"
        "  b: {pref_label: B, relations: [{part_of: c, rule: x}]}\n  c: {pref_label: C}\n",
        "concepts.yaml:10:7: warning[L221]: a opposes c, and a > b > c; "
        "it will not be exported as skos:related; remove one of the two if both are not meant",
    ),
    "L222": (
        HEAD + TYPES + LEADS_TO + "concepts:\n  a: {pref_label: A, relations: [{leads_to: a, rule: x}]}\n",
        "concepts.yaml:5:34: warning[L222]: a leads_to itself; name another concept at one end, or remove it",
    ),
    "L223": (
        HEAD + TYPES + "  leads_to: {label: leads to, family: c}\n" + AB,
        "concepts.yaml:3:3: warning[L223]: relation type 'leads_to' has no inverse; "
        "add 'inverse: ...' and 'inverse_label: ...', or 'symmetric: true'",
    ),
    "L224": (
        HEAD + TYPES + LEADS_TO + "  causes: {label: causes, inverse: comes_from, family: c}\n" + AB,
        "concepts.yaml:4:3: error[L224]: the inverse 'comes_from' of 'causes' is the inverse of 'leads_to', "
        "too (concepts.yaml:3:3); give each type an inverse of its own",
    ),
    "L231": (
        HEAD + "concepts:\n  a: {pref_label: Malchut, definition: Below “Keter” and Malkut.}\n",
        "concepts.yaml:3:3: warning[L231]: the definition of 'a' uses 'Malkut', which is in no label; "
        "did you mean 'Malchut'? else add a concept for it, or put it in quotation marks",
    ),
    "L241": (
        HEAD + "concepts:\n  a: {pref_label: A, letters: {spelling: יוד הה ויו הה, sum: 63}}\n",
        "concepts.yaml:3:3: error[L241]: the letters of 'a', 'יוד הה ויו הה', add up to 62, not to 63; "
        "write 'sum: 62', or mend the spelling",
    ),
}

SOUND: dict[str, str] = {
    "scheme and concepts alone": HEAD + AB,
    "concepts without anything": HEAD + "concepts: {}\n",
    "a clash that a homograph_of relation explains": HEAD
    + TYPES
    + HOMOGRAPH
    + "concepts:\n"
    + A
    + "  b: {pref_label: B, alt_labels: [A], relations: [{homograph_of: a, rule: x}]}\n",
    "a clash that a rule decides": HEAD + "concepts:\n" + A + "  b: {pref_label: B, alt_labels: [A]}\n"
    "rules:\n- {concept: b, labels: [A], needs: [Bina]}\n",
    "a part that acts on its whole": HEAD + TYPES + PART_OF + LEADS_TO + "concepts:\n"
    "  a: {pref_label: A, relations: [{part_of: b, rule: x}, {leads_to: b, rule: x}]}\n" + B,
    "an opposite in another hierarchy": HEAD + TYPES + PART_OF + OPPOSES + "concepts:\n"
    "  a: {pref_label: A, relations: [{part_of: b, scheme: x, rule: x}, {opposes: c, rule: x}]}\n"
    "  b: {pref_label: B, relations: [{part_of: c, scheme: y, rule: x}]}\n  c: {pref_label: C}\n",
    "a name that a reference has": "scheme: {id: s, title: S, references: {S1: {title: The Mekhilta}}}\n"
    "concepts:\n  a: {pref_label: A, definition: Told in the Mekhilta of an A.}\n",
    "nouns with a capital": "scheme: {id: s, title: S, language: de}\n"
    "concepts:\n  a: {pref_label: A, definition: Eine Kraft und ein Gefäß.}\n",
    "rows that few have": "scheme: {id: s, title: S, rows: [{id: up, label: Up}]}\n"
    "concepts:\n  a: {pref_label: A, row: up}\n" + B + "  c: {pref_label: C}\n",
    "a table with passages by row": HEAD + AB + "correspondences:\n"
    "  t: {label: T, derive: false, rows: [{cells: [a, b], evidence: [first#p1]}]}\n",
    "sums that add up": HEAD + "concepts:\n  a: {pref_label: A, letters: {spelling: אלהים, sum: 86}}\n",
}

MORE: dict[str, tuple[str, str]] = {
    "two former ids": (BROKEN["L213"][0], "concepts.yaml:5:3: error[L213]: former id 'x' of 'c' is in use"),
    "a control character": (BROKEN["L205"][0], "label 'A\\tB' of 'a' holds a control character"),
    "an empty label": (BROKEN["L205"][0], "label '' of 'a' is empty; remove it"),
    "an inverse that is a type": (
        HEAD + TYPES + LEADS_TO + "  comes_from: {label: x, inverse: y, family: c}\n" + AB,
        "error[L224]: the inverse 'comes_from' of 'leads_to' is a relation type, too (concepts.yaml:4:3)",
    ),
    "an inverse that is the type": (
        HEAD + TYPES + "  near: {label: is near, inverse: near, family: c}\n" + AB,
        "error[L224]: the inverse 'near' of 'near' is itself; write 'symmetric: true' instead",
    ),
    "a passage of a table's row": (
        HEAD + AB + "correspondences:\n"
        "  t: {label: T, derive: false, rows: [{cells: [a, b], evidence: [first#p9]}]}\n",
        "concepts.yaml:6:3: error[L101]: no passage 'p9' in talk 'first'",
    ),
    "an unknown reference of a relation": (
        REFS
        + TYPES
        + OPPOSES
        + "concepts:\n"
        + A
        + "  b: {pref_label: B, relations: [{opposes: a, sources: T1}]}\n",
        "concepts.yaml:6:34: error[L103]: unknown reference 'T1'",
    ),
    "a sum that is no number": (
        HEAD + "concepts:\n  a: {pref_label: A, letters: {spelling: אלה, sum: many}}\n",
        "concepts.yaml:3:52: error[O101]: letters.sum: should be a valid integer",
    ),
}

FIXTURES = {
    **{code: text for code, (text, _) in BROKEN.items()},
    **{name: text for name, (text, _) in MORE.items()},
    **SOUND,
}
Loader = Callable[[str], Library]


def test_every_check_has_its_broken_ontology() -> None:
    assert list(BROKEN) == sorted(CHECKS)


@pytest.mark.parametrize("code", BROKEN)
def test_a_finding_says_where_what_and_how_to_mend(library_of: Loader, code: str) -> None:
    text, expected = BROKEN[code]
    assert expected in [str(finding) for finding in library_of(text).check(notes=True)]


@pytest.mark.parametrize("name", MORE)
def test_further_faults(library_of: Loader, name: str) -> None:
    text, expected = MORE[name]
    found = [str(finding) for finding in library_of(text).check(notes=True)]
    assert any(expected in line for line in found), found


@pytest.mark.parametrize("name", SOUND)
def test_what_is_sound_is_left_in_peace(library_of: Loader, name: str) -> None:
    assert list(library_of(SOUND[name]).check()) == []


def parts_of(library: Library) -> Parts:
    return Parts(library.ontology, tuple(library.talks), (*library.mentions, *library.contained))


def run_all(parts: Parts) -> dict[str, list[str]]:
    return {code: [str(finding) for finding in check(parts)] for code, check in CHECKS.items()}


@pytest.mark.parametrize("name", FIXTURES)
def test_no_check_raises_on_any_fixture(library_of: Loader, name: str) -> None:
    parts = parts_of(library_of(FIXTURES[name]))
    found = run_all(parts)
    assert found == run_all(parts)
    for code, lines in found.items():
        assert all(f"[{code}]: " in line for line in lines)


def test_the_small_library_has_no_findings(small: Library) -> None:
    found = run_all(parts_of(small))
    assert not any(findings for code, findings in found.items() if code != "L208")


def test_a_faulty_sum_leaves_the_concept(library_of: Loader) -> None:
    library = library_of(MORE["a sum that is no number"][0])
    assert library["a"].concept.letters is None
    assert [finding.code for finding in library.check()] == ["O101"]


def test_letters_of_a_concept(library_of: Loader) -> None:
    letters = library_of(SOUND["sums that add up"])["a"].concept.letters
    assert letters is not None
    assert (letters.spelling, letters.sum) == ("אלהים", 86)
