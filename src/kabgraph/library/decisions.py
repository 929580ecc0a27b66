"""Decisions beside hits: what people confirmed, took away, or marked where no name stands.

A hit is covered by a record of the same concept whose words overlap it. Accepted, it is confirmed; rejected,
it is hidden; with both it is disputed, and stays as the policy left it. A record whose words are not placed
covers nothing, so that a rejection never silences other words than its own. How one passage is judged stands
in ``library.judging``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kabgraph.annotations import PLACED, SETTLES, answered, span_of
from kabgraph.library.judging import Placed, is_undecided, judge_passage
from kabgraph.model import Annotation, Finding, Mention, Passage
from kabgraph.source import shown

DECIDED = ("accepted", "rejected")


@dataclass(frozen=True, slots=True)
class Decided:
    """All hits under all decisions, each list in the texts' order.

    ``found`` counts, but for what is contained. ``rejected``: readings that people took away.
    ``disputed``: places where people disagree; a hit among them is in ``found`` as well, as the policy left
    it. ``lost``: decisions without a place.
    """

    found: tuple[Mention, ...]
    rejected: tuple[Mention, ...]
    disputed: tuple[Mention, ...]
    lost: tuple[Mention, ...]


def decide(
    hits: Sequence[Mention], annotations: Iterable[Annotation], passages: Mapping[str, Passage]
) -> Decided:
    """Lay the decisions over the hits.

    An accepted name where no hit of its concept stands is a mention of its own; shorter hits inside it are
    contained, like those inside a longer hit. What a rejected hit had contained counts again. A mark of what
    is implied or pictured may lie over a hit or another mark: it is never contained. The same decision of
    two people counts once; where they disagree nobody has decided. What is skipped, retired or only proposed
    changes nothing.
    """
    annotations = tuple(annotations)
    placed: dict[str, list[Placed]] = defaultdict(list)
    for record in annotations:
        if record.kind == "mention" and record.status in DECIDED:
            for where, span in record.places:
                placed[where].append((span, record))
    by_passage: dict[str, list[Mention]] = defaultdict(list)
    for hit in hits:
        by_passage[hit.passage].append(hit)
    judged: list[Mention] = []
    for ref, passage in passages.items():
        own = by_passage.get(ref, [])
        judged += judge_passage(own, placed[ref], passage) if ref in placed else own
    return Decided(
        found=tuple(m for m in judged if m.verdict != "rejected" and not is_undecided(m)),
        rejected=tuple(m for m in judged if m.verdict == "rejected"),
        disputed=tuple(m for m in judged if m.verdict == "disputed"),
        lost=tuple(_lost(record) for record in lost_records(annotations) if record.kind == "mention"),
    )


def lost_records(annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """Return the decisions of every kind whose words are not placed, until another record answers them."""
    annotations = tuple(annotations)
    done = answered(annotations, by=SETTLES)
    return tuple(a for a in annotations if a.status in DECIDED and a.state not in PLACED and a.id not in done)


def _lost(record: Annotation) -> Mention:
    span = span_of(record)
    return Mention(
        passage=record.passage,
        start=span.start,
        end=span.end,
        surface=record.anchor.exact,
        concept=record.concept,
        candidates=(record.concept,),
        label=record.anchor.exact,
        mode="confirmed" if record.mode == "named" else record.mode,
        rule=record.note or None,
        records=(record.id,),
        verdict="lost",
    )


def disputes(mentions: Iterable[Mention], annotations: Iterable[Annotation]) -> Iterator[Finding]:
    """One warning for each place where people disagree."""
    records = {record.id: record for record in annotations}
    for mention in mentions:
        own = [records[id_] for id_ in mention.records if id_ in records]
        if mention.verdict != "disputed" or not own:
            continue
        said = "; ".join(f"{r.by}: {r.status} {r.concept} ({r.id})" for r in own)
        message = f"{shown(mention.surface)} in {mention.passage}: {said}"
        remedy = "agree, and let one decide anew (kabgraph review --sort disputed); until then it is open"
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
