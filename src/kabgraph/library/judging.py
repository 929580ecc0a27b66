"""One passage's hits under the decisions on it: what counts, what was taken away, where people disagree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kabgraph.model import Annotation, AnnotationMode, Mention, Mode, Passage, Span, Verdict

Placed = tuple[Span, Annotation]
"""A decision with the place of its words."""


@dataclass(slots=True)
class _Said:
    """What people said of words where the policy finds nothing of the kind: one concept, one mode."""

    span: Span
    concept: str
    mode: AnnotationMode
    records: list[Annotation]

    @property
    def disputed(self) -> bool:
        """Whether one of them rejected what another accepted."""
        return any(record.status == "rejected" for record in self.records)

    def takes(self, span: Span, record: Annotation) -> bool:
        """Whether ``record`` says the same, or denies it: names by overlap, marks by their very words."""
        if (record.concept, record.mode) != (self.concept, self.mode):
            return False
        loose = self.mode == "named" or record.status == "rejected"
        return span.overlaps(self.span) if loose else span == self.span


def judge_passage(hits: Sequence[Mention], records: Sequence[Placed], passage: Passage) -> list[Mention]:
    """Return the mentions of one passage by place, each with its verdict.

    ``records`` are the placed decisions on mentions there. A reading that was rejected is a mention of its
    own, also where its hit stays with another reading.
    """
    names = [(span, record) for span, record in records if record.mode == "named"]
    covering = [_uncorrected([pair for pair in names if _covers(pair, hit)]) for hit in hits]
    used = {(span, record.id) for pairs in covering for span, record in pairs}
    others = [(span, record) for span, record in records if (span, record.id) not in used]
    said, refused = _said(others)
    judged: list[Mention] = []
    for hit, pairs in zip(hits, covering, strict=True):
        own = [record for _, record in pairs]
        rivals = [each for each in said if _is_rival(each, hit) and any(r.status == "accepted" for r in own)]
        said = [each for each in said if each not in rivals]
        judged += _judge(hit, [*own, *(record for each in rivals for record in each.records)])
    judged += _alone(said, passage)
    judged += (_mention(each, passage, "rejected") for each in refused)
    return sorted(_contain(judged), key=lambda m: (m.start, -m.end, m.concept or "", m.mode))


def _covers(pair: Placed, hit: Mention) -> bool:
    span, record = pair
    return record.concept in hit.candidates and span.overlaps(hit.span)


def _uncorrected(over: Sequence[Placed]) -> list[Placed]:
    """Those of the records over a hit that speak of it: not the one that put other words in its place."""
    refused = {(record.id, record.concept) for _, record in over if record.status == "rejected"}
    return [
        (span, record)
        for span, record in over
        if record.status != "accepted" or (record.replaces, record.concept) not in refused
    ]


def _is_rival(said: _Said, hit: Mention) -> bool:
    """Whether somebody calls the very words of the hit by the name of another concept."""
    return said.mode == "named" and said.span == hit.span


def _judge(hit: Mention, records: Sequence[Annotation]) -> Iterator[Mention]:
    """A hit with what people said of it; rejecting one candidate of several leaves the others."""
    if not records:
        yield hit
        return
    hit = replace(hit, records=tuple(record.id for record in records))
    accepted = {record.concept for record in records if record.status == "accepted"}
    refused = {record.concept for record in records if record.status == "rejected"}
    if accepted & refused or len(accepted) > 1:
        yield replace(hit, verdict="disputed")
        return
    left = tuple(accepted) or tuple(concept for concept in hit.candidates if concept not in refused)
    if accepted:
        yield replace(hit, concept=left[0], candidates=left, mode="confirmed", rule=_why(records))
    elif left:
        yield replace(hit, concept=left[0] if len(left) == 1 else hit.concept, candidates=left)
    for concept in (concept for concept in hit.candidates if concept in refused):
        own = tuple(r.id for r in records if (r.concept, r.status) == (concept, "rejected"))
        yield replace(hit, concept=concept, candidates=(concept,), records=own, verdict="rejected")


def _why(records: Iterable[Annotation]) -> str | None:
    """The first note with which somebody accepted it."""
    return next((r.note for r in records if r.status == "accepted" and r.note), None)


def _said(records: Iterable[Placed]) -> tuple[list[_Said], list[_Said]]:
    """What was accepted where no hit answers, with what speaks against it; and what was only rejected."""
    accepted: list[_Said] = []
    refused: list[_Said] = []
    longest = sorted(records, key=lambda pair: (pair[1].status != "accepted", -len(pair[0]), pair[0].start))
    for span, record in longest:
        there = [each for each in accepted if each.takes(span, record)]
        if not there and record.status == "rejected":
            there = [each for each in refused if each.takes(span, record) and each.span == span]
        for each in there:
            each.records.append(record)
        if not there:
            said = _Said(span, record.concept, record.mode, [record])
            (accepted if record.status == "accepted" else refused).append(said)
    return accepted, refused


def _alone(said: Sequence[_Said], passage: Passage) -> Iterator[Mention]:
    """The mentions of decisions that no hit answers; the same words under two names are disputed."""
    by_place: dict[tuple[Span, str], list[_Said]] = {}
    for each in said:
        key = each.concept if each.mode != "named" else ""
        by_place.setdefault((each.span, f"{each.mode}:{key}"), []).append(each)
    for first, *rivals in by_place.values():
        mention = _mention(first, passage, "disputed" if first.disputed or rivals else None)
        if not rivals:
            yield mention
            continue
        both = (first, *rivals)
        yield replace(
            mention,
            concept=None,
            candidates=tuple(each.concept for each in both),
            records=tuple(record.id for each in both for record in each.records),
        )


def _mention(said: _Said, passage: Passage, verdict: Verdict | None) -> Mention:
    mode: Mode = "confirmed" if said.mode == "named" else said.mode
    found = Mention(
        passage=passage.ref,
        start=said.span.start,
        end=said.span.end,
        surface=passage.text[said.span.slice],
        concept=said.concept,
        candidates=(said.concept,),
        label=passage.text[said.span.slice],
        mode=mode,
        rule=_why(said.records),
        records=tuple(record.id for record in said.records),
    )
    return replace(found, verdict=verdict)


def _contain(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Say anew which hits lie inside longer ones, where decisions have changed what counts.

    A confirmed hit counts, whatever lies over it, and contains what lies inside it. Other hits count from
    the longest on, as the policy has it.
    """
    names = [mention for mention in mentions if _is_counted_name(mention)]
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
    yield from (mention for mention in mentions if not _is_counted_name(mention))


def _is_counted_name(mention: Mention) -> bool:
    named = mention.mode in ("named", "confirmed")
    return named and mention.verdict != "rejected" and not is_undecided(mention)


def is_undecided(mention: Mention) -> bool:
    """Whether it rests on a dispute alone: people disagree, and the policy finds nothing there."""
    return mention.verdict == "disputed" and mention.mode != "named"
