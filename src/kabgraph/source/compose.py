"""From YAML events to plain values, with an explicit stack and a place for everything."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

import yaml

from kabgraph.model import Address, Finding
from kabgraph.source.document import Branch, Place, Tree
from kabgraph.source.hygiene import inspect
from kabgraph.source.shown import code_point, shown

MAX_DEPTH = 32
MAX_EVENTS = 1_000_000
MAX_FINDINGS = 100
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


class EndedError(Exception):
    """Reading on makes no sense; the findings say why."""


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open. ``key`` is None where the next value has no place to go."""

    value: dict[str, Any] | list[Any]
    branch: Branch
    wants_key: bool
    key: str | None = None
    key_place: Place = (1, 1)


class Composer:
    """Takes the events of one document in turn and builds ``data`` and the places of its parts."""

    def __init__(self, file: str, first_line: int) -> None:
        self.data: Any = None
        self.places: Tree = (first_line, 1)
        self.findings: list[Finding] = []
        self.last_quoted: tuple[Place, Place] | None = None
        self._file = file
        self._first_line = first_line
        self._stack: list[_Frame] = []
        self._events = 0
        self._documents = 0
        self._anchors: dict[str, Place] = {}
        self._used: set[str] = set()
        self._takers: dict[type[yaml.Event], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def take(self, event: yaml.Event) -> None:
        """Take the next event.

        Raises:
            EndedError: nothing more can be read.
        """
        self._events += 1
        if self._events > MAX_EVENTS:
            place = self._place(event.start_mark)
            self._stop(place, "S205", f"more than {MAX_EVENTS:,} values and brackets", "split the file")
        taker = self._takers.get(type(event))
        if taker:
            taker(event)

    def fail(self, place: Place, said: str, remedy: str) -> None:
        """Report YAML that cannot be parsed; what was read so far is no document."""
        self.findings.append(Finding(Address(self._file, *place), "S201", "error", said, remedy))
        self.data = None

    def close(self) -> None:
        """Report the anchors that no alias used."""
        for name, place in self._anchors.items():
            if name not in self._used:
                self._find(place, "S202", f"anchor {shown('&' + name)}: anchors are not read", "delete it")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        place = self._place(event.start_mark)
        if event.tag is not None or event.anchor is not None:
            self._check_node(event, place)
        style, value = event.style, event.value
        if style in {'"', "'"}:
            self.last_quoted = (place, self._place(event.end_mark))
            if style == '"' and not value.isprintable():
                self._check_escapes(value, place)
        if self._stack and self._stack[-1].wants_key:
            self._key(value, place, plain=not style)
        else:
            self._put(value if value or style else None, place)

    def _key(self, name: str, place: Place, *, plain: bool) -> None:
        frame = self._skip_key(place)
        if name == "":
            self._find(place, "S207", "an empty key", "write the key before the colon")
        elif plain and name == "<<":
            self._find(place, "S211", "merge keys are not read", "write the keys out")
        elif name in frame.branch.by_key:
            line, column = frame.branch.by_key[name][0]
            where = f"first in line {line}, column {column}"
            said = f"duplicate key {shown(name)}: {where}, and again here"
            self._find(place, "S206", said, "delete one, or join the two")
        else:
            frame.key = name

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        place = self._place(event.start_mark)
        self._check_node(event, place)
        is_map = type(event) is yaml.MappingStartEvent
        frame = _Frame({} if is_map else [], Branch(place), is_map)
        if self._stack and self._stack[-1].wants_key:
            self._skip_key(place)
            self._find(place, "S207", "a key that is a list or mapping", "write a text before the colon")
        else:
            self._put(frame.value, frame.branch)
        self._stack.append(frame)
        if len(self._stack) > MAX_DEPTH:
            self._stop(
                place, "S204", f"nested more than {MAX_DEPTH} deep", "check the indentation and brackets"
            )

    def _end(self, _: yaml.CollectionEndEvent) -> None:
        self._stack.pop()

    def _alias(self, event: yaml.AliasEvent) -> None:
        place = self._place(event.start_mark)
        name = str(event.anchor)
        remedy = "write the value out"
        if name not in self._anchors:
            remedy = f"if the asterisk belongs to the text, put it in quotes: {shown('*' + name)}"
        self._used.add(name)
        self._find(place, "S202", f"alias {shown('*' + name)}: aliases are not read", remedy)
        if self._stack and self._stack[-1].wants_key:
            self._skip_key(place)
        else:
            self._put(None, place)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            place = self._place(event.start_mark)
            self._stop(
                place, "S208", "a second document begins here", "join the two, or delete the line '---'"
            )

    def _put(self, value: Any, tree: Tree) -> None:
        """Store a value where the open mapping or list expects it."""
        if not self._stack:
            self.data, self.places = value, tree
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
            frame.branch.by_index.append(tree)
            return
        if frame.key is not None:
            frame.value[frame.key] = value
            frame.branch.by_key[frame.key] = (frame.key_place, tree)
        frame.wants_key = True

    def _skip_key(self, place: Place) -> _Frame:
        """Move the open mapping on to its value; without a key it goes nowhere."""
        frame = self._stack[-1]
        frame.wants_key, frame.key, frame.key_place = False, None, place
        return frame

    def _check_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.tag is not None:
            said = f"tag {shown(event.tag)}: tags are not read"
            self._find(place, "S203", said, "delete it: every value is text, a list or a mapping")
        if event.anchor is not None:
            self._anchors.setdefault(event.anchor, place)

    def _check_escapes(self, value: str, place: Place) -> None:
        """Judge what the escapes of a double-quoted scalar stand for: the raw text did not show it."""
        control = _CONTROL.search(value)
        if control:
            said = f"an escape that stands for the control character {code_point(control.group())}"
            self._find(place, "S108", said, "delete it, or put a blank there")
        for finding in inspect(value, self._file):
            address = Address(self._file, *place)
            self.findings.append(Finding(address, finding.code, "warning", finding.message, finding.remedy))

    def _place(self, mark: Any) -> Place:
        return mark.line + self._first_line, mark.column + 1

    def _find(self, place: Place, code: str, said: str, remedy: str) -> None:
        self.findings.append(Finding(Address(self._file, *place), code, "error", said, remedy))
        if len(self.findings) >= MAX_FINDINGS:
            self._stop(place, "S210", f"{MAX_FINDINGS} problems; the rest is not listed", "mend these first")

    def _stop(self, place: Place, code: str, said: str, remedy: str) -> NoReturn:
        self.findings.append(Finding(Address(self._file, *place), code, "error", said, remedy))
        self.data = None
        raise EndedError
