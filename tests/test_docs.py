"""The docs cannot lie: what the code says stands in them, and their Python lines run."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

import kabgraph
from kabgraph import Library, checks, corpus, ontology, source
from kabgraph.annotations import CODES as ANNOTATION_CODES
from kabgraph.export.exchange import CODES as EXCHANGE_CODES
from kabgraph.library.filled import CODES as FILLED_CODES
from kabgraph.library.queries import CODES as QUERY_CODES
from kabgraph.pages.codes import CODES as PAGE_CODES
from kabgraph.vocabulary import CODES as VOCABULARY_CODES

CODES = {
    **ANNOTATION_CODES,
    **source.CODES,
    **corpus.CODES,
    **ontology.CODES,
    **{code: (inspect.getdoc(check) or "").rstrip(".") for code, check in checks.CHECKS.items()},
    **PAGE_CODES,
    **QUERY_CODES,
    **VOCABULARY_CODES,
    **FILLED_CODES,
    **EXCHANGE_CODES,
}


def test_every_finding_code_is_explained(project: Path) -> None:
    page = (project / "docs" / "checks.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([A-Z]\d{3}) \| (.+?) \|", page, re.M)
    assert dict(rows) == CODES
    assert [code for code, _ in rows] == sorted(CODES)


def test_every_code_used_is_defined(project: Path) -> None:
    used: set[str] = set()
    for path in (project / "src").rglob("*.py"):
        used |= set(re.findall(r'"([A-Z]\d{3})"', path.read_text(encoding="utf-8")))
    assert used == set(CODES)


def test_the_readme_names_every_command(project: Path) -> None:
    readme = (project / "README.md").read_text(encoding="utf-8")
    help_text = subprocess.run(
        [sys.executable, "-m", "kabgraph", "--help"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^  ([a-z-]+)  ", help_text.partition("Commands:")[2], re.M)
    assert {"check", "serve", "schema"} <= set(commands)
    for command in commands:
        assert f"kabgraph {command}" in readme, command


@pytest.mark.parametrize("page", ["README.md", "docs/asking.md", "docs/vocabularies.md"])
def test_the_lines_of_a_page_run(page: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    result = doctest.testfile(
        str(project / page),
        module_relative=False,
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
        encoding="utf-8",
    )
    assert result.attempted >= 3
    assert result.failed == 0


def test_the_page_on_asking_names_every_way_an_answer_goes(project: Path) -> None:
    page = (project / "docs" / "asking.md").read_text(encoding="utf-8")
    ways = ("where", "filter", "sort", "group", "csv", "json", "md", "df", "nx", "cite")
    assert [way for way in ways if f"`.{way}(" not in page or not hasattr(kabgraph.Results, way)] == []
    assert kabgraph.Results.__doc__


def test_the_queries_in_the_docs_have_answers(project: Path, library: Library) -> None:
    page = (project / "docs" / "vocabularies.md").read_text(encoding="utf-8")
    queries = re.findall(r"^    (SELECT .*?)(?=^\n|^[^ \n])", page, re.M | re.S)
    assert len(queries) == 2
    assert all(library.sparql(query) for query in queries)
