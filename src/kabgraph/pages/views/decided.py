"""Who decided what: people, the matching policy, or nobody; and what became of people's decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Annotation, Mention, Span, Talk
from kabgraph.pages.uris import HONESTY, passage_uri, talk_uri
from kabgraph.pages.views.marks import MARKED
from kabgraph.pages.views.open_words import OpenWord, open_words
from kabgraph.pages.views.parts import Anchor, Run
from kabgraph.pages.views.people import people
from kabgraph.pages.views.remarks import about, concept_runs
from kabgraph.pages.views.words import cut, edition_note, plural, short_title

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

STATES = {
    "weak": "The words stand there, though little of what stood about them is left.",
    "ambiguous": "Ambiguous: the words stand in several places.",
    "changed": "Changed: the words, or what stood about them, are others now.",
    "moved?": "Moved? The words stand in another passage.",
    "orphan": "Orphan: the words are gone from the talk.",
}
ABOUT = 36


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision on some words: of what, where, by whom and why.

    ``state`` tells in words what became of its place; ``perhaps`` are the words where it may stand now,
    in ``there``: a proposal, which nobody has taken up.
    """

    words: str
    what: tuple[Run, ...]
    kind: str
    where: Anchor
    by: str
    notes: tuple[str, ...]
    state: str = ""
    perhaps: tuple[Run, ...] = ()
    there: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one person says of words on which people disagree."""

    by: str
    verb: str
    what: tuple[Run, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Dispute:
    """Words on which people disagree, with what each says; ``counts``: as the policy found it."""

    words: str
    where: Anchor
    sides: tuple[Side, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class File:
    """A person's decisions on a talk: where they are kept, and how many of each kind there are."""

    path: str
    counts: str


@dataclass(frozen=True, slots=True)
class DecidedView:
    """Who decided: the places that count by who did, then what people took away, dispute or have lost."""

    places: str
    beside: tuple[Anchor, ...]
    undecided: tuple[OpenWord, ...]
    disputed: tuple[Dispute, ...]
    lost: tuple[Decision, ...]
    check: tuple[Decision, ...]
    rejected: tuple[Decision, ...]
    files: tuple[File, ...]


def decided_in(desk: Desk, talk: Talk) -> DecidedView:
    """Return who decided what in one talk."""
    mentions = [mention for passage in talk.passages for mention in desk.mentions_in(passage.ref)]
    return _decided(desk, (talk.id,), mentions, talk_uri(talk.id), apart=False)


def decided_everywhere(desk: Desk) -> DecidedView:
    """Return who decided what in all texts, with the decisions on texts that are no more."""
    ids = dict.fromkeys((*(talk.id for talk in desk.talks), *desk.decisions.talks))
    return _decided(desk, ids, desk.library.mentions, HONESTY, apart=True)


def _decided(
    desk: Desk, ids: Iterable[str], mentions: Sequence[Mention], page: str, *, apart: bool
) -> DecidedView:
    made, ids = desk.decisions, tuple(ids)
    records = [record for id_ in ids for record in made.in_talk(id_)]
    disputed = tuple(_dispute(desk, mention, apart) for id_ in ids for mention in made.disputed_in(id_))
    lost = tuple(_lost(desk, record, apart) for id_ in ids for record in made.lost_in(id_))
    check = tuple(_lost(desk, record, apart) for record in records if record.state == "weak")
    readings = (reading for id_ in ids for reading in made.rejected_in(id_))
    rejected = tuple(_rejected(desk, readings, records, apart))
    counts = {"disputed": len(disputed), "rejected": len(rejected), "lost": len(lost), "check": len(check)}
    return DecidedView(
        places=_places(mentions),
        beside=_beside(counts, page),
        undecided=open_words(desk, mentions),
        disputed=disputed,
        lost=lost,
        check=check,
        rejected=rejected,
        files=_files(records),
    )


def _places(mentions: Sequence[Mention]) -> str:
    """How many places count, by who decided; the parts add up to the whole."""
    status, modes = Counter(m.status for m in mentions), Counter(m.mode for m in mentions)
    if not mentions:
        return "No place is marked yet."
    parts = [
        (modes["confirmed"], "by name"),
        (modes["implied"], "implied"),
        (modes["analogy"], "by analogy"),
    ]
    split = ", ".join(f"{count} {how}" for count, how in parts if count)
    confirmed = f"{status['confirmed']} confirmed by people{f' ({split})' if split else ''}"
    undecided = f"{status['ambiguous']} undecided"
    automatic = f"{status['automatic']} found automatically"
    return f"{plural(len(mentions), 'place')}: {confirmed}, {automatic}, {undecided}."


def _beside(counts: Mapping[str, int], page: str) -> tuple[Anchor, ...]:
    """What does not count, or is to be looked at, with the way to its list on ``page``."""
    words = {"check": "to check"}
    return tuple(
        Anchor(f"{count} {words.get(name, name)}", f"{page}#{name}")
        for name, count in counts.items()
        if count
    )


def _where(desk: Desk, ref: str, apart: bool) -> Anchor:
    """A passage by its number, ``apart`` from its page also by its talk; or that it is no more."""
    id_, _, part = ref.partition("#")
    talk, passage = desk.talk_or_none(id_), desk.passage(ref)
    if talk is None:
        return Anchor(f"{id_}, a talk that is no more", "")
    edition = f" ({edition_note(talk)})" if edition_note(talk) else ""
    name = f"{short_title(talk)}{edition}, passage " if apart else "passage "
    if passage is None:
        return Anchor(f"{name}{part}, which is no more", talk_uri(id_))
    return Anchor(f"{name}{passage.number}", passage_uri(ref))


def _kind(record: Annotation) -> str:
    if record.relation:
        return {"supports": "relation", "contradicts": "contradiction", "mentions": "bare mention"}[
            record.stance
        ]
    return {"mention": "", "claim": "claim"}.get(record.kind, record.kind)


def _lost(desk: Desk, record: Annotation, apart: bool) -> Decision:
    found = _as_decision(desk, record, apart)
    there: Anchor | None = None
    perhaps: tuple[Run, ...] = ()
    if record.near and record.span is None:
        ref, span = record.near
        passage = desk.passage(ref)
        if passage is not None:
            there, perhaps = _where(desk, ref, apart), _shown(passage.text, span)
    return Decision(
        found.words,
        found.what,
        found.kind,
        found.where,
        found.by,
        found.notes,
        STATES[record.state],
        perhaps,
        there,
    )


def _as_decision(desk: Desk, record: Annotation, apart: bool) -> Decision:
    verb = "rejected " if record.status == "rejected" else ""
    return Decision(
        words=record.anchor.exact,
        what=about(desk, record),
        kind=f"{verb}{_kind(record)}".strip(),
        where=_where(desk, record.passage, apart),
        by=record.by,
        notes=(record.note,) if record.note else (),
    )


def _shown(text: str, span: Span) -> tuple[Run, ...]:
    """The words with a little of what stands about them, cut between words."""
    low, high = max(0, span.start - ABOUT), min(len(text), span.end + ABOUT)
    low = text.find(" ", low, span.start) + 1 if low else 0
    end = text.rfind(" ", span.end, high) if high < len(text) else high
    high = end if end >= 0 else span.end
    runs = cut(text, Span(low, high), marks=[span])
    return (*([Run("… ")] if low else []), *runs, *([Run(" …")] if high < len(text) else []))


def _rejected(
    desk: Desk, readings: Iterable[Mention], records: Iterable[Annotation], apart: bool
) -> Iterator[Decision]:
    """Readings that people took away, those of the same words in one, then other rejected records."""
    places: dict[tuple[str, int, int, str], list[Mention]] = {}
    for reading in readings:
        mode: str = reading.mode if reading.mode in MARKED else ""
        places.setdefault((reading.passage, reading.start, reading.end, mode), []).append(reading)
    for (ref, _, _, mode), own in places.items():
        by = desk.decisions.records(dict.fromkeys(id_ for each in own for id_ in each.records))
        yield Decision(
            words=own[0].surface,
            what=concept_runs(desk, dict.fromkeys(c for each in own for c in each.candidates), mode),
            kind="",
            where=_where(desk, ref, apart),
            by=people(by),
            notes=tuple(dict.fromkeys(record.note for record in by if record.note)),
        )
    for record in records:
        if record.status == "rejected" and record.kind != "mention" and record.span:
            found = _as_decision(desk, record, apart)
            yield Decision(found.words, found.what, _kind(record), found.where, found.by, found.notes)


def _dispute(desk: Desk, mention: Mention, apart: bool) -> Dispute:
    sides = tuple(
        Side(
            record.by,
            "accepts" if record.status == "accepted" else "rejects",
            about(desk, record),
            record.note,
        )
        for record in desk.decisions.records(mention.records)
    )
    return Dispute(mention.surface, _where(desk, mention.passage, apart), sides, mention.mode == "named")


def _files(records: Iterable[Annotation]) -> tuple[File, ...]:
    found: dict[str, Counter[str]] = {}
    for record in records:
        found.setdefault(record.address.file, Counter())[record.status] += 1
    return tuple(
        File(path, ", ".join(f"{count} {status}" for status, count in sorted(counts.items())))
        for path, counts in sorted(found.items())
    )


def beside_concept(desk: Desk, concept: str) -> tuple[tuple[str, tuple[Anchor, ...]], ...]:
    """Return what people rejected of a concept and what they have lost, each with the talks where it is."""
    places = dict.fromkeys(
        (reading.passage, reading.start) for reading in desk.decisions.rejected_of(concept)
    )
    rejected = [ref.partition("#")[0] for ref, _ in places]
    lost = [record.talk for record in desk.decisions.lost_of(concept)]
    their = "its" if len(lost) == 1 else "their"
    found: tuple[tuple[str, Sequence[str], str], ...] = (
        (f"{plural(len(rejected), 'place')} where people rejected it, in", rejected, "rejected"),
        (f"{plural(len(lost), 'decision')} on it that lost {their} words, in", lost, "lost"),
    )
    return tuple((words, _talks(desk, where, part)) for words, where, part in found if where)


def _talks(desk: Desk, ids: Iterable[str], part: str) -> tuple[Anchor, ...]:
    talks = [(id_, desk.talk_or_none(id_)) for id_ in dict.fromkeys(ids)]
    return tuple(
        Anchor(short_title(talk), f"{talk_uri(id_)}#{part}") if talk else Anchor(id_, "")
        for id_, talk in talks
    )
