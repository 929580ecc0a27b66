"""What all tests share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import kabgraph

PROJECT = Path(__file__).resolve().parents[1]
SMALL = PROJECT / "tests" / "data" / "small"
CHROMIUM = os.environ.get("KABGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FLAGS += ("--disable-component-update", "--disable-sync")
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
def shared() -> Path:
    """The folder with source talks, facts and cases; tests that need it skip without it."""
    if not (_SHARED / "talks").is_dir():
        pytest.skip("the source talks are not at hand (set KABGRAPH_SHARED to their folder)")
    return _SHARED


@pytest.fixture(scope="session")
def launch() -> Iterator[Callable[..., AbstractContextManager[Any]]]:
    """Start a Chromium without a window, with more flags; skipped where there is none, unless required."""
    reason = "" if CHROMIUM else "no chromium on the path (or set KABGRAPH_CHROMIUM)"
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - may be missing
    except ImportError:
        reason = "playwright is not installed"
    if reason:
        if os.environ.get("KABGRAPH_BROWSER") == "required":
            pytest.fail(f"a browser is required: {reason}")
        pytest.skip(reason)
    with sync_playwright() as playing:

        @contextmanager
        def launched(*flags: str) -> Iterator[Any]:
            started = playing.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
            yield started
            started.close()

        yield launched


@pytest.fixture(scope="session")
def browser(launch: Callable[..., AbstractContextManager[Any]]) -> Iterator[Any]:
    """The Chromium of all browser tests."""
    with launch() as started:
        yield started
