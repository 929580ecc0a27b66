"""The body of a talk file: blocks between blank lines, each with the id on its own last line.

A block's last line is its id exactly when it reads ``{: #id .class... }``; all else is literal text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kabgraph.corpus.findings import finding
from kabgraph.model import Address, Finding
from kabgraph.source import shown
from kabgraph.text import normalise

_ID_LINE = re.compile(r"\{:[ \t]*#([a-z][a-z0-9-]*+)((?:[ \t]+\.[A-Za-z][A-Za-z0-9_-]*+)*+)[ \t]*\}[ \t]*")
_ALMOST = re.compile(r"\s*\{:?\s*#.*\}\s*")
_MINT = "'kabgraph ids --write' gives it one"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together: ``lines`` are the text, from line ``line`` of the file on."""

    line: int
    lines: tuple[str, ...]
    id: str | None = None
    roles: tuple[str, ...] = ()
    id_line: int | None = None

    @property
    def text(self) -> str:
        """The text, hard-wrapped lines joined by one blank, normalised."""
        return normalise("\n".join(self.lines))

    def address(self, file: str) -> Address:
        """Return where the text begins; for a lone id line, where that stands."""
        first = self.lines[0] if self.lines else ""
        return Address(file, self.line, len(first) - len(first.lstrip()) + 1)


def id_line(line: str) -> tuple[str, tuple[str, ...]] | None:
    """Return the id and classes of an id line, None for any other line.

    >>> id_line("{: #p3 .answer }"), id_line("text {: #p3 }")
    (('p3', ('answer',)), None)
    """
    match = _ID_LINE.fullmatch(line)
    return (match[1], tuple(name.removeprefix(".") for name in match[2].split())) if match else None


def groups(lines: Iterable[str], first_line: int = 1) -> list[tuple[int, tuple[str, ...]]]:
    """Group ``lines`` between blank ones, each group with the number of its first line."""
    found: list[tuple[int, tuple[str, ...]]] = []
    open_lines: list[str] = []
    for number, line in enumerate([*lines, ""], first_line):
        if line.strip():
            open_lines.append(line)
        elif open_lines:
            found.append((number - len(open_lines), tuple(open_lines)))
            open_lines.clear()
    return found


def split_blocks(body: str, first_line: int = 1) -> list[Block]:
    """Split a talk's body; blocks without an id, and ids without a block, are kept as they are."""
    blocks: list[Block] = []
    for line, lines in groups(body.split("\n"), first_line):
        said = id_line(lines[-1])
        if said:
            blocks.append(Block(line, lines[:-1], *said, id_line=line + len(lines) - 1))
        else:
            blocks.append(Block(line, lines))
    return blocks


def check_blocks(
    blocks: Sequence[Block], file: str, *, nameless: bool = False
) -> tuple[list[Block], list[Finding]]:
    """Return the blocks that are passages, and what is wrong with the others.

    With ``nameless``, blocks without an id are passages too, and nothing is said of them.
    """
    kept: list[Block] = []
    by_id: dict[str, Block] = {}
    findings: list[Finding] = []
    for block in blocks:
        findings += [f for f in _check(block, by_id, file) if f.code != "T301" or not nameless]
        if block.id is None:
            kept += [block] if nameless else []
        elif block.lines and block.id not in by_id:
            kept.append(block)
            by_id[block.id] = block
    return kept, findings


def _check(block: Block, earlier: dict[str, Block], file: str) -> list[Finding]:
    findings: list[Finding] = []
    where = block.address(file)
    if block.id is None:
        almost = _ALMOST.fullmatch(block.lines[-1])
        hint = f"its last line is almost an id: write {{: #p1 }} with small letters; or {_MINT}"
        remedy = hint if almost else _MINT
        said = "this paragraph has no id, so nothing can point at it"
        findings.append(finding(where, "T301", said, remedy))
    elif not block.lines:
        said = f"the id {shown(block.id)} has no text above it"
        remedy = "delete the blank line above it, or delete the id"
        findings.append(finding(where, "T303", said, remedy))
    elif block.id in earlier:
        first = earlier[block.id]
        said = f"the id {shown(block.id)} stands twice: in line {first.id_line}, and here"
        remedy = f"delete this one; {_MINT}"
        findings.append(finding(Address(file, block.id_line or block.line), "T302", said, remedy))
    for n, line in enumerate(block.lines):
        if id_line(line):
            said = "an id line inside a paragraph is read as text"
            remedy = "put a blank line below it if a new paragraph begins there"
            findings.append(finding(Address(file, block.line + n), "T305", said, remedy))
    return findings
