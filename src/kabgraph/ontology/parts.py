"""Raw YAML values -> checked parts, each problem with its place; a faulty value is left out alone."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from kabgraph.model import Address, Finding, Level
from kabgraph.ontology import schema
from kabgraph.source import Document
from kabgraph.text import nearest

_Part = TypeVar("_Part", bound=BaseModel)
Path = tuple[str | int, ...]
_ATTEMPTS = 25


def _known_keys() -> tuple[str, ...]:
    parts = [part for part in vars(schema).values() if isinstance(part, type) and issubclass(part, BaseModel)]
    return tuple(sorted({name for part in parts for name in part.model_fields}))


class Reporter:
    """Collects the findings of one file, each at its place in the document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = list(document.findings)

    def at(self, path: Sequence[str | int]) -> Address:
        """Where the value at ``path`` stands; the nearest place above it where there is none."""
        return self.document.at(path)

    def report(self, place: Address, code: str, message: str, remedy: str, level: Level = "error") -> None:
        """Note a finding."""
        self.findings.append(Finding(place, code, level, message, remedy))

    def unknown(self, place: Address, code: str, what: str, name: str, known: Iterable[str]) -> None:
        """Note an unknown name, with the nearest known one."""
        near = nearest(name, known)
        remedy = f"did you mean {near[0]!r}?" if near else f"define it, or use a {what} that is defined"
        self.report(place, code, f"unknown {what} {name!r}", remedy)


def check_part(part: type[_Part], raw: Any, path: Path, reporter: Reporter) -> _Part | None:
    """Check one raw value; report each fault and try again without the faulty piece.

    Returns None where what is left is still no ``part``.
    """
    raw = _without_empty(copy.deepcopy(raw))
    gone: set[Path] = set()
    for _ in range(_ATTEMPTS):
        try:
            return part.model_validate(raw)
        except ValidationError as error:
            faults = error.errors(include_url=False)
        faulty = {
            # What was left out as faulty is missing now: its whole goes, and is not reported again.
            fault["loc"][:-1]
            if fault["loc"] in gone
            else _report_fault(fault["type"], fault["loc"], fault["msg"], raw, path, reporter)
            for fault in faults
        }
        gone |= faulty
        # From the end, so that the places of earlier items of a list stay right.
        removed = [_remove(raw, inner) for inner in sorted(faulty, key=_by_place, reverse=True)]
        if not any(removed):
            return None
    return None


def _by_place(path: Path) -> list[tuple[int, str]]:
    return [(step, "") if isinstance(step, int) else (-1, step) for step in path]


def _without_empty(raw: Any) -> Any:
    """Drop the keys of a mapping that have no value: an empty key says nothing."""
    if isinstance(raw, dict):
        return {key: value for key, value in raw.items() if value is not None}
    return raw


def _report_fault(
    kind: str, loc: tuple[str | int, ...], message: str, raw: Any, path: Path, reporter: Reporter
) -> Path:
    """Report one pydantic fault and return the path, inside ``raw``, of the piece to leave out."""
    inner = _existing(raw, loc)
    key = str(loc[-1]) if loc else ""
    if kind == "extra_forbidden":
        place = reporter.document.key_at((*path, *inner))
        near = nearest(key, _known_keys())
        remedy = f"did you mean {near[0]!r}?" if near else "remove it"
        reporter.report(place, "O102", f"unknown key {key!r}", remedy)
    elif kind == "missing":
        reporter.report(reporter.at((*path, *inner)), "O103", f"{key!r} is missing", f"add '{key}: ...'")
    else:
        place, said = reporter.at((*path, *inner)), _plain(message)
        if key == "[key]":
            place = reporter.document.key_at((*path, *inner))
        reporter.report(place, "O101", f"{'.'.join(map(str, inner)) or 'value'}: {said}", _remedy(kind))
    return inner


def _existing(raw: Any, loc: Sequence[str | int]) -> Path:
    """The longest beginning of a pydantic location that really exists in the raw value."""
    path: list[str | int] = []
    for step in loc:
        in_list = isinstance(raw, list) and isinstance(step, int) and step < len(raw)
        if in_list or (isinstance(raw, dict) and step in raw):
            raw = raw[step]
            path.append(step)
    return tuple(path)


def _remove(raw: Any, path: Path) -> bool:
    """Take the piece at ``path`` out of ``raw``."""
    if not path:
        return False
    for step in path[:-1]:
        raw = raw[step]
    if isinstance(raw, dict):
        return raw.pop(path[-1], None) is not None
    if isinstance(raw, list) and isinstance(path[-1], int) and path[-1] < len(raw):
        del raw[path[-1]]
        return True
    return False


def _plain(message: str) -> str:
    message = re.sub(r"^Input should be", "should be", message)
    message = re.sub(
        r"^String should match pattern .*$", "does not have the form of an id or address", message
    )
    return message.replace("dictionary", "mapping").replace("tuple", "list")


def _remedy(kind: str) -> str:
    if kind == "string_pattern_mismatch":
        return (
            "ids use the letters A-Z a-z, digits, _ and -; a passage is talk-id#p3; "
            "an address begins with https://, http:// or urn:"
        )
    if kind in {"literal_error", "bool_parsing", "enum"}:
        return "use one of the values named"
    return "see `kabgraph schema` for the shape of the file"


def entries(raw: Any, path: Path, reporter: Reporter) -> Iterator[tuple[str, Any]]:
    """The entries of a section that is a mapping by id; ids are checked, also against each other."""
    if raw is None:
        return
    if not isinstance(raw, dict):
        reporter.report(
            reporter.at(path),
            "O104",
            f"{path[-1]!r} should be a mapping from id to entry",
            "write 'id: {...}'",
        )
        return
    seen: dict[str, str] = {}
    for key, value in raw.items():
        place = reporter.document.key_at((*path, key))
        if not re.match(schema.ID_PATTERN, key):
            reporter.report(
                place, "O105", f"{key!r} is no id{_odd_letters(key)}", _remedy("string_pattern_mismatch")
            )
            continue
        twin = seen.setdefault(key.casefold(), key)
        if twin != key:
            first = reporter.document.key_at((*path, twin))
            reporter.report(
                place, "O106", f"{key!r} differs from {twin!r} ({first}) only in case", "choose another id"
            )
            continue
        yield key, value


def _odd_letters(key: str) -> str:
    odd = sorted({f"U+{ord(char):04X}" for char in key if ord(char) > 127})
    if not odd:
        return ""
    mixed = " (mixed scripts)" if any(char.isascii() and char.isalpha() for char in key) else ""
    return f": it holds {', '.join(odd)}{mixed}"


def items(raw: Any, path: Path, reporter: Reporter) -> Iterator[tuple[int, Any]]:
    """The items of a section that is a list."""
    if raw is None:
        return
    if not isinstance(raw, list):
        reporter.report(reporter.at(path), "O104", f"{path[-1]!r} should be a list", "write '- {...}' lines")
        return
    yield from enumerate(raw)
