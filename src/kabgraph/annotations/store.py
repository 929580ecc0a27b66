"""Saving decisions: under a lock, whole or not at all, and never over what another has written meanwhile.

A save reads the file anew, changes the lines of the records that it is about, and keeps every other byte.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from kabgraph.annotations.draft import as_lines
from kabgraph.annotations.layout import Chunk, Layout, has_marks, lay_out, lines_of, says
from kabgraph.annotations.read import FOLDER, SUFFIX
from kabgraph.annotations.record import is_record, unreadable
from kabgraph.errors import ConflictError, UsageError
from kabgraph.lazy import Lazy
from kabgraph.model import Annotation
from kabgraph.source import (
    MAX_BYTES,
    ChangedMeanwhileError,
    clear_leftovers,
    parse_yaml,
    read_exact,
    shown,
    write_all,
)

if TYPE_CHECKING:
    from kabgraph.annotations import schema
else:
    schema = Lazy("kabgraph.annotations.schema")

USER = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LOCK = ".lock"
_WAIT, _POLL = 10.0, 0.002  # seconds; who looks seldom is overtaken by who saves on and on
_TRIES = 5

Order = Callable[[str], int]
"""Where a passage stands in its talk, by its id; a passage that is not there comes last."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What becomes of one record of ``talk``: ``lines`` are its new ones, None takes it out.

    ``tag`` is that of the record as the person saw it, None where the person saw none.
    """

    talk: str
    id: str
    lines: str | None
    passage: str
    start: int
    tag: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save has done: each record's lines before and after, by talk and id, for undoing it."""

    before: Mapping[tuple[str, str], str | None]
    after: Mapping[tuple[str, str], str | None]


@dataclass(frozen=True, slots=True)
class _Change:
    """What edits make of one user's files: records before and after, texts new and as they were read."""

    before: dict[tuple[str, str], str | None]
    after: dict[tuple[str, str], str | None]
    texts: dict[Path, str]
    seen: dict[Path, str | None]


def tag_of(lines: str) -> str:
    """Return what a record's lines are known by: any other bytes have another tag.

    >>> tag_of("- id: a-00000001\\n") == tag_of("- id: a-00000002\\n")
    False
    """
    return sha256(lines.encode("utf-8")).hexdigest()[:16]


def edit_of(annotation: Annotation, tag: str | None = None) -> Edit:
    """Return the edit that writes ``annotation`` as it stands.

    Raises:
        UsageError: it holds what could not be read back, such as a note that is too long.
    """
    anchor = annotation.anchor
    lines = as_lines(annotation)
    if said := unreadable(lines):
        raise UsageError(f"{annotation.id} cannot be saved: {said}", "shorten or change it")
    return Edit(annotation.talk, annotation.id, lines, anchor.passage, anchor.start, tag)


class Store:
    """The files of one user under ``corpus/annotations``.

    Raises:
        UsageError: the user's name is no file name of small letters, digits and hyphens.
    """

    def __init__(self, corpus: Path, user: str) -> None:
        if not USER.fullmatch(user):
            remedy = "use small letters, digits and hyphens, at most 40"
            raise UsageError(f"{shown(user)} is no name for a file of annotations", remedy)
        self.folder = corpus / FOLDER
        self.user = user

    def path(self, talk: str) -> Path:
        """Return the user's file for a talk, whether it is there or not."""
        return self.folder / talk / f"{self.user}{SUFFIX}"

    def lines(self, talk: str) -> dict[str, str]:
        """Return the lines of each record of the user on ``talk``, by id, as they stand in the file now.

        Raises:
            ConflictError: the file has problems that only a person can mend.
            OSError: it cannot be read.
        """
        layout, _ = self._read(talk)
        return {chunk.id: _record_lines(chunk, layout.indent) for chunk in layout.chunks if chunk.id}

    def save(self, edits: Sequence[Edit], order: Mapping[str, Order] | None = None) -> Saved:
        """Make all of ``edits``, or none; what is new is put where its passage stands.

        Raises:
            ConflictError: a record is no longer what the person saw, or a file cannot be changed safely;
                nothing was written.
            OSError: a file cannot be written; nothing was.
        """
        return save_all({self: edits}, order)[self]

    def prepare(self, edits: Sequence[Edit], order: Mapping[str, Order]) -> _Change:
        """Return what ``edits`` make of the files as they stand now; the lock must be held."""
        change = _Change({}, {}, {}, {})
        for talk in dict.fromkeys(edit.talk for edit in edits):
            layout, old = self._read(talk, "".join(e.lines or "" for e in edits if e.talk == talk))
            for edit in edits:
                if edit.talk != talk:
                    continue
                key = (talk, edit.id)
                change.before[key] = _check(layout, edit)
                change.after[key] = edit.lines
                layout = _with(layout, edit, order.get(talk, lambda _: 0))
            if len(layout.text.encode("utf-8")) > MAX_BYTES:
                raise ConflictError("the file would be larger than is read", "move records to another user")
            change.texts[self.path(talk)], change.seen[self.path(talk)] = layout.text, old
        return change

    def _read(self, talk: str, wanted: str | None = None) -> tuple[Layout, str | None]:
        """The user's file as it stands; ``wanted`` are the lines that were to be saved, for the errors."""
        path, root = self.path(talk), self.folder.parent.parent
        if not os.path.lexists(path):
            if not _inside(path, root):
                said = f"the folder of {shown(talk)} lies outside the project"
                raise ConflictError(said, "put a folder in the place of the link", wanted=wanted)
            return Layout(f"format: {schema.FORMAT}\ntalk: {talk}\nannotations:\n", (), ""), None
        text, findings = read_exact(path, root)
        if text is None:
            said = "; ".join(finding.message for finding in findings)
            raise ConflictError(f"{path.name}: {said}", findings[0].remedy, wanted=wanted)
        if {"\r", "\f"} & set(text.replace("\r\n", "\n")):
            said = f"{path.name} has line ends of two kinds"
            raise ConflictError(said, "save it with one kind", wanted=wanted)
        layout = lay_out(text)
        if layout is None or has_marks(text) or not all(chunk.id for chunk in layout.chunks):
            said = f"{path.name} holds something that is no list of records, or a merge left unresolved"
            remedy = "mend it (kabgraph check tells the lines), then save again"
            raise ConflictError(said, remedy, wanted=wanted)
        if fault := _head_fault(layout.head, talk):
            remedy = "mend its head, or save it with the version that wrote it"
            raise ConflictError(f"{path.name} {fault}", remedy, wanted=wanted)
        return layout, text

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the folder: the system's own, which ends with its process."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / LOCK, timeout=_WAIT, poll_interval=_POLL)
        try:
            with lock:
                yield
        except Timeout:
            raise ConflictError("another save takes too long", "try again") from None


def save_all(
    edits: Mapping[Store, Sequence[Edit]], order: Mapping[str, Order] | None = None
) -> dict[Store, Saved]:
    """Make all edits in the files of several users, or none: they are stores of one folder.

    Raises:
        ConflictError, OSError: as for :meth:`Store.save`; nothing was written.
    """
    stores = [store for store in edits if edits[store]]
    if not stores:
        return {store: Saved({}, {}) for store in edits}
    with stores[0].locked():
        for left in reversed(range(_TRIES)):
            changes = {store: store.prepare(edits[store], order or {}) for store in edits}
            texts = {path: text for change in changes.values() for path, text in change.texts.items()}
            seen = {path: text for change in changes.values() for path, text in change.seen.items()}
            for path in texts:
                path.parent.mkdir(parents=True, exist_ok=True)
                clear_leftovers(path.parent)
            try:
                write_all(texts, over=seen)
            except ChangedMeanwhileError:
                if left:
                    continue
                said = "the file is being changed by another program"
                raise ConflictError(said, "try again") from None
            return {store: Saved(change.before, change.after) for store, change in changes.items()}
    raise AssertionError("unreachable")


def _inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _head_fault(head: str, talk: str) -> str | None:
    """Say why a file with this head is none that can be changed here."""
    data = parse_yaml(head, "").data
    known = data if isinstance(data, dict) else {}
    if known.get("format") != schema.FORMAT:
        return f"is not of the format {schema.FORMAT}"
    return None if known.get("talk") == talk else f"is not of the talk {shown(talk)}"


def _record_lines(chunk: Chunk, indent: str) -> str:
    """The record's own lines, whatever the file's indentation and line ends are."""
    lines = _raw_lines(chunk).replace("\r\n", "\n").split("\n")
    return "\n".join(line.removeprefix(indent) if line.strip() else line for line in lines)


def _raw_lines(chunk: Chunk) -> str:
    """The record's own lines as they stand, without the blank lines and remarks before and after it."""
    return _parts(chunk)[1]


def _parts(chunk: Chunk) -> tuple[str, str, str]:
    """What stands before the record's own lines, these, and what stands after them."""
    lines = lines_of(chunk.text)
    first = next((n for n, line in enumerate(lines) if says(line)), len(lines))
    last = next((n for n in range(len(lines) - 1, -1, -1) if says(lines[n])), -1)
    return "".join(lines[:first]), "".join(lines[first : last + 1]), "".join(lines[last + 1 :])


def _check(layout: Layout, edit: Edit) -> str | None:
    """Return the record's lines as they stand; they must be what the person saw."""
    own = [chunk for chunk in layout.chunks if chunk.id == edit.id]
    there = _record_lines(own[0], layout.indent) if own else None
    if len(own) > 1:
        said, remedy = f"{edit.id} stands {len(own)} times in the file", "give the others ids of their own"
        raise ConflictError(said, remedy, there=there, wanted=edit.lines)
    if there is not None and not is_record(there):
        said, remedy = f"the lines of {edit.id} cannot be read", "mend them, then save again"
        raise ConflictError(said, remedy, there=there, wanted=edit.lines)
    if (tag_of(there) if there is not None else None) != edit.tag:
        said = "this record was changed meanwhile" if there is not None else "this record is no longer there"
        remedy = "look at both, and decide again"
        raise ConflictError(said, remedy, there=there, wanted=edit.lines, changed=True)
    return there


def _with(layout: Layout, edit: Edit, order: Order) -> Layout:
    place = next((n for n, chunk in enumerate(layout.chunks) if chunk.id == edit.id), None)
    chunks = list(layout.chunks)
    end = "\r\n" if "\r\n" in layout.head else "\n"
    new = None if edit.lines is None else _indented(edit.lines, layout.indent, end)
    if place is not None:
        chunk = chunks.pop(place)
        before, _, after = _parts(chunk)
        if new is not None:
            chunks.insert(place, replace(chunk, text=before + new + after))
        elif rest := (before + after).lstrip("\r\n"):
            chunks.insert(place, replace(chunk, text=end + rest))  # remarks of a person stay
        return replace(layout, chunks=tuple(chunks))
    if new is None:
        return layout
    mine = (order(edit.passage), edit.start, edit.id)
    at = next((n + 1 for n in range(len(chunks) - 1, -1, -1) if _key(chunks[n], order) <= mine), 0)
    before = layout.head if not at else chunks[at - 1].text
    gap = end if before.endswith(("\n", "\r")) else end * 2
    chunks.insert(at, Chunk(0, gap + new))
    if at + 1 < len(chunks) and not chunks[at + 1].text.startswith(("\n", "\r")):
        chunks[at] = replace(chunks[at], text=gap + new + end)
    return replace(layout, chunks=tuple(chunks))


def _indented(lines: str, indent: str, end: str) -> str:
    """The lines of a record as the file has its own."""
    each = lines.removesuffix("\n").split("\n")
    return "".join(f"{indent if line.strip() else ''}{line}{end}" for line in each)


_PASSAGE = re.compile(r"^\s*-?\s*passage:\s*[\"']?([^\"'\s]+)", re.MULTILINE)
_START = re.compile(r"^\s*-?\s*start:\s*[\"']?(\d{1,9})[\"']?\s*$", re.MULTILINE)


def place_in(lines: str) -> tuple[str, int]:
    """Return the passage and the start that stand in a record's lines, none and 0 where they do not."""
    passage, start = _PASSAGE.search(lines), _START.search(lines)
    return passage[1] if passage else "", int(start[1]) if start else 0


def _key(chunk: Chunk, order: Order) -> tuple[int, int, str]:
    passage, start = place_in(chunk.text)
    return order(passage) if passage else 0, start, chunk.id or ""
