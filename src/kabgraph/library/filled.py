"""A file of suggestions that came back: its rows, each cell with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kabgraph.export import rearmed
from kabgraph.library.suggestions import COLUMNS, FORMAT, FORMS, TO_FILL, Form
from kabgraph.model import Address, Finding, Level
from kabgraph.source import Branch, Document, escape, parse_csv, parse_json, parse_yaml, read_text, shown
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
    document = parse_csv(text, file)
    if document.data is None:
        return [], list(document.findings)
    columns = document.places.by_key if isinstance(document.places, Branch) else {}
    names = {name: name.lower() for name in columns if name}
    findings = [
        finding(Address(file), "D102", f"there is no column {name!r}", "put the first row back as it was")
        for name in _NEEDED
        if name not in names.values()
    ]
    findings += _unknown((names[name], document.key_at((name,))) for name in names)
    if any(f.level == "error" for f in findings):
        return [], findings
    rows = []
    for n, cells in enumerate(document.data):
        values = {new: rearmed(cells[name]) for name, new in names.items()}
        places = {new: document.at((n, name)) for name, new in names.items()}
        rows.append(Row(values, places, document.at((n,))))
    return rows, findings


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
        findings.append(
            finding(place, "D101", "a suggestion should be a mapping", "write it as kabgraph suggest does")
        )
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
        document = parse_json(line, file, n)
        findings += document.findings
        if not any(f.level == "error" for f in document.findings):
            rows.append(_record(document.data, document, (), findings))
    return [row for row in rows if row], findings


_READERS = {"yaml": _from_yaml, "csv": _from_csv, "jsonl": _from_jsonl}
