"""The matching policy, clause by clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.mentions import Finder
from kabgraph.model import (
    Address,
    Concept,
    ContextRule,
    Kind,
    Label,
    Mention,
    Ontology,
    Passage,
    Scheme,
    StopPhrase,
    TalkId,
)
from kabgraph.text import normalise, split_sentences

PLACE = Address("concepts.yaml")


def concept(
    id_: str, *alt: str, weak: Sequence[str] = (), kind: str | None = None, **rule: object
) -> Concept:
    def labels(texts: Sequence[str], role: str) -> list[Label]:
        return [Label(t, "he" if "\u05d0" <= t[0] <= "\u05ea" else "en", role) for t in texts]  # type: ignore[arg-type]

    match = ContextRule(**rule) if rule else None  # type: ignore[arg-type]
    return Concept(id_, (*labels(alt, "alt"), *labels(weak, "weak")), kind, "", PLACE, match=match)


def find(
    text: str,
    *concepts: Concept,
    rules: dict[str, tuple[ContextRule, ...]] | None = None,
    never: Sequence[str] = (),
    kinds: Sequence[Kind] = (),
) -> list[Mention]:
    ontology = Ontology(
        Scheme("s", "S"),
        {k.id: k for k in kinds},
        {},
        {c.id: c for c in concepts},
        (),
        {},
        (),
        {},
        rules or {},
        tuple(map(StopPhrase, never)),
    )
    clean = normalise(text)
    passage = Passage(TalkId("t"), "p1", clean, 1, (), split_sentences(clean), PLACE)
    found = Finder(ontology).find([passage])
    for mention in found:
        assert passage.text[mention.start : mention.end] == mention.surface
    return list(found)


def named(mentions: list[Mention]) -> list[tuple[str, str | None]]:
    return [(m.surface, m.concept) for m in mentions if not m.contained]


BINA = concept("bina", "Bina", "בינה")


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Bina and BINA, bina.", ["Bina", "BINA", "bina"]),
        ("Binary Carabina Bina_x", []),
        ("“Bina” (Bina) [Bina]", ["Bina", "Bina", "Bina"]),
        ("Bina’s and Bina's", ["Bina", "Bina"]),
        ("ha-Bina, ve’Bina", ["Bina", "Bina"]),
        ("על בִּינָה", ["בִּינָה"]),
        ("מבינה ולבינה", ["בינה", "בינה"]),
        ("תבונה שבשבבינה", []),
        ("B\u200bina", ["B\u200bina"]),
    ],
)
def test_whole_words_in_any_dress(text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in find(text, BINA)] == surfaces


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [("ELE, Ele, ele, ELEment, ELE's", ["ELE", "ELE"]), ("“ELE”", ["ELE"]), ("ELEs", [])],
)
def test_codes_are_exact(text: str, surfaces: list[str]) -> None:
    assert [m.surface for m in find(text, concept("ele", "ELE"))] == surfaces


def test_hyphen_blank_and_line_break_are_one_separator() -> None:
    za = concept("za", "Zeir Anpin")
    assert [m.surface for m in find("Zeir-Anpin, zeir\nanpin, Zeir – Anpin", za)] == [
        "Zeir-Anpin",
        "zeir anpin",
    ]


def test_regular_plurals_of_longer_words() -> None:
    found = find(
        "vessels, qualities, nets", concept("v", "vessel"), concept("q", "quality"), concept("n", "net")
    )
    assert [m.surface for m in found] == ["vessels", "qualities"]


def test_longest_then_leftmost_and_the_rest_contained() -> None:
    zat = concept("zat_de_bina", "lower part of Bina")
    found = find("the lower part of Bina", BINA, zat)
    assert [(m.concept, m.contained) for m in found] == [("zat_de_bina", False), ("bina", True)]
    crossing = find("one two three", concept("a", "one two"), concept("b", "two three"))
    assert [(m.surface, m.contained) for m in crossing] == [("one two", True), ("two three", False)]


def test_stop_phrases_name_nothing() -> None:
    place = concept("place", "place")
    assert named(find("They take place in one place.", place, never=["take place"])) == [("place", "place")]


def test_shared_surface_is_ambiguous() -> None:
    (mention,) = find("Mary came.", concept("m1", "Mary"), concept("m2", "Mary"))
    assert (mention.concept, mention.candidates, mention.status) == (None, ("m1", "m2"), "ambiguous")


MA_WHAT = concept("ma_what", weak=["MA"], needs=("Malchut", "MI"))
MA45 = concept("ma45", weak=["MA"], needs=("SAG", "filling"))


@pytest.mark.parametrize(
    ("text", "concept_id"),
    [("Malchut is MA.", "ma_what"), ("SAG, then MA.", "ma45"), ("MA, of Malchut and of SAG.", None)],
)
def test_context_decides_or_the_tie_stays(text: str, concept_id: str | None) -> None:
    (mention,) = find(text, MA_WHAT, MA45)
    assert mention.concept == concept_id


def test_weak_labels_need_their_rule() -> None:
    assert find("MA alone.", MA_WHAT, MA45) == []
    assert find("Or so.", concept("light", "Light", weak=["Or"])) == []
    assert named(find("Ma and mi, ma nishtana", MA_WHAT)) == []


def test_needs_within_the_sentence() -> None:
    near = concept("zat", weak=["ZAT"], needs=("Bina",), within="sentence")
    assert named(find("Bina is up. ZAT is down. Bina has ZAT.", near)) == [("ZAT", "zat")]


def test_words_directly_before_and_after() -> None:
    group = concept("group", "group", not_after=("control",), not_before=("theory",))
    assert [m.start for m in find("group, control group, group theory, the group", group)] == [0, 40]
    light = concept("light", "Light", weak=["light"], case="exact")
    rules = {"light": (ContextRule(case="any", labels=("light",), after=("upper", "surrounding")),)}
    found = find("in light of the upper light, a light meal", light, rules=rules)
    assert [(m.surface, m.start) for m in found] == [("light", 22)]


def test_initial_case_for_names() -> None:
    person = Kind("person", "Person", match=ContextRule(case="initial"))
    grace = concept("grace", "Grace", kind="person")
    text = "Grace spoke. By grace alone. We saw Grace. GRACE!"
    assert [m.start for m in find(text, grace, kinds=[person])] == [36, 43]


@given(
    st.text(st.sampled_from("ab c"), max_size=40),
    st.lists(st.text(st.sampled_from("abc "), min_size=1), max_size=6),
)
def test_counted_mentions_never_overlap_and_none_is_lost(text: str, labels: list[str]) -> None:
    labels = [label.strip() for label in labels if label.strip()]
    found = find(text, *(concept(f"c{n}", label) for n, label in enumerate(dict.fromkeys(labels))))
    counted = [m for m in found if not m.contained]
    for first, second in pairwise(counted):
        assert first.end <= second.start
    for mention in found:
        if mention.contained:
            assert any(m.span.overlaps(mention.span) and len(m.span) >= len(mention.span) for m in counted)


def test_cost_is_linear_in_one_long_passage() -> None:
    found = find("MA of Malchut. " * 20_000, MA_WHAT, MA45)
    assert len(found) == 20_000
