"""Annotations as JSON-LD: they meet every demand of the model, our own stricter shape, and lose nothing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from any_annotations import annotations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from web_annotation_musts import BROKEN, MUSTS, SOUND, Must, broken

import kabgraph
from kabgraph import Library
from kabgraph.annotations import as_json
from kabgraph.export import EDITIONS, format_of
from kabgraph.export.exchange import Arrived, read_arrivals
from kabgraph.export.exchange.addresses import concept_address, talk_address, type_address
from kabgraph.export.exchange.schema import CONTEXT, WebAnnotation
from kabgraph.export.exchange.shape import keys_of
from kabgraph.export.exchange.web import FILE
from kabgraph.library import parts_of
from kabgraph.model import Annotation, LinkedClaim, LinkedRelation, Span
from kabgraph.pages.uris import RELATIONS, concept_uri, download_uri, talk_uri

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
SOME = st.data()


def written(library: Library, own: Sequence[Annotation] | None = None, *, flat: bool = False) -> str:
    parts = parts_of(library)
    if own is not None:
        parts = replace(parts, annotations=tuple(own))
    return format_of("webanno").writer(flat=flat)(parts).decode()


def items(text: str) -> list[dict[str, Any]]:
    return list(json.loads(text)["first"]["items"])


def drawn(data: st.DataObject, library: Library) -> list[Annotation]:
    return data.draw(st.lists(annotations(library), max_size=4, unique_by=lambda a: a.id))


# -- the demands of the model


def test_there_are_54_demands() -> None:
    assert len(MUSTS) == len({must.name for must in MUSTS}) == 54
    assert {must.name for must in MUSTS} == set(BROKEN)
    sections = Counter(must.section.partition(".")[0] for must in MUSTS)
    assert sections == {"3": 38, "4": 16}


@pytest.mark.parametrize("must", MUSTS, ids=lambda must: must.name)
def test_each_demand_sees_what_breaks_it(must: Must) -> None:
    assert must.holds(SOUND), must.says
    assert not must.holds(broken(must.name)), must.says


@pytest.mark.parametrize("flat", [False, True])
def test_every_annotation_of_the_project_meets_them(library: Library, flat: bool) -> None:
    found = items(written(library, flat=flat))
    assert len(found) == len(library.annotations)
    assert not [(a["id"], must.says) for a in found for must in MUSTS if not must.holds(a)]


@QUIET
@given(data=SOME, flat=st.booleans())
def test_annotations_of_every_kind_meet_them(small: Library, data: st.DataObject, flat: bool) -> None:
    found = items(written(small, drawn(data, small), flat=flat))
    assert not [(a, must.says) for a in found for must in MUSTS if not must.holds(a)]


def test_the_whole_is_a_collection_of_one_page(library: Library) -> None:
    whole = json.loads(written(library))
    assert (whole["@context"], whole["type"], whole["total"]) == (
        CONTEXT,
        "AnnotationCollection",
        len(library.annotations),
    )
    assert whole["first"]["type"] == "AnnotationPage"
    assert whole["last"] == whole["first"]["id"] == f"{whole['id']}#page-1"
    lines = written(library).splitlines()
    assert sum(line.startswith('{"@context"') for line in lines) == len(library.annotations)


# -- what it says


def test_addresses_are_those_of_the_pages(library: Library) -> None:
    scheme = library.ontology.scheme
    base = scheme.base_uri.rstrip("/")
    assert talk_address(scheme, "x") == f"{base}/{talk_uri('x')}"
    bina = library.ontology.concepts["bina"]
    assert concept_address(scheme, replace(bina, uri="")) == f"{base}/{concept_uri('bina')}"
    assert type_address(scheme, "part_of") == f"{base}/{RELATIONS}#part_of"


def test_words_passage_and_concept_stand_where_other_programs_look(library: Library) -> None:
    record = library.annotations[0]
    found = items(written(library))[0]
    target = found["target"]
    assert target["source"].endswith(f"/talks/{record.talk}.html")
    selector = target["selector"]
    assert (selector["type"], selector["value"]) == ("FragmentSelector", record.anchor.passage)
    quote, place = selector["refinedBy"]
    text = library.passage(record.passage).text
    assert text[place["start"] : place["end"]] == quote["exact"] == record.anchor.exact
    assert found["body"][0]["source"].endswith(f"/concepts/{record.concept}.html")
    assert (found["motivation"], found["body"][0]["purpose"]) == ("identifying", "identifying")
    note = {"type": "TextualBody", "value": record.note, "format": "text/plain", "purpose": "commenting"}
    assert found["body"][1] == note
    assert found["creator"] == {"nickname": record.by}
    assert found["created"] == record.log[0].at


def test_flat_offsets_lead_into_the_whole_talk(library: Library) -> None:
    found = items(written(library, flat=True))
    for record, item in zip(library.annotations, found, strict=True):
        text = "\n".join(passage.text for passage in library.talk(record.talk).passages)
        quote, place = item["target"]["selector"]
        assert text[place["start"] : place["end"]] == quote["exact"]
    with pytest.raises(kabgraph.UsageError, match="json has no flat form"):
        format_of("json").writer(flat=True)


def test_every_target_says_its_edition(library: Library) -> None:
    for item in items(written(library)):
        assert item["target"]["kabgraph:edition"] == "retelling"
        assert item["target"]["kabgraph:wording"] == EDITIONS["retelling"]


@pytest.mark.parametrize(
    ("status", "motivation"),
    [
        ("accepted", "identifying"),
        ("rejected", "assessing"),
        ("retired", "assessing"),
        ("skipped", "questioning"),
        ("proposed", "questioning"),
    ],
)
def test_a_no_is_never_written_as_a_yes(small: Library, status: Any, motivation: str) -> None:
    (item,) = items(written(small, [replace(small.annotations[0], status=status)]))
    assert {item["motivation"], item["body"][0]["purpose"]} == {motivation}


def test_lost_words_have_no_position_and_shifted_ones_that_of_today(small: Library) -> None:
    record = small.annotations[0]
    lost = replace(record, id="a-00000001", state="orphan", span=None)
    shifted = replace(record, id="a-00000002", state="shifted", span=Span(3, 5))
    for flat in (False, True):
        for item, expected in zip(items(written(small, [lost, shifted], flat=flat)), (None, 3), strict=True):
            selector = item["target"]["selector"]
            inner = selector if flat else selector["refinedBy"]
            places = [each["start"] for each in inner if each["type"] == "TextPositionSelector"]
            assert places == ([] if expected is None else [expected])
            assert item["target"]["kabgraph:start"] == record.anchor.start


def test_a_day_that_never_was_stays_in_the_log_alone(small: Library) -> None:
    record = small.annotations[0]
    never = replace(record, log=(replace(record.log[0], at="2026-02-30T00:00:00Z"),))
    (item,) = items(written(small, [never]))
    assert "created" not in item
    assert item["kabgraph:log"][0]["kabgraph:at"] == "2026-02-30T00:00:00Z"


def test_data_that_live_nowhere_have_addresses_all_the_same(small: Library) -> None:
    parts = parts_of(small)
    scheme = replace(parts.ontology.scheme, base_uri="")
    own = replace(parts, ontology=replace(parts.ontology, scheme=scheme))
    text = format_of("webanno").write(own).decode()
    assert "urn:x-kabgraph:small/talks/first.html" in text
    assert not [must.says for item in items(text) for must in MUSTS if not must.holds(item)]
    found, findings = read_arrivals(text, "a.jsonld")
    assert len(found) == len(parts.annotations)
    assert not findings


# -- and back


def given_back(arrived: Arrived) -> dict[str, Any]:
    """The record as it would stand in a file."""
    anchors = [
        {
            name: getattr(words, name)
            for name in ("passage", "exact", "prefix", "suffix", "start", "end", "text")
        }
        for words in arrived.words
    ]
    also = {"also": anchors[1:]} if anchors[1:] else {}
    return {"log": [], **arrived.record, "anchor": anchors[0], **also}


@QUIET
@given(data=SOME, name=st.sampled_from(["webanno", "flat", "annotations-csv"]))
def test_nothing_is_lost_on_the_way_out_and_in(small: Library, data: st.DataObject, name: str) -> None:
    own = drawn(data, small)
    parts = replace(parts_of(small), annotations=tuple(own))
    if name == "annotations-csv":
        text = format_of(name).write(parts).decode().removeprefix("\ufeff").replace("\r\n", "\n")
        arrived, findings = read_arrivals(text, "a.csv")
    else:
        text = written(small, own, flat=name == "flat")
        arrived, findings = read_arrivals(text, "a.jsonld")
    assert [found for found in findings if found.level == "error"] == []
    assert [given_back(each) for each in arrived] == [as_json(record) for record in own]
    assert [(each.by, each.talk, each.own) for each in arrived] == [(a.by, a.talk, True) for a in own]


def place_of(text: str, words: str) -> tuple[int, int]:
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def of_every_kind(library: Library) -> list[Annotation]:
    one = library.annotations[0]
    link, claim = LinkedRelation("bina", "gives_to", "malchut"), LinkedClaim("same", ("bina", "ele"), "now")
    return [
        replace(one, replaces="a-00000009", also=(one.anchor,), also_spans=(Span(0, 1),)),
        replace(one, id="a-00000001", kind="relation", concept="", relation=link),
        replace(one, id="a-00000002", kind="claim", concept="", claim=claim),
        replace(one, id="a-00000003", kind="note", log=(*one.log, *one.log)),
    ]


@pytest.mark.parametrize("key", sorted(keys_of(WebAnnotation)))
def test_a_misspelt_key_is_an_error_at_its_place(small: Library, key: str) -> None:
    text = written(small, of_every_kind(small))
    head, items_, rest = text.partition('"items"')
    assert f'"{key}": ' in rest
    rest = rest.replace(f'"{key}": ', f'"{key}x": ', 1)
    wrong = head + items_ + rest
    if key in ("kabgraph:concepts", "kabgraph:log"):  # the first of these stand in the context
        code, key = "X105", "@context"
    else:
        code, key = "X103", f"{key}x"
    arrived, findings = read_arrivals(wrong, "a.jsonld")
    assert len(arrived) == 3
    (found,) = (each for each in findings if each.code == code)
    assert found.address.line > place_of(wrong, items_)[0]
    if code == "X103":
        assert (found.address.line, found.address.column) == place_of(wrong, f'"{key}"')
        assert "did you mean" in found.remedy


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('"type": "Annotation"', '"type": "Annotations"', "X105"),
        ('"kabgraph:status": "accepted"', '"kabgraph:status": "perhaps"', "X105"),
        ('"kabgraph:start": ', '"kabgraph:start": -1', "X105"),
        ('"start": ', '"start": 1.5, "kabgraph:x": ', "X105"),
        ('"type": "TextQuoteSelector", ', "", "X104"),
        ('"exact": ', '"prefix2": ', "X104"),
        ('"urn:x-kabgraph:"', '"http://elsewhere.example/ns#"', "X105"),
        ("/talks/first.html", "/elsewhere/first.html", "X105"),
        ('"startIndex": 0', '"startIndex": "0"', "X105"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(small: Library, old: str, new: str, code: str) -> None:
    text = written(small)
    at = text.index(old, text.index('"items"') if "Index" not in old else 0)
    wrong = text[:at] + new + text[at + len(old) :]
    arrived, findings = read_arrivals(wrong, "a.jsonld")
    assert code in [found.code for found in findings]
    assert all(found.address.line > 1 and found.address.column >= 1 for found in findings)
    assert len(arrived) < len(small.annotations)


def test_one_annotation_a_page_and_a_list_are_read_like_the_whole(small: Library) -> None:
    whole = json.loads(written(small))
    page, one = whole["first"], whole["first"]["items"][0]
    count = len(page["items"])
    for data, expected in ((page, count), (page["items"], count), (one, 1)):
        arrived, findings = read_arrivals(json.dumps(data), "a.json")
        assert (len(arrived), findings) == (expected, [])


def test_the_download_lies_where_the_annotations_say(small: Library) -> None:
    assert format_of("webanno").file == FILE
    assert json.loads(written(small))["id"] == f"https://example.org/small/{download_uri(FILE)}"
