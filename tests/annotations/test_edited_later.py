"""A talk is edited after its annotations: through files and kabgraph.load no record moves or drops out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import faulty_saves as faults
import pytest
from edited_talks import Case, Editor, Talk, passages_of, project_talks, some_anchor

import kabgraph
from kabgraph.annotations import PLACED, Placing, as_lines, place, record
from kabgraph.model import Anchor, Passage, Span

EDITS = 250
SEEDS = (1, 2, 3, 4)  # 1,000 edits in all
PER_EDIT = 6
LISTED = {"weak": "A201", "ambiguous": "A202", "changed": "A203", "moved?": "A204", "orphan": "A205"}


def _write_talk(root: Path, talk: Talk) -> None:
    blocks = "\n".join(f"{cells.text}\n{{: #{id_} }}\n" for id_, cells in talk.items())
    (root / "corpus/t1.md").write_text(f"---\n{faults.HEAD}---\n{blocks}", encoding="utf-8")


def _write_marks(root: Path, anchors: Sequence[Anchor]) -> Path:
    path = root / "corpus/annotations/t1/teacher1.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    one = faults.record("a-00000000", "why")
    marks = [replace(one, id=faults.numbered(n), anchor=anchor) for n, anchor in enumerate(anchors)]
    text = "".join(as_lines(mark) + "\n" for mark in marks)
    path.write_text(f"format: kabgraph-annotations/1\ntalk: t1\nannotations:\n{text}", encoding="utf-8")
    return path


def edit_and_load(root: Path, seed: int, edits: int) -> int:
    """Edit talks through their files, check every record after each edit, and return how many were weak."""
    random = Random(seed)  # noqa: S311
    texts = project_talks()
    editor = Editor(random, ["Bina", "Malchut", "the", "gives", "ELE", "as"])
    weak = 0
    for n in range(edits):
        before = {id_: editor.fresh(text) for id_, text in texts[(n + seed) % len(texts)].items()}
        old = passages_of(before)
        anchors = [some_anchor(random, old) for _ in range(PER_EDIT)]
        marks = _write_marks(root, anchors)
        kept = marks.read_bytes()
        after, ops = before, tuple(random.choices(list(editor.ops), k=random.randint(1, 3)))
        for op in ops:
            after = editor.edit(after, op)
        _write_talk(root, after)
        library = kabgraph.load(root)
        assert {p.id: p.text for p in library.talk("t1").passages} == {i: c.text for i, c in after.items()}
        found = {a.id: a for a in library.annotations}
        assert sorted(found) == [faults.numbered(k) for k in range(PER_EDIT)]
        said = [f for f in library.check() if f.code in LISTED.values()]
        listed = {id_: f.code for f in said for id_ in re.findall(r"\ba-\d{8}\b", f.message)}
        for k, anchor in enumerate(anchors):
            one = found[faults.numbered(k)]
            case = Case(anchor, Placing(one.state, one.span, one.near), before, after, ops)
            assert one.anchor == anchor
            assert (one.span is not None) == (one.state in PLACED)
            assert case.right or one.state == "weak", repr(case)
            assert listed.get(one.id) == LISTED.get(one.state)
            weak += one.state == "weak"
            if one.span:
                assert library.passage(one.passage).text[one.span.slice] == anchor.exact
        assert marks.read_bytes() == kept
    return weak


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edit_each_record_is_found_or_listed(tmp_path: Path, seed: int) -> None:
    assert edit_and_load(faults.folder(tmp_path / "own"), seed, EDITS) < EDITS * PER_EDIT / 5


def _by_offset(made: Anchor, passages: Sequence[Passage]) -> Placing:
    own = next((passage for passage in passages if passage.id == made.passage), None)
    return Placing("exact", Span(made.start, made.end)) if own else Placing("orphan")


def _by_likeness(made: Anchor, passages: Sequence[Passage]) -> Placing:
    placing = place(made, passages)
    own = placing.near and placing.near[0] == f"t1#{made.passage}"
    return Placing("shifted", placing.near[1]) if placing.near and own else placing


@pytest.mark.parametrize("mutant", [_by_offset, _by_likeness])
def test_trusting_offsets_or_likeness_moves_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mutant: object
) -> None:
    monkeypatch.setattr(record, "place", mutant)
    with pytest.raises(AssertionError, match="Case"):
        edit_and_load(faults.folder(tmp_path / "own"), 1, 60)
