"""Agreement: how far two people's decisions are one, over all and concept by concept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kabgraph.errors import UsageError
from kabgraph.library.lookup import known
from kabgraph.library.occurrences import Occurrence, occurrences_of, why_apart
from kabgraph.library.tables import by
from kabgraph.model import Annotation, TalkId
from kabgraph.statistics import Coefficient, cohen_kappa, krippendorff_alpha, observed_agreement

if TYPE_CHECKING:
    from kabgraph.library.whole import Whole

FEW = 20
"""Below this many occurrences that both decided, one decision more moves a figure a long way."""
DOMINANT = 0.9
"""From this share of one verdict on, chance alone explains nearly all agreement."""

COEFFICIENTS = ("observed", "kappa", "alpha", "strict", "strict_alpha")
"""The figures of each row, in the order in which they are shown."""

_NOTHING = "nothing decided"


@dataclass(frozen=True, slots=True)
class Figures:
    """How far two people agree on one concept; on all of them where ``concept`` is None.

    ``observed``, ``kappa`` and ``alpha`` are over the ``both`` occurrences that both decided: a missing
    decision counts nowhere. ``strict`` and ``strict_alpha`` are over all, and to have decided nothing is a
    verdict of its own there, which agrees with no other. ``dominant`` is the verdict that nearly all have.
    """

    concept: str | None
    both: int
    alike: int
    only_one: int
    only_other: int
    observed: Coefficient
    kappa: Coefficient
    alpha: Coefficient
    strict: Coefficient
    strict_alpha: Coefficient
    dominant: str = ""

    @property
    def undefined(self) -> dict[str, tuple[str, ...]]:
        """The figures that are not defined, by the reason why."""
        reasons = {name.replace("_", " "): getattr(self, name).why for name in COEFFICIENTS}
        return {
            why: tuple(name for name, reason in reasons.items() if reason == why)
            for why in dict.fromkeys(reasons.values())
            if why
        }

    @property
    def caution(self) -> str:
        """Why not to lean on kappa and alpha here, in a few words; empty where nothing speaks against it."""
        if 0 < self.both < FEW:
            return f"few, under {FEW}"
        return f"nearly all {self.dominant}" if self.dominant else ""


@dataclass(frozen=True, slots=True, repr=False)
class Agreement:
    """The decisions of two people, side by side, in the talks that both worked in.

    ``concepts`` has a row for each concept, those with most occurrences first. ``apart`` are the marks that
    count nowhere: retired, skipped, or without a place. ``alone`` are the talks that only one worked in.
    """

    one: str
    other: str
    talks: tuple[TalkId, ...]
    overall: Figures
    concepts: tuple[Figures, ...]
    occurrences: tuple[Occurrence, ...]
    apart: tuple[Annotation, ...]
    alone: tuple[TalkId, ...]

    @property
    def disagreements(self) -> tuple[Occurrence, ...]:
        """The occurrences that both decided, and not alike."""
        return tuple(each for each in self.occurrences if each.both and not each.alike)

    @property
    def only_one(self) -> tuple[Occurrence, ...]:
        """The occurrences at which ``other`` decided nothing."""
        return tuple(each for each in self.occurrences if each.other.label is None)

    @property
    def only_other(self) -> tuple[Occurrence, ...]:
        """The occurrences at which ``one`` decided nothing."""
        return tuple(each for each in self.occurrences if each.one.label is None)

    @property
    def why(self) -> str:
        """Why there is nothing to compare, in words; empty where there is."""
        if not self.talks:
            return f"{self.one} and {self.other} have marked no talk in common"
        if not self.occurrences:
            return f"neither {self.one} nor {self.other} has a decision there that counts"
        return "" if self.overall.both else f"{self.one} and {self.other} have decided on no words in common"

    def __repr__(self) -> str:
        row = self.overall
        decided = f"{len(self.occurrences)} occurrences, {row.both} decided by both, {row.alike} alike"
        figures = f"observed {row.observed}, kappa {row.kappa}, alpha {row.alpha}, strict {row.strict}"
        return f"{self.one} and {self.other} in {len(self.talks)} talks: {decided}; {figures}"


def annotators(library: Whole) -> dict[str, tuple[TalkId, ...]]:
    """Return everyone who marked a mention, by name, each with the talks they worked in, in order."""
    worked: dict[str, set[TalkId]] = defaultdict(set)
    for mark in _marks(library):
        worked[mark.by].add(mark.talk)
    order = [talk.id for talk in library.talks]
    return {who: tuple(talk for talk in order if talk in worked[who]) for who in sorted(worked)}


def pairs_of_annotators(library: Whole) -> tuple[tuple[str, str], ...]:
    """Return every two people who both worked in at least one talk."""
    worked = annotators(library)
    return tuple((a, b) for a, b in combinations(worked, 2) if set(worked[a]) & set(worked[b]))


def compare_annotators(library: Whole, one: str, other: str, talk: str | None = None) -> Agreement:
    """Return how far two people's decisions on mentions agree, in all talks that both worked in, or in one.

    Raises:
        UnknownNameError: nobody of that name marked anything, or there is no such talk.
        UsageError: both names are one.
    """
    worked = annotators(library)
    for who in (one, other):
        known("annotator", who, worked)
    known("talk", talk, (each.id for each in library.talks))
    if one == other:
        raise UsageError(f"{one!r} is one annotator", "name two to compare")
    scope = [each for each in library.talks if talk in (None, each.id)]
    shared = [each for each in scope if each.id in worked[one] and each.id in worked[other]]
    talks = tuple(each.id for each in shared)
    marks = [mark for mark in _marks(library) if mark.by in (one, other) and mark.talk in talks]
    passages = (passage for each in shared for passage in each.passages)
    found = tuple(occurrences_of(passages, (mark for mark in marks if not why_apart(mark)), one, other))
    either = {*worked[one], *worked[other]}
    return Agreement(
        one=one,
        other=other,
        talks=talks,
        overall=_figures(None, found),
        concepts=_by_concept(library, found),
        occurrences=found,
        apart=tuple(mark for mark in marks if why_apart(mark)),
        alone=tuple(each.id for each in scope if each.id in either and each.id not in talks),
    )


def _marks(library: Whole) -> Iterator[Annotation]:
    return (mark for mark in library.annotations if mark.kind == "mention")


def _by_concept(library: Whole, occurrences: Sequence[Occurrence]) -> tuple[Figures, ...]:
    table = by(occurrences, lambda each: each.concept)
    there = [concept for concept in library.ontology.concepts if concept in table]
    return tuple(
        _figures(concept, table[concept]) for concept in sorted(there, key=lambda each: -len(table[each]))
    )


def _figures(concept: str | None, occurrences: Sequence[Occurrence]) -> Figures:
    pairs = [each.labels for each in occurrences]
    strict = [(one or _NOTHING, other or _NOTHING) for one, other in pairs]
    both = [each for each in occurrences if each.both]
    return Figures(
        concept=concept,
        both=len(both),
        alike=sum(each.alike for each in both),
        only_one=sum(other is None for _, other in pairs),
        only_other=sum(one is None for one, _ in pairs),
        observed=observed_agreement(pairs),
        kappa=cohen_kappa(pairs),
        alpha=krippendorff_alpha(pairs),
        strict=observed_agreement(strict),
        strict_alpha=krippendorff_alpha(strict),
        dominant=_dominant(Counter(label for each in both for label in each.labels if label)),
    )


def _dominant(labels: Mapping[str, int]) -> str:
    """The label that nearly all are, if there is one."""
    return next((label for label, count in labels.items() if count >= DOMINANT * sum(labels.values())), "")
