"""A file of suggestions that came back: its rows, each cell with its place."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kabgraph.export import rearmed
from kabgraph.library.suggestions import COLUMNS, FORMAT, FORMS, TO_FILL, Form
from kabgraph.model import Address, Finding, Level
from kabgraph.source import Document, escape, parse_yaml, read_text, shown
from kabgraph.text import nearest

CODES = {
    "D101": "suggestions that cannot be read",
    "D102": "a column of suggestions that is missing",
    "D103": "a decision that is none",
    "D104": "a decision on a concept that is not known, or not meant",
    "D105": "a mode that is none",
    "D106": "two decisions on the same words",
    "D107": "a decision that cannot be carried out",
    "D108": "a row without a decision that has something filled in",
    "D109": "a row whose words were changed",
    "D110": "a column of suggestions that is not known",
    "D111": "a decision on words that are no longer there",
    "D112": "a decision on what is decided already",
}
"""Code -> what it says."""

WARNINGS = frozenset({"D110", "D111", "D112"})
_NEEDED = ("key", "words", "decision")


def finding(place: Address, code: str, said: str, remedy: str) -> Finding:
    """Return a finding of this room."""
    level: Level = "warning" if code in WARNINGS else "error"
    return Finding(place, code, level, said, remedy)


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it came back: what stands under each name, and where."""

    values: Mapping[str, str]
    places: Mapping[str, Address]
    address: Address

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def at(self, name: str) -> Address:
        """Where a value stands; the row where it has none."""
        return self.places.get(name, self.address)


def form_of(path: Path) -> Form | None:
    """Return the form that a file's name tells.

    >>> form_of(Path("a.yml")), form_of(Path("a.txt"))
    ('yaml', None)
    """
    ending = path.suffix.lower().lstrip(".")
    ending = "yaml" if ending == "yml" else ending
    return next((form for form in FORMS if form == ending), None)


def read_filled(path: Path, form: Form) -> tuple[list[Row], list[Finding]]:
    """Return the rows of a file and all that keeps it from being read; never raises for what it is."""
    file = escape(path.as_posix())
    text, findings = read_text(path, path.parent, file)
    if text is None:
        return [], findings
    rows, said = _READERS[form](text, file)
    return rows, [*findings, *said]


def _from_csv(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    starts = _cell_starts(text, delimiter, file)
    rows: list[Row] = []
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        findings = _columns(names, next(starts), file)
        if any(f.level == "error" for f in findings):
            return [], findings
        line = reader.line_num + 1
        for cells in reader:
            places = dict(zip(names, next(starts, ()), strict=False))
            if any(cell.strip() for cell in cells):
                values = {name: rearmed(cell) for name, cell in zip(names, cells, strict=False) if name}
                rows.append(Row(values, places, Address(file, line)))
            line = reader.line_num + 1
    except csv.Error as error:
        said = f"this is no CSV: {escape(str(error))}"
        remedy = "save the sheet as CSV anew, with its quotation marks"
        return rows, [finding(Address(file, reader.line_num), "D101", said, remedy)]
    return rows, findings


def _cell_starts(text: str, delimiter: str, file: str) -> Iterator[list[Address]]:
    """Where each cell of each row begins."""
    line, start, inside = 1, 0, False
    row = [Address(file)]
    for sign in re.finditer(f'["\n{delimiter}]', text):
        if sign[0] == '"':
            inside = not inside
        elif sign[0] == "\n":
            line, start = line + 1, sign.end()
            if not inside:
                yield row
                row = [Address(file, line)]
        elif not inside:
            row.append(Address(file, line, sign.end() - start + 1))
    yield row


def _columns(names: Sequence[str], places: Sequence[Address], file: str) -> list[Finding]:
    found = [
        finding(Address(file), "D102", f"there is no column {name!r}", "put the first row back as it was")
        for name in _NEEDED
        if name not in names
    ]
    twice = {name for name in names if name and names.count(name) > 1}
    found += [
        finding(Address(file), "D101", f"the column {shown(name)} is there twice", "delete one of them")
        for name in sorted(twice)
    ]
    return [*found, *_unknown((name, place) for name, place in zip(names, places, strict=False) if name)]


def _unknown(names: Iterable[tuple[str, Address]]) -> Iterator[Finding]:
    for name, place in names:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            remedy = f"did you mean {near[0]!r}?" if near else "it may stay: it is not read"
            yield finding(place, "D110", f"{shown(name)} is not read", remedy)


def _from_yaml(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    document = parse_yaml(text, file)
    data, findings = document.data, list(document.findings)
    if any(f.level == "error" for f in findings):
        return [], findings
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        place = document.at(("format",)) if isinstance(data, dict) else Address(file)
        return [], [*findings, finding(place, "D101", "this is no file of suggestions", _BEGIN)]
    records = data.get("suggestions") or []
    if not isinstance(records, list):
        said = "'suggestions' should be a list"
        return [], [*findings, finding(document.at(("suggestions",)), "D101", said, "write '- passage: ...'")]
    rows = [_record(record, document, ("suggestions", n), findings) for n, record in enumerate(records)]
    return [row for row in rows if row], findings


_BEGIN = f"begin it with 'format: {FORMAT}', as kabgraph suggest writes it"


def _record(
    record: Any, document: Document, path: tuple[str | int, ...], findings: list[Finding]
) -> Row | None:
    place = document.at(path)
    if not isinstance(record, dict):
        findings.append(finding(place, "D101", "a suggestion should be a mapping", "write '- passage: ...'"))
        return None
    places = {key: document.at((*path, key)) for key in record}
    row = _checked(record, places, place, findings)
    findings += _unknown((key, document.key_at((*path, key))) for key in record)
    return row


def _checked(
    record: Mapping[str, Any], places: Mapping[str, Address], place: Address, findings: list[Finding]
) -> Row | None:
    """The row of a record, if it has what a row needs."""
    missing = [name for name in _NEEDED if name not in record]
    findings += [
        finding(place, "D102", f"{name!r} is missing", "put the line back as it was") for name in missing
    ]
    odd = [name for name in (*_NEEDED, *TO_FILL) if not isinstance(record.get(name) or "", str)]
    findings += [
        finding(places[name], "D101", f"{name!r} should be text", "put it in quotes")
        for name in dict.fromkeys(odd)
    ]
    if missing or odd:
        return None
    values = {key: value for key, value in record.items() if isinstance(value, str)}
    return Row(values, places, place)


def _from_jsonl(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    rows: list[Row | None] = []
    findings: list[Finding] = []
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError) as error:
            column = error.colno if isinstance(error, json.JSONDecodeError) else 1
            said = f"this is no JSON: {escape(str(error).partition(':')[0])}"
            findings.append(finding(Address(file, n, column), "D101", said, "write one object a line"))
            continue
        if not isinstance(record, dict):
            said = "a line should be an object"
            findings.append(finding(Address(file, n), "D101", said, 'write {"key": ..., "decision": ...}'))
            continue
        places = {key: Address(file, n, line.find(json.dumps(key, ensure_ascii=False)) + 1) for key in record}
        rows.append(_checked(record, places, Address(file, n), findings))
        findings += _unknown(places.items())
    return [row for row in rows if row], findings


_READERS = {"yaml": _from_yaml, "csv": _from_csv, "jsonl": _from_jsonl}
