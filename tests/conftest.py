"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import kabgraph

PROJECT = Path(__file__).resolve().parents[1]
SMALL = PROJECT / "tests" / "data" / "small"
DECIDED = PROJECT / "tests" / "data" / "decided"
_SHARED = Path(os.environ.get("KABGRAPH_SHARED", PROJECT.parent / "shared"))

# A loaded machine is slow, and that is no fault of the code: no example has a deadline.
settings.register_profile("kabgraph", deadline=None)
settings.load_profile("kabgraph")


@pytest.fixture(scope="session")
def project() -> Path:
    """The project's own folder."""
    return PROJECT


@pytest.fixture(scope="session")
def library() -> kabgraph.Library:
    """The project's own library."""
    return kabgraph.load(PROJECT)


@pytest.fixture(scope="session")
def small() -> kabgraph.Library:
    """The small library of tests/data/small."""
    return kabgraph.load(SMALL)


@pytest.fixture(scope="session")
def decided() -> kabgraph.Library:
    """The library of tests/data/decided, through which people went."""
    return kabgraph.load(DECIDED)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with source talks, facts and cases; tests that need it skip without it."""
    if not (_SHARED / "talks").is_dir():
        pytest.skip("the source talks are not at hand (set KABGRAPH_SHARED to their folder)")
    return _SHARED
