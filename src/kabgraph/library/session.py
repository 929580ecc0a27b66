"""A person at work on the decisions of a folder: reads what is there now, saves, takes back, does again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kabgraph.annotations import Edit, Saved, Store, as_lines, edit_of, files_in, place_in, tag_of
from kabgraph.errors import ConflictError, UsageError
from kabgraph.library.decisions import DECIDED
from kabgraph.library.hall import Library
from kabgraph.library.load import CORPUS
from kabgraph.library.queries import query_files
from kabgraph.library.reading import MARKS, Base, read_base, with_annotations
from kabgraph.library.review import Item
from kabgraph.library.verdicts import PAST, Verdict, records_for
from kabgraph.model import Annotation, Passage
from kabgraph.ontology import FILE

Signature = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a person, of one record or many, that can be taken back as one."""

    words: str
    saved: Saved


class Session:
    """The decisions of ``user`` in the folder ``root``; each question looks first whether a file has changed.

    Raises:
        LoadError: the folder cannot be loaded.
        UsageError: the user's name is no file name.
    """

    def __init__(self, root: Path, user: str) -> None:
        self.root = root
        self.user = user
        self.store = Store(root / CORPUS, user)
        self._done: list[Act] = []
        self._undone: list[Act] = []
        self._signed: tuple[Signature, Signature] | None = None
        self._base: Base | None = None
        self._library: Library | None = None

    @property
    def library(self) -> Library:
        """The library as the files are now; where only decisions changed, only these are read anew."""
        base, marks = _signature(_sources(self.root)), _signature(files_in(self.root / MARKS)[0])
        if self._library is None or self._base is None or self._signed != (base, marks):
            same = self._base is not None and self._signed is not None and self._signed[0] == base
            if not same:
                self._base, self._library = read_base(self.root), None
            if self._base is not None:
                self._library = with_annotations(self._base, self._library)
            self._signed = (base, marks)
        if self._library is None:
            raise AssertionError("unreachable")
        return self._library

    def items(self) -> Mapping[str, Item]:
        """All that is to be decided now, by key, in the order of the queue."""
        return {item.key: item for item in self.library.queue()}

    def decide(self, items: Sequence[Item], verdict: Verdict) -> tuple[Annotation, ...]:
        """Save one verdict on each of ``items``, as one act.

        Raises:
            UsageError: the verdict makes no sense for one of them; nothing was written.
            ConflictError, OSError: as for :meth:`save`.
        """
        noun = items[0].surface if len(items) == 1 else f"{len(items)} places"
        return self.decide_each([(item, verdict) for item in items], f"{noun}, {PAST[verdict.did]}")

    def decide_each(self, verdicts: Sequence[tuple[Item, Verdict]], words: str) -> tuple[Annotation, ...]:
        """Save each item's own verdict, all as one act that ``words`` tell.

        Raises:
            UsageError, ConflictError, OSError: as for :meth:`decide`.
        """
        # The tags come first: what is changed after them is told as a conflict, not written over.
        tags = self._tags({item.passage.partition("#")[0] for item, _ in verdicts})
        library = self.library
        passages: dict[str, Passage] = {p.ref: p for talk in library.talks for p in talk.passages}
        own = [a for a in library.annotations if a.by == self.user]
        records = [r for item, verdict in verdicts for r in records_for(item, verdict, passages, own)]
        for item, _ in verdicts:
            self._check_seen(item, own, records)
        return self.save(records, words, tags)

    def _check_seen(self, item: Item, own: Sequence[Annotation], records: Sequence[Annotation]) -> None:
        """Refuse a verdict on what another window of this user has decided since the person saw it."""
        if item.record is not None:
            place = item.record.address
            met = [a for a in own if a.id == item.record.id and replace(a, address=place) != item.record]
        else:
            seen = item.mention.records if item.mention else ()
            words = [a for a in own if (a.passage, a.span) == (item.passage, item.span)]
            met = [
                a for a in words if a.concept in item.candidates and a.status in DECIDED and a.id not in seen
            ]
        if met:
            wanted = next((as_lines(record) for record in records if record.id == met[0].id), None)
            said, remedy = "this was decided meanwhile", "look at both, and decide again"
            raise ConflictError(said, remedy, there=as_lines(met[0]), wanted=wanted, changed=True)

    def _tags(self, talks: Iterable[str]) -> dict[str, str]:
        """The tags of this user's records on ``talks`` as they stand now."""
        return {id_: tag_of(lines) for talk in talks for id_, lines in self.store.lines(talk).items()}

    def save(
        self, records: Sequence[Annotation], words: str, tags: Mapping[str, str | None]
    ) -> tuple[Annotation, ...]:
        """Write records of this user, all or none. ``tags`` are those of the records that the person saw.

        Raises:
            ConflictError: a record is not as the person saw it, or its file has problems.
            OSError: a file cannot be written. With either, nothing was written.
        """
        edits = [edit_of(record, tags.get(record.id)) for record in records]
        self._done.append(Act(words, self.store.save(edits, self._order())))
        self._undone.clear()
        return tuple(records)

    def remove(self, talk: str, id: str, tag: str, words: str) -> None:
        """Take a record out of the file for good; its act can be taken back.

        Raises:
            ConflictError, OSError: as for :meth:`save`.
        """
        self._done.append(Act(words, self.store.save([Edit(talk, id, None, "", 0, tag)], self._order())))
        self._undone.clear()

    @property
    def undoable(self) -> str | None:
        """What would be taken back next, in words."""
        return self._done[-1].words if self._done else None

    @property
    def redoable(self) -> str | None:
        """What would be done again next, in words."""
        return self._undone[-1].words if self._undone else None

    def undo(self) -> str:
        """Take back the last act: its records are as they were, byte by byte. Returns what it was.

        Raises:
            UsageError: there is none.
            ConflictError: a record has been changed since; nothing was written.
            OSError: a file cannot be written; nothing was.
        """
        if not self._done:
            raise UsageError("there is nothing to take back", "what was done before this run stays")
        act = self._done[-1]
        self._turn(act.saved.after, act.saved.before)
        self._undone.append(self._done.pop())
        return act.words

    def redo(self) -> str:
        """Do again what was taken back last. Returns what it was.

        Raises:
            UsageError, ConflictError, OSError: as for :meth:`undo`.
        """
        if not self._undone:
            raise UsageError("there is nothing to do again", "only what was taken back can be done again")
        act = self._undone[-1]
        self._turn(act.saved.before, act.saved.after)
        self._done.append(self._undone.pop())
        return act.words

    def _turn(
        self, now: Mapping[tuple[str, str], str | None], then: Mapping[tuple[str, str], str | None]
    ) -> None:
        edits = []
        for (talk, id_), lines in then.items():
            there = now[talk, id_]
            passage, start = place_in(lines or there or "")
            tag = tag_of(there) if there is not None else None
            edits.append(Edit(talk, id_, lines, passage, start, tag))
        self.store.save(edits, self._order())

    def _order(self) -> dict[str, Callable[[str], int]]:
        return {talk.id: order_of([p.id for p in talk.passages]) for talk in self.library.talks}


def order_of(ids: Sequence[str]) -> Callable[[str], int]:
    """Return where each passage stands, by its id, among ``ids``; one that is not there comes last."""
    places = {id_: n for n, id_ in enumerate(ids)}
    return lambda passage: places.get(passage, len(places))


def _sources(root: Path) -> list[Path]:
    return [root / FILE, *sorted((root / CORPUS).glob("*.md")), *query_files(root)]


def _signature(paths: Iterable[Path]) -> Signature:
    """What tells that a file is another one: its name, number, size and time of change."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.as_posix(), status.st_ino, status.st_size, status.st_mtime_ns))
    return tuple(found)
