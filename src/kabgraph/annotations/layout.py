"""A file of annotations as text: its head and its records, each with its own lines and nothing lost between.

Reading falls back on it where the whole is no YAML, so that one broken record, or a merge that was left
unresolved, hides no other. Writing changes the lines of one record and keeps every other byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_KEY = re.compile(r"annotations:[ \t]*(?:#.*)?$")
_ITEM = re.compile(r"( *)- ")
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
    first = next((match for line in body if (match := _ITEM.match(line))), None)
    indent = first[1] if first else ""
    head = "".join(lines[: start + 1])
    if first is None and not any(line.startswith(_OURS) for line in body):
        rest = "".join(body)
        return Layout(head, (), indent, rest) if _is_blank(rest) else None
    return Layout(head, tuple(_chunks(body, start + 2, f"{indent}- ")), indent)


def _is_blank(text: str) -> bool:
    return all(not line.strip() or line.lstrip().startswith("#") for line in lines_of(text))


def _chunks(body: list[str], line: int, dash: str) -> Iterator[Chunk]:
    """Cut before each dash of the list, and about each conflict; what stands before a dash goes with it."""
    kept: list[str] = []
    waiting: list[str] = []  # blank lines and remarks: they belong to what follows
    has_item = conflict = False

    def close() -> Chunk:
        nonlocal line, kept
        chunk = Chunk(line, "".join(kept), conflict)
        line += len(kept)
        kept = []
        return chunk

    for text in body:
        begins = text.startswith(_OURS) and not conflict
        if begins or (not conflict and text.startswith(dash)):
            if has_item:
                yield close()
            kept += waiting
            waiting, has_item = [], True
        conflict_ends = conflict and text.startswith(_THEIRS)
        conflict = conflict or begins
        if not conflict and (not text.strip() or text.lstrip().startswith("#")):
            waiting.append(text)
            continue
        kept += [*waiting, text]
        waiting = []
        if conflict_ends:
            yield close()
            conflict = has_item = False
    kept += waiting
    if kept:
        yield close()
