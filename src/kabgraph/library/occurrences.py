"""Occurrences: the words that people decided on, with what each of two decided there.

An *occurrence* is a run of words in one passage that at least one of the two linked to a concept, or refused
to link to it. Marks of one concept that overlap are one occurrence, whoever made them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from kabgraph.library.tables import by
from kabgraph.model import Annotation, AnnotationMode, Passage, PassageRef, Quote, Span

_MODES: tuple[AnnotationMode, ...] = get_args(AnnotationMode)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one person decided at an occurrence: nothing, where there are no ``annotations``.

    ``instead`` are the other concepts that a person who decided nothing here accepted for the same words.
    """

    by: str
    annotations: tuple[Annotation, ...] = ()
    instead: tuple[str, ...] = ()

    @property
    def label(self) -> str | None:
        """``accepted as named``, ``rejected``; None where nothing was decided.

        Who rejects a reading and accepts another one of the same concept has accepted it; who accepts it
        in two modes has a verdict of both.
        """
        accepted = {mark.mode for mark in self.annotations if mark.status == "accepted"}
        if accepted:
            return f"accepted as {' and '.join(mode for mode in _MODES if mode in accepted)}"
        return "rejected" if self.annotations else None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Words that at least one of the two decided on; ``quote`` is their sentence with the words marked."""

    concept: str
    span: Span
    quote: Quote
    one: Verdict
    other: Verdict

    @property
    def passage(self) -> PassageRef:
        """Where it stands."""
        return self.quote.passage.ref

    @property
    def surface(self) -> str:
        """The words, from the first that either marked to the last."""
        return self.quote.passage.text[self.span.slice]

    @property
    def labels(self) -> tuple[str | None, str | None]:
        """Both verdicts in words; None where nothing was decided."""
        return self.one.label, self.other.label

    @property
    def both(self) -> bool:
        """Whether both decided."""
        return None not in self.labels

    @property
    def alike(self) -> bool:
        """Whether both decided, and the same."""
        return self.both and self.one.label == self.other.label


def why_apart(mark: Annotation) -> str:
    """Return why a mark is no decision that counts, in words; empty for one that is."""
    if mark.status in ("retired", "skipped"):
        return mark.status
    return "" if mark.span else f"without a place: {mark.state}"


def occurrences_of(
    passages: Iterable[Passage], marks: Iterable[Annotation], one: str, other: str
) -> Iterator[Occurrence]:
    """Yield what ``one`` and ``other`` decided by ``marks`` that count, in the texts' order."""
    here = by((mark for mark in marks if mark.by in (one, other)), lambda mark: mark.passage)
    for passage in passages:
        near = here.get(passage.ref, ())
        groups = [(_cover(group), group) for group in _joined(near)]
        for span, group in sorted(groups, key=lambda each: (each[0], each[1][0].concept)):
            yield _occurrence(passage, span, group, near, (one, other))


def _span(mark: Annotation) -> Span:
    return mark.span or Span(0, 0)


def _cover(marks: Sequence[Annotation]) -> Span:
    spans = [_span(mark) for mark in marks]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _joined(marks: Iterable[Annotation]) -> Iterator[list[Annotation]]:
    """Marks of one concept that overlap, directly or through others."""
    for group in by(marks, lambda mark: mark.concept).values():
        run: list[Annotation] = []
        for mark in sorted(group, key=lambda mark: (_span(mark), mark.id)):
            if run and not _cover(run).overlaps(_span(mark)):
                yield run
                run = []
            run = [*run, mark]
        yield run


def _occurrence(
    passage: Passage,
    span: Span,
    group: Sequence[Annotation],
    near: Iterable[Annotation],
    who: tuple[str, str],
) -> Occurrence:
    """The occurrence of ``group`` at ``span``; ``near`` are all marks of the passage."""
    first, last = passage.sentence_at(span.start), passage.sentence_at(span.end - 1)
    marked = tuple(sorted({_span(mark) for mark in group}))
    over = [mark for mark in near if _span(mark).overlaps(span)]
    one, other = (_verdict(name, group, over) for name in who)
    return Occurrence(group[0].concept, span, Quote(passage, Span(first.start, last.end), marked), one, other)


def _verdict(who: str, group: Iterable[Annotation], over: Iterable[Annotation]) -> Verdict:
    own = tuple(mark for mark in group if mark.by == who)
    if own:
        return Verdict(who, own)
    chosen = (mark.concept for mark in over if mark.by == who and mark.status == "accepted")
    return Verdict(who, instead=tuple(dict.fromkeys(chosen)))
