"""What a person says of an item -> the records to write: nothing here touches a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kabgraph.annotations import PLACED, logged, make_anchor, new_id, renewed
from kabgraph.errors import UsageError
from kabgraph.library.review import Item
from kabgraph.model import Address, Annotation, AnnotationMode, AnnotationStatus, Passage, Span, TalkId

Did = Literal["accept", "reject", "skip", "correct"]
STATUS: Mapping[Did, AnnotationStatus] = {"accept": "accepted", "reject": "rejected", "skip": "skipped"}
PAST: Mapping[Did, str] = {**STATUS, "correct": "corrected"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person says: ``concept``, ``mode`` and ``span`` where they differ from what is proposed."""

    did: Did
    user: str
    concept: str | None = None
    mode: AnnotationMode | None = None
    span: Span | None = None
    note: str = ""
    origin: str = "review"


def records_for(
    item: Item, verdict: Verdict, passages: Mapping[str, Passage], own: Sequence[Annotation] = ()
) -> tuple[Annotation, ...]:
    """Return the records that carry the verdict, each with a line in its log.

    Accepting, rejecting or skipping a hit makes a record; rejecting one of several candidates that was not
    chosen rejects them all. Correcting rejects the hit and accepts another concept, other words or another
    mode, in a record that ``replaces`` the rejected one. A record of the person's ``own`` on the same words
    is changed; that of another is answered by one that replaces it. A lost record is accepted where it is
    proposed to stand (``near``), as what it was: an acceptance or a rejection. It is rejected by retiring it.

    Raises:
        UsageError: several concepts may be meant and none was chosen; or there is no place for it.
    """
    if item.record is not None:
        return _answer(item, item.record, verdict, passages)
    passage, span = passages[item.passage], item.span or Span(0, 0)
    there = [record for record in own if record.passage == passage.ref and record.kind == "mention"]

    def record(span: Span, concept: str, status: AnnotationStatus, note: str) -> Annotation:
        # What is turned down is what was proposed; only what is accepted can be of another mode.
        mode = verdict.mode if status == "accepted" else None
        said = replace(verdict, note=note, mode=mode or item.mode)
        return new_record(passage, span, concept, status, said, there)

    if verdict.did == "accept":
        return (record(verdict.span or span, _chosen(item, verdict), "accepted", verdict.note),)
    if verdict.did != "correct":
        names = (verdict.concept,) if verdict.concept else item.candidates
        return tuple(record(span, name, STATUS[verdict.did], verdict.note) for name in names)
    other = verdict.span not in (None, span) or verdict.mode not in (None, item.mode)
    if verdict.concept is None and not other:
        raise UsageError("nothing to correct", "choose another concept, other words, or another mode")
    concept = verdict.concept or _chosen(item, verdict)
    rejected = [record(span, name, "rejected", "") for name in item.candidates if name != concept or other]
    new = record(verdict.span or span, concept, "accepted", verdict.note)
    first = next((away for away in rejected if away.concept == concept), rejected[0] if rejected else None)
    return (*rejected, replace(new, replaces=first.id if first else None))


def new_record(
    passage: Passage,
    span: Span,
    concept: str,
    status: AnnotationStatus,
    verdict: Verdict,
    own: Sequence[Annotation] = (),
) -> Annotation:
    """Return a record of a mention, or that of the person's ``own`` on the same words with its new status.

    Raises:
        UsageError: the span holds no words of the passage.
    """
    mode = verdict.mode or "named"
    try:
        anchor = make_anchor(passage, span)
    except ValueError as error:
        raise UsageError(str(error), "choose words inside one passage") from None
    same = (r for r in own if (r.span, r.concept, r.mode) == (span, concept, mode) and r.status != "retired")
    record = next(same, None)
    if record is not None:
        changed = replace(record, status=status, note=verdict.note or record.note)
        return logged(changed, verdict.user, status)
    record = Annotation(
        id=new_id(),
        talk=TalkId(passage.talk),
        concept=concept,
        mode=mode,
        status=status,
        anchor=anchor,
        by=verdict.user,
        state="exact",
        span=span,
        address=Address(""),
        note=verdict.note,
        origin=verdict.origin,
    )
    return logged(record, verdict.user, status)


def _chosen(item: Item, verdict: Verdict) -> str:
    concept = verdict.concept or item.concept
    if concept is None:
        raise UsageError(f"{item.surface!r} may be {' or '.join(item.candidates)}", "choose one of them")
    return concept


def _answer(
    item: Item, record: Annotation, verdict: Verdict, passages: Mapping[str, Passage]
) -> tuple[Annotation, ...]:
    """A verdict on a record: changed where it is the person's own, else answered by a new one."""
    own = record.by == verdict.user
    changed = replace(
        record,
        status=_status_after(record, verdict.did, own),
        concept=verdict.concept or record.concept,
        mode=verdict.mode or record.mode,
        note=verdict.note or record.note,
    )
    if verdict.did in ("accept", "correct"):
        changed = _placed_anew(changed, item, verdict, passages)
    did = (
        "retired"
        if changed.status == "retired"
        else verdict.did + "ed"
        if verdict.did != "skip"
        else "skipped"
    )
    if own:
        return (logged(changed, verdict.user, did),)
    answer = replace(changed, id=new_id(), by=verdict.user, replaces=record.id, origin=verdict.origin, log=())
    return (logged(answer, verdict.user, did),)


def _status_after(record: Annotation, did: Did, own: bool) -> AnnotationStatus:
    """What a record is after a verdict on it: accepting the place of a rejection leaves it a rejection."""
    decided = record.status in ("accepted", "rejected")
    if did == "reject":
        # Rejected, a record without a place would be one more decision without a place.
        return "rejected" if record.state in PLACED else "retired"
    if did == "skip":
        return record.status if own and decided else "skipped"
    return record.status if did == "accept" and decided else "accepted"


def _placed_anew(
    record: Annotation, item: Item, verdict: Verdict, passages: Mapping[str, Passage]
) -> Annotation:
    """The record on the words it is to stand on from now: those chosen, those proposed, or those it has."""
    if verdict.span is None and record.span is not None:
        return renewed(record, passages)
    ref, span = record.near if record.near and verdict.span is None else (item.passage, verdict.span)
    if span is None or ref not in passages:
        raise UsageError("its words are gone, and nothing like them is left", "choose words, or retire it")
    if record.also:
        said = "it stands on several places, and not all are found"
        raise UsageError(said, "retire it and mark the words anew, or mend its file")
    return replace(record, anchor=make_anchor(passages[ref], span), span=span, near=None, state="exact")
