"""Reading annotations: every problem at its place, a bad record alone left out, nothing rewritten."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import kabgraph
from kabgraph.annotations import text_hash

SMALL = Path(__file__).resolve().parents[1] / "data" / "small"
P2 = "Answer: Bina’s care reaches the group. A control group is something else, and group theory too."


def record(id_: str = "a-00000001", **changes: str) -> str:
    lines = {
        "id": id_,
        "kind": "mention",
        "concept": "malchut",
        "mode": "implied",
        "status": "accepted",
        "passage": "p2",
        "exact": '"care"',
        "start": "15",
        "end": "19",
        "text": f'"{text_hash(P2)}"',
        "log": '[{at: "2026-11-22T00:00:00Z", by: t, did: created}]',
    } | changes
    anchor = ("passage", "exact", "start", "end", "text")
    top = "\n  ".join(f"{key}: {value}" for key, value in lines.items() if key not in anchor)
    inner = "\n    ".join(f"{key}: {lines[key]}" for key in anchor if lines[key])
    return f"\n- {top}\n  anchor:\n    {inner}\n"


HEAD = "format: kabgraph-annotations/1\ntalk: first\nannotations:\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SMALL, tmp_path / "own")
    shutil.rmtree(tmp_path / "own" / "corpus" / "annotations")
    return tmp_path / "own"


def write(folder: Path, text: str, talk: str = "first", user: str = "teacher1.yaml") -> Path:
    path = folder / "corpus" / "annotations" / talk / user
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def said(library: kabgraph.Library) -> list[str]:
    return [str(finding) for finding in library.check()]


def test_a_folder_without_annotations_has_none(folder: Path) -> None:
    library = kabgraph.load(folder)
    assert list(library.annotations) == []
    assert {mention.mode for mention in library.mentions} == {"named"}


def test_a_sound_record_is_placed(folder: Path) -> None:
    path = write(folder, HEAD + record())
    before = path.read_bytes()
    library = kabgraph.load(folder)
    (found,) = library.annotations
    assert (found.id, found.by, found.state, found.span) == ("a-00000001", "teacher1", "exact", (
        kabgraph.Span(15, 19)
    ))  # fmt: skip
    assert (found.passage, found.concept, found.mode) == ("first#p2", "malchut", "implied")
    assert said(library) == []
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("bad", "code", "words"),
    [
        (record("a-1"), "A105", r"id: 'a-1' .*; ids are a-"),
        (record("a-ABCDEFGH"), "A105", "id"),
        (record("a-00000009", mode="impled"), "A105", "mode"),
        (record("a-00000009", concept="malkut"), "A108", "did you mean 'malchut'"),
        (record("a-00000009", stattus="x"), "A103", "unknown key 'stattus'; did you mean 'status'"),
        (record("a-00000009", text=""), "A104", "'text' is missing"),
        (record("a-00000009", text="586176401364"), "A105", "anchor.text"),
        (record("a-00000009", start="-1"), "A105", "anchor.start"),
        (record("a-00000009", kind="relatoin"), "A105", "kind"),
        (record("a-00000009", start="19", end="15"), "A105", "ends before it starts"),
        (record("a-00000009", start="1.5"), "A105", "anchor.start"),
        (record("a-00000009").replace("mode: implied", "concept: bina"), "S206", "duplicate key 'concept'"),
        (record("a-00000001"), "A106", "stands already at corpus/annotations/first/teacher1.yaml:5:3"),
        ("\n- just words\n", "A101", "mapping"),
    ],
)
def test_a_bad_record_is_left_out_alone(folder: Path, bad: str, code: str, words: str) -> None:
    write(folder, HEAD + record() + bad + record("a-00000002"))
    library = kabgraph.load(folder)
    assert [annotation.id for annotation in library.annotations] == ["a-00000001", "a-00000002"]
    (finding,) = said(library)
    assert f"[{code}]" in finding
    assert re.search(words, finding), finding
    line = int(finding.split(":")[1])
    assert HEAD.count("\n") + record().count("\n") < line <= (HEAD + record() + bad).count("\n")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a list\n", "A101"),
        ("format: kabgraph-annotations/2\ntalk: first\n", "A102"),
        ("talk: first\n", "A102"),
        ("format: kabgraph-annotations/1\ntalk: second\n", "A105"),
        (HEAD.replace("annotations:\n", "annotations: {}\n"), "A101"),
        (HEAD + "colour: red\n", "A103"),
    ],
)
def test_a_file_of_another_shape_is_a_finding(folder: Path, text: str, code: str) -> None:
    write(folder, text)
    library = kabgraph.load(folder)
    assert not library.annotations
    assert [finding.code for finding in library.check()] == [code]


def test_a_talk_that_is_not_there_and_files_that_are_not_read(folder: Path) -> None:
    write(folder, HEAD.replace("talk: first", "talk: frist") + record(), talk="frist")
    write(folder, "", user="notes.txt")
    library = kabgraph.load(folder)
    assert [(f.code, f.level) for f in library.check()] == [("A110", "warning"), ("A107", "warning")]
    assert [annotation.state for annotation in library.annotations] == ["orphan"]
    assert "did you mean 'first'" in "".join(said(library))


def test_a_conflict_of_a_merge_is_named_with_its_lines_and_hides_no_other_record(folder: Path) -> None:
    sides = f"<<<<<<< ours{record('a-00000002')}======={record('a-00000003')}>>>>>>> theirs\n"
    path = write(folder, HEAD + record() + sides + record("a-00000004"))
    before = path.read_bytes()
    library = kabgraph.load(folder)
    assert [annotation.id for annotation in library.annotations] == ["a-00000001", "a-00000004"]
    (finding,) = library.check()
    first = (HEAD + record()).count("\n") + 1
    assert (finding.code, finding.level, finding.address.line) == ("A109", "error", first)
    assert f"lines {first} to {first + sides.count(chr(10)) - 1}" in finding.message
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", [0, 20, 60, 150])
def test_a_torn_file_keeps_what_is_whole_and_says_where_it_breaks(folder: Path, cut: int) -> None:
    whole = HEAD + record()
    write(folder, whole + record("a-00000002")[:cut] if cut else "")
    library = kabgraph.load(folder)
    assert [annotation.id for annotation in library.annotations] == (["a-00000001"] if cut else [])
    (finding, *_) = library.check()
    assert finding.level == "error"
    assert finding.address.line >= (whole.count("\n") if cut else 1)


def test_an_unclosed_quote_hides_no_other_record(folder: Path) -> None:
    write(folder, HEAD + record() + record("a-00000002", concept='"malchut') + record("a-00000003"))
    library = kabgraph.load(folder)
    assert [annotation.id for annotation in library.annotations] == ["a-00000001", "a-00000003"]
    assert [f.code for f in library.check()] == ["S201"]


def test_lost_words_are_warnings_and_stay_listed(folder: Path) -> None:
    gone = record("a-00000002", exact='"light"')
    retired = record("a-00000003", exact='"light"', status="retired")
    write(folder, HEAD + record() + gone + retired)
    library = kabgraph.load(folder)
    assert [a.state for a in library.annotations.where(id="a-00000002")] == ["orphan"]
    assert [(f.code, f.level) for f in library.check()] == [("A205", "warning")]
    assert [m.surface for m in library.mentions.where(mode="implied")] == ["care"]


@pytest.mark.parametrize("status", ["rejected", "skipped", "retired"])
def test_only_accepted_marks_are_mentions(folder: Path, status: str) -> None:
    write(folder, HEAD + record(status=status))
    library = kabgraph.load(folder)
    assert len(library.annotations) == 1
    assert not library.mentions.where(mode="implied")


def test_the_same_mark_by_two_people_counts_once(folder: Path) -> None:
    write(folder, HEAD + record())
    write(folder, HEAD + record("a-00000002"), user="teacher2.yaml")
    library = kabgraph.load(folder)
    assert {annotation.by for annotation in library.annotations} == {"teacher1", "teacher2"}
    assert len(library.mentions.where(mode="implied")) == 1
