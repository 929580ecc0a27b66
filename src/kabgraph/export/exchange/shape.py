"""A part of a document against its model: the part, or every problem at its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kabgraph.export.exchange.arrived import finding
from kabgraph.model import Finding
from kabgraph.source import Document, shown
from kabgraph.text import nearest

Model = TypeVar("Model", bound=BaseModel)
Path = tuple[str | int, ...]

_MOST = 100
_FAULTS = {
    "string_pattern_mismatch": "does not have its form",
    "string_too_short": "is empty",
    "string_too_long": "is too long",
}


def checked(model: type[Model], document: Document, path: Path, findings: list[Finding]) -> Model | None:
    """Return what stands at ``path`` as ``model``, or None with ``findings`` that say why."""
    value = document.data
    for step in path:
        value = value[step]
    try:
        return model.model_validate(value)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        findings += (_finding(model, fault, document, value, path) for fault in faults[:_MOST])
        return None


def _finding(
    model: type[BaseModel], fault: ErrorDetails, document: Document, value: object, path: Path
) -> Finding:
    inner = (*path, *_walk(fault["loc"], value))
    kind, key = fault["type"], str(inner[-1]) if inner else ""
    if kind == "extra_forbidden":
        near = nearest(key, keys_of(model))
        remedy = f"did you mean {shown(near[0])}?" if near else "delete it: the format has no such key"
        return finding(document.key_at(inner), "X103", f"unknown key {shown(key)}", remedy)
    if kind in ("missing", "union_tag_not_found"):
        key = key if kind == "missing" else "type"
        return finding(document.at(inner), "X104", f"{shown(key)} is missing", f"add the key {shown(key)}")
    what = _FAULTS.get(kind) or fault["msg"].replace("Input should", "should")
    given = fault["input"]
    said = f" {shown(str(given))}" if isinstance(given, str | int | float) else ""
    said = f"{key or 'this'}:{said} {what}"
    return finding(document.at(inner), "X105", said, "write what it asks for")


@lru_cache
def keys_of(model: type[BaseModel]) -> frozenset[str]:
    """Return every key that the model or a part of it knows, as a file has it."""
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return frozenset(key for part in parts for key in part.get("properties", ()))


def _walk(steps: Sequence[str | int], value: Any) -> Iterator[str | int]:
    """Yield the steps that lead through the document, without those that name a variant of the model."""
    for number, step in enumerate(steps):
        inside = isinstance(value, dict) and step in value
        if inside or (isinstance(value, list) and isinstance(step, int) and step < len(value)):
            value = value[step]
            yield step
        elif number == len(steps) - 1 and isinstance(value, dict):
            yield step
