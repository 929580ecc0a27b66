"""A record's own lines with its anchors moved and one more line of its log: every other byte stays."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import asdict
from typing import Any

import yaml

from kabgraph.annotations.draft import flow, scalar
from kabgraph.model import Anchor, Annotation, LogEntry
from kabgraph.source import parse_yaml

_MOVED = ("prefix", "suffix", "start", "end", "text")
_FREE = ("prefix", "suffix", "text")


def patched(lines: str, old: Annotation, new: Annotation, entry: LogEntry) -> str | None:
    """Return the lines of ``old`` with the anchors of ``new``, and ``entry`` at the end of its log.

    A person may have written the record with other spaces, an order of their own and remarks: these stay.
    None where the lines are no longer those of ``old``, or written so that this cannot be done surely.
    """
    before, after = (old.anchor, *old.also), (new.anchor, *new.also)
    try:
        (there,) = parse_yaml(lines, "").data
        changed = _changed(lines, after, entry)
        expected = _expected(there, before, after, entry)
    except (yaml.YAMLError, KeyError, TypeError, IndexError, ValueError, AttributeError):
        return None
    document = parse_yaml(changed, "")
    return changed if not document.findings and document.data == [expected] else None


def _changed(lines: str, anchors: Sequence[Anchor], entry: LogEntry) -> str:
    node: Any = yaml.compose(lines, Loader=yaml.SafeLoader)
    record = _fields(node.value[0])
    changes = [_logged(lines, record, entry, node.value[0].start_mark.column)]
    parts = [record["anchor"], *(record["also"].value if "also" in record else ())]
    for part, anchor in zip(parts, anchors, strict=True):
        values = _fields(part)
        for key in _MOVED:
            value = getattr(anchor, key)
            if key in values and values[key].value != str(value):
                at = values[key]
                text = scalar(value, quoted=key in _FREE)
                changes.append((at.start_mark.index, at.end_mark.index, text))
    for start, end, text in sorted(changes, reverse=True):
        lines = lines[:start] + text + lines[end:]
    return lines


def _logged(lines: str, record: dict[str, Any], entry: LogEntry, column: int) -> tuple[int, int, str]:
    """The change that adds a line to the log; keys of the record stand at ``column``."""
    said = flow(asdict(entry))
    log = record.get("log")
    if log is None:
        margin = " " * column
        return len(lines), len(lines), f"{margin}log:\n{margin}- {said}\n"
    if log.flow_style:
        at = log.end_mark.index - 1
        return at, at, f", {said}" if log.value else said
    end = lines.find("\n", _last(log).end_mark.index) + 1
    margin = " " * (log.value[0].start_mark.column - 2)
    return end, end, f"{margin}- {said}\n"


def _last(node: Any) -> Any:
    """The node that ends last inside a block; a block itself ends only where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        node = inner[1] if isinstance(inner, tuple) else inner
    return node


def _fields(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value}


def _expected(
    there: dict[str, Any], before: Sequence[Anchor], after: Sequence[Anchor], entry: LogEntry
) -> dict[str, Any]:
    """What the record has to say once it is changed; it must say now what it said when it was read."""
    record = deepcopy(there)
    parts = (record["anchor"], *(record.get("also") or ()))
    for part, old, new in zip(parts, before, after, strict=True):
        if any(value != str(getattr(old, key)) for key, value in part.items() if value is not None):
            raise ValueError("it was changed meanwhile")
        part.update({key: str(getattr(new, key)) for key in _MOVED if key in part})
    record["log"] = [*(record.get("log") or ()), asdict(entry)]
    return record
