"""Bytes become text in one way only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kabgraph.source import decode

LINES = st.lists(st.text(st.sampled_from("ab בé\u200f."), max_size=8), max_size=8)


def refused(data: bytes) -> list[str]:
    text, findings = decode(data, "a.txt")
    assert text is None
    assert {finding.level for finding in findings} == {"error"}
    return [str(finding) for finding in findings]


@given(LINES)
def test_bom_crlf_and_cr_twins_are_one_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    data = text.encode()
    twins = [data, b"\xef\xbb\xbf" + data, data.replace(b"\n", b"\r\n"), data.replace(b"\n", b"\r")]
    assert {decode(twin, "a.txt")[0] for twin in twins} == {text}


@given(st.binary(max_size=60))
def test_no_bytes_raise_or_pass_a_control_character(data: bytes) -> None:
    text, findings = decode(data, "a.txt")
    assert (text is None) == any(finding.level == "error" for finding in findings)
    assert all(str(finding).isprintable() for finding in findings)
    assert text is None or not any(ord(char) < 32 and char not in "\n\t" for char in text)


def test_a_latin_1_byte_is_named_with_its_place() -> None:
    [said] = refused(b"Title\r\n\r\nCaf\xe9 and \xe8\n")
    assert said.startswith("a.txt:3:4: error[S106]: byte 0xe9")
    assert "2 such bytes" in said
    assert "save the file as UTF-8" in said


@pytest.mark.parametrize(
    "data", [b"a\xc0\xafb", b"\xed\xa0\xbd\xed\xb8\x80", b"\xff", b"\xf4\x90\x80\x80", b"\xc3"]
)
def test_overlong_halved_and_cut_off_forms_are_refused(data: bytes) -> None:
    assert "S106" in refused(data)[0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_recognised(encoding: str) -> None:
    [said] = refused("Title\n\nBina and Malchut\n".encode(encoding))
    assert "UTF-16" in said or "UTF-32" in said
    assert said.startswith("a.txt:1:1: error[S107]")


def test_control_characters_are_refused_line_by_line_and_never_shown() -> None:
    said = refused(b"ok\n\x1b[31mred \x07\nfine\nnul\x00 and \xc2\x9b\n")
    assert [line.split(" ")[0] for line in said] == ["a.txt:2:1:", "a.txt:4:4:"]
    assert "U+001B" in said[0]
    assert all(line.isprintable() for line in said)


def test_very_many_control_characters_make_few_findings() -> None:
    assert len(refused(b"\x07\n" * 100_000)) == 20


def test_a_form_feed_is_a_line_break_and_a_tab_stays() -> None:
    assert decode(b"One.\f\nTwo.\ta", "a.txt") == ("One.\n\nTwo.\ta", [])


def test_nothing_is_nothing() -> None:
    assert decode(b"", "a.txt") == ("", [])
