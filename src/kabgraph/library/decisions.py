"""Decisions beside hits: what people confirmed, took away, or marked where no name stands.

A hit is covered by a record of the same concept whose words overlap it. Accepted, it is confirmed; rejected,
it is hidden; with both it is disputed, and stays as the policy left it. A record whose words are not placed
covers nothing, so that a rejection never silences other words than its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kabgraph.model import PLACED, Annotation, Finding, Mention, Passage, Span
from kabgraph.source import shown

DECIDED = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Decided:
    """All hits under all decisions: ``found`` in the texts' order, ``rejected``, ``lost``."""

    found: tuple[Mention, ...]
    rejected: tuple[Mention, ...]
    lost: tuple[Mention, ...]


def decide(
    hits: Sequence[Mention], annotations: Iterable[Annotation], passages: Mapping[str, Passage]
) -> Decided:
    """Lay the decisions over the hits.

    An accepted name where no hit of its concept stands is a mention of its own; shorter hits inside it are
    contained, like those inside a longer hit. What a rejected hit had contained counts again. A mark of what
    is implied or pictured may lie over a hit or another mark: it is never contained. The same decision of
    two people counts once.
    """
    records = [a for a in annotations if a.kind == "mention" and a.status in DECIDED]
    placed: dict[str, list[tuple[Span, Annotation]]] = defaultdict(list)
    for record in records:
        for ref, span in record.places:
            placed[ref].append((span, record))
    by_passage: dict[str, list[Mention]] = defaultdict(list)
    for hit in hits:
        by_passage[hit.passage].append(hit)
    found: list[Mention] = []
    rejected: list[Mention] = []
    for passage in passages.values():
        ref = passage.ref
        own = by_passage.get(ref, [])
        if ref in placed:
            own = _in_passage(own, placed[ref], passage)
        found += (mention for mention in own if mention.verdict != "rejected")
        rejected += (mention for mention in own if mention.verdict == "rejected")
    lost = tuple(_lost(record) for record in records if record.state not in PLACED)
    return Decided(tuple(found), tuple(rejected), lost)


def _in_passage(
    hits: Sequence[Mention], records: Sequence[tuple[Span, Annotation]], passage: Passage
) -> list[Mention]:
    names = [(span, record) for span, record in records if record.mode == "named"]
    marks = [(span, record) for span, record in records if record.mode != "named"]
    covered = {record.id for span, record in names for hit in hits if _covers(span, record, hit)}
    judged = [_judge(hit, [r for span, r in names if _covers(span, r, hit)]) for hit in hits]
    alone = [(span, record) for span, record in names if record.id not in covered]
    judged += _alone([*alone, *marks], passage)
    return sorted(_contain(judged), key=lambda m: (m.start, -m.end, m.concept or "", m.mode))


def _covers(span: Span, record: Annotation, hit: Mention) -> bool:
    return record.concept in hit.candidates and span.overlaps(hit.span)


def _judge(hit: Mention, records: Sequence[Annotation]) -> Mention:
    """A hit with what people said of it; rejecting one candidate of several leaves the others."""
    if not records:
        return hit
    ids = tuple(record.id for record in records)
    said = {verdict: {r.concept for r in records if r.status == verdict} for verdict in DECIDED}
    accepted, refused = said["accepted"] - said["rejected"], said["rejected"] - said["accepted"]
    disputed = bool(said["accepted"] & said["rejected"]) or len(accepted) > 1
    hit = replace(hit, records=ids, verdict="disputed" if disputed else None)
    if disputed:
        return hit
    if accepted:
        (concept,) = accepted
        return replace(
            hit, concept=concept, candidates=(concept,), mode="confirmed", rule=_why(records, concept)
        )
    left = tuple(concept for concept in hit.candidates if concept not in refused)
    if not left:
        return replace(hit, verdict="rejected")
    return replace(hit, candidates=left, concept=left[0] if len(left) == 1 else hit.concept)


def _why(records: Iterable[Annotation], concept: str) -> str | None:
    notes = (r.note for r in records if r.concept == concept and r.status == "accepted")
    return next((note for note in notes if note), None)


def _alone(records: Iterable[tuple[Span, Annotation]], passage: Passage) -> Iterator[Mention]:
    """The mentions of decisions that no hit answers: one for each place, concept and mode."""
    groups: dict[tuple[Span, str, str], list[Annotation]] = defaultdict(list)
    for span, record in records:
        groups[span, record.concept, record.mode].append(record)
    for (span, concept, mode), own in groups.items():
        accepted = [record for record in own if record.status == "accepted"]
        if not accepted:
            continue  # what was rejected is not found, or was never accepted: nothing stands there
        yield Mention(
            passage=passage.ref,
            start=span.start,
            end=span.end,
            surface=passage.text[span.slice],
            concept=concept,
            candidates=(concept,),
            label=accepted[0].anchor.exact,
            mode="confirmed" if mode == "named" else accepted[0].mode,
            rule=next((record.note for record in accepted if record.note), None),
            records=tuple(record.id for record in own),
            verdict="disputed" if len(accepted) < len(own) else None,
        )


def _contain(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Say anew which hits lie inside longer ones, where decisions have changed what counts.

    A confirmed hit counts, whatever lies over it, and contains what lies inside it. Other hits count from
    the longest on, as the policy has it.
    """
    marks = [m for m in mentions if m.verdict == "rejected" or m.mode in ("implied", "analogy")]
    names = [m for m in mentions if m not in marks]
    confirmed = [m.span for m in names if m.mode == "confirmed"]
    cover: list[Span] = []
    for mention in sorted(names, key=lambda m: (-len(m.span), m.start)):
        if mention.mode == "confirmed":
            yield replace(mention, contained=False)
            continue
        over = any(span.overlaps(mention.span) for span in cover)
        over = over or any(span.contains(mention.span) for span in confirmed)
        cover += [] if over else [mention.span]
        yield replace(mention, contained=over)
    yield from marks


def _lost(record: Annotation) -> Mention:
    span = record.stood
    return Mention(
        passage=record.passage,
        start=span.start,
        end=span.end,
        surface=record.anchor.exact,
        concept=record.concept,
        candidates=(record.concept,),
        label=record.anchor.exact,
        mode="confirmed" if record.mode == "named" else record.mode,
        records=(record.id,),
        verdict="lost",
    )


def disputes(mentions: Iterable[Mention], annotations: Iterable[Annotation]) -> Iterator[Finding]:
    """One warning for each place where people disagree."""
    records = {record.id: record for record in annotations}
    for mention in mentions:
        if mention.verdict != "disputed":
            continue
        own = [records[id_] for id_ in mention.records if id_ in records]
        said = "; ".join(f"{r.by}: {r.status} {r.concept} ({r.id})" for r in own)
        message = f"{shown(mention.surface)} in {mention.passage}: {said}"
        remedy = "agree, and let one of them change or retire the record; until then nobody has decided"
        yield Finding(own[0].address, "A206", "warning", message, remedy)


def describe(annotation: Annotation) -> str:
    """Return one line on an annotation."""
    where = f" {annotation.span.start}-{annotation.span.end}" if annotation.span else ""
    about = annotation.concept
    how: str = annotation.mode if annotation.concept else annotation.kind
    if link := annotation.relation:
        about, how = f"{link.subject} {link.type} {link.object}", annotation.stance
    elif claim := annotation.claim:
        about, how = f"{claim.kind}: {', '.join(claim.concepts)}", "claim"
    what = f"{about or repr(annotation.note)} ({how}, {annotation.status})"
    words = annotation.anchor.exact
    return f"{annotation.id} {annotation.passage}{where} {words!r} -> {what} [{annotation.state}]"


def describe_mention(mention: Mention) -> str:
    """Return a mention in one line: where, its words, what they name."""
    what = mention.concept or f"ambiguous: {' or '.join(mention.candidates)}"
    mode = "" if mention.mode == "named" else f" ({mention.mode})"
    verdict = f" [{mention.verdict}]" if mention.verdict else ""
    return f"{mention.passage} {mention.start}-{mention.end} {mention.surface!r} -> {what}{mode}{verdict}"
