"""The plan of the house, executable: layers, small rooms, and a front door that lists all it offers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import kabgraph

RUN = [sys.executable, "-m"]


def test_layers_hold(project: Path) -> None:
    lint = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    result = subprocess.run(lint, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_types_are_strict(project: Path) -> None:
    result = subprocess.run([*RUN, "mypy"], cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_style_is_clean(project: Path) -> None:
    for command in (["ruff", "check", "."], ["ruff", "format", "--check", "."]):
        result = subprocess.run([*RUN, *command], cwd=project, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout


def test_no_source_file_over_400_lines(project: Path) -> None:
    long = {
        path.name: lines
        for path in (project / "src").rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert not long


def test_the_front_door_lists_all_it_offers() -> None:
    offered = [name for name in vars(kabgraph) if not name.startswith("_")]
    public = [name for name in offered if type(getattr(kabgraph, name)).__name__ != "module"]
    assert sorted(public) == kabgraph.__all__ == sorted(kabgraph.__all__)


def test_importing_kabgraph_loads_no_engine() -> None:
    engines = ("mkdocs", "jinja2", "typer", "pyoxigraph", "rdflib")
    code = f"import kabgraph, sys; print([name for name in {engines} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
