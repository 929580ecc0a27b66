"""What a correction comes to, and taking back in files that a person has laid out."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kabgraph import UsageError
from kabgraph.annotations import edit_of
from kabgraph.library.session import Session
from kabgraph.library.verdicts import Verdict
from kabgraph.model import Span

SMALL = Path(__file__).parents[1] / "data" / "small"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(Path(shutil.copytree(SMALL, tmp_path / "small")), "ann")


def correct(session: Session, key: str, **said: object) -> list[tuple[str, str, str]]:
    records = session.decide([session.items()[key]], Verdict("correct", "ann", **said))  # type: ignore[arg-type]
    assert key not in session.items()
    assert not [f for f in session.library.check() if f.code == "A206"]
    return [(r.concept, r.mode, r.status) for r in records]


def test_other_words_for_the_same_concept_are_no_dispute_with_oneself(session: Session) -> None:
    assert correct(session, "second#p1:4-22", span=Span(0, 22)) == [
        ("lower_part", "named", "rejected"),
        ("lower_part", "named", "accepted"),
    ]
    found = [m for m in session.library.mentions_of("lower_part") if m.talk == "second"]
    assert [(m.span, m.status) for m in found] == [(Span(0, 22), "confirmed")]


def test_another_mode_takes_the_name_away(session: Session) -> None:
    assert correct(session, "first#p1:77-84", mode="implied") == [
        ("malchut", "named", "rejected"),
        ("malchut", "implied", "accepted"),
    ]


def test_another_concept_in_another_mode_rejects_the_name_that_was_found(session: Session) -> None:
    assert correct(session, "first#p1:77-84", concept="bina", mode="implied") == [
        ("malchut", "named", "rejected"),
        ("bina", "implied", "accepted"),
    ]


@pytest.mark.parametrize(("indent", "end"), [("", "\n"), ("   ", "\n"), ("  ", "\r\n")])
def test_taking_back_in_an_indented_file_restores_every_byte(session: Session, indent: str, end: str) -> None:
    key = "first#p1:19-22"
    session.decide([session.items()[key]], Verdict("skip", "ann"))
    path = session.store.path("first")
    head, mark, body = path.read_text(encoding="utf-8").partition("annotations:\n")
    body = "".join(indent + line if line.strip() else line for line in body.splitlines(keepends=True))
    path.write_bytes(f"{head}{mark}{body}".replace("\n", end).encode())
    before = path.read_bytes()
    session.decide([session.items()[key]], Verdict("accept", "ann"))
    assert path.read_bytes() != before
    session.undo()
    assert path.read_bytes() == before
    session.redo()
    session.undo()
    assert path.read_bytes() == before


def test_a_record_on_several_places_is_never_put_on_one(session: Session) -> None:
    base = session.library.annotations[0]
    elsewhere = replace(base.anchor, passage="p2")  # its words stand in p1 alone
    record = replace(base, id="a-00000001", by="ann", also=(elsewhere,))
    session.store.save([edit_of(record)])
    before = session.store.path("first").read_bytes()
    item = session.items()[record.id]
    assert item.sort == "lost"
    assert item.record
    assert item.record.near
    with pytest.raises(UsageError, match="several places"):
        session.decide([item], Verdict("accept", "ann"))
    assert session.store.path("first").read_bytes() == before
