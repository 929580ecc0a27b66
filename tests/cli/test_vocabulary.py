"""import-skos and sparql as their users meet them."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import kabgraph

SMALL = Path(__file__).parents[1] / "data" / "small"
TREES = """\
@prefix : <https://example.org/v/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
:s a skos:ConceptScheme ; dct:title "Trees"@en ; dct:created "2020" .
:tree a skos:Concept ; skos:inScheme :s ; skos:prefLabel "tree"@en , "עץ"@he .
:oak a skos:Concept ; skos:inScheme :s ; skos:prefLabel "oak"@en ; skos:broader :tree .
"""
Result = subprocess.CompletedProcess[str]


def run(*arguments: str | Path, cwd: Path | None = None, given: str | None = None) -> Result:
    return subprocess.run(
        [sys.executable, "-m", "kabgraph", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        input=given or "",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    path = tmp_path / "trees.ttl"
    path.write_text(TREES, encoding="utf-8")
    return path


def test_a_vocabulary_comes_in(trees: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "folder"
    result = run("import-skos", trees, "--into", target, "--yes")
    assert result.returncode == 0, result.stderr
    assert "Trees [trees], in en first" in result.stderr
    assert "       2  concepts\n       3  labels\n       1  relations broader\n" in result.stderr
    assert "       1  dct:created: no key says this" in result.stderr
    assert sorted(path.name for path in target.iterdir()) == ["concepts.yaml", "trees.rest.ttl"]
    assert 'dct:created "2020"' in (target / "trees.rest.ttl").read_text(encoding="utf-8")
    assert kabgraph.load(target)["עץ"].id == "tree"
    assert run("check", "--root", target).returncode == 0
    again = run("import-skos", trees, "--into", target, "--yes")
    assert again.returncode == 0
    assert "nothing to write: all of it is there already" in again.stderr


def test_without_yes_and_a_terminal_nothing_is_written(trees: Path, tmp_path: Path) -> None:
    result = run("import-skos", trees, "--into", tmp_path / "new")
    assert result.returncode == 2
    assert "say --yes to write" in result.stderr
    assert not (tmp_path / "new").exists()


def test_it_goes_where_it_is_called(trees: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    assert run("import-skos", trees, "--yes", cwd=tmp_path / "here").returncode == 0
    assert (tmp_path / "here" / "concepts.yaml").exists()
    assert run("import-skos", trees, "--yes", "--root", tmp_path / "there").returncode == 0
    assert (tmp_path / "there" / "concepts.yaml").exists()


def test_what_differs_is_shown_and_needs_update(trees: Path, tmp_path: Path) -> None:
    assert run("import-skos", trees, "--into", tmp_path, "--yes").returncode == 0
    trees.write_text(TREES + ':oak skos:altLabel "oak tree"@en .\n', encoding="utf-8")
    result = run("import-skos", trees, "--into", tmp_path, "--yes")
    assert result.returncode == 1
    assert "+    alt_labels: {en: [oak tree]}" in result.stdout
    assert "error[V301]: concepts.yaml: there already, and would change" in result.stderr
    assert run("import-skos", trees, "--into", tmp_path, "--yes", "--update").returncode == 0
    assert kabgraph.load(tmp_path)["oak tree"].id == "oak"


def test_a_bad_file_is_refused_without_a_traceback(tmp_path: Path) -> None:
    for name, text, said in (
        ("a.rdf", '<!DOCTYPE r [<!ENTITY a "b">]><r/>', "a.rdf:1:"),
        ("b.ttl", "<urn:a> <urn:b> ", "b.ttl:1:"),
        ("c.doc", "", "c.doc:1:1: error[V101]"),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        result = run("import-skos", name, "--into", "new", "--yes", cwd=tmp_path)
        assert result.returncode == 1
        assert said in result.stderr
        assert "Traceback" not in result.stderr
    assert not (tmp_path / "new").exists()


def test_a_file_without_a_concept_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "empty.ttl").write_text("", encoding="utf-8")
    result = run("import-skos", "empty.ttl", "--into", "new", "--yes", cwd=tmp_path)
    assert result.returncode == 0
    assert "warning[V201]: there is no SKOS concept in it" in result.stderr
    assert "nothing to write: no concept was found" in result.stderr


QUERY = "SELECT ?id ?n { ?c a skos:Concept ; dct:identifier ?id BIND(STRLEN(?id) AS ?n) } ORDER BY ?id"


def test_sparql_answers_in_three_forms(tmp_path: Path) -> None:
    text = run("sparql", QUERY, "--root", SMALL)
    assert text.stdout.startswith("8 rows\n  id: bina, n: 4\n")
    rows = json.loads(run("sparql", QUERY, "--root", SMALL, "--format", "json").stdout)
    assert rows[0] == {"id": "bina", "n": 4}
    table = list(csv.DictReader(io.StringIO(run("sparql", QUERY, "--root", SMALL, "--format", "csv").stdout)))
    assert table[0] == {"id": "bina", "n": "4"}
    assert len(table) == len(rows) == 8
    (tmp_path / "q.rq").write_text("ASK { concept:bina a skos:Concept }", encoding="utf-8")
    assert (
        run("sparql", "-f", tmp_path / "q.rq", "--root", SMALL, "--format", "csv").stdout == "answer\ntrue\n"
    )
    assert run("sparql", "-", "--root", SMALL, given="ASK { ?s ?p ?o }").stdout == "1 rows\n  answer: True\n"


def test_long_answers_are_all_printed() -> None:
    result = run("sparql", "SELECT ?s ?p ?o { ?s ?p ?o }", "--root", SMALL)
    assert len(result.stdout.splitlines()) > 200
    nothing = run("sparql", "SELECT ?s { ?s a <urn:none> }", "--root", SMALL)
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "0 rows\n", "no row answers this\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["SELECT * { SERVICE <http://a.invalid/> { ?s ?p ?o } }"], "SERVICE asks another host"),
        (["SELECT nothing"], "the query cannot be read"),
        ([], "one query is asked at a time"),
        (["ASK {}", "-f", "q.rq"], "one query is asked at a time"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str], said: str) -> None:
    result = run("sparql", *arguments, "--root", SMALL)
    assert result.returncode == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_exports_of_skos_need_no_library(tmp_path: Path) -> None:
    result = run("export", "skos-ttl", "--root", SMALL)
    assert result.stdout.startswith("# A small test ontology, version ")
    assert run("export", "skos-jsonld", "--root", SMALL, "-o", tmp_path / "k.jsonld").returncode == 0
    assert json.loads((tmp_path / "k.jsonld").read_text(encoding="utf-8"))["@graph"]
