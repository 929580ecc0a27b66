"""What search looks in: all there is, each with an address that leads there, and nothing private."""

from __future__ import annotations

import json
from pathlib import Path

import kabgraph
from kabgraph.pages.assets import all_assets
from kabgraph.pages.data.search import search_data, search_records, search_script
from kabgraph.pages.desk import Desk
from kabgraph.pages.linkcheck import read
from kabgraph.pages.singles import SINGLES
from kabgraph.pages.uris import SEARCH_DATA


def test_every_concept_is_there_with_every_label(library: kabgraph.Library) -> None:
    records = [record for record in search_records(Desk(library)) if record.kind == "concept"]
    concepts = list(library.ontology.concepts.values())
    assert len(records) == len(concepts)
    for record, concept in zip(records, concepts, strict=True):
        names = {record.title, record.hebrew, *(text for text, _ in record.labels)}
        assert {label.text for label in concept.labels} <= names, concept.id
        assert concept.id in names
        assert not concept.pronunciation or (concept.pronunciation, "hidden") in record.labels


def test_everything_else_is_there_once(library: kabgraph.Library) -> None:
    records = list(search_records(Desk(library)))
    kinds = [record.kind for record in records]
    passages = [record.text for record in records if record.kind == "passage"]
    assert passages == [passage.text for talk in library.talks for passage in talk.passages]
    assert kinds.count("relation") == len(library.relations())
    assert kinds.count("talk") == len(library.talks)
    assert kinds.count("question") == len(library.queries)
    assert {single.uri for single in SINGLES} <= {record.href for record in records}


def test_a_passage_says_where_it_stands_and_its_edition(small: kabgraph.Library) -> None:
    notes = {record.href: record.note for record in search_records(Desk(small)) if record.kind == "passage"}
    assert notes["talks/first.html#p1"].endswith(", passage 1, retelling")


def test_a_relation_says_what_it_rests_on(library: kabgraph.Library) -> None:
    notes = {
        record.text: record.note for record in search_records(Desk(library)) if record.kind == "relation"
    }
    assert notes["ELE is part of Bina"] == "asserted, Place of Residence, passages 3 and 5"
    assert notes["Bina is a kind of Sefira"] == "sourced, S1"


def test_every_address_leads_to_a_place_that_is_there(whole_site: Path, library: kabgraph.Library) -> None:
    pages = {
        path.relative_to(whole_site).as_posix(): read(path.read_text(encoding="utf-8"))
        for path in whole_site.rglob("*.html")
    }
    for record in search_records(Desk(library)):
        path, _, anchor = record.href.partition("#")
        page = pages[path.partition("?")[0]]
        assert not anchor or anchor in page.anchors, record.href


def test_a_relation_leads_to_its_own_line(whole_site: Path, library: kabgraph.Library) -> None:
    for record in search_records(Desk(library)):
        if record.kind == "relation":
            path, _, query = record.href.partition("#")[0].partition("?relation=")
            text = (whole_site / path).read_text(encoding="utf-8")
            assert f'data-relation="{query.replace("%23", "#")}"' in text, record.href


def test_private_copies_stay_out(small: kabgraph.Library) -> None:
    public = search_script(Desk(small, public=True))
    assert "second.html" not in public
    assert all(passage.text not in public for passage in small.talk("second").passages)
    assert "second.html" in search_script(Desk(small))


def test_the_script_is_an_asset_and_no_label_ends_it(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    label = "</script><script>alert(1)</script>"
    ontology = {"scheme": {"id": "s", "title": "t"}, "concepts": {"a": {"pref_label": {"en": label}}}}
    (tmp_path / "concepts.yaml").write_text(json.dumps(ontology), encoding="utf-8")
    desk = Desk(kabgraph.load(tmp_path))
    script = next(asset.text for asset in all_assets(desk) if asset.uri == SEARCH_DATA)
    assert "<" not in script
    data = json.loads(script.partition(").catalogue = ")[2].rstrip(";\n"))
    assert data["records"][0]["title"] == label
    assert data == json.loads(json.dumps(search_data(desk)))


def test_every_step_of_a_process_is_found_by_its_sentence(library: kabgraph.Library) -> None:
    texts = [record.text for record in search_records(Desk(library)) if record.kind == "process"]
    for event in library.ontology.events.values():
        said = "".join(segment.text for segment in library.sentence(event))
        assert any(text.startswith(said) for text in texts), event.id
