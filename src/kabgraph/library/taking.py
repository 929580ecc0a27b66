"""A filled file of suggestions -> the decisions it makes: all that is wrong is told, nothing is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from kabgraph.annotations import CONTEXT, FATE, place, text_hash
from kabgraph.errors import AmbiguousNameError, UnknownNameError, UsageError
from kabgraph.library.filled import Row, finding
from kabgraph.library.hall import Library
from kabgraph.library.review import Item
from kabgraph.library.verdicts import PAST, Did, Verdict, records_for
from kabgraph.model import Anchor, Annotation, AnnotationMode, Finding, Passage, Span
from kabgraph.source import shown
from kabgraph.text import nearest

ORIGIN = "suggest"
_WORDS: Mapping[str, Did] = {
    **{"accept": "accept", "reject": "reject", "skip": "skip"},
    **{"a": "accept", "r": "reject", "s": "skip"},
}
_MODES: tuple[AnnotationMode, ...] = get_args(AnnotationMode)
_KEY = re.compile(r"([a-z0-9-]+)#([a-z][a-z0-9-]*):(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row that decides: on which item, and what."""

    row: Row
    item: Item
    verdict: Verdict

    def __str__(self) -> str:
        verdict, item = self.verdict, self.item
        concept = verdict.concept or " and ".join(item.candidates) or item.sort
        mode = f" ({verdict.mode})" if verdict.mode else ""
        return f"{PAST[verdict.did]}: {shown(item.surface)} in {item.passage}: {concept}{mode}"


@dataclass(frozen=True, slots=True)
class Taking:
    """What a filled file comes to. With an error among ``findings`` none of ``decisions`` is to be saved."""

    decisions: tuple[Decision, ...]
    undecided: int
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether the decisions may be saved."""
        return not any(finding.level == "error" for finding in self.findings)


class _LeftOutError(Exception):
    """A row that decides nothing; carries place, code, message and remedy."""


def take(rows: Iterable[Row], library: Library, user: str, findings: Iterable[Finding] = ()) -> Taking:
    """Return what the rows decide for ``user``; ``findings`` are those of reading them.

    A row is found again by its words and what stood about them, as a record's words are: exact or shifted,
    never weakly. One whose words are gone, or are decided already, is left out with a warning.
    """
    taker = _Taker(library, user)
    decisions: dict[str, Decision] = {}
    found = list(findings)
    undecided = 0
    for row in rows:
        try:
            decision = taker.take(row)
            if decision is None:
                undecided += 1
                continue
            first = decisions.setdefault(decision.item.key, decision)
            if first is not decision:
                said = f"line {first.row.address.line} decides on the same words"
                raise _LeftOutError(row.at("decision"), "D106", said, "keep one of the two")
        except _LeftOutError as left:
            found.append(finding(*left.args))
    return Taking(tuple(decisions.values()), undecided, tuple(sorted(found)))


class _Taker:
    def __init__(self, library: Library, user: str) -> None:
        self._library, self._user = library, user
        self._items: dict[str, Item] = {item.key: item for item in library.queue()}
        self._passages: dict[str, Passage] = {p.ref: p for talk in library.talks for p in talk.passages}
        self._own = [a for a in library.annotations if a.by == user]

    @cached_property
    def _named(self) -> dict[str, list[tuple[Span, Annotation]]]:
        """What people decided of names, by passage.

        Marks of what is implied may lie over a hit, and decide nothing about it.
        """
        table: defaultdict[str, list[tuple[Span, Annotation]]] = defaultdict(list)
        for annotation in self._library.annotations:
            if (annotation.kind, annotation.mode) == ("mention", "named"):
                for ref, span in annotation.places:
                    table[ref].append((span, annotation))
        return dict(table)

    def take(self, row: Row) -> Decision | None:
        """The decision of a row, None where it is left empty.

        Raises:
            _LeftOutError: there is none to be had from it.
        """
        did = _did(row)
        if did is None:
            return None
        item = self._item(row)
        if did == "skip" and item.sort == "skipped":
            said = f"{shown(item.surface)} of {item.passage} is left for later already"
            raise _LeftOutError(row.at("decision"), "D112", said, "the row was left out")
        verdict = self._verdict(row, did, item)
        try:
            records_for(item, verdict, self._passages, self._own)
        except UsageError as error:
            said = str(error).removesuffix(f"; {error.remedy}")
            raise _LeftOutError(row.at("decision"), "D107", said, error.remedy) from None
        return Decision(row, item, verdict)

    # -- the words

    def _item(self, row: Row) -> Item:
        key, at = row["key"].strip(), row.at("key")
        match = _KEY.fullmatch(key)
        if match is not None:
            return self._hit(row, match)
        item = self._items.get(key)
        if item is None or item.record is None:
            said = f"{shown(key)} is no longer to be decided"
            raise _LeftOutError(at, "D112", said, "it was left out; kabgraph suggest lists what is")
        if item.surface != row["words"]:
            raise _LeftOutError(at, "D111", f"{key} is on other words by now", "it was left out: look anew")
        return item

    def _hit(self, row: Row, match: re.Match[str]) -> Item:
        talk, passage, start, end = match[1], match[2], int(match[3]), int(match[4])
        there = self._passages.get(f"{talk}#{passage}")
        same = there is not None and text_hash(there.text) == row["text"].strip()
        if there and same and there.text[start:end] != row["words"]:
            said = f"{shown(row['words'])} is not what stands at {match[0]}"
            remedy = "put words, key and text back as kabgraph suggest wrote them"
            raise _LeftOutError(row.at("words"), "D109", said, remedy)
        before, after = row["before"][-CONTEXT:], row["after"][:CONTEXT]
        anchor = Anchor(passage, row["words"], before, after, start, end, row["text"].strip())
        placing = place(anchor, [p for p in self._passages.values() if p.talk == talk])
        if placing.span is None or placing.state == "weak":
            said = f"the words {shown(row['words'])} of {talk}#{passage} {FATE[placing.state]}"
            raise _LeftOutError(row.at("words"), "D111", said, "the row was left out")
        key = f"{talk}#{passage}:{placing.span.start}-{placing.span.end}"
        if key not in self._items:
            self._refuse(row, key)
        return self._items[key]

    def _refuse(self, row: Row, key: str) -> None:
        """Say why words that are there are no longer in the queue."""
        ref, _, place = key.partition(":")
        span = Span(*map(int, place.split("-")))
        on_them = [a for s, a in self._named.get(ref, ()) if s.overlaps(span)]
        words = shown(row["words"])
        if not on_them:
            said = f"no name is found in {words} of {ref} any more"
            raise _LeftOutError(row.at("words"), "D111", said, "the row was left out")
        by = ", ".join(f"{a.by} {a.status} {a.concept or a.kind} ({a.id})" for a in on_them)
        said = f"{words} of {ref} is decided already: {by}"
        raise _LeftOutError(row.at("words"), "D112", said, "the row was left out")

    # -- what is said of them

    def _verdict(self, row: Row, did: Did, item: Item) -> Verdict:
        concept, mode = self._concept(row, item), _mode(row)
        if did == "accept":
            other = concept is not None and concept not in item.candidates
            if item.mention is not None and (other or mode not in (None, item.mode)):
                did = "correct"
        elif concept is not None and concept not in item.candidates:
            said = f"{shown(row['concept'])} is not what was supposed here"
            remedy = f"leave it empty, or write {' or '.join(item.candidates)}"
            raise _LeftOutError(row.at("concept"), "D104", said, remedy)
        if did in ("accept", "correct") and concept is None and len(item.candidates) > 1:
            said = f"{shown(item.surface)} may be {' or '.join(item.candidates)}"
            raise _LeftOutError(row.at("concept"), "D107", said, "write one of them under concept")
        return Verdict(did, self._user, concept, mode, note=row["note"].strip(), origin=ORIGIN)

    def _concept(self, row: Row, item: Item) -> str | None:
        name = row["concept"].strip()
        if not name:
            return None
        if item.record is not None and item.record.kind != "mention":
            said = f"a {item.record.kind} has no concept to choose"
            raise _LeftOutError(row.at("concept"), "D104", said, "leave it empty")
        try:
            return self._library[name].id
        except (UnknownNameError, AmbiguousNameError) as error:
            said, _, remedy = str(error).partition("; ")
            raise _LeftOutError(row.at("concept"), "D104", said, remedy) from None


def _did(row: Row) -> Did | None:
    word = row["decision"].strip().lower()
    if word in _WORDS:
        return _WORDS[word]
    if word:
        near = nearest(word, ("accept", "reject", "skip"))
        remedy = f"did you mean {near[0]!r}?" if near else "write accept, reject or skip, or leave it empty"
        raise _LeftOutError(row.at("decision"), "D103", f"{shown(row['decision'])} is no decision", remedy)
    filled = [name for name in ("concept", "mode", "note") if row[name].strip()]
    if filled:
        said = f"{' and '.join(filled)} without a decision"
        raise _LeftOutError(
            row.at(filled[0]), "D108", said, "write accept, reject or skip beside it, or empty it"
        )
    return None


def _mode(row: Row) -> AnnotationMode | None:
    word = row["mode"].strip().lower()
    mode = next((mode for mode in _MODES if mode == word), None)
    if word and mode is None:
        near = nearest(word, _MODES)
        remedy = f"did you mean {near[0]!r}?" if near else f"write {', '.join(_MODES)}, or leave it empty"
        raise _LeftOutError(row.at("mode"), "D105", f"{shown(row['mode'])} is no mode", remedy)
    return mode
