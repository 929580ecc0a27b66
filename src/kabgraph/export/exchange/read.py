"""A file of annotations from elsewhere -> what arrived in it, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath
from typing import Any

from kabgraph.export.exchange.arrived import Arrived, finding
from kabgraph.export.exchange.foreign import read_foreign, read_row
from kabgraph.export.exchange.own import context_holds, is_own, read_own
from kabgraph.export.exchange.proposal import read_proposals
from kabgraph.export.exchange.schema import CollectionPart, PagePart
from kabgraph.export.exchange.shape import Path, checked
from kabgraph.export.exchange.table import read_table
from kabgraph.model import Finding
from kabgraph.source import Document, parse_csv, parse_json

_TABLES = (".csv", ".tsv")
_ROWS = ("rows", "annotations")
_PATHS: dict[str, Path] = {
    "AnnotationCollection": ("first", "items"),
    "AnnotationPage": ("items",),
    "Annotation": (),
}
_UNKNOWN = (
    "this is no file of annotations that is known",
    "it may be a proposal file, Web Annotation JSON-LD, an export of Hypothesis, or CSV (named .csv)",
)
_NO_PAGE = (
    "no list of annotations stands here",
    "save the page of annotations itself, and import it: nothing is fetched",
)


def read_arrivals(text: str, file: str) -> tuple[list[Arrived], list[Finding]]:
    """Return the annotations in the text of a file (LF line ends), and all that is wrong with it.

    Its name tells CSV from JSON; which JSON it is, its keys tell. Nothing is fetched, whatever the file
    names.
    """
    is_table = PurePath(file).suffix.lower() in _TABLES
    document = parse_csv(text, file) if is_table else parse_json(text, file)
    findings = list(document.findings)
    if any(found.level == "error" for found in findings):
        return [], findings
    arrivals = read_table(document, findings) if is_table else _json(document, findings)
    return list(arrivals), findings


def _json(document: Document, findings: list[Finding]) -> Iterator[Arrived]:
    data = document.data
    if isinstance(data, dict) and "format" in data:
        yield from read_proposals(document, findings)
        return
    path, rows_at = _path_of(data), ""
    if path is None:
        rows_at = next(
            (key for key in _ROWS if isinstance(data, dict) and isinstance(data.get(key), list)), ""
        )
        path = (rows_at,) if rows_at else None
    if path is None:
        findings.append(finding(document.at(), "X101", *_UNKNOWN))
        return
    items = data
    for step in path:
        items = items.get(step) if isinstance(items, dict) else None
    if path and not isinstance(items, list):
        findings.append(finding(document.at(path), "X101", *_NO_PAGE))
        return
    several = items if isinstance(items, list) else [items]
    if not rows_at and not _frame_holds(document, path, several, findings):
        return
    for n, item in enumerate(several):
        place = (*path, n) if isinstance(items, list) else path
        read = read_row if rows_at else _reader_of(item)
        if arrived := read(document, place, findings):
            yield arrived


def _path_of(data: Any) -> Path | None:
    """Where the annotations of a file in the shapes of the Web Annotation model stand, if it has one."""
    if isinstance(data, list):
        return ()
    if not isinstance(data, dict):
        return None
    if isinstance(data.get("type"), str) and data["type"] in _PATHS:
        return _PATHS[data["type"]]
    return () if "@context" in data or {"uri", "target"} <= set(data) else None


def _frame_holds(document: Document, path: Path, items: list[Any], findings: list[Finding]) -> bool:
    """Whether what stands about our own annotations has its shape; that of others is theirs."""
    if not path or not any(map(is_own, items)):
        return True
    frame: type[CollectionPart | PagePart] = CollectionPart if len(path) > 1 else PagePart
    part = checked(frame, document, (), findings)
    return part is not None and context_holds(part.context, document, (), findings)


def _reader_of(item: Any) -> Callable[[Document, Path, list[Finding]], Arrived | None]:
    if is_own(item):
        return read_own
    is_row = isinstance(item, dict) and "uri" in item and "@context" not in item
    return read_row if is_row else read_foreign
