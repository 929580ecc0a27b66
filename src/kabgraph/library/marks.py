"""Decisions beside hits: what a person marked as implied or as an analogy counts as a mention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kabgraph.model import Annotation, Mention, Passage


def with_marks(
    found: Sequence[Mention], annotations: Iterable[Annotation], passages: Mapping[str, Passage]
) -> tuple[Mention, ...]:
    """Return the hits and the accepted marks that are placed, in the texts' order.

    A mark may lie over a hit or another mark: it is never contained. The same mark by two people
    counts once.
    """
    marks = {
        (mark.passage, mark.start, mark.end, mark.concept, mark.mode): mark
        for mark in (_mention(annotation, passages) for annotation in annotations)
        if mark is not None
    }
    if not marks:
        return tuple(found)
    order = {ref: n for n, ref in enumerate(passages)}
    return tuple(sorted([*found, *marks.values()], key=lambda m: (order[m.passage], m.start, -m.end)))


def _mention(annotation: Annotation, passages: Mapping[str, Passage]) -> Mention | None:
    span, mode = annotation.span, annotation.mode
    if annotation.status != "accepted" or mode == "named" or span is None:
        return None
    return Mention(
        passage=annotation.passage,
        start=span.start,
        end=span.end,
        surface=passages[annotation.passage].text[span.slice],
        concept=annotation.concept,
        candidates=(annotation.concept,),
        label=annotation.anchor.exact,
        mode=mode,
        rule=annotation.note or None,
    )


def describe(annotation: Annotation) -> str:
    """Return one line on an annotation."""
    where = f" {annotation.span.start}-{annotation.span.end}" if annotation.span else ""
    said = f"{annotation.anchor.exact!r} -> {annotation.concept} ({annotation.mode}, {annotation.status})"
    return f"{annotation.id} {annotation.passage}{where} {said} [{annotation.state}]"


def describe_mention(mention: Mention) -> str:
    """Return a mention in one line: where, its words, what they name."""
    what = mention.concept or f"ambiguous: {' or '.join(mention.candidates)}"
    mode = "" if mention.mode == "named" else f" ({mention.mode})"
    return f"{mention.passage} {mention.start}-{mention.end} {mention.surface!r} -> {what}{mode}"
