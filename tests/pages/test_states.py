"""A talk is edited under people's decisions: each state once, from the file to the page and to the checks."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from deciding import record, write

import kabgraph
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages

FOLDER = Path(__file__).resolve().parents[1] / "data" / "decided"
EDITS = {
    "MA is no number.": "MA is no number, as they say there.",
    "Malchut takes. Care reaches the group as soon as it asks.": "Malchut takes it.",
    "Bina is not Malchut. Who hears the desire of another hears it twice: it is the desire that speaks.": (
        "Bina is never Malchut. A desire wakes, a desire sleeps: so it is in the group."
    ),
}
WORDS = {
    "exact": ("p2", "lower part of Bina", "lower_part", "named"),
    "shifted": ("p1", "Malchut", "malchut", "named"),
    "weak": ("p3", "takes", "malchut", "implied"),
    "ambiguous": ("p4", "desire", "malchut", "implied"),
    "changed": ("p4", "Bina is not Malchut", "bina", "implied"),
    "moved?": ("p3", "the group", "group", "named"),
    "orphan": ("p4", "speaks", "bina", "implied"),
}
CODES = {"weak": "A201", "ambiguous": "A202", "changed": "A203", "moved?": "A204", "orphan": "A205"}
SAID = {
    "ambiguous": "Ambiguous: the words stand in several places. Perhaps in [#p4|passage 4]: "
    "“Bina is never Malchut. A *desire* wakes, a desire sleeps: so it is …”",
    "changed": "Changed: the words, or what stood about them, are others now. Perhaps in [#p4|passage 4]: "
    "“*Bina is never Malchut.* A desire wakes, a desire sleeps: …”",
    "moved?": "Moved? The words stand in another passage. Perhaps in [#p4|passage 4]: "
    "“… a desire sleeps: so it is in *the group*.”",
    "orphan": "Orphan: the words are gone from the talk.",
}


def _by_hand(folder: Path, text: str) -> None:
    (folder / "corpus" / "first.md").write_text(text, encoding="utf-8")


def _by_import(folder: Path, text: str) -> None:
    source = folder.parent / "first.md"
    source.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "kabgraph", "import", source, "--root", folder, "--update", "--yes"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})
    assert done.returncode == 0, done.stderr
    assert (folder / "corpus" / "first.md").read_text(encoding="utf-8").count("never Malchut") == 1


@pytest.mark.parametrize("edit", [_by_hand, _by_import])
def test_each_state_is_told_on_the_page_and_by_the_checks(
    edit: Callable[[Path, str], None], tmp_path: Path, as_text: Callable[[str], str]
) -> None:
    folder = Path(shutil.copytree(FOLDER, tmp_path / "own"))
    shutil.rmtree(folder / "corpus" / "annotations")
    passages = {passage.id: passage for passage in kabgraph.load(folder).talk("first").passages}
    made = {
        state: record(passages[passage], exact, concept=concept, mode=mode)
        for state, (passage, exact, concept, mode) in WORDS.items()
    }
    write(folder, *made.values())
    assert {annotation.state for annotation in kabgraph.load(folder).annotations} == {"exact"}
    marks = folder / "corpus" / "annotations" / "first" / "teacher1.yaml"
    before = marks.read_bytes()

    text = (folder / "corpus" / "first.md").read_text(encoding="utf-8")
    for old, new in EDITS.items():
        assert old in text
        text = text.replace(old, new)
    edit(folder, text)

    library = kabgraph.load(folder)
    ids = {each.id: state for state, each in made.items()}
    assert {ids[a.id]: a.state for a in library.annotations} == {state: state for state in WORDS}
    placed = [a for a in library.annotations if a.span]
    assert {ids[a.id] for a in placed} == {"exact", "shifted", "weak"}
    for annotation in placed:
        assert library.passage(annotation.passage).text[annotation.span.slice] == annotation.anchor.exact
    assert marks.read_bytes() == before

    told = {f.code: f.message for f in library.check() if f.code.startswith("A")}
    assert sorted(told) == sorted(CODES.values())
    for state, code in CODES.items():
        assert made[state].id in told[code]

    page = next(page for page in all_pages(Desk(library)) if page.uri == "talks/first.html")
    lines = as_text(page.body)
    assert "[#lost|4 lost], [#check|1 to check]." in lines
    for state, said in SAID.items():
        assert f"“{WORDS[state][1]}” for [" in lines
        assert said in lines
    check = lines.partition("### To check")[2]
    assert check.startswith(
        "\nThey count where they stand.\n“takes” for [../concepts/malchut.html|Malchut], implied"
    )
    assert [m.surface for m in library.mentions if m.status == "confirmed"] == [
        "Malchut",
        "lower part of Bina",
        "takes",
    ]
