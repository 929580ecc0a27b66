"""The front matter of a talk: which keys there are, and what each may hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from kabgraph.corpus.findings import finding
from kabgraph.model import Address, Edition, Finding
from kabgraph.source import Document, shown
from kabgraph.text import nearest, normalise

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
KINDS = ("talk", "lesson")


def _day(text: str) -> str:
    try:
        if not _DAY.fullmatch(text):
            raise ValueError
        date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("no_day", "is no day of the calendar; write it as 2010-12-09") from None
    return text


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise PydanticCustomError("no_language", "is no language code; write one such as en, he or ru")
    return text


Line = Annotated[str, AfterValidator(normalise), StringConstraints(min_length=1)]


class Head(BaseModel):
    """What the front matter says; the order is that of a new file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line
    kind: Literal["talk", "lesson"]
    edition: Edition
    speaker: Line | None = None
    language: Annotated[str, AfterValidator(_language)]
    date: Annotated[str, AfterValidator(_day)] | None = None
    source: Line
    rights: Line
    publish: bool = True
    aim: Line | None = None
    order: Annotated[int, Field(ge=1)] | None = None


KEYS = tuple(Head.model_fields)
_REQUIRED = frozenset(name for name, field in Head.model_fields.items() if field.is_required())
_CHOICES: Mapping[str, Sequence[str]] = {
    "kind": KINDS,
    "edition": get_args(Edition),
    "publish": ("true", "false"),
}


def read_head(document: Document) -> tuple[Head | None, list[Finding]]:
    """Return the talk's head and all that is wrong with it; None where a required key cannot be used.

    An optional value that cannot be used is left out, and ``publish`` is then false.
    """
    if not isinstance(document.data, dict):
        said = "the front matter is not a list of keys and values"
        return None, [finding(document.at(), "T101", said, "write a line such as 'title: ...' for each")]
    try:
        return Head.model_validate(document.data), []
    except ValidationError as error:
        problems = error.errors(include_url=False, include_context=False)
    findings = [_explain(problem, document) for problem in problems]
    bad = {str(problem["loc"][0]) for problem in problems}
    if bad & _REQUIRED:
        return None, findings
    rest: dict[str, Any] = {key: value for key, value in document.data.items() if key not in bad}
    if "publish" in bad:
        rest["publish"] = False
    return Head.model_validate(rest), findings


def _explain(problem: ErrorDetails, document: Document) -> Finding:
    key, value = str(problem["loc"][0]), problem["input"]
    if problem["type"] == "missing":
        remedy = f"add a line such as '{key}: ...'"
        return finding(document.at(), "T102", f"the front matter has no {shown(key)}", remedy)
    if problem["type"] == "extra_forbidden":
        near = nearest(key, KEYS)
        remedy = f"did you mean {shown(near[0])}?" if near else f"there are: {', '.join(KEYS)}"
        return finding(document.key_at([key]), "T103", f"unknown key {shown(key)}", remedy)
    where: Address = document.at([key])
    if value is None or value in ({}, []) or not str(value).strip():
        return finding(where, "T102", f"{shown(key)} is empty", "write a value, or delete the line")
    if not isinstance(value, str):
        return finding(where, "T104", f"{shown(key)} is a list or mapping", "write one line of text")
    if key in _CHOICES:
        near = nearest(value, _CHOICES[key])
        known = f"it is one of: {', '.join(_CHOICES[key])}"
        remedy = f"did you mean {shown(near[0])}? {known}" if near else known
        return finding(where, "T104", f"{shown(key)} cannot be {shown(value)}", remedy)
    said, _, remedy = problem["msg"].partition("; ")
    return finding(where, "T104", f"{shown(key)}: {shown(value)} {said}", remedy or "write one line of text")
