"""Answers as text that other programs read: CSV, JSON, a Markdown table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from kabgraph.export import as_json, disarmed
from kabgraph.library.citation import citation, notes

if TYPE_CHECKING:
    from kabgraph.library.results import Results

_BETWEEN = {"quotes": " | ", "sentences": " | ", "chain": " | ", "labels": "; "}
_MARKUP = re.compile(r"([\\`*_\[\]<>|#~&])")


def cell(name: str, value: Any) -> str:
    """Return a value as the text of one cell; several of something stand side by side.

    >>> cell("evidence", ["first#p1", "first#p2"]), cell("inferred", False), cell("dp", None)
    ('first#p1 first#p2', 'no', '')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return _BETWEEN.get(name, " ").join(map(str, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {each}" for key, each in value.items())
    return "" if value is None else str(value)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return CSV with a header; a cell that a spreadsheet would run has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([disarmed(cell(name, row[name])) for name in columns] for row in rows)
    return text.getvalue()


def as_document(results: Results[Any]) -> str:
    """Return a JSON document that says what was asked of which data, and how to cite it."""
    asked = results.asked
    head: dict[str, Any] = {}
    if asked:
        head = {
            "asked": asked.line,
            "version": asked.library.version,
            "cite": citation(results),
            "notes": list(notes(results)),
        }
    return as_json({**head, "count": len(results), "answers": results.rows()})


def as_markdown(results: Results[Any]) -> str:
    """Return a table, and below it the citation; words from the data are never markup."""
    columns = results.columns
    rows = [[_escaped(cell(name, row[name])) for name in columns] for row in results.rows()]
    lines = [f"| {' | '.join(each)} |" for each in (columns, ["---"] * len(columns), *rows)]
    cited = citation(results).splitlines() if results.asked else []
    return "\n".join([*lines, "", *(f"{_escaped(line)}  " for line in cited)]).rstrip() + "\n"


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
