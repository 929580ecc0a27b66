"""``kabgraph class``: a sheet for a class as a page, as cards and as Markdown."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SMALL = Path(__file__).parents[1] / "data" / "small"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kabgraph", *map(str, arguments)],
        cwd=cwd or SMALL,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_the_ending_of_the_file_tells_the_form(tmp_path: Path) -> None:
    begins = {"a.html": "<!doctype html>", "a.tsv": "#separator:tab\n#html:false\n", "a.md": "# A First Talk"}
    for name, begin in begins.items():
        result = run("class", "first", "-o", tmp_path / name)
        assert (result.returncode, result.stdout) == (0, "")
        assert result.stderr == f"wrote {tmp_path / name}\n"
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begin)
    whole = run("class", "first", "--format", "html")
    assert whole.stdout == (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Answer key" in whole.stdout


def test_a_concept_passages_parts_and_a_title() -> None:
    result = run("class", "בינה", "--passages", "first#p1", "--parts", "gaps,key", "--title", "Monday")
    assert result.returncode == 0
    assert "Monday</h1>" in result.stdout
    assert 'class="kg-asked"' not in result.stdout
    assert "Fill the gaps" in result.stdout
    text = run("class", "first", "second", "--format", "md", "--parts", "passages").stdout
    assert text.startswith("# A sheet of passages")
    assert "Answer key" not in text
    assert "Source and rights" in run("class", "first", "--format", "md", "--parts", "none").stdout


def test_what_cannot_be_is_said_with_a_remedy(tmp_path: Path) -> None:
    for arguments, words in (
        (["frist"], "no talk or concept is called 'frist'; did you mean 'first'"),
        (["first", "--passages", "p7"], "no passage 'p7' is among the passages of first"),
        ([], "no passage was chosen; name a talk, a concept or --passages"),
        (["first", "--parts", "gabs"], "a sheet has no part 'gabs'; use gaps"),
    ):
        result = run("class", *arguments)
        assert result.returncode in (1, 2)
        assert result.stdout == ""
        assert words in result.stderr
        assert "Traceback" not in result.stderr
    assert run("class", "first", "-o", tmp_path / "no" / "a.html").returncode == 1
