"""A file of annotations as text: its head and its records, each with its own lines and nothing lost between.

Reading falls back on it where the whole is no YAML, so that one broken record, or a merge that was left
unresolved, hides no other. Writing changes the lines of one record and keeps every other byte.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_KEY = re.compile(r"annotations:[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"( *)- ")
_RECORD = re.compile(r"""( *)- +["']?id["']?:""")
_ID = re.compile(r"""^[ -]*id:[ \t]*["']?([^"'\s]+)""", re.MULTILINE)
_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


@dataclass(frozen=True, slots=True)
class Chunk:
    """The lines of one record, with the blank lines and remarks before it; ``line`` is its first, from 1.

    ``conflict`` marks a stretch that a merge left unresolved: its records are on neither side.
    """

    line: int
    text: str
    conflict: bool = False

    @property
    def id(self) -> str | None:
        """The id that is written in it."""
        return _id_in(self.text)


@lru_cache(maxsize=10_000)
def _id_in(text: str) -> str | None:
    """Look once: a save of many records asks each chunk for its id again and again."""
    found = _ID.search(text)
    return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Layout:
    """``head``, the chunks' texts and ``tail`` are the file; ``indent`` stands before each dash."""

    head: str
    chunks: tuple[Chunk, ...]
    indent: str
    tail: str = ""

    @property
    def text(self) -> str:
        """The whole file."""
        return self.head + "".join(chunk.text for chunk in self.chunks) + self.tail


def lines_of(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends: LF alone ends one, or CRLF.

    >>> [len(line) for line in lines_of("a\\u2028b\\r\\nc")]
    [5, 1]
    """
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]


def lay_out(text: str) -> Layout | None:
    """Split the text of a file; None where there is no line ``annotations:`` with a list below it.

    >>> layout = lay_out("talk: t\\nannotations:\\n\\n- id: a-00000001\\n  note: x\\n\\n- id: a-00000002\\n")
    >>> [chunk.id for chunk in layout.chunks], layout.chunks[1].line
    (['a-00000001', 'a-00000002'], 6)
    """
    lines = lines_of(text)
    start = next((n for n, line in enumerate(lines) if _KEY.match(line.rstrip("\r\n"))), None)
    if start is None:
        return None
    body = lines[start + 1 :]
    found = _indent(body)
    indent = found or ""
    head = "".join(lines[: start + 1])
    if found is None and not any(line.startswith(_OURS) for line in body):
        rest = "".join(body)
        return Layout(head, (), indent, rest) if _is_blank(rest) else None
    return Layout(head, tuple(_chunks(body, start + 2, f"{indent}- ")), indent)


def _indent(body: list[str]) -> str | None:
    """What stands before most dashes of the list: the first may be spoilt, or that of a list in a record."""
    for form in (_RECORD, _ITEM):
        found = Counter(match[1] for line in body if (match := form.match(line)))
        if found:
            return found.most_common(1)[0][0]
    return None


def has_marks(text: str) -> bool:
    """Whether a merge left one of its marks, with the others or alone."""
    return any(line.startswith((_OURS, _BASE, _MIDDLE, _THEIRS)) for line in lines_of(text))


def parts_of(chunk: Chunk, indent: str) -> Iterator[str]:
    """What may be sound of a chunk's text: all of it, else its beginning, the longest first.

    After a blank line, or with a second id, another record may stand whose dash was spoilt, and what stands
    no deeper than the dashes belongs to no record. Blank lines hold nothing, not even a tab, nor do remarks
    before the record.
    """
    lines = ["\n" if _blank(line) else line for line in lines_of(chunk.text)]
    first = next((n for n, line in enumerate(lines) if line.startswith(f"{indent}- ")), 0)
    lines[:first] = ["\n" if line.lstrip().startswith("#") else line for line in lines[:first]]
    yield "".join(lines)
    for n in range(len(lines) - 1, first, -1):
        begins = not lines[n].startswith(f"{indent} ") or _ID.match(lines[n])
        if begins and lines[n - 1] != "\n":
            yield "".join(lines[:n])


def _is_blank(text: str) -> bool:
    return not any(says(line) for line in lines_of(text))


def says(line: str) -> bool:
    """Whether a line is neither blank nor a remark."""
    return not _blank(line) and not line.lstrip().startswith("#")


def _blank(line: str) -> bool:
    return not line.strip(" \t\r\n")


def _chunks(body: list[str], line: int, dash: str) -> Iterator[Chunk]:
    """Cut before each dash of the list, and about each conflict; what stands before a dash goes with it."""
    kept: list[str] = []
    waiting: list[str] = []  # blank lines and remarks: they belong to what follows
    conflict = False

    def close() -> Chunk:
        nonlocal line, kept
        chunk = Chunk(line, "".join(kept), conflict)
        line += len(kept)
        kept = []
        return chunk

    ends = max((n for n, text in enumerate(body) if text.startswith(_THEIRS)), default=-1)
    for n, text in enumerate(body):
        begins = text.startswith(_OURS) and not conflict and n < ends
        if begins or (not conflict and text.startswith(dash)):
            if kept:
                yield close()
            kept += waiting
            waiting = []
        conflict_ends = conflict and text.startswith(_THEIRS)
        conflict = conflict or begins
        if not conflict and not says(text):
            waiting.append(text)
            continue
        kept += [*waiting, text]
        waiting = []
        if conflict_ends:
            yield close()
            conflict = False
    kept += waiting
    if kept:
        yield close()
