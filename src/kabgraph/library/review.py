"""What a person has to decide: the review queue, one place at a time, in the order of its urgency."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kabgraph.annotations import PLACED, answered
from kabgraph.model import Annotation, AnnotationMode, Mention, PassageRef, Span

Sort = Literal["disputed", "proposed", "lost", "weak", "ambiguous", "automatic", "skipped"]
SORTS: tuple[Sort, ...] = ("disputed", "proposed", "lost", "weak", "ambiguous", "automatic", "skipped")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide: a hit, or a record whose words are lost, weakly placed, proposed or disputed.

    ``key`` names it as long as its words stay where they are: the record's id, or
    ``talk#p3:57-60`` (code points). ``span`` is where the words stand, None where they are lost.
    ``similar`` is the id of a rejection of the same words that has lost its place.
    """

    key: str
    sort: Sort
    passage: PassageRef
    span: Span | None
    surface: str
    candidates: tuple[str, ...]
    mode: AnnotationMode
    mention: Mention | None = None
    record: Annotation | None = None
    similar: str | None = None

    @property
    def concept(self) -> str | None:
        """The concept that is proposed, if it is one."""
        return self.candidates[0] if len(self.candidates) == 1 else None


def queue(
    mentions: Iterable[Mention], annotations: Sequence[Annotation], order: Mapping[str, int]
) -> tuple[Item, ...]:
    """Return all that is to be decided: disputes first, what was skipped last, else in the texts' order.

    ``order`` tells the place of each passage. A record is done with when it is retired, or when another
    record replaces it.
    """
    mentions = tuple(mentions)
    done = answered(annotations)
    skipped = [a for a in annotations if a.kind == "mention" and a.status == "skipped" and a.span]
    gone: dict[tuple[str, str, str], str] = {
        (a.talk, a.concept, a.anchor.exact): a.id
        for a in annotations
        if a.status == "rejected" and a.state not in PLACED
    }
    items = [*_hits(mentions, skipped, gone), *_records(annotations, mentions, done)]
    rank = {sort: n for n, sort in enumerate(SORTS)}
    last = len(order)
    return tuple(
        sorted(
            items,
            key=lambda i: (rank[i.sort], order.get(i.passage, last), i.span.start if i.span else 0, i.key),
        )
    )


def describe_item(item: Item) -> str:
    """Return one line on an item."""
    return f"{item.key} {item.surface!r} -> {' or '.join(item.candidates) or item.sort} [{item.sort}]"


def key_of(mention: Mention) -> str:
    """Return the key of a hit."""
    return f"{mention.passage}:{mention.start}-{mention.end}"


def _hits(
    mentions: Iterable[Mention],
    skipped: Sequence[Annotation],
    gone: Mapping[tuple[str, str, str], str],
) -> Iterator[Item]:
    for mention in mentions:
        disputed = mention.verdict == "disputed"
        if not disputed and (mention.contained or (mention.records and mention.mode != "named")):
            continue
        if mention.records and not disputed and mention.concept is not None:
            continue  # the other candidates were rejected: what is left is decided
        sort: Sort = "disputed" if disputed else "ambiguous" if mention.concept is None else "automatic"
        if not disputed and any(_covers(record, mention) for record in skipped):
            sort = "skipped"
        similar = (gone.get((mention.talk, concept, mention.surface)) for concept in mention.candidates)
        yield Item(
            key=key_of(mention),
            sort=sort,
            passage=mention.passage,
            span=mention.span,
            surface=mention.surface,
            candidates=mention.candidates,
            mode="named" if mention.mode == "confirmed" else mention.mode,
            mention=mention,
            similar=next((id_ for id_ in similar if id_), None),
        )


def _covers(record: Annotation, mention: Mention) -> bool:
    return record.concept in mention.candidates and any(
        ref == mention.passage and span.overlaps(mention.span) for ref, span in record.places
    )


def _records(
    annotations: Iterable[Annotation], mentions: Sequence[Mention], done: Collection[str]
) -> Iterator[Item]:
    """The records that wait; a skipped one that covers a hit waits as that hit."""
    for record in annotations:
        if record.status == "retired" or record.id in done:
            continue
        sort: Sort
        if record.status == "skipped":
            if any(_covers(record, mention) for mention in mentions if not mention.contained):
                continue
            sort = "skipped"
        elif record.state not in PLACED:
            sort = "lost"
        elif record.status == "proposed":
            sort = "proposed"
        elif record.state == "weak":
            sort = "weak"
        else:
            continue
        yield Item(
            key=record.id,
            sort=sort,
            passage=record.passage,
            span=record.span,
            surface=record.anchor.exact,
            candidates=(record.concept,) if record.concept else (),
            mode=record.mode,
            record=record,
        )
