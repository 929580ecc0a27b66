"""JSON as its standard has it, with a place for everything: what other readers let pass is a finding here."""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from kabgraph.model import Address, Finding
from kabgraph.source.compose import MAX_DEPTH, MAX_EVENTS, MAX_FINDINGS
from kabgraph.source.document import Branch, Document, Place, Tree
from kabgraph.source.hygiene import inspect
from kabgraph.source.locate import Locator
from kabgraph.source.shown import code_point, shown

_SPACE = re.compile(r"[ \t\n]*+")
_OPEN = re.compile(r'"[^"\\\x00-\x1f]*+(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*+)*+')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*+)(?P<part>(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)")
_NO_NUMBER = re.compile(r"[+-]?(?:NaN|Infinity|\.?[0-9])[0-9A-Za-z_.+-]*+")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HALF = re.compile("[\ud800-\udfff]")
_WORDS = {"true": True, "false": False, "null": None}
_LONGEST_NUMBER = 40


class _EndedError(Exception):
    """Reading on makes no sense; the findings say why."""


def parse_json(text: str, file: str, first_line: int = 1) -> Document:
    """Parse ``text`` (LF line ends); each value and key keeps its line and column.

    A key twice in one object, numbers such as ``NaN``, halves of surrogate pairs, control characters, deep
    nesting and very many values are refused, each with a finding. ``data`` is None where reading had to
    stop. Never raises for what the text is.

    >>> document = parse_json('{"bina": {"start": 12}}', "a.json")
    >>> document.data, str(document.at(["bina", "start"]))
    ({'bina': {'start': 12}}, 'a.json:1:20')
    """
    reader = _Reader(text, file, first_line)
    try:
        data, places = reader.whole()
    except _EndedError:
        data, places = None, (first_line, 1)
    return Document(file, data, tuple(sorted(reader.findings)), places)


class _Reader:
    """One pass over the text; ``at`` is where it has come to."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.findings: list[Finding] = []
        self._text, self._file = text, file
        self._locator = Locator(text, file, first_line)
        self._at = 0
        self._values = 0

    def whole(self) -> tuple[Any, Tree]:
        self._skip()
        if self._at == len(self._text):
            self._stop(0, "S401", "the file is empty", "save it again where it came from")
        value, tree = self._value(0)
        self._skip()
        if self._at < len(self._text):
            self._stop(self._at, "S401", "text goes on after the end", "delete it: a file holds one value")
        return value, tree

    def _value(self, depth: int) -> tuple[Any, Tree]:
        self._values += 1
        if self._values > MAX_EVENTS:
            self._stop(self._at, "S205", f"more than {MAX_EVENTS:,} values", "split the file")
        sign = self._text[self._at : self._at + 1]
        if sign in ("{", "["):
            if depth == MAX_DEPTH:
                self._stop(self._at, "S204", f"nested more than {MAX_DEPTH} deep", "check the brackets")
            return self._object(depth) if sign == "{" else self._list(depth)
        place = self._place(self._at)
        return (self._string() if sign == '"' else self._bare()), place

    def _object(self, depth: int) -> tuple[dict[str, Any], Branch]:
        start, branch = self._at, Branch(self._place(self._at))
        value: dict[str, Any] = {}
        self._at += 1
        while self._more(start, "}", first=not branch.by_key):
            place = self._place(self._at)
            if self._text[self._at] != '"':
                self._stop(self._at, "S401", "no key was found where one must stand", 'write "key": value')
            at, key = self._at, self._string()
            self._skip()
            if self._text[self._at : self._at + 1] != ":":
                self._stop(self._at, "S401", "a colon is missing after a key", 'write "key": value')
            self._at += 1
            self._skip()
            item, tree = self._value(depth + 1)
            if key in branch.by_key:
                line, column = branch.by_key[key][0]
                said = f"duplicate key {shown(key)}: first in line {line}, column {column}, and again here"
                self._find(at, "S206", said, "delete one, or join the two")
            else:
                value[key], branch.by_key[key] = item, (place, tree)
        return value, branch

    def _list(self, depth: int) -> tuple[list[Any], Branch]:
        start, branch = self._at, Branch(self._place(self._at))
        value: list[Any] = []
        self._at += 1
        while self._more(start, "]", first=not value):
            item, tree = self._value(depth + 1)
            value.append(item)
            branch.by_index.append(tree)
        return value, branch

    def _more(self, start: int, closing: str, *, first: bool) -> bool:
        """Go on to the next member, or over the closing bracket."""
        self._skip()
        sign = self._text[self._at : self._at + 1]
        if sign == closing:
            self._at += 1
            return False
        if not first and sign == ",":
            self._at += 1
            self._skip()
            sign = self._text[self._at : self._at + 1]
        elif not first and sign:
            self._stop(self._at, "S401", "a comma is missing before this", "part the members with commas")
        if not sign:
            line, column = self._place(start)
            said = f"the file ends before the bracket opened in line {line}, column {column} is closed"
            self._stop(self._at, "S401", said, "the file was cut: save it again where it came from")
        if sign in ",]}":
            self._stop(self._at, "S401", "a member is missing before this sign", "delete the comma before it")
        return True

    def _string(self) -> str:
        start = self._at
        match = _OPEN.match(self._text, start)
        end = match.end() if match else start
        sign = self._text[end : end + 1]
        if sign != '"':
            self._unclosed(start, end, sign)
        self._at = end + 1
        raw = self._text[start : self._at]
        value = str(json.loads(raw))
        if "\\" in raw:
            self._judge(value, start)
        return value

    def _unclosed(self, start: int, end: int, sign: str) -> NoReturn:
        if sign == "\\":
            self._stop(end, "S401", "an unknown escape", r"write \\ for a backslash")
        where = "in its line" if sign else "before the file ends"
        said = f"a text opened here is not closed {where}"
        self._stop(start, "S401", said, r"close it; a new line inside a text is written \n")

    def _judge(self, value: str, start: int) -> None:
        """Judge what the escapes stand for: the raw text did not show it."""
        if half := _HALF.search(value):
            said = f"half of a surrogate pair, {code_point(half.group())}: it is no character"
            self._find(start, "S403", said, "delete it, or write the whole character")
        elif control := _CONTROL.search(value):
            said = f"an escape that stands for the control character {code_point(control.group())}"
            self._find(start, "S108", said, "delete it, or put a blank there")
        else:
            place = Address(self._file, *self._place(start))
            self.findings += (
                Finding(place, found.code, "warning", found.message, found.remedy)
                for found in inspect(value, self._file)
            )

    def _bare(self) -> bool | int | float | None:
        for word, meaning in _WORDS.items():
            if self._text.startswith(word, self._at):
                self._at += len(word)
                return meaning
        number, other = (pattern.match(self._text, self._at) for pattern in (_NUMBER, _NO_NUMBER))
        start = self._at
        if number and (other is None or number.end() == other.end()) and len(number[0]) <= _LONGEST_NUMBER:
            self._at = number.end()
            value = float(number[0]) if number["part"] else int(number[0])
            if math.isfinite(value):
                return value
        elif other:
            self._at = other.end()
        else:
            self._stop(start, "S401", "no value begins with this sign", "put texts in straight quotes")
        self._find(start, "S402", f"{shown(self._text[start : self._at])} is no number", "write digits")
        return None

    def _skip(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _place(self, offset: int) -> Place:
        address = self._locator.at(offset)
        return address.line, address.column

    def _find(self, offset: int, code: str, said: str, remedy: str) -> None:
        self.findings.append(Finding(self._locator.at(offset), code, "error", said, remedy))
        if len(self.findings) >= MAX_FINDINGS:
            said = f"{MAX_FINDINGS} problems; the rest is not listed"
            self._stop(offset, "S210", said, "mend these first")

    def _stop(self, offset: int, code: str, said: str, remedy: str) -> NoReturn:
        self.findings.append(Finding(self._locator.at(offset), code, "error", said, remedy))
        raise _EndedError
