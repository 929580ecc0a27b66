"""A folder with one short talk and the ontology that a test writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kabgraph import Library, load

TALK = """---
title: First
kind: talk
edition: original
language: en
source: s
rights: r
---
Bina stands above Malchut.
{: #p1 }
"""


@pytest.fixture
def library_of(tmp_path: Path) -> Callable[[str], Library]:
    """Load an ontology beside the talk ``first``."""

    def loaded(ontology: str) -> Library:
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / "first.md").write_text(TALK, encoding="utf-8")
        (tmp_path / "concepts.yaml").write_text(ontology, encoding="utf-8")
        return load(tmp_path)

    return loaded
