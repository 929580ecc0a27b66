"""The inner reading of a passage: what it asserts, equates, implies and pictures, in its own order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.model import Claim, Event, Mention, Passage, Relation
from kabgraph.pages.pictures import event_sign, relation_sign
from kabgraph.pages.views.concept_more import claim_row
from kabgraph.pages.views.margin import claims_in
from kabgraph.pages.views.marks import marked_in
from kabgraph.pages.views.parts import Name, Run
from kabgraph.pages.views.remarks import remarks_of
from kabgraph.pages.views.words import concept_name, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Mark:
    """A concept that a passage implies or pictures: by which words, and why."""

    name: Name
    mode: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class InnerLine:
    """A line beneath the words of a passage: a sentence with its ``sign``, or a ``mark`` with its why."""

    sign: Markup | None = None
    sentence: tuple[Run, ...] = ()
    note: str = ""
    mark: Mark | None = None


def inner_of(
    desk: Desk, passage: Passage, said: Iterable[Event | Relation], mentions: Sequence[Mention]
) -> tuple[InnerLine, ...]:
    """Return the inner reading of ``passage``: ``said`` is what its talk asserts, ``mentions`` what it names.

    What is said stands at the sentence that says it, a mark and a person's remark at its words.
    """
    claims = {claim.id: claim for claim in claims_in(desk, passage)}
    lines: list[tuple[int, int, InnerLine]] = []
    for item in [*said, *claims.values()]:
        if passage.ref in item.evidence and getattr(item, "derived_from", None) not in claims:
            lines.append((_place(desk, passage, item), 0, _line(desk, item)))
    for mention in marked_in(mentions):
        if mention.concept:
            mark = Mark(
                concept_name(desk, mention.concept), mention.mode, mention.surface, mention.rule or ""
            )
            lines.append((passage.sentence_at(mention.start).start, 1 + mention.start, InnerLine(mark=mark)))
    for remark in remarks_of(desk, passage.ref):
        # What a passage denies must not read as if it said it: the title goes before.
        say = (Run(f"{remark.title}: "), *(remark.sentence or (Run(remark.note + remark.rest),)))
        why = f": {remark.note}{remark.rest}" if remark.sentence and remark.note else ""
        line = InnerLine(sentence=say, note=f"by {remark.by}{why}")
        lines.append((passage.sentence_at(remark.start).start, 1 + remark.start, line))
    return tuple(line for _, _, line in sorted(lines, key=lambda at: at[:2]))


def _place(desk: Desk, passage: Passage, item: Event | Relation | Claim) -> int:
    """Return where in the passage the sentences begin that say it."""
    return next((q.span.start for q in desk.quotes(item) if q.passage.ref == passage.ref), 0)


def _line(desk: Desk, item: Event | Relation | Claim) -> InnerLine:
    if isinstance(item, Claim):
        row = claim_row(desk, item)
        return InnerLine(sentence=row.sides, note=", ".join(filter(None, (row.scope, row.standing))))
    sign = event_sign(item) if isinstance(item, Event) else relation_sign(desk, item)
    return InnerLine(sign, sentence_runs(desk, item))
