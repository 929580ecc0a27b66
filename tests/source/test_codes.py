"""Each code that the two rooms use stands in its table, and the other way round."""

import re
from pathlib import Path

import pytest

from kabgraph import corpus, source
from kabgraph.corpus.codes import WARNINGS


@pytest.mark.parametrize(("room", "letter"), [(source, "S"), (corpus, "T")])
def test_the_table_and_the_code_agree(room: object, letter: str, project: Path) -> None:
    name = room.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
    used: set[str] = set()
    for path in (project / "src" / "kabgraph" / name).glob("*.py"):
        if path.name != "codes.py":
            used |= set(re.findall(rf'"({letter}\d{{3}})"', path.read_text(encoding="utf-8")))
    assert used == set(room.CODES)  # type: ignore[attr-defined]


def test_fatal_codes_are_known_and_no_warnings() -> None:
    assert set(source.CODES) >= source.FATAL
    assert set(corpus.CODES) >= corpus.FATAL
    assert not corpus.FATAL & WARNINGS
