"""JSON as its standard has it: what is right is read as the standard library reads it, the rest is told."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.source import parse_json

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(value=VALUES, ascii_only=st.booleans(), indent=st.sampled_from([None, 0, 2]))
def test_sound_json_is_read_as_it_was_meant(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    document = parse_json(text, "a.json")
    assert not [found for found in document.findings if found.level == "error"]
    assert document.data == value
    assert json.dumps(document.data) == json.dumps(value)


@given(st.text(st.sampled_from('{}[]",:\\u0dn tfalse-1.e9\n'), max_size=40))
def test_any_text_ends_in_a_value_or_a_finding(text: str) -> None:
    document = parse_json(text, "a.json")
    errors = [found for found in document.findings if found.level == "error"]
    try:
        expected = json.loads(text, parse_constant=lambda _: pytest.fail("unreachable"))
    except ValueError:
        assert errors
    else:
        assert errors or document.data == expected


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("", (1, 1), "S401"),
        ('{\n "a": [1, 2\n', (3, 1), "S401"),
        ('{"a": 1,\n}', (2, 1), "S401"),
        ("[1 2]", (1, 4), "S401"),
        ('{"a" 1}', (1, 6), "S401"),
        ("{'a': 1}", (1, 2), "S401"),
        ('["a\nb"]', (1, 2), "S401"),
        ('["a\\qb"]', (1, 4), "S401"),
        ("[1] 2", (1, 5), "S401"),
        ("[1, NaN]", (1, 5), "S402"),
        ("[-Infinity]", (1, 2), "S402"),
        ("[01]", (1, 2), "S402"),
        ("[1e999]", (1, 2), "S402"),
        ("[" + "9" * 5000 + "]", (1, 2), "S402"),
        ('["\\ud83d"]', (1, 2), "S403"),
        ('["\\u0000"]', (1, 2), "S108"),
        ('{"a": 1, "a": 2}', (1, 10), "S206"),
        ("[" * 33 + "]" * 33, (1, 33), "S204"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, place: tuple[int, int], code: str) -> None:
    (found,) = parse_json(text, "a.json").findings
    assert (found.address.line, found.address.column, found.code) == (*place, code)


def test_a_whole_pair_of_surrogates_is_one_sign() -> None:
    assert parse_json('"\\ud83d\\ude00"', "a.json").data == "😀"


@pytest.mark.parametrize(
    "text", ['"' + "\\\\" * 500_000, "[" + "0," * 400_000, '"' + "x" * 2_000_000, " " * 2_000_000]
)
def test_the_cost_is_that_of_the_length(text: str) -> None:
    start = time.perf_counter()
    assert parse_json(text, "a.json").findings
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
