"""`kabgraph compare`: text for people, CSV and JSON for programs, words where nothing can be compared."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kabgraph", "compare", *arguments, "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)


def test_text_has_the_figures_and_every_place(two_annotators: Path) -> None:
    result = run(two_annotators, "ada", "ben")
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:2] == ["ada and ben in first", "not compared, for only one of them worked there: second"]
    rows = {line[:20].strip(): line[20:].split() for line in lines[4:10]}
    assert rows["all"][:9] == ["3", "1", "1", "2", "0.33", "0.14", "0.17", "0.17", "-0.02"]
    assert rows["ELE"][4:9] == ["1.00", "-", "-", "1.00", "-"]
    assert (
        "- no two people labelled the same thing: observed, kappa, alpha of group, lower part of Bina"
        in lines
    )
    at = lines.index("both decided, not alike: 2")
    assert lines[at + 1 : at + 5] == [
        "  Bina: “Bina” first#p1 56-60, retelling",
        "    “Bina lowers ELE into Malchut.”",
        "    ada: rejected [a-00000003, =1+1 is no <b>Sefira</b> here]",
        "    ben: accepted as named [a-10000003]",
    ]
    assert "    ben: nothing decided; accepted for these words: lower part of Bina" in lines
    assert "  first#p2 ben, Bina: 'words that are gone' [a-10000006], without a place: orphan" in lines


def test_csv_has_every_row_and_no_formula(two_annotators: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(two_annotators, "ada", "ben", "--format", "csv").stdout)))
    kinds = [row["row"] for row in rows]
    assert kinds == ["all", *["concept"] * 5, *["disagreement"] * 2, "only_one", *["only_other"] * 2] + (
        ["apart"] * 3
    )
    assert float(rows[0]["kappa"]) == 1 / 7
    assert (rows[3]["concept"], rows[3]["kappa"]) == ("ele", "")
    assert rows[3]["why"].startswith("kappa, alpha, strict alpha: all gave one and")
    assert rows[6]["notes_one"] == "'=1+1 is no <b>Sefira</b> here"
    assert (rows[6]["sentence"], rows[6]["edition"]) == ("Bina lowers ELE into Malchut.", "retelling")
    assert (rows[8]["verdict_other"], rows[8]["instead_other"]) == ("", "lower_part")


def test_json_holds_all_of_it(two_annotators: Path) -> None:
    document = json.loads(run(two_annotators, "ada", "ben", "--format", "json").stdout)
    assert (document["talks"], document["alone"], document["why"]) == (["first"], ["second"], "")
    assert document["overall"]["observed"] == 1 / 3
    ele = next(row for row in document["concepts"] if row["concept"] == "ele")
    assert ele["kappa"] is None
    assert list(ele["undefined"].values()) == [["kappa", "alpha", "strict alpha"]]
    assert document["disagreements"][0]["one"]["annotations"][0]["note"].startswith("=1+1")
    assert {mark["why"] for mark in document["apart"]} == {"retired", "skipped", "without a place: orphan"}


def test_nothing_in_common_is_said_in_words(two_annotators: Path) -> None:
    for format in ("text", "csv", "json"):
        result = run(two_annotators, "ada", "ben", "--talk", "second", "--format", format)
        assert result.returncode == 0
        assert result.stderr == (
            "ada and ben have marked no talk in common; kappa and alpha have nothing to measure\n"
        )
    assert run(two_annotators, "ada", "ben", "--talk", "second").stdout.splitlines() == [
        "ada and ben in no talk",
        "not compared, for only one of them worked there: second",
    ]


def test_who_is_not_there_is_told_with_the_nearest(two_annotators: Path) -> None:
    unknown = run(two_annotators, "ada", "benn")
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert unknown.stderr == "kabgraph: no annotator is called 'benn'; did you mean 'ben'?\n"
    assert run(two_annotators, "ada", "ben", "--talk", "thrid").returncode == 1
    assert run(two_annotators, "ada", "ada").returncode == 2
