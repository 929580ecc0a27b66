"""Whoever uses the library from a typed program finds its types: a caller's file under strict mypy."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

CALLER = """\
import kabgraph as kg

k: kg.Library = kg.load()
for relation in k.relations("Bina", "gives_to").where(standing="asserted").sort("id"):
    ends: tuple[str, str] = (relation.subject, relation.object)
    refs: tuple[str, ...] = relation.evidence
for line in k.kwic("ELE", words=6, sort="left"):
    text: str = line.left + line.hit + line.right
dp: float | None = k.dispersion("Light")[0].dp
g2: float = k.keyness("place-of-residence")[0].g2
pmi: float = k.collocates("Light", within="sentence")[0].pmi
chains: list[int] = [len(row.chain) for row in k.closure("part_of")]
near: kg.Neighborhood = k["Bina"].neighborhood(2)
groups: dict[object, int] = {key: len(found) for key, found in k.relations().group("type").items()}
table: str = k.passages("Malchut", "Zeir Anpin", within=5, ordered=True).csv()
cited: str = k.paths("group", "Creator", max_length=3).cite()
reveal_type(k.kwic("ELE"))
reveal_type(k.kwic("ELE")[0])
reveal_type(k.roles("Bina").filter(lambda part: part.role == "agent"))
reveal_type(k.concepts(mentioned=False)[0].neighborhood())
k.kwic("ELE", sort="middle")
k.collocates("Light", within=5)
"""


def test_a_callers_file_is_checked(tmp_path: Path, project: Path) -> None:
    assert (project / "src/kabgraph/py.typed").exists()
    (tmp_path / "caller.py").write_text(CALLER, "utf-8")
    result = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent"),
            *(f"--cache-dir={project / '.mypy_cache' / 'callers'}", str(tmp_path / "caller.py")),
        ],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": str(project / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    said = [re.sub(r"^.*caller\\.py:", "", line) for line in result.stdout.splitlines()]
    revealed = re.findall(r'Revealed type is "(.+?)"', result.stdout)
    assert revealed == [
        "kabgraph.library.results.Results[kabgraph.library.kwic.KwicLine]",
        "kabgraph.library.kwic.KwicLine",
        "kabgraph.library.results.Results[kabgraph.library.roles.Participation]",
        "kabgraph.library.neighborhood.Neighborhood",
    ], result.stdout + result.stderr
    wrong = [line for line in said if " error: " in line]
    assert len(wrong) == 2, result.stdout
    assert 'Argument "sort" to "kwic"' in wrong[0]
    assert 'Argument "within" to "collocates"' in wrong[1]
