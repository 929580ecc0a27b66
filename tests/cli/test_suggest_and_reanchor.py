"""suggest and reanchor on the command line: what is shown, asked, written, and how they end."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kabgraph import ConflictError, UnknownNameError, UsageError
from kabgraph.cli import load_commands
from kabgraph.cli.app import app

load_commands()
SMALL = Path(__file__).parents[1] / "data" / "small"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, arguments)))


def fill(path: Path, **decisions: str) -> None:
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows:
        row["decision"] = decisions.get(row["words"], "")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def edit(root: Path, old: str, new: str) -> None:
    talk = root / "corpus/first.md"
    talk.write_text(talk.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def snapshot(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted((root / "corpus").rglob("*.*")) if path.is_file()}


def test_a_sheet_goes_out_and_comes_back(copy: Path) -> None:
    sheet = copy / "queue.csv"
    written = run("suggest", "--root", copy, "--talk", "first", "-o", sheet)
    assert written.exit_code == 0
    assert written.stderr.startswith(f"wrote {sheet}: 8 to decide; fill in “decision”")
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbf")
    fill(sheet, ELE="accept", MA="reject")
    before = snapshot(copy)
    asked = run("suggest", "--root", copy, "--take", sheet, "--user", "ann")
    assert isinstance(asked.exception, UsageError)
    assert asked.stdout.splitlines() == [
        "accepted: 'ELE' in first#p1: ele",
        "rejected: 'MA' in first#p1: ma_what",
        "accepted: 'ELE' in first#p1: ele",
    ]
    assert "2 accepted, 1 rejected, 0 left out, 5 undecided" in asked.stderr
    assert snapshot(copy) == before
    taken = run("suggest", "--root", copy, "--take", sheet, "--user", "ann", "--yes")
    assert taken.exit_code == 0
    assert taken.stderr.endswith("first/ann.yaml\n")
    again = run("suggest", "--root", copy, "--take", sheet, "--user", "ann", "--yes")
    assert (again.exit_code, again.stdout) == (0, "")
    assert "3 left out" in again.stderr
    assert again.stderr.endswith("nothing to write\n")


def test_one_problem_in_the_file_writes_nothing(copy: Path) -> None:
    sheet = copy / "queue.csv"
    run("suggest", "--root", copy, "-o", sheet)
    fill(sheet, ELE="accept", MA="perhaps", Bina="yes")
    before = snapshot(copy)
    taken = run("suggest", "--root", copy, "--take", sheet, "--user", "ann", "--yes")
    assert taken.exit_code == 1
    assert [line.split(": ")[1] for line in taken.stderr.splitlines() if "error[" in line] == [
        "error[D103]"
    ] * 3
    assert f"{sheet.as_posix()}:3:" in taken.stderr
    assert taken.stderr.endswith("nothing was written: mend the file first\n")
    assert snapshot(copy) == before


def test_yaml_and_json_lines_on_standard_output_and_narrowed(copy: Path) -> None:
    lines = run("suggest", "--root", copy, "--format", "jsonl", "--concept", "בינה").stdout.splitlines()
    assert {json.loads(line)["words"] for line in lines} == {"Bina"}
    assert run("suggest", "--root", copy, "--format", "yaml").stdout.startswith(
        "format: kabgraph-suggestions/1\n"
    )
    assert run("suggest", "--root", copy, "--sort", "lost").stdout.count("\n") == 1


def test_misuse_is_told(copy: Path) -> None:
    assert isinstance(run("suggest", "--root", copy, "--take", "x.csv", "-o", "y").exception, UsageError)
    assert isinstance(run("suggest", "--root", copy, "--take", "x.txt").exception, UsageError)
    assert isinstance(run("suggest", "--root", copy, "-o", copy).exception, UsageError)
    assert isinstance(run("suggest", "--root", copy, "--talk", "no").exception, UnknownNameError)
    assert isinstance(run("review", "--root", copy, "--concept", "no").exception, UnknownNameError)
    assert run("suggest", "--root", copy, "--sort", "no").exit_code == 2
    missing = run("suggest", "--root", copy, "--take", "none.csv", "--user", "ann")
    assert missing.exit_code == 1
    assert "error[S103]" in missing.stderr
    bad = run("suggest", "--root", copy, "--take", "none.csv", "--user", "../x")
    assert isinstance(bad.exception, UsageError)


def test_review_without_a_terminal_says_what_to_do(copy: Path) -> None:
    asked = run("review", "--root", copy, "--user", "ann")
    assert isinstance(asked.exception, UsageError)
    assert "kabgraph suggest -o" in str(asked.exception)
    nothing = run("review", "--root", copy, "--user", "ann", "--sort", "lost")
    assert (nothing.exit_code, nothing.stderr) == (0, "nothing is to be decided there\n")


def test_reanchor_tells_asks_writes_and_has_then_nothing_to_do(copy: Path) -> None:
    edit(copy, "Question: What", "Question: Now tell me, what")
    edit(copy, "care reaches the group.", "care reaches them.")
    told = run("reanchor", "--root", copy)
    assert told.exit_code == 0
    rows = [line.split("  ")[0].strip() for line in told.stdout.splitlines()]
    assert rows == ["state", "shifted", "weak", "changed", "orphan"]
    assert "5 records, not as marked: 1 shifted, 1 weak, 1 changed, 1 orphan\n" in told.stderr
    assert "say --write" in told.stderr
    before = snapshot(copy)
    assert isinstance(run("reanchor", "--root", copy, "--write", "--user", "ann").exception, UsageError)
    assert snapshot(copy) == before
    written = run("reanchor", "--root", copy, "--write", "--yes", "--user", "ann")
    assert written.stderr.endswith("first/editors.yaml\n")
    after = snapshot(copy)
    again = run("reanchor", "--root", copy, "--write", "--yes", "--user", "ann")
    assert "nothing to write" in again.stderr
    assert snapshot(copy) == after
    left = [line.split("  ")[0].strip() for line in again.stdout.splitlines()]
    assert left == ["state", "weak", "changed", "orphan"]


def test_reanchor_as_csv_and_json_agree(copy: Path) -> None:
    edit(copy, "lowers ELE into Malchut", "=lowers+ELE down")
    document = json.loads(run("reanchor", "--root", copy, "--format", "json").stdout)
    assert document["counts"] == {"orphan": 1}
    (record,) = document["records"]
    assert (record["id"], record["state"], record["now"], record["step"]) == (
        "a-max3zaej",
        "orphan",
        None,
        "review",
    )
    text = run("reanchor", "--root", copy, "--format", "csv").stdout.removeprefix("\ufeff")
    (row,) = csv.DictReader(text.splitlines())
    assert {name: value or None for name, value in row.items() if name != "unfound"} == {
        name: value if value is None else str(value) for name, value in record.items()
    }


def test_reanchor_that_cannot_write_says_why(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(copy, "Question: What", "Question: Now tell me, what")
    path = copy / "corpus/annotations/first/editors.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n<<<<<<< a\n=======\n>>>>>>> b\n", encoding="utf-8")
    stopped = run("reanchor", "--root", copy, "--write", "--yes", "--user", "ann")
    assert isinstance(stopped.exception, ConflictError)
    assert "kabgraph check tells" in stopped.stderr + str(stopped.exception)
    assert "in the files of records: kabgraph check" in stopped.stderr


def test_asked_in_a_terminal(copy: Path, terminal: Callable[..., Any]) -> None:
    edit(copy, "Question: What", "Question: Now tell me, what")
    before = snapshot(copy)
    with terminal("reanchor", "--root", copy, "--write", "--user", "ann", width=60) as asked:
        shown = asked.wait("Write 1 record anew as ann?")
        assert max(map(len, shown.splitlines())) <= 80
        assert asked.end("n\n") == 0
        assert "nothing was written" in asked.text
    assert snapshot(copy) == before
