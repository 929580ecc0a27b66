"""What the tests of vocabularies share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kabgraph.export import read_rdf
from kabgraph.vocabulary import Found, read_vocabulary

PREFIXES = """\
@prefix : <https://example.org/v/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> .
"""


@pytest.fixture(scope="session")
def prefixes() -> str:
    return PREFIXES


@pytest.fixture(scope="session")
def understood() -> Callable[[str], Found]:
    """Read Turtle, whose prefixes are given, as a vocabulary."""

    def read(turtle: str) -> Found:
        triples, findings = read_rdf(PREFIXES + turtle, "v.ttl", ".ttl")
        assert triples is not None, findings
        return read_vocabulary(triples, "v")

    return read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that has a corpus and no ontology."""
    (tmp_path / "corpus").mkdir()
    return tmp_path
