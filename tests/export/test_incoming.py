"""Files of annotations that other programs wrote: what is read of them, and what is told of the rest."""

from __future__ import annotations

import json
from typing import Any

import pytest

from kabgraph.export.exchange import Arrived, read_arrivals
from kabgraph.model import Finding

URI = "https://school.example/site/talks/first.html"
QUOTE = {"type": "TextQuoteSelector", "exact": "care", "prefix": "Answer: Bina’s ", "suffix": " reaches"}
POSITION = {"type": "TextPositionSelector", "start": 9, "end": 13}
ROW = {
    "id": "x1",
    "created": "2026-11-20T08:00:00.123456+00:00",
    "user": "acct:ruth@hypothes.is",
    "uri": URI,
    "text": "why",
    "tags": ["Malchut"],
    "target": [
        {"source": URI, "selector": [{"type": "RangeSelector", "startContainer": "/p"}, POSITION, QUOTE]}
    ],
    "permissions": {"read": ["group:__world__"]},
    "references": [],
}
PROPOSAL: dict[str, Any] = {
    "talk": "first",
    "kind": "mention",
    "concept": "malchut",
    "mode": "implied",
    "anchor": {"passage": "p2", "exact": "care", "prefix": "", "suffix": "", "start": 15, "end": 19},
    "note": "what is cared for receives",
}


def file(*proposals: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"format": "kabgraph-proposal/1", "by": "Ruth", "proposals": list(proposals), **more}


def read(data: Any, name: str = "a.json") -> tuple[list[Arrived], list[Finding]]:
    return read_arrivals(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), name)


def codes(findings: list[Finding]) -> list[str]:
    return [found.code for found in findings]


# -- proposals


def test_a_proposal_is_read_whole() -> None:
    site = {"title": "A site", "version": "0123456789ab"}
    arrived, findings = read(file(PROPOSAL, site=site))
    assert findings == []
    (one,) = arrived
    assert (one.talk, one.by, one.own) == ("first", "Ruth", False)
    assert (one.words[0].passage, one.words[0].start, one.words[0].text) == ("p2", 15, None)
    record = {"kind": "mention", "concept": "malchut", "mode": "implied", "note": PROPOSAL["note"]}
    assert one.record == {"origin": "proposal", **record}


def test_what_is_absent_or_null_may_be_absent() -> None:
    least = {"talk": "first", "concept": "bina", "anchor": {"exact": "care"}}
    full = {
        **least,
        "mode": None,
        "relation": None,
        "stance": None,
        "claim": None,
        "also": None,
        "note": None,
    }
    whole = {"format": "kabgraph-proposal/1", "site": None, "by": None, "proposals": [least, full]}
    arrived, findings = read(whole)
    assert findings == []
    assert (
        arrived[0].record == arrived[1].record == {"origin": "proposal", "kind": "mention", "concept": "bina"}
    )
    assert arrived[0].by == ""


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        ({"concpt": "bina"}, "X103", "did you mean 'concept'"),
        ({"talk": "../../etc/passwd"}, "X105", "'../../etc/passwd' does not have its form"),
        ({"talk": None}, "X105", "talk"),
        ({"kind": "mentions"}, "X105", "should be 'mention'"),
        ({"anchor": {"exact": ""}}, "X105", "is empty"),
        ({"anchor": {"exact": "x", "start": -5}}, "X105", "greater than or equal to 0"),
        ({"anchor": {"exact": "x", "start": 1.5}}, "X105", "valid integer"),
        ({"anchor": {"exact": "x", "start": "1"}}, "X105", "valid integer"),
        ({"anchor": {"exact": "x", "passage": "../p"}}, "X105", "does not have its form"),
        ({"anchor": {"exact": "x" * 20_000}}, "X105", "is too long"),
        ({"anchor": {}}, "X104", "'exact' is missing"),
        ({"anchor": [1]}, "X105", "anchor"),
        ({"relation": {"from": "bina", "to": "ele"}}, "X104", "'type' is missing"),
        ({"claim": {"same": "bina"}}, "X105", "same"),
        ({"note": 5}, "X105", "valid string"),
    ],
)
def test_a_proposal_of_another_shape_is_told_at_its_place(
    change: dict[str, Any], code: str, said: str
) -> None:
    text = json.dumps(file(PROPOSAL, {**PROPOSAL, **change}), indent=1)
    arrived, findings = read(text)
    assert len(arrived) == 1
    assert codes(findings) == [code]
    assert said in str(findings[0])
    assert findings[0].level == "error"
    second = text[: text.rindex('"talk"')].count("\n")
    assert findings[0].address.line >= second


def test_a_version_to_come_is_refused() -> None:
    arrived, findings = read({**file(PROPOSAL), "format": "kabgraph-proposal/2"})
    assert (arrived, codes(findings)) == ([], ["X102"])
    assert codes(read({"format": {"a": 1}})[1]) == ["X102"]


# -- hypothesis, and web annotations of other programs


@pytest.mark.parametrize("wrap", [lambda r: {"rows": [r], "total": 1}, lambda r: [r], lambda r: r,
                                  lambda r: {"export_date": "2026-11-22", "annotations": [r]}])  # fmt: skip
def test_rows_of_hypothesis_in_any_wrapping(wrap: Any) -> None:
    arrived, findings = read(wrap(ROW))
    assert findings == []
    (one,) = arrived
    assert (one.talk, one.by, one.created) == ("first", "ruth", ROW["created"])
    assert [name for name, _ in one.names] == ["Malchut"]
    assert one.record == {"origin": "hypothesis", "note": "why"}
    assert (one.words[0].exact, one.words[0].passage, one.words[0].start) == ("care", None, None)


def test_page_notes_answers_and_other_pages_are_told_and_left_out() -> None:
    note = {**ROW, "target": [{"source": URI}]}
    answer = {**ROW, "references": ["x0"]}
    elsewhere = {**ROW, "uri": "https://school.example/index.html"}
    arrived, findings = read({"rows": [note, answer, elsewhere]})
    assert (arrived, codes(findings)) == ([], ["X207", "X207", "X201"])
    assert {found.level for found in findings} == {"warning"}


def test_a_row_of_other_types_is_an_error_at_its_place() -> None:
    text = json.dumps({"rows": [{**ROW, "tags": "Malchut"}]}, indent=1)
    arrived, findings = read(text)
    assert (arrived, codes(findings)) == ([], ["X105"])
    assert text.splitlines()[findings[0].address.line - 1].strip().startswith('"tags"')


@pytest.mark.parametrize(
    ("body", "names", "note"),
    [
        ({"type": "TextualBody", "value": "Malchut", "purpose": "tagging"}, ["Malchut"], ""),
        ({"type": "TextualBody", "value": "why", "purpose": "commenting"}, [], "why"),
        ({"type": "TextualBody", "value": "why"}, [], "why"),
        ("https://school.example/site/concepts/malchut.html", ["malchut"], ""),
        ({"source": "http://www.wikidata.org/entity/Q1", "purpose": ["identifying"]},
         ["http://www.wikidata.org/entity/Q1"], ""),
        ([{"value": "a"}, {"value": "b", "purpose": "replying"}], [], "a\n\nb"),
        (None, [], ""),
    ],
)  # fmt: skip
def test_web_annotations_of_other_programs(body: Any, names: list[str], note: str) -> None:
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": body,
        "creator": {"type": "Person", "name": "Ruth"},
        "target": {
            "source": URI,
            "selector": {"type": "FragmentSelector", "value": "p2", "refinedBy": QUOTE},
        },
        "another": {"key": 1},
    }
    arrived, findings = read(item)
    assert findings == []
    (one,) = arrived
    assert ([name for name, _ in one.names], one.record.get("note", "")) == (names, note)
    assert (one.by, one.words[0].passage, one.words[0].exact) == ("Ruth", "p2", "care")


def test_a_target_that_is_an_address_quotes_no_words() -> None:
    assert codes(read({"@context": "x", "type": "Annotation", "target": URI})[1]) == ["X207"]


# -- other files


@pytest.mark.parametrize("data", [{}, {"a": 1}, 5, "text", None, True])
def test_a_file_of_no_known_shape(data: Any) -> None:
    arrived, findings = read(json.dumps(data))
    assert (arrived, codes(findings)) == ([], ["X101"])


def test_pages_elsewhere_are_not_fetched() -> None:
    whole = {"@context": "x", "type": "AnnotationCollection", "first": "http://elsewhere.example/page1"}
    arrived, findings = read(whole)
    assert (arrived, codes(findings)) == ([], ["X101"])
    assert "nothing is fetched" in findings[0].remedy


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "S401"),
        ('{"proposals": [', "S401"),
        ('{"format": NaN}', "S402"),
        ('{"by": "\\ud800"}', "S403"),
        ('{"by": "a", "by": "b"}', "S206"),
        ('{"by": "\\u0000"}', "S108"),
        ("[" * 100_000, "S204"),
    ],
)
def test_what_json_does_not_allow_is_refused(text: str, code: str) -> None:
    arrived, findings = read(text)
    assert (arrived, codes(findings)[0]) == ([], code)


# -- csv


def test_a_table_needs_two_columns_and_may_lack_the_others() -> None:
    arrived, findings = read("talk;exact;concept;by\nfirst;care;Malchut;Ruth\nfirst;group;;\n", "a.csv")
    assert findings == []
    assert [one.record for one in arrived] == [
        {"origin": "csv", "concept": "Malchut", "kind": "mention"},
        {"origin": "csv", "kind": "note"},
    ]
    assert (arrived[0].by, arrived[0].own) == ("Ruth", False)


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("talk,exact,concpet\nfirst,care,bina\n", "X103", (1, 12)),
        ("talk,concept\nfirst,bina\n", "X104", (1, 1)),
        ("talk,exact\n,care\n", "X104", (2, 1)),
        ("talk,exact\n../x,care\n", "X105", (2, 1)),
        ("talk,exact,start,end\nfirst,care,1.5,9\n", "X105", (2, 12)),
        ("talk,exact,passage\nfirst,care,P 2\n", "X105", (2, 7)),
        ('talk,exact,also\nfirst,care,"[{""exact"": 1}]"\n', "X105", (2, 12)),
        ("talk,exact,log\nfirst,care,yesterday\n", "X105", (2, 12)),
        ('talk,exact,log\nfirst,care,"[[""a""]]"\n', "X105", (2, 12)),
        ('talk,exact\nfirst,"care\n', "S411", (2, 7)),
    ],
)
def test_a_table_of_another_shape_is_told_at_its_place(text: str, code: str, place: tuple[int, int]) -> None:
    arrived, findings = read(text, "a.csv")
    assert arrived == []
    assert codes(findings) == [code]
    assert (findings[0].address.line, findings[0].address.column) == place
