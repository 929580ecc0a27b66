"""The commands that ask: each prints its answer as text, CSV, JSON and Markdown, and soon."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kabgraph.cli import MODULES, QUICK, load_commands
from kabgraph.cli.app import app

load_commands()
SMALL = Path(__file__).parents[1] / "data" / "small"
QUESTIONS = [
    ["kwic", "Bina", "--words", "3", "--sort", "right"],
    ["passages", "Bina", "ELE", "--within", "5", "--ordered"],
    ["passages", "Bina", "ELE", "--within", "sentence"],
    ["dispersion", "Bina"],
    ["dispersion"],
    ["keyness", "first"],
    ["collocates", "Bina", "--min-count", "1"],
    ["over-talks", "Bina"],
    ["relations", "Bina", "gives_to"],
    ["relations", "-", "-", "Bina", "--standing", "asserted", "--evidence", "1"],
    ["roles", "Bina", "--role", "agent"],
    ["closure", "part_of", "ELE"],
    ["neighborhood", "Bina", "2"],
    ["centrality", "betweenness"],
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("asked") / "small"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kabgraph", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def told(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--root", str(root)])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_each_question_in_each_form(root: Path, question: list[str]) -> None:
    document = json.loads(told(root, *question, "--format", "json"))
    assert document["count"] == len(document["answers"]) > 0
    assert document["asked"].startswith("k")
    rows = list(csv.DictReader(io.StringIO(told(root, *question, "--format", "csv"))))
    assert len(rows) == document["count"]
    assert list(rows[0]) == list(document["answers"][0])
    assert "evidence" in rows[0] or "passage" in rows[0]
    assert told(root, *question, "--format", "md").count("\n| ") == document["count"] + 1
    text = told(root, *question)
    assert f"{document['count']} " in text.splitlines()[0]


def test_data_on_stdout_and_words_on_stderr(root: Path) -> None:
    result = run("kwic", "ELE", "--root", root)
    assert result.stdout.startswith("3 lines\n") or result.stdout.startswith("2 lines\n")
    assert result.stderr == "A retelling: the thoughts are the speaker’s, the wording is not.\n"


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        (["kwic", "Binna"], 1, "did you mean 'Bina'"),
        (["kwic", "MA"], 1, "ma_what or ma45"),
        (
            ["passages", "Bina", "--within", "page"],
            2,
            "'talk', or a number of words",
        ),
        (["closure", "gives_to"], 2, "use 'part_of', 'has_part'"),
        (["relations", "Bina", "give_to"], 1, "did you mean 'gives_to'"),
        (["relations", "--family", "x"], 1, "did you mean 'associative' or"),
        (["keyness", "firts"], 1, "did you mean 'first'"),
        (["kwic", "Bina", "--sort", "up"], 2, "right"),
        (["collocates", "Bina", "--min-count", "0"], 2, "min-count"),
        (["roles", "--role", "agnt"], 1, "did you mean 'agent'"),
    ],
)
def test_bad_input_is_answered_in_words(root: Path, question: list[str], status: int, said: str) -> None:
    result = run(*question, "--root", root)
    assert (result.returncode, result.stdout) == (status, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_help_has_an_example(question: list[str]) -> None:
    result = CliRunner().invoke(app, [question[0], "--help"])
    assert f"Example: kabgraph {question[0]}" in " ".join(result.stdout.split())
    assert "--format" in result.stdout


def test_the_quick_commands_are_those_of_their_modules() -> None:
    found: dict[str, str] = {}
    for info in app.registered_commands:
        assert info.callback
        module = info.callback.__module__.removeprefix("kabgraph.cli.")
        assert module in MODULES
        found[info.name or info.callback.__name__] = module
    assert {name: module for name, module in found.items() if module in QUICK.values()} == QUICK


def test_a_second_answer_loads_nothing_heavy(root: Path) -> None:
    """The command line's own library may load what it needs; ours does not."""
    code = (
        "import sys\n"
        "import kabgraph.cli.questions\n"
        "from kabgraph.library import recall\n"
        f"recall({str(root)!r}).kwic('ELE').csv()\n"
        "heavy = ('pydantic', 'networkx', 'mkdocs', 'jinja2', 'pandas', 'rdflib', 'starlette')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    for _ in range(2):
        result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
