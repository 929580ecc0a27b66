"""Decisions for tests: records as a person's file holds them, on the words of a folder's texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import kabgraph
from kabgraph.annotations import as_lines, make_anchor
from kabgraph.model import Address, Annotation, LogEntry, Passage, Span, TalkId

_NUMBERS = count(1)


def record(
    passage: Passage, exact: str, by: str = "teacher1", nth: int = 0, old: str = "", **values: Any
) -> Annotation:
    """Return a record on the ``nth`` place of ``exact``, made when the passage still read ``old``."""
    seen = replace(passage, text=old) if old else passage
    at = -1
    for _ in range(nth + 1):
        at = seen.text.index(exact, at + 1)
    span = Span(at, at + len(exact))
    given: dict[str, Any] = {
        "id": f"a-{next(_NUMBERS):08d}",
        "talk": TalkId(passage.talk),
        "concept": "",
        "mode": "named",
        "status": "accepted",
        "anchor": make_anchor(seen, span),
        "by": by,
        "state": "exact",
        "span": span,
        "address": Address(""),
        "origin": "manual",
        "log": (LogEntry("2026-11-22T10:04:00Z", by, "created"),),
    }
    return Annotation(**(given | values))


def write(folder: Path, *records: Annotation) -> None:
    """Write the records as the files of their users; what stood there before is gone."""
    for talk, by in dict.fromkeys((each.talk, each.by) for each in records):
        path = folder / "corpus" / "annotations" / talk / f"{by}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        own = [as_lines(each) for each in records if (each.talk, each.by) == (talk, by)]
        head = f"format: kabgraph-annotations/1\ntalk: {talk}\nannotations:\n\n"
        path.write_text(head + "\n".join(own), encoding="utf-8")


def decide(folder: Path, *records: Annotation) -> kabgraph.Library:
    """Write the records and load the folder."""
    write(folder, *records)
    return kabgraph.load(folder)
