"""Every format reads back with a reader that is not ours, whatever the words are."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest

import kabgraph
from kabgraph import Library, UsageError
from kabgraph.export import EDITIONS, FORMATS, concept_document, process_document, talk_document
from kabgraph.export.graphml import flat
from kabgraph.library import parts_of, said

Rows = list[dict[str, str]]


def _written(library: Library, name: str, folder: Path) -> Path:
    return library.export(name, folder / FORMATS[name].file)


def _sheets(path: Path) -> dict[str, Rows]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".csv")]
        texts = {name: archive.read(name).decode("utf-8-sig") for name in names}
    return {name: list(csv.DictReader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def _as_written(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it, as the README tells."""
    return cell[1:] if re.match(r"'+\s*[=+\-@\t\r\n]", cell) else cell


@pytest.fixture(params=["small", "hostile", "library"])
def any_library(request: pytest.FixtureRequest) -> Library:
    found: Library = request.getfixturevalue(request.param)
    return found


def test_json_holds_every_thing_with_its_words(any_library: Library, tmp_path: Path) -> None:
    data = json.loads(_written(any_library, "json", tmp_path).read_text(encoding="utf-8"))
    assert data["version"] == any_library.version
    labels = {c["id"]: [label["text"] for label in c["labels"]] for c in data["concepts"]}
    concepts = any_library.ontology.concepts.values()
    assert labels == {c.id: [label.text for label in c.labels] for c in concepts}
    public = [talk for talk in any_library.talks if talk.publish]
    texts = [passage["text"] for talk in data["talks"] for passage in talk["passages"]]
    assert texts == [passage.text for talk in public for passage in talk.passages]


def test_json_relations_carry_sentence_standing_and_quotes(library: Library, tmp_path: Path) -> None:
    data = json.loads(_written(library, "json", tmp_path).read_text(encoding="utf-8"))
    given = {relation["id"]: relation for relation in data["relations"]}
    assert set(given) == {relation.id for relation in library.relations()}
    for relation in library.relations():
        record = given[relation.id]
        assert record["sentence"] == said(library.sentence(relation))
        assert record["standing"] == relation.standing
        assert [q["text"] for q in record["evidence"]] == [q.text for q in library.quotes(relation)]


def test_every_quote_and_passage_says_its_edition(any_library: Library, tmp_path: Path) -> None:
    text = _written(any_library, "json", tmp_path).read_text(encoding="utf-8")
    editions = {talk.id: talk.edition for talk in any_library.talks}

    def look(record: dict[str, object]) -> dict[str, object]:
        ref = record.get("passage") or record.get("ref")
        if isinstance(ref, str):
            assert record["edition"] == editions[kabgraph.model.TalkId(ref.partition("#")[0])]
        return record

    data = json.loads(text, object_hook=look)
    for talk in data["talks"]:
        assert talk["wording"] == EDITIONS[talk["edition"]]
    sheets = _sheets(_written(any_library, "csv", tmp_path))
    for name in ("passages.csv", "evidence.csv", "mentions.csv", "annotations.csv"):
        for row in sheets[name]:
            ref = row.get("ref") or row["passage"]
            assert row["edition"] == editions[kabgraph.model.TalkId(ref.partition("#")[0])]


def test_sheets_say_what_json_says(any_library: Library, tmp_path: Path) -> None:
    data = json.loads(_written(any_library, "json", tmp_path).read_text(encoding="utf-8"))
    sheets = _sheets(_written(any_library, "csv", tmp_path))
    for section in ("concepts", "relations", "claims", "talks", "mentions", "events", "tables"):
        rows = sheets[f"{section}.csv"]
        assert len(rows) == len(data[section])
        for row, record in zip(rows, data[section], strict=True):
            for name, cell in row.items():
                if isinstance(record.get(name), str):
                    assert _as_written(cell) == record[name]
    assert [_as_written(row["text"]) for row in sheets["labels.csv"]] == [
        label["text"] for concept in data["concepts"] for label in concept["labels"]
    ]


def test_sheets_hold_no_dangling_id(any_library: Library, tmp_path: Path) -> None:
    sheets = _sheets(_written(any_library, "csv", tmp_path))
    concepts = {row["id"] for row in sheets["concepts.csv"]}
    passages = {row["ref"] for row in sheets["passages.csv"]}
    relations = {row["id"] for row in sheets["relations.csv"]}
    events = {row["id"] for row in sheets["events.csv"]}
    claims = {row["id"] for row in sheets["claims.csv"]}
    tables = {row["id"] for row in sheets["tables.csv"]}
    for row in sheets["relations.csv"]:
        assert {row["subject"], row["object"]} <= concepts | passages
        assert row["derived_from"] in {"", *events, *claims, *tables}
    for name, column in (("labels", "concept"), ("roles", "concept"), ("claim_concepts", "concept")):
        assert {row[column] for row in sheets[f"{name}.csv"]} <= {"", *concepts}
    for name in ("evidence", "mentions", "annotations", "candidates"):
        assert {row["passage"] for row in sheets[f"{name}.csv"]} <= passages
    assert {row["relation"] for row in sheets["qualifiers.csv"]} <= relations


def test_no_cell_of_a_sheet_is_a_formula(hostile: Library, tmp_path: Path) -> None:
    sheets = _sheets(_written(hostile, "csv", tmp_path))
    cells = [cell for rows in sheets.values() for row in rows for cell in row.values()]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)]
    assert "'=cmd|' /C calc'!A0" in cells
    assert "''=already" in cells


def test_graphml_opens_again_with_the_same_graph(any_library: Library, tmp_path: Path) -> None:
    written = _written(any_library, "graphml", tmp_path)
    read = nx.read_graphml(written, force_multigraph=True)
    graph = flat(parts_of(any_library).make_graph())
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    edges = {(*ends, key): data for *ends, key, data in graph.edges(keys=True, data=True)}
    assert {(*ends, key): data for *ends, key, data in read.edges(keys=True, data=True)} == edges
    keys = [key for *_, key in edges]
    assert len(keys) == len(set(keys))


def test_graphml_is_the_graph_of_the_library(library: Library, tmp_path: Path) -> None:
    read = nx.read_graphml(_written(library, "graphml", tmp_path), force_multigraph=True)
    assert set(read.nodes) == set(library.graph.nodes)
    assert read.number_of_edges() == library.graph.number_of_edges()
    for relation in library.relations():
        assert read.edges[relation.subject, relation.object, relation.id]["standing"] == relation.standing


@pytest.mark.parametrize("name", FORMATS)
def test_private_copies_stay_out(small: Library, tmp_path: Path, name: str) -> None:
    private = small.talk("second")
    assert not private.publish
    content = _written(small, name, tmp_path).read_bytes()
    assert b"once it is corrected" not in content
    assert b"second#" not in content
    assert b"same.lower_part" not in content  # a claim that rests on the private copy alone
    assert b"lower_part.identified_with" not in content  # and the relation that it yields
    assert b"lower_part" in content


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_library_gives_the_same_bytes(small: Library, tmp_path: Path, name: str) -> None:
    first = _written(small, name, tmp_path).read_bytes()
    again = kabgraph.load(small.root)
    assert again.export(name, tmp_path / "again").read_bytes() == first


def test_the_least_ontology_goes_out_too(tmp_path: Path) -> None:
    (tmp_path / "concepts.yaml").write_text(
        "scheme: {id: x, title: Least}\nconcepts: {a: {pref_label: {en: A}}}\n", encoding="utf-8"
    )
    (tmp_path / "corpus").mkdir()
    least = kabgraph.load(tmp_path)
    for name in FORMATS:
        assert _written(least, name, tmp_path).stat().st_size > 0


def test_a_page_s_data_are_parts_of_the_whole(small: Library) -> None:
    parts = parts_of(small)
    concept = concept_document(parts, "bina")
    assert {relation["id"] for relation in concept["relations"]} >= {"bina.gives_to.group"}
    assert [passage["ref"] for passage in concept["passages"]] == ["first#p1", "first#p2"]
    assert [row["table"] for row in concept["rows"]] == ["in_life"]
    talk = talk_document(parts, "first")
    assert talk["talk"]["wording"].startswith("A retelling")
    assert {event["id"] for event in talk["events"]} == {"lowering", "rise"}
    process = process_document(parts, "lowering")
    assert [event["id"] for event in process["events"]] == ["lowering", "rise"]
    with pytest.raises(kabgraph.UnknownNameError):
        talk_document(parts, "second")


def test_an_unknown_format_is_told_the_known_ones(small: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="use json or csv or graphml"):
        small.export("xml", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(small: Library, tmp_path: Path) -> None:
    for target in (tmp_path, tmp_path / "nowhere" / "x.json"):
        with pytest.raises(UsageError, match="is no file"):
            small.export("json", target)
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "k.json"
    target.write_text("old", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        small.export("json", target)
    assert target.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["k.json"]


def test_decisions_of_all_kinds_are_written_with_what_became_of_them(
    decided: Library, tmp_path: Path
) -> None:
    data = json.loads(_written(decided, "json", tmp_path).read_text(encoding="utf-8"))
    status = {(m["passage"], m["start"], m["concept"]): (m["status"], m["records"]) for m in data["mentions"]}
    assert status["first#p1", 20, "bina"] == ("confirmed", ["a-00000001"])
    assert status["first#p1", 41, None] == ("ambiguous", [])
    assert [(m["surface"], m["concept"], m["status"]) for m in data["rejected"]] == [
        ("MA", "ma45", "rejected"),
        ("group", "group", "rejected"),
    ]
    assert {m["status"] for m in data["lost"]} == {"lost"}
    assert [m["records"] for m in data["lost"]] == [list(m.records) for m in decided.lost]
    marks = {mark["id"]: mark for mark in data["annotations"]}
    assert set(marks) == {annotation.id for annotation in decided.annotations}
    assert marks["a-00000008"]["relation"] == {"from": "malchut", "type": "gives_to", "to": "bina"}
    assert (marks["a-00000008"]["stance"], marks["a-00000008"]["by"]) == ("contradicts", "teacher2")
    assert marks["a-00000017"]["claim"]["concepts"] == ["bina", "malchut"]
    assert (marks["a-00000003"]["kind"], marks["a-00000003"]["mode"]) == ("note", None)
    assert (marks["a-00000015"]["state"], marks["a-00000015"]["start"]) == ("moved?", None)
    talk = talk_document(parts_of(decided), "first")
    assert [len(talk[name]) for name in ("rejected", "lost", "annotations")] == [2, 4, 20]
    assert [m["surface"] for m in concept_document(parts_of(decided), "group")["rejected"]] == ["group"]


def test_sheets_and_graph_hold_the_decisions_too(decided: Library, tmp_path: Path) -> None:
    data = json.loads(_written(decided, "json", tmp_path).read_text(encoding="utf-8"))
    sheets = _sheets(_written(decided, "csv", tmp_path))
    for name in ("mentions", "rejected", "lost"):
        given = [(m["surface"], m["status"], " ".join(m["records"])) for m in data[name]]
        assert [(r["surface"], r["status"], r["records"]) for r in sheets[f"{name}.csv"]] == given
    relation = next(row for row in sheets["annotations.csv"] if row["id"] == "a-00000007")
    assert [relation[f"relation_{end}"] for end in ("from", "type", "to")] == ["bina", "gives_to", "malchut"]
    assert (relation["stance"], relation["mode"], relation["by"]) == ("supports", "", "teacher1")
    assert sheets["annotation_concepts.csv"] == [
        {"annotation": "a-00000017", "concept": "bina"},
        {"annotation": "a-00000017", "concept": "malchut"},
    ]
    graph = nx.read_graphml(_written(decided, "graphml", tmp_path), force_multigraph=True)
    edges = [data for *_, data in graph.edges(data=True) if data["layer"] == "mention"]
    assert {edge["status"] for edge in edges} == {"automatic", "confirmed"}
    assert "a-00000001" in {edge.get("records") for edge in edges}


def test_every_anchor_of_a_record_is_written(decided: Library, tmp_path: Path) -> None:
    first, other = decided.annotations[1], decided.annotations[5]
    assert other.span is not None
    both = replace(first, also=(other.anchor,), also_spans=(other.span,))
    library = Library(decided.root, decided.ontology, list(decided.talks), (), "v", annotations=(both,))
    data = json.loads(_written(library, "json", tmp_path).read_text(encoding="utf-8"))
    (also,) = data["annotations"][0]["also"]
    assert (also["passage"], also["exact"]) == (other.passage, other.anchor.exact)
    (row,) = _sheets(_written(library, "csv", tmp_path))["annotation_places.csv"]
    assert (row["annotation"], row["exact"]) == (first.id, other.anchor.exact)
