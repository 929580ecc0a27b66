"""CSV as a table of texts, with a place for each cell; commas, semicolons or tabs, as its first line has."""

from __future__ import annotations

import re
from typing import Any

from kabgraph.model import Address, Finding
from kabgraph.source.compose import MAX_EVENTS
from kabgraph.source.document import Branch, Document, Place
from kabgraph.source.locate import Locator
from kabgraph.source.shown import shown

_SIGNS = ",;\t"
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_Cell = tuple[str, Place]


class _EndedError(Exception):
    """Reading on makes no sense; carries the finding."""


def parse_csv(text: str, file: str) -> Document:
    """Parse ``text`` (LF line ends): ``data`` is a list of rows, each a mapping from column to cell.

    A quote that is never closed, a row with other cells than the first line has columns, and a column
    twice are findings; then ``data`` is None. Never raises for what the text is.

    >>> document = parse_csv('talk,exact\\nfirst,"ELE, and\\nMI"\\n', "a.csv")
    >>> document.data, str(document.at([0, "exact"]))
    ([{'talk': 'first', 'exact': 'ELE, and\\nMI'}], 'a.csv:2:7')
    """
    try:
        rows = _rows(text, file)
        header = rows[0] if rows else []
        return _table(header, rows[1:], file)
    except _EndedError as ended:
        return Document(file, None, (ended.args[0],))


def _rows(text: str, file: str) -> list[list[_Cell]]:
    first = text.partition("\n")[0]
    sign = max(_SIGNS, key=first.count)
    plain = re.compile(rf'[^"{sign}\n]*+')
    locator = Locator(text, file)
    rows: list[list[_Cell]] = [[]]
    at = count = 0
    while at < len(text) or rows[-1]:
        address = locator.at(at)
        match = _QUOTED.match(text, at) or plain.match(text, at)
        if match is None:
            raise AssertionError("unreachable")
        count += 1
        after = text[match.end() : match.end() + 1]
        if after not in (sign, "\n", "") or count > MAX_EVENTS:
            raise _EndedError(_broken(text, at, match.end(), address, locator, count))
        cell = match[1].replace('""', '"') if match.re is _QUOTED else match[0]
        rows[-1].append((cell, (address.line, address.column)))
        at = match.end() + 1
        if after != sign:
            rows.append([])
        if not after:
            break
    return [row for row in rows if any(cell for cell, _ in row)]


def _broken(text: str, at: int, end: int, address: Address, locator: Locator, count: int) -> Finding:
    if count > MAX_EVENTS:
        return Finding(address, "S205", "error", f"more than {MAX_EVENTS:,} cells", "split the file")
    said, remedy = "a quote opened here is never closed", "close it; write an inner quote twice"
    if text[at] != '"' or _QUOTED.match(text, at):
        address = locator.at(end)
        said = "text goes on after the closing quote"
        if text[at] != '"':
            said = "a quote inside a cell that has none about it"
        remedy = "put the whole cell in quotes, and write an inner quote twice"
    return Finding(address, "S411", "error", said, remedy)


def _table(header: list[_Cell], rows: list[list[_Cell]], file: str) -> Document:
    findings: list[Finding] = []
    names = [name.strip() for name, _ in header]
    for number, (name, place) in enumerate(header):
        if names.index(name.strip()) != number:
            said = f"the column {shown(name)} stands twice"
            findings.append(Finding(Address(file, *place), "S206", "error", said, "delete one of the two"))
    data: list[dict[str, Any]] = []
    tree = Branch((1, 1))
    for row in rows:
        if len(row) != len(names):
            said = f"{len(row)} cells in a row, and {len(names)} columns in the first line"
            remedy = "give each row all cells, empty ones too; put cells with commas in quotes"
            findings.append(Finding(Address(file, *row[0][1]), "S411", "error", said, remedy))
            continue
        data.append({name: cell for name, (cell, _) in zip(names, row, strict=True)})
        branch = Branch(row[0][1])
        branch.by_key = {name: (place, place) for name, (_, place) in zip(names, row, strict=True)}
        tree.by_index.append(branch)
    # A column's own place is the key of the whole: the first line is no row.
    tree.by_key = {name: (place, place) for name, (_, place) in zip(names, header, strict=True)}
    return Document(file, None if findings else data, tuple(sorted(findings)), tree)
