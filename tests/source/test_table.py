"""CSV: what is right is read as the standard library reads it, the rest is told with its place."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.source import parse_csv

CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from('",;\n\t'))


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=5), sign=st.sampled_from(",;\t"), every=st.booleans())
def test_sound_csv_is_read_as_it_was_meant(rows: list[tuple[str, str]], sign: str, every: bool) -> None:
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(text, delimiter=sign, quoting=quoting, lineterminator="\n").writerows([("a", "b"), *rows])
    document = parse_csv(text.getvalue(), "a.csv")
    assert document.findings == ()
    assert document.data == [{"a": a, "b": b} for a, b in rows if a or b]


def test_each_cell_knows_its_place() -> None:
    document = parse_csv('a,b\n1,"x\ny"\n,"q"\n', "a.csv")
    assert document.data == [{"a": "1", "b": "x\ny"}, {"a": "", "b": "q"}]
    assert [str(document.at([n, "b"])) for n in (0, 1)] == ["a.csv:2:3", "a.csv:4:2"]
    assert str(document.key_at(["b"])) == "a.csv:1:3"


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ('a,b\n"1,2\n', (2, 1), "S411"),
        ('a,b\n1"x,2\n', (2, 2), "S411"),
        ('a,b\n"1"x,2\n', (2, 4), "S411"),
        ("a,b\n1\n", (2, 1), "S411"),
        ("a,b\n1,2,3\n", (2, 1), "S411"),
        ("a,b,a\n1,2,3\n", (1, 5), "S206"),
    ],
)
def test_what_is_wrong_is_told_where_it_stands(text: str, place: tuple[int, int], code: str) -> None:
    document = parse_csv(text, "a.csv")
    (found,) = document.findings
    assert (found.address.line, found.address.column, found.code) == (*place, code)
    assert document.data is None
