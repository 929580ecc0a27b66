"""The queue as a file that a person fills in: rows of a sheet, records in YAML, or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

from kabgraph.annotations import text_hash
from kabgraph.export import sheet
from kabgraph.library.asking import Asked, ask
from kabgraph.library.hall import Library
from kabgraph.library.review import Item
from kabgraph.source import quoted

Form = Literal["yaml", "csv", "jsonl"]
FORMS: tuple[Form, ...] = get_args(Form)
FORMAT = "kabgraph-suggestions/1"
TO_FILL = ("decision", "concept", "mode", "note")
COLUMNS = (
    *("passage", "before", "words", "after", "question", "candidates"),
    *TO_FILL,
    *("sort", "key", "text"),
)
"""What stands in a row, in this order; a person fills in ``TO_FILL`` and leaves the rest as it is."""

_HEAD = f"""\
format: {FORMAT}
# After "decision:" write accept, reject or skip; what stays empty stays undecided.
# Where another concept is meant, accept, and write it after "concept:", by any of its names.
# "mode:" is named (as is supposed), implied or analogy. Leave all other lines as they are.
suggestions:
"""


def write_suggestions(items: Iterable[Item], library: Library, form: Form) -> str:
    """Return the text of a file with a row for each item, in its context, undecided.

    >>> from kabgraph.library import load
    >>> small = load("tests/data/small")
    >>> print(write_suggestions(small.queue(concept="ELE")[:1], small, "csv").splitlines()[1][:52])
    "first#p1","Question: What do “","ELE","” and MA hav
    """
    rows = [_row(ask(item, library), library) for item in items]
    return _WRITERS[form](rows)


Value = str | Sequence[str]


def _row(asked: Asked, library: Library) -> Mapping[str, Value]:
    item, here = asked.item, asked.here
    question = asked.question
    if asked.proposed:
        question += f" Proposed: “{asked.proposed.words}” ({asked.proposed.passage})."
    choices = [f"{c.concept}: {c.label}{f'. {c.meaning}' if c.meaning else ''}" for c in asked.choices]
    known = item.span is not None
    return {
        "passage": here.passage,
        "before": here.before,
        "words": here.words,
        "after": here.after,
        "question": question,
        "candidates": choices,
        **dict.fromkeys(TO_FILL, ""),
        "sort": item.sort,
        "key": item.key,
        "text": text_hash(library.passage(here.passage).text) if known else "",
    }


def _csv(rows: Sequence[Mapping[str, Value]]) -> str:
    cells = [[v if isinstance(v := row[name], str) else " | ".join(v) for name in COLUMNS] for row in rows]
    return sheet(COLUMNS, cells)


def _jsonl(rows: Sequence[Mapping[str, Value]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _yaml(rows: Sequence[Mapping[str, Value]]) -> str:
    return _HEAD + "".join("\n" + _record(row) for row in rows) if rows else _HEAD.rstrip() + " []\n"


def _record(row: Mapping[str, Value]) -> str:
    lines: list[str] = []
    for key, value in row.items():
        if not isinstance(value, str):
            lines += [f"{key}:", *(f"- {quoted(one)}" for one in value)] if value else [f"{key}: []"]
        else:
            lines.append(f"{key}: {quoted(value)}" if value or key not in TO_FILL else f"{key}:")
    return "".join(f"{'  ' if n else '- '}{line}\n" for n, line in enumerate(lines))


_WRITERS = {"yaml": _yaml, "csv": _csv, "jsonl": _jsonl}
