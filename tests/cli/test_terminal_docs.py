"""The page on work in the terminal shows what the commands print; KABGRAPH_WRITE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import csv
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

PAGE = "docs/teaching-in-the-terminal.md"
_BLOCK = re.compile(r"((?:<!-- [^\n]* -->\n)*)```console\n\$ (kabgraph [^\n]*)\n(.*?)```\n", re.DOTALL)
_TOLD = re.compile(r"<!-- (\w+): (.*) -->")


def test_what_the_page_shows_is_what_is_printed(
    project: Path, tmp_path: Path, terminal: Callable[..., Any], monkeypatch: Any
) -> None:
    for name in ("corpus", "queries"):
        shutil.copytree(project / name, tmp_path / name)
    shutil.copy(project / "concepts.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    page = (project / PAGE).read_text(encoding="utf-8")

    def anew(block: re.Match[str]) -> str:
        told = _TOLD.findall(block[1])
        printed = _printed(block[2], told, terminal)
        if _same(printed) == _same(block[3]):
            return block[0]
        return f"{block[1]}```console\n$ {block[2]}\n{printed}```\n"

    written = _BLOCK.sub(anew, page)
    assert len(_BLOCK.findall(page)) == 9
    if os.environ.get("KABGRAPH_WRITE_GOLDEN"):
        (project / PAGE).write_text(written, encoding="utf-8")
    assert written == page


def _printed(command: str, told: list[tuple[str, str]], terminal: Callable[..., Any]) -> str:
    for name, value in told:
        if name == "fill":
            _fill(value)
        elif name == "edit":
            _edit(value)
    keys = dict(told).get("keys", "")
    with terminal(*command.split()[1:], width=150) as shown:
        if keys:
            shown.wait("q quit")
        shown.end(keys)
        lines = shown.text.splitlines()
    if "from" in dict(told):
        first, last = dict(told)["from"].split(" to: ")
        start = next(n for n, line in enumerate(lines) if first in line)
        end = next(n for n in range(start, len(lines)) if lines[n].strip().startswith(last))
        lines = lines[start : end + 1]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _fill(value: str) -> None:
    name, _, said = value.partition(" ")
    path = Path(name)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    for row, decision in zip(rows, said.split(","), strict=True):
        row["decision"] = decision
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def _edit(value: str) -> None:
    talk, old, new = re.fullmatch(r'(\S+) "(.*)" "(.*)"', value).groups()  # type: ignore[union-attr]
    path = Path("corpus", f"{talk}.md")
    text = path.read_text(encoding="utf-8")
    old, new = (part.replace("\\n", "\n") for part in (old, new))
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _same(text: str) -> str:
    """Ids are drawn by lot, and the lines of a page are no wider than they must be."""
    return re.sub(r"a-[0-9a-z]{8}", "a-00000000", text)
