"""What arrived from elsewhere -> records as they would be stored here, and all that is to be said of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kabgraph.annotations import PLACED, USER, RecordReader, Vocabulary, as_lines, new_id
from kabgraph.errors import AmbiguousNameError, UnknownNameError
from kabgraph.export.exchange import Arrived, Words, finding
from kabgraph.library.hall import Library
from kabgraph.library.placing import NOWHERE, anchors_for, as_stored
from kabgraph.model import Address, Anchor, AnchorState, Annotation, Finding, Talk
from kabgraph.source import Branch, Document, shown
from kabgraph.text import nearest, normalise, slug

READER = "reader"
"""Whose file it is where nobody says a name."""

_LONGEST = 40
_TAKEN_AS_PROPOSED = ("accepted", "proposed")
_UNSURE: Mapping[AnchorState, str] = {
    "ambiguous": "stand in no place that is surely the one that was meant",
    "changed": "stand there with too little about them, or changed",
    "moved?": "do not stand in that passage, yet in another",
    "orphan": "do not stand in the text",
}


class _LeftOutError(Exception):
    """An annotation that is not taken; carries place, code, message and remedy."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record that would be stored, and where it came from."""

    record: Annotation
    address: Address


class Arrivals:
    """Takes arrivals in turn; ``user`` is whose file they go to, else each goes to that of its own author.

    ``as_decisions`` keeps the records of our own exports as they were; all else is proposed. ``now`` is the
    moment that logs tell.
    """

    def __init__(self, library: Library, user: str | None, as_decisions: bool, now: str) -> None:
        self.findings: list[Finding] = []
        self.incoming: list[Incoming] = []
        self._library, self._user, self._now = library, user, now
        self._as_decisions = as_decisions
        self._by_id = {record.id: record for record in library.annotations}
        self._by_sense = {_sense(r): r.id for r in library.annotations if r.status != "retired"}
        concepts = library.ontology.concepts.values()
        self._by_uri = {concept.uri: concept.id for concept in concepts if concept.uri}

    def take(self, arrived: Arrived) -> None:
        """Take one arrival: its records, or a finding that says why there are none."""
        try:
            talk = self._talk(arrived)
            keep = arrived.own and self._as_decisions
            if arrived.own and not keep and arrived.record["status"] not in _TAKEN_AS_PROPOSED:
                said = f"a decision that is {arrived.record['status']} is no proposal"
                raise _LeftOutError(arrived.address, "X206", said, "--as-decisions takes it as it is")
            for record in self._named(arrived):
                self._keep(arrived, self._read(arrived, record, talk, keep), keep)
        except _LeftOutError as left:
            self.findings.append(finding(*left.args))

    # -- names

    def _talk(self, arrived: Arrived) -> Talk:
        known = {talk.id: talk for talk in self._library.talks}
        if arrived.talk not in known:
            near = nearest(arrived.talk, known)
            remedy = f"it is not taken; did you mean {near[0]!r}?" if near else "it is not taken"
            said = f"there is no talk {shown(arrived.talk)}"
            raise _LeftOutError(arrived.talk_address, "X201", said, remedy)
        return next(talk for id_, talk in known.items() if id_ == arrived.talk)

    def _named(self, arrived: Arrived) -> Iterator[dict[str, Any]]:
        """The record with ids for names; where tags may name several concepts, one for each."""
        if "kind" in arrived.record:
            yield self._with_ids(arrived)
            return
        ids: dict[str, None] = {}
        for name, address in arrived.names:
            try:
                ids[self._concept(name.lstrip("#"), address)] = None
            except _LeftOutError as left:
                self.findings.append(finding(*left.args))
        for id_ in ids:
            yield {**arrived.record, "kind": "mention", "concept": id_, "mode": "named"}
        if not ids and arrived.record.get("note"):
            yield {**arrived.record, "kind": "note"}
        elif not arrived.names:
            said = "this annotation marks words and says nothing of them"
            raise _LeftOutError(arrived.address, "X207", said, "it is not taken; give it a tag or a note")

    def _with_ids(self, arrived: Arrived) -> dict[str, Any]:
        record = dict(arrived.record)
        if "concept" in record:
            record["concept"] = self._concept(record["concept"], arrived.at("concept"))
        if link := record.get("relation"):
            at = arrived.at("relation")
            ends = {end: self._concept(link[end], at) for end in ("from", "to") if end in link}
            record["relation"] = {**link, **ends}
            if "type" in link:
                self._check_type(link["type"], at)
        if claim := record.get("claim"):
            at = arrived.at("claim")
            sides = {
                key: [self._concept(name, at) for name in claim[key]]
                for key in ("same", "different")
                if key in claim
            }
            record["claim"] = {**claim, **sides}
        if record["kind"] == "mention":
            record.setdefault("mode", "named")
        if record["kind"] == "relation":
            record.setdefault("stance", "supports")
        return record

    def _concept(self, name: str, address: Address) -> str:
        if name in self._by_uri:
            return self._by_uri[name]
        try:
            return self._library[name].id
        except UnknownNameError as error:
            near = " or ".join(map(repr, error.nearest))
            remedy = (
                f"it is not taken; did you mean {near}?" if near else "it is not taken; nothing comes near"
            )
            raise _LeftOutError(address, "X202", f"unknown concept {shown(name)}", remedy) from None
        except AmbiguousNameError as error:
            said = f"{shown(name)} may be {' or '.join(error.candidates)}"
            raise _LeftOutError(address, "X202", said, "it is not taken; name one by its id") from None

    def _check_type(self, name: str, address: Address) -> None:
        known = self._library.ontology.relation_types
        if name not in known:
            near = nearest(name, known)
            remedy = f"it is not taken; did you mean {near[0]!r}?" if near else "it is not taken"
            raise _LeftOutError(address, "X202", f"unknown relation type {shown(name)}", remedy)

    # -- records

    def _read(self, arrived: Arrived, record: dict[str, Any], talk: Talk, keep: bool) -> Annotation | None:
        """The record as the files' own reader has it, with what that has to say."""
        if not keep and any(_backwards(words) for words in arrived.words):
            said, remedy = "the words end before they start", "the start comes first: count from 0"
            raise _LeftOutError(arrived.address, "X105", said, remedy)
        placed = [(as_stored(words),) if keep else anchors_for(words, talk) for words in arrived.words]
        first, *others = (_plain(anchor) for anchors in placed for anchor in anchors)
        raw = {
            **record,
            "id": record.get("id") or new_id(),
            "status": record["status"] if keep else "proposed",
            "anchor": first,
            "also": others,
            "log": record.get("log", []) if keep else self._log(arrived, record),
        }
        ontology = self._library.ontology
        vocabulary = Vocabulary(ontology.concepts, ontology.relation_types, {talk.id: talk.passages})
        reader = RecordReader(talk.id, self._user_of(arrived), vocabulary)
        here = (arrived.address.line, arrived.address.column)
        places = Branch(here, {key: (at, at) for key in raw for at in [_place(arrived.at(key))]})
        found = reader.read(raw, Document(arrived.address.file, raw, (), places), ())
        self.findings += reader.findings
        return found

    def _user_of(self, arrived: Arrived) -> str:
        if self._user is not None:
            return self._user
        if USER.fullmatch(arrived.by):
            return arrived.by
        name = slug(arrived.by)[:_LONGEST].strip("-")
        return name or READER

    def _log(self, arrived: Arrived, record: Mapping[str, Any]) -> list[dict[str, str]]:
        """The history that came with it, and that it was proposed now."""
        by = normalise(arrived.by) or self._user_of(arrived)
        made = self._moment(arrived)
        before = [*record.get("log", []), *([{"at": made, "by": by, "did": "created"}] if made else [])]
        return [*before, {"at": self._now, "by": by, "did": "proposed"}]

    def _moment(self, arrived: Arrived) -> str:
        if not arrived.created:
            return ""
        try:
            moment = datetime.fromisoformat(arrived.created)
            moment = moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            said = f"{shown(arrived.created)} is no time"
            self.findings.append(finding(arrived.address, "X208", said, "it is left out of the log"))
            return ""
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment.year >= 1000 else ""

    def _keep(self, arrived: Arrived, record: Annotation | None, keep: bool) -> None:
        """Keep a sound record, unless it is there already; say where its words are not surely placed."""
        if record is None:
            return
        there = self._by_id.get(record.id)
        if there is not None:
            same = not keep or (there.by == record.by and as_lines(there) == as_lines(record))
            said = f"{record.id} is there already" + ("" if same else " with other content")
            remedy = f"it is left as it is at {there.address}"
            raise _LeftOutError(arrived.address, "X205" if same else "X209", said, remedy)
        twin = self._by_sense.get(_sense(record))
        if twin is not None and not keep:
            said = f"the same is there already: {twin}, {shown(record.anchor.exact)} by {record.by}"
            raise _LeftOutError(arrived.address, "X205", said, "it is not stored twice")
        self._by_id[record.id] = record
        self._by_sense.setdefault(_sense(record), record.id)
        self.incoming.append(Incoming(record, arrived.address))
        self._tell_times(arrived, record)
        self._tell_place(arrived, record)

    def _tell_times(self, arrived: Arrived, record: Annotation) -> None:
        late = next((entry.at for entry in record.log if entry.at > self._now), None)
        if late:
            said = f"{late} is yet to come: a clock was wrong"
            self.findings.append(finding(arrived.at("log"), "X208", said, "it stands in the log as it is"))

    def _tell_place(self, arrived: Arrived, record: Annotation) -> None:
        words = shown(record.anchor.exact)
        if record.state not in PLACED:
            near = ""
            if record.near:
                ref, span = record.near
                text = self._library.passage(ref).text[span.slice]
                near = f"; is it {shown(text)} at {ref}, {span.start}-{span.end}?"
            meant = record.near and record.anchor.passage.startswith(NOWHERE)
            said = f"the words {words} {_UNSURE['ambiguous' if meant else record.state]}"
            remedy = f"stored without a place, for a person to decide{near}"
            self.findings.append(finding(arrived.address, "X203", said, remedy))
        elif (
            record.span
            and (told := _told(arrived.words[0]))
            and told
            != (
                record.span.start,
                record.span.end,
            )
        ):
            where = f"{record.passage} {record.span.start}-{record.span.end}"
            said = f"the words {words} stand at {where}, not at {told[0]}-{told[1]}"
            self.findings.append(finding(arrived.address, "X204", said, "they are placed by their context"))


def _told(words: Words) -> tuple[int, int] | None:
    return None if words.start is None or words.end is None else (words.start, words.end)


def _backwards(words: Words) -> bool:
    told = _told(words)
    return told is not None and told[1] < told[0]


def _place(address: Address) -> tuple[int, int]:
    return address.line, address.column


def _plain(anchor: Anchor) -> dict[str, Any]:
    return {key: getattr(anchor, key) for key in Anchor.__dataclass_fields__}


def _sense(record: Annotation) -> tuple[object, ...]:
    """What two records have in common that say the same of the same words for one user."""
    where = record.places or (record.talk, record.anchor.passage, record.anchor.exact)
    what = (record.kind, record.concept, record.mode, record.relation, record.stance, record.claim)
    return record.by, where, what, record.note if record.kind == "note" else ""
