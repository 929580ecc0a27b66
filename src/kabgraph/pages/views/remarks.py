"""What people wrote down beside words: who, of what, with which reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Annotation, Claim, LinkedRelation, Relation
from kabgraph.pages.views.concept_more import claim_row
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.words import concept_name, sentence_runs

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

LONG = 240
MODES = {"implied": "implied", "analogy": "as an analogy"}
STANCES = {"contradicts": "Contradicted here", "mentions": "Only mentioned here"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on a passage, or a relation that it contradicts or only mentions; ``rest`` of a long note."""

    title: str
    sentence: tuple[Run, ...]
    note: str
    rest: str
    by: str
    words: str
    start: int


def remarks_of(desk: Desk, ref: str) -> tuple[Remark, ...]:
    """Return what people remarked on a passage, in the order of its words."""
    found = [
        Remark(
            title=STANCES.get(record.stance, "") if record.relation else "Note",
            sentence=about(desk, record),
            note=record.note if len(record.note) <= LONG else _head(record.note),
            rest="" if len(record.note) <= LONG else record.note[len(_head(record.note)) :],
            by=record.by,
            words=record.anchor.exact,
            start=next(span.start for where, span in record.places if where == ref),
        )
        for record in desk.decisions.remarks_at(ref)
    ]
    return tuple(sorted(found, key=lambda remark: remark.start))


def _head(note: str) -> str:
    """The beginning of a long note, up to a whole word."""
    return note[:LONG].rsplit(None, 1)[0] if " " in note[:LONG] else note[:LONG]


def about(desk: Desk, record: Annotation) -> tuple[Run, ...]:
    """Return what a record is of: a concept with its mode, a relation as a sentence, the sides of a claim."""
    if record.relation:
        return sentence_runs(desk, as_relation(record, record.relation))
    if record.claim:
        said = record.claim
        return claim_row(desk, Claim(record.id, said.kind, said.concepts, (), record.address)).sides
    return concept_runs(desk, (record.concept,) if record.concept else (), record.mode)


def concept_runs(desk: Desk, concepts: Iterable[str], mode: str) -> tuple[Run, ...]:
    """Return concepts as links, and their mode where it is not by name."""
    runs: list[Run] = []
    for concept in concepts:
        name = concept_name(desk, concept)
        runs += [Run(" or ")] if runs else []
        runs.append(Run(name.text, name.target, concept=concept))
    return (*runs, Run(f", {MODES[mode]}")) if runs and mode in MODES else tuple(runs)


def as_relation(record: Annotation, link: LinkedRelation) -> Relation:
    """Return the relation that a record speaks of, asserted or not, as a noun that makes a sentence."""
    return Relation(link.subject, link.type, link.object, "asserted", (), record.address)
