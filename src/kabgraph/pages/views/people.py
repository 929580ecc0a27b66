"""Who wrote a decision down, in words."""

from __future__ import annotations

from collections.abc import Iterable

from kabgraph.model import Annotation
from kabgraph.pages.views.words import listed


def people(records: Iterable[Annotation]) -> str:
    """Return who wrote the records, as one says it in a sentence."""
    return listed(list(dict.fromkeys(record.by for record in records)))


def recorded(records: Iterable[Annotation], verb: str = "Recorded") -> tuple[str, ...]:
    """Return a line for each record: who wrote it, in which file, and why."""
    return tuple(
        f"{verb} by {record.by} in {record.address.file}{f': {record.note}' if record.note else ''}"
        for record in records
    )
