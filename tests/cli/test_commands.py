"""The command line as its users meet it: data on stdout, words on stderr, exit statuses."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "data" / "small"
Result = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Result:
    return subprocess.run(
        [sys.executable, "-m", "kabgraph", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def test_check_of_sound_data_is_silent(copy: Path) -> None:
    result = run("check", "--root", copy)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "0 errors, 0 warnings\n"


def test_check_prints_every_finding_and_fails_on_errors(copy: Path) -> None:
    broken = (copy / "concepts.yaml").read_text(encoding="utf-8").replace("gives_to: group", "gives_to: grop")
    (copy / "concepts.yaml").write_text(
        broken.replace("kind: practice\n", "kind: practise\n", 1), encoding="utf-8"
    )
    result = run("check", "--root", copy)
    assert result.returncode == 1
    assert [line.split(" error")[0] for line in result.stdout.splitlines()] == [
        "concepts.yaml:36:18:",
        "concepts.yaml:69:11:",
    ]
    rows = [json.loads(line) for line in run("check", "--root", copy, "--format", "json").stdout.splitlines()]
    assert [row["code"] for row in rows] == ["O301", "O304"]
    assert rows[0]["address"] == {"file": "concepts.yaml", "line": 36, "column": 18}
    github = run("check", "--root", copy, "--format", "github").stdout
    assert github.startswith("::error file=concepts.yaml,line=36,col=18,title=O301::unknown concept 'grop'")


def test_warnings_fail_only_when_strict(copy: Path) -> None:
    (copy / "corpus" / "second.md").unlink()
    assert run("check", "--root", copy).returncode == 0
    strict = run("check", "--root", copy, "--strict")
    assert strict.returncode == 1
    assert "warning[L101]: no talk 'second' in corpus/" in strict.stdout


def test_mentions_as_json_lines_and_csv(copy: Path) -> None:
    rows = [json.loads(line) for line in run("mentions", "--root", copy).stdout.splitlines()]
    assert list(rows[0]) == ["talk", "passage", "start", "end", "surface", "concept", "mode", "candidates"]
    assert {
        "talk": "first",
        "passage": "p1",
        "surface": "ELE",
        "concept": "ele",
        "mode": "named",
    }.items() <= rows[0].items()
    counted = run("mentions", "--root", copy, "--format", "csv").stdout
    assert [row["surface"] for row in csv.DictReader(io.StringIO(counted))] == [
        row["surface"] for row in rows
    ]
    contained = run("mentions", "--root", copy, "--contained").stdout.splitlines()
    assert len(contained) == len(rows) + 1


def test_show_by_any_name_and_the_nearest(copy: Path) -> None:
    assert run("show", "בינה", "--root", copy).stdout.startswith("Bina בינה (sefira bina)")
    assert json.loads(run("show", "Binah", "--root", copy, "--format", "json").stdout)["id"] == "bina"
    unknown = run("show", "Binna", "--root", copy)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "did you mean 'Bina'" in unknown.stderr


def test_schema_is_json_schema() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")


def test_usage_errors_exit_2() -> None:
    assert run("no-such-command").returncode == 2
    assert run("check", "--format", "xml").returncode == 2


def test_no_ontology_is_told_without_a_traceback(tmp_path: Path) -> None:
    for command in (
        ["check"],
        ["mentions"],
        ["build"],
        ["show", "x"],
        ["pages", "--into", str(tmp_path / "out")],
    ):
        result = run(*command, "--root", tmp_path)
        assert result.returncode == 1, command
        assert "error[O109]: there is no concepts.yaml" in result.stdout + result.stderr
        assert "Traceback" not in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_that_cannot_show_hebrew(copy: Path) -> None:
    result = run("show", "Bina", "--root", copy, LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert result.returncode == 0
    assert "\\u05d1" in result.stdout


def test_a_reader_that_goes_away(copy: Path) -> None:
    command = f"{sys.executable} -m kabgraph mentions --root {copy} | head -n 1"
    result = subprocess.run(
        ["/bin/sh", "-c", command], capture_output=True, text=True, check=False, timeout=60
    )
    assert "Traceback" not in result.stderr


TALK = " A New Talk \n\nQuestion: What is\nBina?\n\nAnswer: A force\nthat gives.\n"


def test_import_shows_and_writes_only_when_told(copy: Path) -> None:
    (copy / "new.txt").write_text(TALK, encoding="utf-8")
    asked = run("import", copy / "new.txt", "--root", copy)
    assert asked.returncode == 2
    assert "+Question: What is Bina?" in asked.stdout
    assert "say --yes to write" in asked.stderr
    written = copy / "corpus" / "a-new-talk.md"
    assert not written.exists()
    assert run("import", copy / "new.txt", "--root", copy, "--yes").returncode == 0
    text = written.read_text(encoding="utf-8")
    assert "publish: false" in text
    assert "Question: What is Bina?\n{: #p1 .question }\n" in text
    assert run("import", copy / "new.txt", "--root", copy, "--yes").stderr.endswith("unchanged\n")


def test_a_talk_that_is_there_changes_only_with_update(copy: Path) -> None:
    source = copy / "new.txt"
    source.write_text(TALK, encoding="utf-8")
    run("import", source, "--root", copy, "--yes")
    source.write_text(TALK.replace("a force", "a Force").replace("A force", "The force"), encoding="utf-8")
    refused = run("import", source, "--root", copy, "--yes")
    assert refused.returncode == 1
    assert "T403" in refused.stderr
    assert "-Answer: A force that gives." in refused.stdout
    assert run("import", source, "--root", copy, "--yes", "--update").returncode == 0
    text = (copy / "corpus" / "a-new-talk.md").read_text(encoding="utf-8")
    assert "Answer: The force that gives.\n{: #p2 .answer }" in text


def test_ids_are_minted_above_all_that_were_ever_used(copy: Path) -> None:
    talk = copy / "corpus" / "first.md"
    talk.write_text(talk.read_text(encoding="utf-8") + "\nA new passage.\n", encoding="utf-8")
    assert "T301" in run("check", "--root", copy).stdout
    listed = run("ids", "--root", copy)
    assert listed.stdout == "corpus/first.md:17:1: p3: A new passage.\n"
    assert "{: #p3" not in talk.read_text(encoding="utf-8")
    assert run("ids", "--root", copy, "--write").returncode == 2
    assert run("ids", "--root", copy, "--write", "--yes").returncode == 0
    assert talk.read_text(encoding="utf-8").endswith("\nA new passage.\n{: #p3 }\n")
    assert run("check", "--root", copy).returncode == 0


def test_a_file_that_is_not_utf8(copy: Path) -> None:
    (copy / "corpus" / "latin.md").write_bytes(b"---\ntitle: caf\xe9\n---\nx\n")
    result = run("check", "--root", copy)
    assert result.returncode == 1
    assert "corpus/latin.md:2:11: error[S" in result.stdout
    assert "UTF-8" in result.stdout


def test_an_empty_corpus_is_a_warning(copy: Path) -> None:
    shutil.rmtree(copy / "corpus")
    (copy / "corpus").mkdir()
    result = run("check", "--root", copy)
    assert result.returncode == 0
    assert "no talks" in result.stdout


def test_an_id_that_evidence_names_is_not_given_again(copy: Path) -> None:
    ontology = copy / "concepts.yaml"
    text = ontology.read_text(encoding="utf-8").replace(
        "drawn_from: [first#p1]", "drawn_from: [first#p1, first#p9]"
    )
    ontology.write_text(text, encoding="utf-8")
    talk = copy / "corpus" / "first.md"
    talk.write_text(talk.read_text(encoding="utf-8") + "\nA new passage.\n", encoding="utf-8")
    assert ": p10: A new passage." in run("ids", "--root", copy).stdout


def test_paths_with_their_quotes(copy: Path) -> None:
    result = run("paths", "ELE", "group", "--root", copy)
    assert result.stdout.splitlines() == [
        "ELE - Bina - group",
        "  ELE is part of Bina [asserted: first#p1]",
        "    “Bina lowers ELE into Malchut.” first#p1, retelling",
        "  Bina gives care and food to the group [asserted: first#p2]",
        "    “Answer: Bina’s care reaches the group.” first#p2, retelling",
    ]
    (row,) = json.loads(run("paths", "ELE", "group", "--root", copy, "--format", "json").stdout)
    assert row["stations"] == ["ele", "bina", "group"]
    assert [hop["forward"] for hop in row["hops"]] == [True, True]
    assert row["hops"][0]["quotes"][0]["edition"] == "retelling"


def test_no_path_says_what_may_help(copy: Path) -> None:
    none = run("paths", "ELE", "The Book", "--root", copy, "--format", "json")
    assert (none.returncode, json.loads(none.stdout)) == (0, [])
    assert "no path of at most 3 relations" in none.stderr
    assert run("paths", "ELE", "ele", "--root", copy).returncode == 2
    assert run("paths", "ELE", "grop", "--root", copy).returncode == 1


def test_export_writes_a_file_or_standard_output_and_never_asks(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "k.json"
    written = run("export", "json", "-o", target, "--root", copy)
    assert (written.returncode, written.stdout) == (0, "")
    assert written.stderr == f"wrote {target}\n"
    assert json.loads(target.read_text(encoding="utf-8"))["scheme"] == "small"
    printed = run("export", "json", "--root", copy, "--public")
    assert printed.stdout == target.read_text(encoding="utf-8")
    assert run("export", "csv", "-o", target, "--root", copy).returncode == 0
    assert target.read_bytes().startswith(b"PK")


def test_export_of_an_unknown_format_tells_the_known_ones(copy: Path) -> None:
    result = run("export", "xml", "--root", copy)
    assert (result.returncode, result.stdout) == (2, "")
    formats = "json or csv or graphml or skos-ttl or skos-jsonld or webanno or annotations-csv"
    assert result.stderr == f"kabgraph: unknown format 'xml'; use {formats}\n"
    assert run("export", "json", "-o", copy, "--root", copy).returncode == 2


def test_mentions_are_the_counted_ones_and_say_where_people_confirmed_them() -> None:
    folder = SMALL.parent / "decided"
    rows = [json.loads(line) for line in run("mentions", "--root", folder).stdout.splitlines()]
    assert set(rows[0]) == {"talk", "passage", "start", "end", "surface", "concept", "mode", "candidates"}
    modes = [row["mode"] for row in rows]
    assert (len(rows), modes.count("confirmed"), modes.count("implied")) == (13, 3, 1)
    assert not [row for row in rows if (row["passage"], row["surface"]) == ("p2", "group")]
    counts = json.loads(run("stats", "--root", folder, "--format", "json").stdout)
    assert counts["mentions confirmed by people"] == 4
    assert (counts["readings rejected"], counts["places disputed"], counts["decisions lost"]) == (2, 1, 4)
