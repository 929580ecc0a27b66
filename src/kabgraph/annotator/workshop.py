"""What the interface does: one session, asked by one request at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from kabgraph.annotations import Vocabulary, logged, make_anchor, new_id, parse_lines, tag_of, text_hash
from kabgraph.annotations.schema import NEEDS
from kabgraph.annotator import bodies
from kabgraph.annotator.git import git_state
from kabgraph.annotator.refusal import Refusal
from kabgraph.annotator.shapes import (
    Json,
    context_json,
    item_json,
    mention_json,
    near_json,
    queue_json,
    record_json,
    tag_of_item,
)
from kabgraph.errors import ConflictError, UnknownNameError, UsageError, system_words
from kabgraph.library.review import SORTS, Item, key_of
from kabgraph.library.verdicts import Did, Verdict
from kabgraph.model import Address, Anchor, Annotation, Finding, Passage, Relation, Span, TalkId
from kabgraph.pages.data.graph import runs_data
from kabgraph.pages.views.words import segment_runs

if TYPE_CHECKING:
    from kabgraph.library import Library
    from kabgraph.library.session import Session

_Value = TypeVar("_Value")
_ANNOTATIONS = "/annotations/"
MOST = 2_000
"""The most items of one answer; the numbers beside them are of all."""


class Workshop:
    """Answers the interface's requests out of a session; every method returns plain values."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._told: tuple[Library, int, list[Finding]] | None = None  # what does not change between two saves

    @property
    def library(self) -> Library:
        """The library as the files are now."""
        return self.session.library

    # -- reading

    def state(self) -> Json:
        """Who works here, what can be taken back, what waits, and what git would say."""
        session, library = self.session, self.library
        if self._told is None or self._told[0] is not library:
            said = [f for f in library.check() if f.level == "error" and _ANNOTATIONS in f.address.file]
            self._told = (library, len(library.queue()), said)
        _, waiting, said = self._told
        return {
            "user": session.user,
            "version": library.version,
            "undo": session.undoable,
            "redo": session.redoable,
            "waiting": waiting,
            "git": git_state(session.root, session.user),
            "findings": [
                {"file": f.address.file, "line": f.address.line, "message": f.message, "remedy": f.remedy}
                for f in said
            ],
        }

    def queue(self, talk: str | None, concept: str | None, sort: str | None) -> Json:
        """The queue, or a part of it."""
        library = self.library
        if sort is not None and sort not in SORTS:
            raise Refusal(400, f"there is no sort {sort[:40]!r}", f"use one of {', '.join(SORTS)}")
        whole = library.queue()
        part = _known(lambda: library.queue(talk, concept)) if talk or concept else whole
        items = [item for item in part if sort in (None, item.sort)]
        judged = (*library.mentions, *library.rejected)
        places = {(m.passage, m.start, m.end) for m in judged if m.records and m.verdict != "disputed"}
        return {**queue_json(items[:MOST], whole, len(places), library), "version": library.version}

    def item(self, key: str) -> Json:
        """One item in its context."""
        library, item = self.library, self._items().get(key)
        if item is None:
            raise Refusal(404, "this is decided, or no longer there", "go on to the next")
        mine = set(item.mention.records) if item.mention else {item.record.id} if item.record else set()
        records = [record for record in library.annotations if record.id in mine or record.id == item.similar]
        talk, _, passage = item.passage.partition("#")
        return {
            "item": item_json(item, library),
            "context": context_json(item, library),
            "near": near_json(item, library),
            "supports": list(_supports(item, library)),
            "records": self._records(records),
            "url": f"talks/{talk}.html#{passage}",
        }

    def annotations(self, talk: str) -> Json:
        """All records and mentions of a talk, and the relation types there are."""
        library = self.library
        found = _known(lambda: library.talk(talk))

        def here(mentions: Iterable[Any]) -> list[Json]:
            return [mention_json(m) for m in mentions if m.talk == talk]

        return {
            "talk": talk,
            "passages": [
                {"id": p.id, "number": p.number, "text": p.text, "hash": text_hash(p.text)}
                for p in found.passages
            ],
            "records": self._records(a for a in library.annotations if a.talk == talk),
            "mentions": here([*library.mentions, *library.contained]),
            "rejected": here(library.rejected),
            "lost": here(library.lost),
            "types": [
                {"id": kind.id, "label": kind.label} for kind in library.ontology.relation_types.values()
            ],
            "version": library.version,
        }

    # -- writing

    def decide(self, body: bodies.Decision) -> Json:
        """Save one verdict on some items."""
        items = self._items()
        wanted = [items.get(seen.key) for seen in body.items]
        found = [item for item in wanted if item is not None]
        stale = [
            seen.key
            for seen, item in zip(body.items, wanted, strict=True)
            if item is None or tag_of_item(item) != seen.tag
        ]
        if stale:
            raise Refusal(
                412,
                f"{len(stale)} of {len(wanted)} were decided or changed meanwhile; nothing was saved",
                "look at what stands there now",
                there=self._covering(stale),
                wanted=body.model_dump(exclude={"items"}),
                stale=stale,
            )
        self._known_concept(body.concept)
        span = _span(body.start, body.end)
        did = cast("Did", body.did)
        verdict = Verdict(did, self.session.user, body.concept, body.mode, span, body.note)
        saved = _tried(lambda: self.session.decide(found, verdict))
        return {"saved": self._records(self._anew(saved)), **self._after()}

    def create(self, body: bodies.Record) -> Json:
        """Save a new record."""
        record = self._record(body, body.id or new_id())
        if any(a.id == record.id for a in self.library.annotations):
            raise Refusal(409, f"{record.id} is there already", "save it under another id")
        words = f"{record.anchor.exact}, {'linked' if record.kind != 'note' else 'noted'}"
        record = logged(record, self.session.user, "created")
        saved = _tried(lambda: self.session.save([record], words, {}))
        return {**self._records(self._anew(saved))[0], **self._after()}

    def change(self, id: str, body: bodies.Record, tag: str) -> Json:
        """Save a record anew, if it is still the one that the person saw."""
        before = next((a for a in self.library.annotations if a.id == id), None)
        if before is None or before.talk != body.talk:
            raise Refusal(404, f"there is no record {id[:20]!r} on this talk", "reload the page")
        if before.by != self.session.user:
            raise Refusal(403, f"this is a record of {before.by}", "answer it with one of your own")
        record = replace(self._record(body, id), log=before.log, origin=before.origin)
        record = replace(record, replaces=body.replaces or before.replaces)
        did = "changed" if record.status == before.status else record.status
        record = logged(record, self.session.user, did)
        saved = _tried(
            lambda: self.session.save([record], f"{record.anchor.exact}, {did}", {id: tag}),
            lambda error: self._both(before, error, body),
        )
        return {**self._records(self._anew(saved))[0], **self._after()}

    def undo(self) -> Json:
        """Take back the last act."""
        return {"words": _tried(self.session.undo), **self._after()}

    def redo(self) -> Json:
        """Do again what was taken back."""
        return {"words": _tried(self.session.redo), **self._after()}

    # -- the parts of it

    def _items(self) -> Mapping[str, Item]:
        return self.session.items()

    def _after(self) -> Json:
        session = self.session
        return {"undo": session.undoable, "redo": session.redoable, "version": self.library.version}

    def _records(self, records: Iterable[Annotation]) -> list[Json]:
        records = list(records)
        tags: dict[str, str] = {}
        for talk in {record.talk for record in records if record.by == self.session.user}:
            try:
                tags.update((id_, tag_of(lines)) for id_, lines in self.session.store.lines(talk).items())
            except ConflictError:
                continue  # a file that cannot be changed now has no tags
        return [record_json(record, self.session.user, tags) for record in records]

    def _anew(self, saved: Iterable[Annotation]) -> list[Annotation]:
        """The saved records as the library reads them back."""
        ids = {record.id for record in saved}
        return [record for record in self.library.annotations if record.id in ids]

    def _covering(self, keys: Iterable[str]) -> list[Json]:
        """The decisions on the words of keys that no longer stand in the queue."""
        keys = set(keys)
        covered = (*self.library.mentions, *self.library.rejected)
        found = {id_ for mention in covered if key_of(mention) in keys for id_ in mention.records}
        records = self.library.annotations
        return self._records(a for a in records if a.id in found | keys or a.replaces in keys)

    def _both(self, before: Annotation, error: ConflictError, body: bodies.Record) -> Json:
        """Both versions of a record on which two windows met."""
        there = None
        if error.there is not None:
            library = self.library
            passages = {t.id: t.passages for t in library.talks}
            known = Vocabulary(library.ontology.concepts, library.ontology.relation_types, passages)
            record = parse_lines(error.there, before.talk, before.by, known)
            tags = {before.id: tag_of(error.there)}
            there = record_json(record, self.session.user, tags) if record else None
        return {"there": there, "wanted": body.model_dump(by_alias=True)}

    def _record(self, body: bodies.Record, id_: str) -> Annotation:
        """The record that a page describes, its context and hash taken from the text as it is now."""
        talk = _known(lambda: self.library.talk(body.talk))
        lacking = [key for key in NEEDS[body.kind] if not getattr(body, key)]
        if body.claim and bool(body.claim.same) == bool(body.claim.different):
            lacking.append("claim")
        if lacking:
            raise Refusal(400, f"a {body.kind} needs {' and '.join(lacking)}", "fill it in")
        for concept in _named(body):
            self._known_concept(concept)
        if body.relation and body.relation.type not in self.library.ontology.relation_types:
            raise Refusal(400, f"there is no relation type {body.relation.type!r}", "choose one of the list")
        passages = {passage.id: passage for passage in talk.passages}
        anchors = [_anchored(words, passages) for words in (body.anchor, *body.also)]
        mention, relation = body.kind == "mention", body.kind == "relation"
        return Annotation(
            id=id_,
            talk=TalkId(talk.id),
            kind=body.kind,
            concept=(body.concept or "") if body.kind in ("mention", "note") else "",
            mode=(body.mode if mention else None) or "named",
            status=body.status,
            anchor=anchors[0],
            also=tuple(anchors[1:]),
            by=self.session.user,
            state="exact",
            span=Span(anchors[0].start, anchors[0].end),
            address=Address(""),
            note=body.note,
            origin="manual",
            relation=body.relation.noun() if body.relation and relation else None,
            stance=body.stance or "supports",
            claim=body.claim.noun() if body.claim and body.kind == "claim" else None,
            replaces=body.replaces,
        )

    def _known_concept(self, concept: str | None) -> None:
        if concept is not None and concept not in self.library.ontology.concepts:
            raise Refusal(400, f"there is no concept {concept[:60]!r}", "choose one by any of its names")


def _span(start: int | None, end: int | None) -> Span | None:
    if start is None and end is None:
        return None
    if start is None or end is None or end <= start:
        raise Refusal(400, "these are no words", "choose the words again")
    return Span(start, end)


def _named(body: bodies.Record) -> list[str]:
    claim = body.claim
    said = [*(claim.same or ()), *(claim.different or ())] if claim else []
    ends = [body.relation.subject, body.relation.object] if body.relation else []
    return [*([body.concept] if body.concept else []), *ends, *said]


def _anchored(words: bodies.Words, passages: Mapping[str, Passage]) -> Anchor:
    passage = passages.get(words.passage)
    if passage is None or passage.text[words.start : words.end] != words.exact or words.end <= words.start:
        said = "the text has changed: these words do not stand there"
        there = passage.text if passage else None
        raise Refusal(409, said, "reload the page; your draft is kept", there=there, wanted=words.exact)
    return make_anchor(passage, Span(words.start, words.end))


def _supports(item: Item, library: Library) -> Iterable[Json]:
    """The relations that the item's sentence carries, with a candidate at one end."""
    span = item.span
    if span is None:
        return
    for relation in library.relations():
        ends = {relation.subject, relation.object} & set(item.candidates)
        quotes = library.quotes(relation) if ends and item.passage in relation.evidence else ()
        if any(quote.passage.ref == item.passage and quote.span.overlaps(span) for quote in quotes):
            yield _said(relation, library)


def _said(relation: Relation, library: Library) -> Json:
    return {"say": runs_data(segment_runs(library.sentence(relation))), "type": relation.type}


def _known(ask: Callable[[], _Value]) -> _Value:
    try:
        return ask()
    except UnknownNameError as error:
        raise Refusal(404, str(error), "choose one of the list") from None
    except KeyError as error:
        raise Refusal(400, str(error), "choose one of them") from None


def _tried(act: Callable[[], _Value], more: Callable[[ConflictError], Json] | None = None) -> _Value:
    """Do what writes; what stands against it becomes an answer."""
    try:
        return act()
    except ConflictError as error:
        said = str(error).removesuffix(f"; {error.remedy}")
        extra = more(error) if more else {"there": error.there, "wanted": error.wanted}
        raise Refusal(412 if error.changed else 409, said, error.remedy, **extra) from None
    except UsageError as error:
        said = str(error).removesuffix(f"; {error.remedy}")
        raise Refusal(409, said, error.remedy) from None
    except OSError as error:
        said, remedy = system_words(error)
        raise Refusal(507, f"not saved: {said}", f"{remedy}; nothing was changed") from None
