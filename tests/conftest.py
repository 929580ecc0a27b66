"""What all tests share."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import kabgraph
from kabgraph.annotations import CONTEXT, text_hash

PROJECT = Path(__file__).resolve().parents[1]
SMALL = PROJECT / "tests" / "data" / "small"
DECIDED = PROJECT / "tests" / "data" / "decided"
CHROMIUM = os.environ.get("KABGRAPH_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
FLAGS += ("--disable-component-update", "--disable-sync")
_SHARED = Path(os.environ.get("KABGRAPH_SHARED", PROJECT.parent / "shared"))

# A shell that starts the tests in the background has interrupts ignored, and so has all that they start.
with suppress(ValueError):
    signal.signal(signal.SIGINT, signal.default_int_handler)

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


def annotate(root: Path, talk: str, user: str, *marks: str) -> None:
    """Write a user's file; a mark is ``id passage concept mode status words|note``."""
    passages = {passage.id: passage.text for passage in kabgraph.load(root).talk(talk).passages}
    lines = ["format: kabgraph-annotations/1", f"talk: {talk}", "annotations:"]
    for mark in marks:
        id_, passage, concept, mode, status, rest = mark.split(" ", 5)
        words, _, note = rest.partition("|")
        text = passages[passage]
        start = max(text.find(words), 0)
        end = start + len(words)
        anchor = {
            "passage": passage,
            "exact": words,
            "prefix": text[max(0, start - CONTEXT) : start],
            "suffix": text[end : end + CONTEXT],
            "start": start,
            "end": end,
            "text": text_hash(text),
        }
        lines += [f"- id: a-{id_}", "  kind: mention", f"  concept: {concept}", f"  mode: {mode}"]
        lines += [f"  status: {status}", f"  anchor: {json.dumps(anchor, ensure_ascii=False)}"]
        lines += [f"  note: {json.dumps(note, ensure_ascii=False)}"] if note else []
    file = root / "corpus" / "annotations" / talk / f"{user}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture(scope="session")
def two_annotators(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data with the decisions of two more people; to read, not to change."""
    root = Path(shutil.copytree(SMALL, tmp_path_factory.mktemp("two") / "small"))
    annotate(
        root,
        "first",
        "ada",
        "00000001 p1 ele named accepted ELE",
        "00000002 p1 malchut implied accepted lowers ELE into Malchut",
        "00000003 p1 bina named rejected Bina|=1+1 is no <b>Sefira</b> here",
        "00000004 p2 group named accepted the group",
        "00000005 p2 malchut implied retired care",
        "00000006 p1 ma_what named skipped MA",
    )
    annotate(root, "second", "ada", "00000007 p1 group named accepted the group")
    annotate(
        root,
        "first",
        "ben",
        "10000001 p1 ele named accepted ELE",
        "10000002 p1 malchut analogy accepted into Malchut|a picture",
        "10000003 p1 bina named accepted Bina",
        "10000004 p2 lower_part implied accepted group",
        "10000005 p2 malchut implied accepted care",
        "10000006 p2 bina implied accepted words that are gone",
    )
    return root


@pytest.fixture(scope="session")
def whole_site(library: kabgraph.Library, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own library as a site."""
    from kabgraph.pages.build import build_site  # noqa: PLC0415 - slow to load

    return build_site(library, tmp_path_factory.mktemp("whole") / "out").site
