"""Saving: what was not touched keeps every byte, and what another wrote is never lost."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kabgraph
from kabgraph import ConflictError, UsageError
from kabgraph.annotations import Edit, Store, as_lines, edit_of, new_id, tag_of
from kabgraph.annotations.layout import lay_out
from kabgraph.model import Address, Anchor, Annotation, LinkedClaim, LinkedRelation, LogEntry, TalkId
from kabgraph.source import parse_yaml

ANCHOR = Anchor("p2", "care", "Answer: Bina’s ", " reaches", 15, 19, "sha256:0123456789ab")
HEAD = "format: kabgraph-annotations/1\ntalk: first\n"
NOTE = Annotation(
    id="a-00000005",
    talk=TalkId("first"),
    concept="",
    mode="named",
    status="accepted",
    anchor=ANCHOR,
    by="teacher1",
    state="exact",
    span=None,
    address=Address(""),
    kind="note",
    note="why",
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "corpus", "teacher1")


def text_of(store: Store, talk: str = "first") -> str:
    return store.path(talk).read_text(encoding="utf-8")


def test_every_record_of_the_project_is_written_as_it_stands(project: Path) -> None:
    library = kabgraph.load(project)
    for path in sorted((project / "corpus/annotations").glob("*/*.yaml")):
        layout = lay_out(path.read_text(encoding="utf-8"))
        assert layout is not None
        assert layout.text == path.read_text(encoding="utf-8")
        ours = {a.id: a for a in library.annotations if a.talk == path.parent.name and a.by == path.stem}
        assert set(ours) == {chunk.id for chunk in layout.chunks}
        for chunk in layout.chunks:
            assert as_lines(ours[chunk.id or ""]) == chunk.text.lstrip("\n")


def test_a_new_record_is_put_where_its_passage_stands_and_touches_no_other(store: Store) -> None:
    order = {"first": {"p1": 1, "p2": 2, "p3": 3}.__getitem__}
    for number, (passage, start) in enumerate([("p3", 0), ("p1", 4), ("p2", 9), ("p2", 3)]):
        anchor = replace(ANCHOR, passage=passage, start=start, end=start + 4)
        store.save([edit_of(replace(NOTE, id=f"a-0000000{number}", anchor=anchor))], order)
    text = text_of(store)
    assert re.findall("- id: (.*)", text) == ["a-00000001", "a-00000003", "a-00000002", "a-00000000"]
    assert text.count("\n\n- id") == 4
    assert "\n\n\n" not in text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=60))
def test_any_words_come_back_as_they_were(words: str) -> None:
    note = replace(NOTE, note=words or "x", anchor=replace(ANCHOR, exact=words or "x"))
    document = parse_yaml("annotations:\n" + as_lines(note), "f.yaml")
    assert not [finding for finding in document.findings if finding.level == "error"]
    assert document.data["annotations"][0]["note"] == note.note
    assert document.data["annotations"][0]["anchor"]["exact"] == note.anchor.exact


def test_all_kinds_are_read_back_as_they_were_written(tmp_path: Path, project: Path) -> None:
    import shutil  # noqa: PLC0415

    root = tmp_path / "own"
    shutil.copytree(project / "tests/data/small", root)
    shutil.rmtree(root / "corpus/annotations")
    log = (LogEntry("2026-11-22T10:04:00Z", "teacher1", "created"),)
    base = replace(NOTE, log=log)
    kinds = [
        replace(base, id="a-00000001"),
        replace(base, id="a-00000002", kind="mention", concept="malchut", mode="implied", status="skipped"),
        replace(base, id="a-00000003", kind="relation", note="", stance="contradicts", relation=(
            LinkedRelation("bina", "gives_to", "malchut")
        )),
        replace(base, id="a-00000004", kind="claim", note="", claim=(
            LinkedClaim("same", ("bina", "malchut"), "now")
        )),
        replace(base, id="a-00000006", replaces="a-00000001", also=(
            replace(ANCHOR, passage="p1", exact="Bina"),
        )),
        replace(base, id="a-00000007", status="proposed", origin="proposal: x"),
    ]  # fmt: skip
    store = Store(root / "corpus", "teacher1")
    store.save([edit_of(one) for one in kinds])
    read = {a.id: a for a in kabgraph.load(root).annotations}
    for one in kinds:
        found = read[one.id]
        same = replace(found, state=one.state, span=one.span, also_spans=(), near=None, address=one.address)
        assert same == one


def test_two_savers_and_a_record_that_changed_meanwhile(store: Store) -> None:
    first = edit_of(NOTE)
    store.save([first])
    seen = tag_of(store.lines("first")[NOTE.id])
    store.save([edit_of(replace(NOTE, note="mine"), seen)])
    with pytest.raises(ConflictError, match="changed meanwhile") as told:
        store.save([edit_of(replace(NOTE, note="theirs"), seen)])
    assert 'note: "mine"' in (told.value.there or "")
    assert 'note: "theirs"' in (told.value.wanted or "")
    assert 'note: "mine"' in text_of(store)
    with pytest.raises(ConflictError, match="no longer there"):
        store.save([Edit("first", new_id(), None, "p1", 0, "0" * 16)])


def test_taking_back_restores_every_byte(store: Store) -> None:
    store.save([edit_of(NOTE)])
    before = text_of(store)
    other = replace(NOTE, id="a-00000001")
    saved = store.save([edit_of(other), edit_of(replace(NOTE, note="new"), tag_of(as_lines(NOTE)))])
    back = [
        Edit(talk, id_, lines, "p2", 15, tag_of(now) if (now := saved.after[talk, id_]) else None)
        for (talk, id_), lines in saved.before.items()
    ]
    store.save(back)
    assert text_of(store) == before


def test_hand_written_layout_remarks_and_line_ends_stay(store: Store) -> None:
    path = store.path("first")
    path.parent.mkdir(parents=True)
    theirs = as_lines(replace(NOTE, id="a-00000001"), "   ").replace("note: ", "note:   ")
    text = f"# ours\nformat: kabgraph-annotations/1\ntalk: first\nannotations: # all\n# first\n{theirs}"
    path.write_bytes(text.replace("\n", "\r\n").encode())
    store.save([edit_of(NOTE)])
    after = path.read_bytes().decode()
    assert after.startswith(text.replace("\n", "\r\n"))
    assert after.endswith("\r\n" + as_lines(NOTE, "   ").replace("\n", "\r\n"))


@pytest.mark.parametrize("text", [
    f"{HEAD}annotations: [{{id: a-00000001}}]\n",
    f"{HEAD}annotations:\n<<<<<<< a\n- id: a-00000001\n=======\n>>>>>>> b\n",
    f"{HEAD}annotations:\n- kind: note\n",
    "",
])  # fmt: skip
def test_a_file_that_cannot_be_changed_safely_is_left_alone(store: Store, text: str) -> None:
    path = store.path("first")
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConflictError):
        store.save([edit_of(NOTE)])
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["", "../x", "a/b", "A", ".lock", "x" * 41, "a\n"])
def test_a_user_is_a_plain_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no name for a file"):
        Store(tmp_path, name)
