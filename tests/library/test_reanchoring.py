"""Reanchoring: only what surely moved is written, in every user's file, and nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import kabgraph
from kabgraph import ConflictError, Library, UnknownNameError
from kabgraph.library.reanchoring import plan_moves, write_moves
from kabgraph.library.session import Session
from kabgraph.library.verdicts import Verdict

SMALL = Path(__file__).parents[1] / "data" / "small"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def edit(root: Path, old: str, new: str, talk: str = "first") -> None:
    path = root / "corpus" / f"{talk}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def decide(root: Path, user: str, did: str, *keys: str, **said: str) -> None:
    session = Session(root, user)
    session.decide([session.items()[key] for key in keys], Verdict(did, user, **said))  # type: ignore[arg-type]


def files(root: Path) -> dict[str, str]:
    found = sorted((root / "corpus/annotations").glob("*/*.yaml"))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}


def steps(library: Library) -> dict[str, tuple[str, str]]:
    return {m.record.anchor.exact: (m.record.state, m.step) for m in plan_moves(library).moves}


def test_where_all_stands_there_is_nothing_to_do(small: Library) -> None:
    plan = plan_moves(small)
    assert (plan.moves, plan.unfound, plan.fresh, plan.counts) == ((), (), {}, {})
    assert write_moves(plan, small, "ann") == []


def test_what_moved_with_its_context_is_written_in_every_file_once(root: Path) -> None:
    decide(root, "ann", "accept", "first#p1:56-60")
    edit(root, "Question: What", "Question: Now tell me, what")
    edit(root, "theory too", "theory as well")
    before, library = files(root), kabgraph.load(root)
    plan = plan_moves(library)
    moving = {move.record.anchor.exact for move in plan.writable}
    assert moving == {"Bina", "lowers ELE into Malchut", "care", "care reaches", "the group"}
    written = write_moves(plan, library, "ben")
    assert [path.name for path in written] == ["ann.yaml", "editors.yaml"]
    after = kabgraph.load(root)
    assert len(after.annotations) == len(library.annotations)
    assert {a.state for a in after.annotations} == {"exact"}
    for record in after.annotations:
        passage = after.passage(record.passage)
        assert record.span is not None
        assert passage.text[record.span.slice] == record.anchor.exact
    for name, text in files(root).items():
        old, new = before[name].splitlines(), text.splitlines()
        changed = [line for line in new if line not in old]
        keys = ("start:", "end:", "prefix:", "suffix:", "text:", "- {at:")
        assert all(line.strip().startswith(keys) for line in changed)
        assert all("by: ben, did: reanchored" in line for line in changed if "- {at:" in line)
    again = files(root)
    assert plan_moves(after).moves == ()
    assert write_moves(plan_moves(after), after, "ben") == []
    assert files(root) == again


def test_no_doubtful_place_is_ever_written(root: Path) -> None:
    edit(root, "Bina lowers ELE into Malchut.", "Then it lowers ELE into Malchut today, one hears.")
    edit(root, "Answer: Bina’s care reaches the group. A", "Answer: A")
    edit(root, "once it is corrected.", "and it is corrected.", "second")
    library = kabgraph.load(root)
    before = files(root)
    assert steps(library) == {
        "lowers ELE into Malchut": ("changed", "review"),
        "care": ("orphan", "review"),
        "care reaches": ("orphan", "review"),
        "the group": ("orphan", "review"),
        "once it is corrected": ("changed", "review"),
    }
    assert write_moves(plan_moves(library), library, "ann") == []
    assert files(root) == before
    assert sum(plan_moves(library).counts.values()) == len(library.annotations)


def test_one_talk_alone(root: Path) -> None:
    edit(root, "theory too", "theory as well")
    edit(root, "The lower part", "Thus the lower part", "second")
    library = kabgraph.load(root)
    assert {move.record.talk for move in plan_moves(library, "second").moves} == {"second"}
    with pytest.raises(UnknownNameError):
        plan_moves(library, "thrid")


def test_a_record_that_changed_meanwhile_stops_all(root: Path) -> None:
    decide(root, "ann", "accept", "first#p1:56-60")
    edit(root, "Question: What", "Question: Now tell me, what")
    library = kabgraph.load(root)
    plan = plan_moves(library)
    path = root / "corpus/annotations/first/editors.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("start: 61", "start: 62"), encoding="utf-8")
    before = files(root)
    with pytest.raises(ConflictError, match="a-max3zaej"):
        write_moves(plan, library, "ben")
    assert files(root) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text + "\n<<<<<<< ours\n- id: a-00000001\n=======\n>>>>>>> theirs\n",
        lambda text: text.replace("- id: a-max3zaej", "- id: a-max3zaek"),
    ],
)
def test_a_file_that_cannot_be_changed_stops_all(root: Path, spoil: Callable[[str], str]) -> None:
    decide(root, "ann", "accept", "first#p1:56-60")
    edit(root, "Question: What", "Question: Now tell me, what")
    library = kabgraph.load(root)
    path = root / "corpus/annotations/first/editors.yaml"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")
    before = files(root)
    with pytest.raises(ConflictError):
        write_moves(plan_moves(library), library, "ben")
    assert files(root) == before


def test_a_rejection_that_a_correction_answers_moves_too(root: Path) -> None:
    decide(root, "ann", "correct", "first#p1:77-84", concept="bina")
    edit(root, "Question: What", "Question: Now tell me, what")
    library = kabgraph.load(root)
    own = [move.step for move in plan_moves(library).moves if move.record.by == "ann"]
    assert own == ["write", "write"]


def test_accepted_and_no_longer_found_and_new_hits(root: Path) -> None:
    decide(root, "ann", "accept", "first#p1:56-60", "first#p1:47-54")
    decide(root, "ann", "correct", "first#p1:77-84", concept="bina")
    plan = plan_moves(kabgraph.load(root))
    assert plan.unfound == ()
    assert plan.fresh == {"first": 5}
    ontology = root / "concepts.yaml"
    text = ontology.read_text(encoding="utf-8")
    text = text.replace("pref_label: {en: Malchut, he: מלכות}", "pref_label: {en: Kingdom, he: מלכות}")
    ontology.write_text(text, encoding="utf-8")
    plan = plan_moves(kabgraph.load(root))
    assert [(a.anchor.exact, a.concept) for a in plan.unfound] == [("Malchut", "malchut")]
    assert plan.moves == ()
