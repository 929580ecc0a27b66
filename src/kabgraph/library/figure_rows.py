"""Figures in words, and as rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kabgraph.library.figures import Collocate, Dispersion, Keyness, TalkCount
from kabgraph.library.shapes import shaped

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks


def _shown(figure: float | None) -> str:
    return "not defined" if figure is None else f"{figure:z.2f}"


def _with_caution(line: str, said: str) -> str:
    return f"{line} ({said})" if said else line


def describe_dispersion(row: Dispersion, name: str) -> str:
    """Return a row in words, under the name of its concept."""
    figures = f"in {row.range} of {row.talks} talks, DP {_shown(row.dp)}, DPnorm {_shown(row.dp_norm)}"
    return _with_caution(f"{name}: {figures}; n = {row.n} in {row.words} words", row.caution)


def describe_keyness(row: Keyness, name: str) -> str:
    """Return a row in words, under the name of its concept."""
    counts = f"{row.count} in {row.words} words, elsewhere {row.rest} in {row.rest_words}"
    line = f"{name}: G2 {_shown(row.g2)}, log ratio {_shown(row.log_ratio)}; n = {row.n}: {counts}"
    return _with_caution(line, row.caution)


def describe_collocate(row: Collocate, name: str) -> str:
    """Return a row in words, under the name of its concept."""
    counts = f"n = {row.joint} together, {row.own} and {row.other} in all, of {row.units}"
    return _with_caution(f"{name}: G2 {_shown(row.g2)}, PMI {_shown(row.pmi)}; {counts}", row.caution)


def describe_count(row: TalkCount, _: str) -> str:
    """Return a row in words, under the place and the id of its talk."""
    line = f"{row.number}. {row.talk}: {row.per_thousand:.2f} in a thousand words; n = {row.n} of {row.words}"
    return _with_caution(line, row.caution)


def _round(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 6)


@shaped(
    Dispersion,
    *("concept", "n", "range", "talks", "words", "dp", "dp_norm", "evidence", "caution"),
    nodes=lambda row: [row.concept],
)
def _dispersion(row: Dispersion, _: Asks) -> tuple[Any, ...]:
    counts = (row.concept, row.n, row.range, row.talks, row.words)
    return *counts, _round(row.dp), _round(row.dp_norm), list(row.evidence), row.caution


@shaped(
    Keyness,
    *("concept", "talk", "n", "count", "rest", "words", "rest_words", "g2", "log_ratio", "evidence"),
    "caution",
    nodes=lambda row: [row.concept, *row.evidence],
)
def _keyness(row: Keyness, _: Asks) -> tuple[Any, ...]:
    counts = (row.concept, row.talk, row.n, row.count, row.rest, row.words, row.rest_words)
    return *counts, _round(row.g2), _round(row.log_ratio), list(row.evidence), row.caution


@shaped(
    Collocate,
    *("concept", "beside", "n", "own", "other", "units", "pmi", "g2", "evidence", "caution"),
    nodes=lambda row: [row.concept, row.beside],
)
def _collocate(row: Collocate, _: Asks) -> tuple[Any, ...]:
    counts = (row.concept, row.beside, row.n, row.own, row.other, row.units)
    return *counts, _round(row.pmi), _round(row.g2), list(row.evidence), row.caution


@shaped(
    TalkCount,
    *("concept", "talk", "number", "n", "words", "per_thousand", "edition", "evidence", "caution"),
    nodes=lambda row: [row.concept, *row.evidence],
)
def _count(row: TalkCount, _: Asks) -> tuple[Any, ...]:
    counts = (row.concept, row.talk, row.number, row.n, row.words, _round(row.per_thousand))
    return *counts, row.edition, list(row.evidence), row.caution
