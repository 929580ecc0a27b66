"""Files spoilt by hand: every problem at its place, the good records loaded, and nothing rewritten."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import faulty_saves as faults
import pytest
from faulty_saves import folder, numbered, record
from hypothesis import given, settings
from hypothesis import strategies as st

import kabgraph
from kabgraph import ConflictError, UsageError
from kabgraph.annotations import FOLDER, Store, as_lines, edit_of, read_annotations
from kabgraph.annotations.layout import lay_out

HEAD = "format: kabgraph-annotations/1\ntalk: t1\nannotations:\n"
GOOD = [as_lines(record(numbered(n), "good")) for n in (1, 2)]
BAD = as_lines(record("a-00000bad", "why"))
PLACE = re.compile(r"corpus/annotations/t1/teacher1\.yaml:(\d+):(\d+)$")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "own", talks=2)


def write(root: Path, data: bytes | str, name: str = "t1/teacher1.yaml") -> Path:
    path = root / "corpus/annotations" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def hash_of(root: Path) -> str:
    digest = sha256()
    for path in sorted(root.rglob("*")):
        if path.name != ".lock":
            content = path.read_bytes() if path.is_file() else b""
            digest.update(f"{path}\0{path.is_symlink()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def load(root: Path) -> tuple[list[str], list[kabgraph.Finding]]:
    """The ids that are loaded, and what is said of annotations; nothing is written, nothing raised."""
    before = hash_of(root)
    library = kabgraph.load(root)
    said = [finding for finding in library.check() if f"/{FOLDER}" in finding.address.file]
    assert all(finding.remedy and finding.message for finding in said)
    assert hash_of(root) == before
    return [annotation.id for annotation in library.annotations], said


def between(bad: str) -> str:
    return HEAD + "\n" + GOOD[0] + "\n" + bad + "\n" + GOOD[1]


def changed(old: str, new: str) -> str:
    assert old in BAD
    return BAD.replace(old, new)


SPOILT = {
    "id of another form": (changed("a-00000bad", "a1"), "A105", "id"),
    "id that climbs out": (changed("a-00000bad", "../../evil"), "A105", "id"),
    "negative offset": (changed("start: 4", "start: -5"), "A105", "anchor.start"),
    "backwards": (changed("end: 8", "end: 2"), "A105", "ends before it starts"),
    "float": (changed("start: 4", "start: 1.5"), "A105", "whole number"),
    "float that is whole": (changed("start: 4", "start: 4.0"), "A105", "whole number"),
    "underscore": (changed("start: 4", "start: 0_4"), "A105", "whole number"),
    "words for a number": (changed("start: 4", "start: four"), "A105", "whole number"),
    "empty quote": (changed('exact: "care"', 'exact: ""'), "A105", "exact"),
    "hash without quotes": (changed('"sha256:', "586176401364 #"), "A105", "anchor.text"),
    "unknown key": (changed("note:", "colour: red\n  note:"), "A103", "colour"),
    "unknown key of the anchor": (changed("    start:", "    begin: 3\n    start:"), "A103", "begin"),
    "unknown concept": (changed("malchut", "malkhut"), "A108", "did you mean 'malchut'"),
    "unknown mode": (changed("implied", "implicit"), "A105", "mode"),
    "unknown status": (changed("accepted", "maybe"), "A105", "status"),
    "a note of 60 kB": (changed("why", "x" * 60_000), "A105", "note"),
    "an open quote": (changed('"why"', '"why'), "S201", "quote"),
    "an open bracket": (changed('"why"', "[why"), "S201", "bracket|closed|comma"),
    "a tab": (changed("  kind:", "\tkind:"), "S201", ""),
    "an alias": (changed('"why"', "*why"), "S202", "alias"),
    "a tag": (changed('"why"', "!!python/object:os.system why"), "S203", "tag"),
    "a merge key": (changed("  kind:", "  <<: x\n  kind:"), "S211", "merge"),
    "a key twice": (changed("  kind:", "  mode: named\n  kind:"), "S206", "mode"),
    "an escaped NUL": (changed('"why"', r'"wh\0y"'), "S108", "control"),
    "a lone surrogate": (changed('"why"', r'"wh\ud800y"'), "S", ""),
    "a list": ("- - a\n", "A101", "mapping"),
    "words": ("- a few words\n", "A101", "mapping"),
    "nothing": ("-\n", "A10|S", ""),
    "a spoilt dash": ("* " + BAD[2:], "S", ""),
    "a lost dash": ("  " + BAD[2:], "S206", "duplicate"),
    "torn": (BAD[: len(BAD) // 2], "S|A", ""),
    "a second document": ("---\n", "S208", "second"),
    "a mark of a merge": (f"<<<<<<< ours\n{BAD}=======\n{BAD}>>>>>>> theirs\n", "A109", "merge"),
    "half the marks of a merge": (f"=======\n{BAD}>>>>>>> theirs\n", "S", ""),
    "the same id again": (GOOD[0], "A106", "stands already"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_a_spoilt_record_is_told_at_its_place_and_hides_no_other(root: Path, name: str) -> None:
    bad, code, words = SPOILT[name]
    path = write(root, between(bad))
    ids, said = load(root)
    sound = ["a-00000bad"] if name == "half the marks of a merge" else []
    assert ids == [numbered(1), numbered(2), *sound]
    errors = [finding for finding in said if finding.level == "error"]
    assert errors
    assert any(re.match(code, f.code) and re.search(words, f"{f.message} {f.remedy}") for f in errors), said
    last = HEAD.count("\n") + (GOOD[0] + bad).count("\n") + 3
    for finding in errors:
        placed = PLACE.match(str(finding.address))
        assert placed, finding
        assert HEAD.count("\n") < int(placed[1]) <= last, finding
    before = path.read_bytes()
    store = Store(root / "corpus", faults.USER)
    try:
        store.save([edit_of(record(numbered(9), "new"))])
    except ConflictError as error:
        refused = error
    else:
        refused = None
    if refused:
        assert f"id: {numbered(9)}" in (refused.wanted or "")
        assert path.read_bytes() == before
    else:
        layout = lay_out(path.read_text(encoding="utf-8"))
        assert layout is not None
        kept = "".join(c.text for c in layout.chunks if c.id != numbered(9))
        assert kept.replace("\n", "") == between(bad)[len(HEAD) :].replace("\n", "")
        assert numbered(9) in load(root)[0]


def _latin(text: str) -> bytes:
    return text.replace("why", "für").encode("latin-1")


WHOLE: dict[str, tuple[Callable[[], bytes], str, list[int]]] = {
    "a byte order mark": (lambda: b"\xef\xbb\xbf" + between("").encode(), "", [1, 2]),
    "CRLF": (lambda: between("").replace("\n", "\r\n").encode(), "", [1, 2]),
    "a NUL": (lambda: between(BAD).replace("why", "w\0y").encode(), "S108", [1, 2]),
    "Latin-1": (lambda: _latin(between(BAD)), "S106", [1, 2]),
    "UTF-16": (lambda: between("").encode("utf-16"), "S107", []),
    "0 bytes": (lambda: b"", "A10", []),
    "blanks": (lambda: b"\n \n", "A10", []),
    "a version to come": (lambda: between("").replace("annotations/1", "annotations/2").encode(), "A102", []),
    "another talk": (lambda: between("").replace("talk: t1", "talk: t2").encode(), "A105", []),
    "no list": (lambda: HEAD.replace("annotations:", "annotations: {}").encode(), "A101", []),
    "an unknown key at the top": (("colour: red\n" + between("")).encode, "A103", [1, 2]),
    "torn in the head": (HEAD[:40].encode, "A10", []),
    "torn in the last record": (between("")[:-120].encode, "S|A", [1]),
    "a JSON file": (lambda: json.dumps({"id": "a1"}).encode(), "A10", []),
    "deep": (lambda: (between("- " + "[" * 50_000 + "\n")).encode(), "S", [1, 2]),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_spoilt_file_is_told_and_never_written(root: Path, name: str) -> None:
    made, code, ids = WHOLE[name]
    data = made()
    path = write(root, data)
    write(root, HEAD.replace("t1", "t2") + as_lines(record(numbered(7), "x", "t2")), "t2/teacher1.yaml")
    loaded, said = load(root)
    assert loaded == [*map(numbered, ids), numbered(7)]
    assert bool(said) == bool(code)
    assert all(PLACE.match(str(f.address)) or f.code == "S107" for f in said if f.level == "error")
    assert not code or any(re.match(code, f.code) for f in said), said
    if not ids or code.startswith("S10"):
        with pytest.raises(ConflictError) as told:
            Store(root / "corpus", faults.USER).save([edit_of(record(numbered(9), "new"))])
        assert "new" in (told.value.wanted or "")
        assert path.read_bytes() == data


def test_the_same_id_in_two_files_is_told_with_both_places(root: Path) -> None:
    write(root, HEAD + GOOD[0])
    write(root, HEAD + GOOD[0] + GOOD[1], "t1/teacher2.yaml")
    ids, said = load(root)
    assert ids == [numbered(1), numbered(2)]
    (finding,) = said
    assert (finding.code, str(finding.address)) == ("A106", "corpus/annotations/t1/teacher2.yaml:4:3")
    assert "stands already at corpus/annotations/t1/teacher1.yaml:4:3" in finding.message


def test_an_id_twice_in_one_file_is_not_changed(root: Path) -> None:
    path = write(root, HEAD + GOOD[0] + GOOD[0])
    before = path.read_bytes()
    store = Store(root / "corpus", faults.USER)
    with pytest.raises(ConflictError, match="stands 2 times"):
        store.save([edit_of(record(numbered(1), "new"), "0" * 16)])
    assert path.read_bytes() == before


def test_offsets_out_of_the_text_are_a_hint_only(root: Path) -> None:
    far = changed("start: 4", "start: 1000000").replace("end: 8", "end: 1000004")
    write(root, HEAD + far)
    (found,) = kabgraph.load(root).annotations
    assert (found.state, found.span) == ("shifted", kabgraph.Span(4, 8))


# -- what lies among the files


def _link(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _fifo(path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes here")
    os.mkfifo(path)


LIES = {
    "a link out": ("t1/other.yaml", _link("/etc/passwd"), "S102"),
    "a link to nothing": ("t1/other.yaml", _link("nothing.yaml"), "S103"),
    "a link to itself": ("t1/other.yaml", _link("other.yaml"), "S10"),
    "a folder named like a user's file": ("t1/other.yaml", Path.mkdir, "S101"),
    "a folder named like a talk, empty": ("t3", Path.mkdir, ""),
    "a folder out": ("t3", _link("/etc"), "A110"),
    "a pipe": ("t1/other.yaml", _fifo, "S101"),
    "a file in the place of a folder": ("t3", lambda path: path.write_text("x"), "A110"),
    "a file of another kind": ("t1/notes.txt", lambda path: path.write_text("x"), "A110"),
    "a name with a line end": ("t1/a\nb.yaml", lambda path: path.write_text(HEAD), "S109"),
}


@pytest.mark.parametrize("name", LIES)
def test_what_lies_among_the_files_is_told_and_never_followed(root: Path, name: str) -> None:
    where, put, code = LIES[name]
    write(root, between(""))
    put(root / "corpus/annotations" / where)
    library = kabgraph.load(root)
    said = [finding for finding in library.check() if f"/{FOLDER}" in finding.address.file]
    assert [annotation.id for annotation in library.annotations] == [numbered(1), numbered(2)]
    assert not said if not code else any(finding.code.startswith(code) for finding in said)
    assert "root:" not in "".join(map(str, said))


@pytest.mark.parametrize("link", ["t1", "t1/teacher1.yaml"])
def test_a_save_never_leaves_the_project_by_a_link(root: Path, tmp_path: Path, link: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    path = root / "corpus/annotations" / link
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(outside if link == "t1" else outside / "new.yaml")
    with pytest.raises(ConflictError):
        Store(root / "corpus", faults.USER).save([edit_of(record(numbered(9), "new"))])
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_read_is_told(root: Path) -> None:
    inner = write(root, between("")).parent
    inner.chmod(0)
    try:
        library = kabgraph.load(root)
        assert "cannot be read" in "".join(str(finding) for finding in library.check())
    finally:
        inner.chmod(0o755)


def test_a_file_in_the_place_of_all_annotations_is_told(root: Path) -> None:
    (root / "corpus/annotations").write_text("x")
    library = kabgraph.load(root)
    assert [finding.code for finding in library.check()] == ["A110"]


@pytest.mark.parametrize("note", ["x" * 60_000, "a\0b", "a\x1bb", "\ud800"])
def test_what_could_not_be_read_back_is_never_saved(root: Path, note: str) -> None:
    store = Store(root / "corpus", faults.USER)
    with pytest.raises(UsageError, match="cannot be saved"):
        store.save([edit_of(record(numbered(9), note))])
    assert not store.path("t1").exists()


# -- the shared cases

OUTCOME = {
    "float-offset": ("A105", None),
    "future-date": ("", "orphan"),
    "huge-note": ("A105", None),
    "offset-beyond": ("", "shifted"),
    "offset-negative": ("A105", None),
    "offset-swapped": ("A105", None),
    "quote-changed": ("A203", "changed"),
    "quote-many": ("A202", "ambiguous"),
    "torn": ("S", None),
    "traversal-id": ("A105", None),
    "traversal-talk": ("A105", None),
    "truncated-to-zero": ("A10", None),
    "unknown-concept": ("A108", None),
}


@pytest.mark.parametrize("name", OUTCOME)
def test_a_shared_case_of_a_bad_annotation(root: Path, shared: Path, name: str) -> None:
    path = shared / f"cases/annotation__{name}.json"
    if not path.exists():
        pytest.skip("this case is not at hand")
    raw = path.read_text(encoding="utf-8")
    (root / "concepts.yaml").write_text(faults.CONCEPTS.replace("malchut:", "bina:"), encoding="utf-8")
    text = "They say: Bina lowers a part of herself into the place of the lower one, and so the two meet."
    talk = (root / "corpus/t1.md").read_text(encoding="utf-8").replace(faults.TEXT, text)
    (root / "corpus/place-of-residence.md").write_text(talk, encoding="utf-8")
    for old in root.glob("corpus/t?.md"):
        old.unlink()
    write(root, _transposed(raw), "place-of-residence/teacher1.yaml")
    code, state = OUTCOME[name]
    before = hash_of(root)
    library = kabgraph.load(root)
    assert hash_of(root) == before
    states = [a.state for a in library.annotations if a.id != numbered(1)]
    assert states == ([] if state is None else ["exact" if name == "future-date" else state])
    assert any(f.code.startswith(code) for f in library.check())
    if raw and "traversal-talk" not in name:
        assert numbered(1) in [a.id for a in library.annotations]  # the others still load


def _transposed(raw: str) -> str:
    """The case in our format, beside a good record; a torn one torn likewise."""
    if not raw:
        return ""
    torn = not raw.endswith("}")
    case = json.loads(raw + "}}" if torn else raw)
    target, body = case["target"], case.get("body", {})
    values = {
        "id": case["id"] if "/" in case["id"] else "a-0000case",
        "kind": "mention",
        "concept": body.get("concept", "bina"),
        "mode": "named",
        "status": "accepted",
    }
    anchor = {
        "passage": "p1",
        "exact": target["quote"],
        "prefix": target.get("prefix", ""),
        "suffix": target.get("suffix", "  a part of herself into"[1:]),
        "start": target.get("start", 0),
        "end": target.get("end", 0),
        "text": "sha256:0123456789ab",
    }
    if target["quote"] == "Bina lowers" and not torn and case.get("created"):
        text = "They say: Bina lowers a part of herself into the place of the lower one, and so the two meet."
        anchor["text"] = "sha256:" + sha256(text.encode()).hexdigest()[:12]
    lines = [f"{key}: {json.dumps(value)}" for key, value in values.items()]
    lines += ["anchor:", *(f"  {key}: {json.dumps(value)}" for key, value in anchor.items())]
    if note := body.get("note"):
        lines.append(f"note: {json.dumps(note)}")
    if created := case.get("created"):
        lines.append(f'log: [{{at: "{created}", by: t1, did: created}}]')
    text = "".join(f"{'  ' if n else '- '}{line}\n" for n, line in enumerate(lines))
    good = GOOD[0].replace("malchut", "bina")
    head = HEAD.replace("talk: t1", f"talk: {target['talk']}")
    return head + good + (text[:150] if torn else text)


# -- bytes spoilt at random

REAL = sorted((Path(__file__).resolve().parents[2] / "corpus/annotations").glob("*/*.yaml"))


def _spans(text: str) -> dict[str, tuple[int, int]]:
    """The bytes of each record's own lines, with the line ends before and after them."""
    layout, spans, at = lay_out(text), {}, 0
    assert layout is not None
    at = len(layout.head.encode())
    for chunk in layout.chunks:
        size, blank = len(chunk.text.encode()), len(chunk.text) - len(chunk.text.lstrip("\n"))
        spans[chunk.id or ""] = (at + blank - 1, at + len(chunk.text.rstrip("\n").encode()) + 2)
        at += size
    return spans


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, project: Path) -> tuple[Path, kabgraph.Library]:
    root = tmp_path_factory.mktemp("spoilt")
    shutil.copytree(REAL[0].parent, root / "corpus/annotations" / REAL[0].parent.name)
    return root, kabgraph.load(project)


DATA = REAL[0].read_bytes()
SPANS = _spans(DATA.decode())


@settings(max_examples=2_000)
@given(
    at=st.integers(len(DATA[: DATA.index(b"annotations:")]) + 13, len(DATA) - 1),
    length=st.integers(0, 3),
    new=st.one_of(
        st.binary(max_size=3), st.sampled_from([b'"', b"'", b"- ", b"#", b"\n", b"{", b"}", b"[", b": "])
    ),
)
def test_spoilt_bytes_raise_nothing_and_hide_no_record_that_they_do_not_touch(
    world: tuple[Path, kabgraph.Library], at: int, length: int, new: bytes
) -> None:
    root, library = world
    path = root / "corpus/annotations" / REAL[0].parent.name / REAL[0].name
    data = DATA[:at] + new + DATA[at + length :]
    path.write_bytes(data)
    known = library.ontology
    found, said = read_annotations(
        root / "corpus/annotations", root, library.talks, known.concepts, known.relation_types
    )
    untouched = {id_ for id_, (begin, end) in SPANS.items() if at + length <= begin or at >= end}
    loaded = {annotation.id for annotation in found}
    assert untouched <= loaded, (sorted(untouched - loaded), said)
    assert all(finding.remedy and finding.address.line for finding in said)
    assert path.read_bytes() == data
