"""Suggestions: out as a file in three forms, filled in, and back; every problem with its place."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import kabgraph
from kabgraph.library.filled import form_of, read_filled
from kabgraph.library.session import Session
from kabgraph.library.suggestions import FORMS, Form, write_suggestions
from kabgraph.library.taking import Taking, take
from kabgraph.library.verdicts import Verdict

SMALL = Path(__file__).parents[1] / "data" / "small"
Fill = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Desk:
    """A copy of the small library, and a file of its queue."""

    root: Path

    def write(self, form: Form, fill: Fill) -> Path:
        """Write the whole queue, with ``fill`` in the rows of these keys."""
        library = kabgraph.load(self.root)
        path = self.root / f"queue.{form}"
        path.write_text(
            _filled(write_suggestions(library.queue(), library, form), form, fill), encoding="utf-8"
        )
        return path

    def take(self, path: Path) -> Taking:
        """Take a file back, without writing."""
        form = form_of(path)
        assert form
        rows, findings = read_filled(path, form)
        return take(rows, kabgraph.load(self.root), "ann", findings)

    def edit(self, old: str, new: str) -> None:
        """Change the first talk."""
        path = self.root / "corpus/first.md"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")


def _filled(text: str, form: Form, fill: Fill) -> str:
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
        out = io.StringIO()
        writer = csv.DictWriter(out, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerows({**row, **fill.get(row["key"], {})} for row in rows)
        return out.getvalue()
    if form == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
        return "".join(json.dumps({**row, **fill.get(row["key"], {})}) + "\n" for row in rows)
    head, *records = text.split("\n- ")
    for n, record in enumerate(records):
        key = next(
            k for line in record.splitlines() if (k := line.strip().removeprefix("key: ")) != line.strip()
        )
        for name, value in fill.get(key.strip('"'), {}).items():
            records[n] = records[n].replace(
                f"  {name}:\n", f"  {name}: {json.dumps(value, ensure_ascii=False)}\n"
            )
    return "\n- ".join([head, *records])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Path(shutil.copytree(SMALL, tmp_path / "small")))


def codes(taking: Taking) -> list[tuple[str, str]]:
    return [(f.code, str(f.address).rsplit("/", 1)[-1]) for f in taking.findings]


FILL = {
    "first#p1:19-22": {"decision": "accept"},
    "first#p1:28-30": {"decision": "Reject ", "note": "=1+1"},
    "first#p1:47-54": {"decision": "a", "concept": "בינה"},
    "first#p1:56-60": {"decision": "skip"},
    "first#p1:68-71": {"decision": "accept", "mode": "implied"},
}


@pytest.mark.parametrize("form", FORMS)
def test_round_trip(desk: Desk, form: Form) -> None:
    taking = desk.take(desk.write(form, FILL))
    assert taking.findings == ()
    assert taking.undecided == 5
    assert [str(decision) for decision in taking.decisions] == [
        "accepted: 'ELE' in first#p1: ele",
        "rejected: 'MA' in first#p1: ma_what",
        "corrected: 'Malchut' in first#p1: bina",
        "skipped: 'Bina' in first#p1: bina",
        "corrected: 'ELE' in first#p1: ele (implied)",
    ]
    assert taking.decisions[1].verdict.note == "=1+1"
    session = Session(desk.root, "ann")
    session.decide_each([(d.item, d.verdict) for d in taking.decisions], "a file")
    again = desk.take(desk.root / f"queue.{form}")
    assert again.ready
    assert again.decisions == ()
    assert {f.code for f in again.findings} == {"D112"}
    session.undo()
    assert not session.store.path("first").read_text(encoding="utf-8").count("- id:")


@pytest.mark.parametrize("form", FORMS)
def test_an_untouched_file_decides_nothing(desk: Desk, form: Form) -> None:
    taking = desk.take(desk.write(form, {}))
    assert (taking.decisions, taking.undecided, taking.findings) == ((), 10, ())


@pytest.mark.parametrize("form", FORMS)
def test_an_empty_queue_is_a_file_too(desk: Desk, form: Form) -> None:
    library = kabgraph.load(desk.root)
    path = desk.root / f"none.{form}"
    path.write_text(write_suggestions([], library, form), encoding="utf-8")
    assert desk.take(path) == Taking((), 0, ())


def test_rows_are_found_again_where_their_words_went(desk: Desk) -> None:
    path = desk.write(
        "csv", {"first#p1:47-54": {"decision": "accept"}, "first#p2:8-12": {"decision": "reject"}}
    )
    desk.edit("Question: What", "Question: Now tell me, what")
    desk.edit("Answer: Bina’s care", "Answer: Her care")
    taking = desk.take(path)
    assert [d.item.key for d in taking.decisions] == ["first#p1:60-67"]
    assert codes(taking) == [("D111", "queue.csv:8:19")]
    assert "are gone" in taking.findings[0].message or "stand in" in taking.findings[0].message


def test_a_row_with_a_part_of_its_context_is_left_out(desk: Desk) -> None:
    path = desk.write("csv", {"first#p2:32-37": {"decision": "accept"}})
    desk.edit("A control group", "One control group")
    taking = desk.take(path)
    assert taking.decisions == ()
    (left,) = taking.findings
    assert left.code == "D111"
    assert "little of what stood about them is left" in left.message


def test_all_problems_at_once_each_at_its_cell(desk: Desk) -> None:
    path = desk.write("yaml", {
        "first#p1:19-22": {"decision": "acept"},
        "first#p1:28-30": {"decision": "accept", "concept": "Binna"},
        "first#p1:47-54": {"decision": "accept", "mode": "imply"},
        "first#p1:56-60": {"note": "hm"},
        "first#p1:68-71": {"decision": "reject", "concept": "Malchut"},
        "first#p1:77-84": {"decision": "accept"},
    })  # fmt: skip
    text = path.read_text(encoding="utf-8").replace('words: "group"', 'words: "Group"', 1)
    path.write_text(
        text.replace('  key: "first#p2:32-37"', '  clue: x\n  key: "first#p2:32-37"'), encoding="utf-8"
    )
    taking = desk.take(path)
    assert not taking.ready
    lines = path.read_text(encoding="utf-8").splitlines()
    told = [(f.code, lines[f.address.line - 1][f.address.column - 1 :]) for f in taking.findings]
    assert told == [
        ("D103", '"acept"'),
        ("D104", '"Binna"'),
        ("D105", '"imply"'),
        ("D108", '"hm"'),
        ("D104", '"Malchut"'),
        ("D110", "clue: x"),
    ]
    assert "did you mean 'accept'" in str(taking.findings[0])
    assert [d.item.surface for d in taking.decisions] == ["Malchut"]


def test_changed_words_and_two_rows_on_the_same_are_refused(desk: Desk) -> None:
    path = desk.write(
        "csv", {"first#p1:19-22": {"decision": "accept"}, "first#p1:28-30": {"decision": "accept"}}
    )
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[2] = lines[2].replace(";MA;", ";MAN;")
    path.write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    taking = desk.take(path)
    assert codes(taking) == [("D109", "queue.csv:3:39"), ("D106", "queue.csv:12:166")]
    assert lines[1][165:].startswith("accept")


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("a.csv", "", "D102"),
        ("a.csv", "key,words\nx,y\n", "D102"),
        ("a.csv", "key,words,decision,decision\nx,y,,\n", "S206"),
        ("a.csv", 'key,words,decision\n"x,y,accept\n', "S411"),
        ("a.yaml", "suggestions: []\n", "D101"),
        ("a.yaml", "- x\n", "D101"),
        ("a.yaml", "format: kabgraph-suggestions/1\nsuggestions: x\n", "D101"),
        ("a.yaml", "format: kabgraph-suggestions/1\nsuggestions:\n- x\n", "D101"),
        (
            "a.yaml",
            "format: kabgraph-suggestions/1\nsuggestions:\n- decision: [a]\n  key: k\n  words: w\n",
            "D101",
        ),
        ("a.yaml", "a: [\n", "S201"),
        ("a.jsonl", "{\n", "S401"),
        ("a.jsonl", "[]\n", "D101"),
        ("a.jsonl", '{"key": "k"}\n', "D102"),
        ("a.jsonl", "[" * 100_000, "S204"),
        ("a.jsonl", '{"key": 1, "words": "w", "decision": "a"}\n', "D101"),
    ],
)
def test_a_file_that_is_none_is_told_and_decides_nothing(desk: Desk, name: str, text: str, code: str) -> None:
    path = desk.root / name
    path.write_text(text, encoding="utf-8")
    taking = desk.take(path)
    assert not taking.ready
    assert taking.decisions == ()
    assert code in {f.code for f in taking.findings}


def test_a_file_in_another_encoding(desk: Desk) -> None:
    path = desk.root / "a.csv"
    path.write_bytes("key,words,decision\nk,é,accept\n".encode("latin-1"))
    assert [f.code for f in desk.take(path).findings] == ["S106"]


def test_formulas_are_guarded_and_come_back_as_they_were(desk: Desk) -> None:
    desk.edit("Question: What do “ELE” and MA", "=Bina+ELE MA")
    library = kabgraph.load(desk.root)
    rows = list(csv.reader(io.StringIO(write_suggestions(library.queue(), library, "csv"), newline="")))
    assert not [cell for row in rows[1:] for cell in row if cell.startswith(("=", "+", "-", "@"))]
    first = next(row for row in rows if row[11] == "first#p1:1-5")
    assert first[1] == "'="
    assert first[3].startswith("'+ELE")
    taking = desk.take(desk.write("csv", {"first#p1:1-5": {"decision": "accept"}}))
    assert [d.item.surface for d in taking.decisions] == ["Bina"]


def test_records_are_asked_for_too(desk: Desk) -> None:
    desk.edit("lowers ELE into Malchut", "lowered ELE into Malchut")
    desk.edit("care reaches the group. A control", "care comes to it. A control")
    library = kabgraph.load(desk.root)
    lost = {item.key: item for item in library.queue(sort="lost")}
    assert set(lost) == {"a-max3zaej", "a-hv3rah2i", "a-txfzfbth", "a-zjbt9vba"}
    text = write_suggestions(lost.values(), library, "jsonl")
    row = next(json.loads(line) for line in text.splitlines() if "a-max3zaej" in line)
    assert row["question"] == (
        "Accepted by editors: these words picture Bina (to lower is what one does who stands above). "
        "They are not there as they were. Do those shown below take their place? "
        "Proposed: “lowered ELE into Malchut.” (first#p1)."
    )
    fill = {
        "a-max3zaej": {"decision": "accept"},
        "a-txfzfbth": {"decision": "accept"},
        "a-zjbt9vba": {"decision": "r"},
    }
    taking = desk.take(desk.write("yaml", fill))
    assert [f.code for f in taking.findings] == ["D107"]
    assert "nothing like them is left" in taking.findings[0].message


def test_several_candidates_need_one_chosen(desk: Desk) -> None:
    session = Session(desk.root, "ben")
    desk.edit("MA have to do", "MA have a filling to do")
    (item,) = session.library.queue(sort="ambiguous")
    assert item.surface == "MA"
    path = desk.write("csv", {item.key: {"decision": "accept"}})
    assert [f.code for f in desk.take(path).findings] == ["D107"]
    path = desk.write("csv", {item.key: {"decision": "accept", "concept": "ma45"}})
    (decision,) = desk.take(path).decisions
    assert (decision.verdict.did, decision.verdict.concept) == ("accept", "ma45")
    session.decide([item], Verdict("reject", "ben", "ma45"))
    assert desk.take(path).findings[0].code in ("D104", "D112")
