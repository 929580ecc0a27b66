"""Annotations as one CSV file, out and in again: a row for each, with all that a record holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kabgraph.export.exchange.arrived import Arrived, Words, finding
from kabgraph.export.exchange.proposal import AnchorPart
from kabgraph.export.exchange.shape import Path, checked
from kabgraph.export.parts import Parts
from kabgraph.export.sheets import rearmed, sheet
from kabgraph.model import Anchor, Annotation, Finding
from kabgraph.source import Document, parse_json, shown
from kabgraph.text import nearest

COLUMNS = (
    "id", "talk", "passage", "edition", "exact", "kind", "concept", "mode", "status", "note", "from", "type",
    "to", "stance", "same", "different", "condition", "prefix", "suffix", "start", "end", "text", "also",
    "origin", "replaces", "by", "log", "state",
)  # fmt: skip
"""The columns; a file from elsewhere needs ``talk`` and ``exact``, and may lack any other."""

_NEEDED = ("talk", "exact")
_ANCHOR = ("passage", "exact", "prefix", "suffix", "start", "end", "text")
_PLAIN = ("id", "kind", "concept", "mode", "status", "note", "stance", "origin", "replaces")
_LINK = ("from", "type", "to")
_EQUATION = ("same", "different", "condition")
_TALK = re.compile(r"[a-z0-9-]+")
_NUMBER = re.compile(r"[0-9]{1,9}")


def write_annotation_table(parts: Parts) -> bytes:
    """Write the annotations as CSV; a spreadsheet may open it, and runs no cell of it."""
    return sheet(COLUMNS, (_row(parts, each) for each in parts.annotations)).encode()


def _row(parts: Parts, value: Annotation) -> list[object]:
    link, claim = value.relation, value.claim
    cells: dict[str, object] = {
        **{key: getattr(value, key) for key in ("id", "talk", "kind", "concept", "status", "state", "note")},
        **{key: getattr(value.anchor, key) for key in _ANCHOR},
        "edition": parts.editions[value.talk],
        "mode": value.mode if value.kind == "mention" else "",
        "also": json.dumps([_anchor(a) for a in value.also], ensure_ascii=False) if value.also else "",
        "origin": value.origin,
        "replaces": value.replaces,
        "by": value.by,
        "log": json.dumps([[e.at, e.by, e.did] for e in value.log], ensure_ascii=False) if value.log else "",
    }
    if link:
        cells |= {"from": link.subject, "type": link.type, "to": link.object, "stance": value.stance}
    if claim:
        cells |= {claim.kind: " ".join(claim.concepts), "condition": claim.condition}
    return [cells.get(name) for name in COLUMNS]


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {key: getattr(anchor, key) for key in _ANCHOR}


def read_table(document: Document, findings: list[Finding]) -> Iterator[Arrived]:
    """Yield the sound rows of a document; ``findings`` gets what is wrong with the others."""
    header = getattr(document.places, "by_key", {})
    known = True
    for name in header:
        if name not in COLUMNS:
            near = nearest(name, COLUMNS)
            remedy = f"did you mean {shown(near[0])}?" if near else "delete it, or name it as the format does"
            findings.append(
                finding(document.key_at((name,)), "X103", f"unknown column {shown(name)}", remedy)
            )
            known = False
    for name in _NEEDED:
        if name not in header:
            said = f"there is no column {shown(name)}"
            remedy = f"the first line names the columns, {' and '.join(_NEEDED)} at least"
            findings.append(finding(document.at(), "X104", said, remedy))
            known = False
    for n, row in enumerate(document.data if known else ()):
        reader = _RowReader(document, (n,), {key: rearmed(cell) for key, cell in row.items() if cell})
        arrived = reader.read()
        findings += reader.findings
        if arrived:
            yield arrived


class _RowReader:
    """One row; an empty cell says nothing."""

    def __init__(self, document: Document, path: Path, cells: Mapping[str, str]) -> None:
        self.findings: list[Finding] = []
        self._document, self._path, self._cells = document, path, cells

    def read(self) -> Arrived | None:
        cells = self._cells
        for key in _NEEDED:
            if key not in cells:
                self._report(key, "X104", f"the cell of {shown(key)} is empty", "write it")
        if "talk" in cells and not _TALK.fullmatch(cells["talk"]):
            said = f"{shown(cells['talk'])} is no id of a talk"
            self._report("talk", "X105", said, "ids are small letters, digits and hyphens")
        words = (self._words({key: cells[key] for key in _ANCHOR if key in cells}), *self._also())
        log = self._log()
        if self.findings:
            return None
        record = {key: cells[key] for key in _PLAIN if key in cells} | log | self._relation() | self._claim()
        if "kind" not in record:
            record["kind"] = "mention" if "concept" in record else "note"
        return Arrived(
            address=self._document.at(self._path),
            talk=cells["talk"],
            talk_address=self._document.at((*self._path, "talk")),
            by=cells.get("by", ""),
            words=tuple(each for each in words if each),
            record={"origin": "csv", **record} if "id" not in record else record,
            own="id" in record and "status" in record,
            places={key: self._document.at((*self._path, self._column(key))) for key in record},
        )

    @staticmethod
    def _column(key: str) -> str:
        return {"relation": "from", "claim": "same"}.get(key, key)

    def _relation(self) -> dict[str, Any]:
        link = {key: self._cells[key] for key in _LINK if key in self._cells}
        return {"relation": link} if link else {}

    def _claim(self) -> dict[str, Any]:
        given = {key: self._cells[key] for key in _EQUATION if key in self._cells}
        claim = {key: cell if key == "condition" else cell.split() for key, cell in given.items()}
        return {"claim": claim} if claim else {}

    def _words(self, given: Mapping[str, str]) -> Words | None:
        anchor: dict[str, Any] = dict(given)
        for key in ("start", "end"):
            if key in anchor and not _NUMBER.fullmatch(anchor[key]):
                said = f"{shown(anchor[key])} is no place in a passage"
                self._report(key, "X105", said, "count code points from the passage's first, from 0")
                return None
            if key in anchor:
                anchor[key] = int(anchor[key])
        held = Document(self._document.file, anchor, places=self._document.places)
        return self._checked(held, anchor, "exact")

    def _checked(self, document: Document, anchor: Any, key: str) -> Words | None:
        said: list[Finding] = []
        part = checked(AnchorPart, Document(document.file, anchor), (), said)
        for found in said:
            self._report(key, found.code, found.message, found.remedy)
        return part.words() if part else None

    def _also(self) -> list[Words | None]:
        given = self._json("also")
        return [self._checked(self._document, each, "also") for each in given]

    def _log(self) -> dict[str, Any]:
        entries = self._json("log")
        if any(
            not isinstance(each, list) or len(each) != 3 or not all(isinstance(x, str) for x in each)
            for each in entries
        ):
            self._report("log", "X105", "the log is no list of [at, by, did]", "leave it as it was exported")
            return {}
        return (
            {"log": [dict(zip(("at", "by", "did"), each, strict=True)) for each in entries]}
            if entries
            else {}
        )

    def _json(self, key: str) -> list[Any]:
        if key not in self._cells:
            return []
        inner = parse_json(self._cells[key], self._document.file)
        if isinstance(inner.data, list) and not any(found.level == "error" for found in inner.findings):
            return inner.data
        self._report(key, "X105", f"the cell of {shown(key)} holds no list", "leave it as it was exported")
        return []

    def _report(self, key: str, code: str, said: str, remedy: str) -> None:
        self.findings.append(finding(self._document.at((*self._path, key)), code, said, remedy))
