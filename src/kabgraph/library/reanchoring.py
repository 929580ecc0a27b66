"""Records whose words no longer stand as they were marked: what became of each, and which may be moved."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kabgraph.annotations import FATE, Edit, Store, answered, now, patched, renewed, save_all, tag_of
from kabgraph.errors import ConflictError
from kabgraph.library.hall import Library
from kabgraph.library.load import CORPUS
from kabgraph.model import AnchorState, Annotation, LogEntry, Mention, Passage, PassageRef, Span

DID = "reanchored"
Step = Literal["write", "review", "none"]


@dataclass(frozen=True, slots=True)
class Move:
    """A record that does not stand exactly as it was made.

    ``now`` are the words where they stand, or where it is proposed that they stand: their passage, their
    place and themselves. ``step``: it can be written (``--write``), a person has to decide, or nothing is
    to be done.
    """

    record: Annotation
    now: tuple[PassageRef, Span, str] | None
    step: Step
    advice: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All such records in the texts' order; beside them, what the matcher and the decisions do not share.

    ``records`` counts all that were looked at.
    ``unfound`` are records that accepted a hit which the matcher no longer finds; ``fresh`` counts by talk
    the hits that are undecided where others have been decided.
    """

    records: int
    moves: tuple[Move, ...]
    unfound: tuple[Annotation, ...]
    fresh: Mapping[str, int]

    @property
    def counts(self) -> dict[AnchorState, int]:
        """How many records there are of each state, the mildest first."""
        counted = Counter(move.record.state for move in self.moves)
        return {state: counted[state] for state in FATE if counted[state]}

    @property
    def writable(self) -> tuple[Move, ...]:
        """Those that may be written."""
        return tuple(move for move in self.moves if move.step == "write")


def plan_moves(library: Library, talk: str | None = None) -> Plan:
    """Return what became of all records of the library, or of those on one talk.

    Raises:
        UnknownNameError: there is no such talk.
    """
    of = library.talk(talk).id if talk else None
    records = [a for a in library.annotations if of in (None, a.talk)]
    done = answered(library.annotations)
    moves = tuple(_move(record, library, done) for record in records if record.state != "exact")
    return Plan(len(records), moves, _unfound(records, library), _fresh(records, library))


def _move(record: Annotation, library: Library, done: Mapping[str, str]) -> Move:
    place = (record.passage, record.span) if record.span else record.near
    now = (*place, library.passage(place[0]).text[place[1].slice]) if place else None
    if record.status == "retired":
        return Move(record, now, "none", "nothing: it is retired")
    if record.state == "shifted":
        return Move(record, now, "write", _renewing(record))
    if record.id in done:
        return Move(record, now, "none", f"nothing: {done[record.id]} has taken its place")
    if record.state == "weak":
        return Move(record, now, "review", "are these the words? kabgraph review --sort weak")
    asked = "are these the words?" if now else "retire it, or choose other words:"
    return Move(record, now, "review", f"{asked} kabgraph review --sort lost")


def _renewing(record: Annotation) -> str:
    anchors = zip((record.anchor, *record.also), record.places, strict=True)
    same = all((anchor.start, anchor.end) == (span.start, span.end) for anchor, (_, span) in anchors)
    return "--write notes that the passage changed elsewhere" if same else "--write moves it"


def _unfound(records: list[Annotation], library: Library) -> tuple[Annotation, ...]:
    """The accepted hits that the matcher no longer finds; a correction never was one."""
    hits: defaultdict[str, list[Mention]] = defaultdict(list)
    for hit in library.hits:
        hits[hit.passage].append(hit)
    refused = {record.id for record in library.annotations if record.status == "rejected"}
    reviewed = (
        record
        for record in records
        if (record.kind, record.status, record.mode) == ("mention", "accepted", "named")
        and record.origin in _REVIEWED
        and record.replaces not in refused
    )
    return tuple(r for r in reviewed if r.places and not _is_found(r, hits))


_REVIEWED = ("review", "suggest")


def _is_found(record: Annotation, hits: Mapping[str, list[Mention]]) -> bool:
    return any(
        record.concept in hit.candidates and span.overlaps(hit.span)
        for ref, span in record.places
        for hit in hits.get(ref, ())
    )


def _fresh(records: list[Annotation], library: Library) -> dict[str, int]:
    """The undecided hits of the talks where hits have been decided."""
    talks = {
        r.talk
        for r in records
        if (r.kind, r.mode) == ("mention", "named") and r.status in ("accepted", "rejected", "skipped")
    }
    items = (item for item in library.queue() if item.sort in ("automatic", "ambiguous"))
    return dict(
        sorted(Counter(t for item in items if (t := item.passage.partition("#")[0]) in talks).items())
    )


def write_moves(plan: Plan, library: Library, user: str) -> list[Path]:
    """Write what may be written, in every user's file, or nothing; return the files that were changed.

    Of a record only its anchors change, and its log says that ``user`` has done it; all else keeps its
    bytes.

    Raises:
        UsageError: ``user``, or the name of a file, is no user's name.
        ConflictError: a record was changed meanwhile, or its file cannot be changed safely.
        OSError: a file cannot be written. With each of these, nothing was written.
    """
    corpus = library.root / CORPUS
    Store(corpus, user)
    stores = {name: Store(corpus, name) for name in {move.record.by for move in plan.writable}}
    lines = {
        key: stores[key[0]].lines(key[1]) for key in {(m.record.by, m.record.talk) for m in plan.writable}
    }
    passages: dict[str, Passage] = {p.ref: p for talk in library.talks for p in talk.passages}
    at = now()
    edits: dict[Store, list[Edit]] = {store: [] for store in stores.values()}
    for move in plan.writable:
        record = move.record
        there = lines[record.by, record.talk].get(record.id, "")
        edits[stores[record.by]].append(
            _edit(record, renewed(record, passages), there, LogEntry(at, user, DID))
        )
    saved = save_all(edits)
    return sorted({store.path(talk) for store, change in saved.items() for talk, _ in change.after})


def _edit(old: Annotation, new: Annotation, there: str, entry: LogEntry) -> Edit:
    text = patched(there, old, new, entry)
    if text is None:
        said = f"{old.id} ({old.address}) was changed meanwhile, or its lines cannot be changed surely"
        remedy = f"nothing was written; by hand: start: {new.anchor.start}, end: {new.anchor.end}"
        raise ConflictError(said, f"{remedy}, text: {new.anchor.text}")
    return Edit(old.talk, old.id, text, new.anchor.passage, new.anchor.start, tag_of(there))
