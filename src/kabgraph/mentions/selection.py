"""Selection: of overlapping hits the longest, then the leftmost; of several concepts the decided one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kabgraph.mentions.lexicon import Entry
from kabgraph.model import Mention, Passage, Span

_FREE, _TAKEN, _STOPPED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Hit:
    """A span of a passage with the entries found there; none for a stop phrase."""

    span: Span
    entries: tuple[Entry, ...]


def select(hits: Iterable[Hit], passage: Passage) -> Iterator[Mention]:
    """Yield a mention for each hit, by place; the losers are marked as contained.

    A hit that a stop phrase covers is left out: its words name nothing here, also where a longer hit
    covers the phrase.
    """
    # Longest first: a later hit that overlaps a winner has its first or last letter inside it.
    cover = bytearray(len(passage.text))
    chosen: list[tuple[Hit, bool]] = []
    silent: list[Span] = []
    for hit in sorted(hits, key=lambda hit: (-len(hit.span), hit.span.start)):
        ends = {cover[hit.span.start], cover[hit.span.end - 1]}
        if _STOPPED in ends:
            continue
        if any(span.contains(hit.span) for span in silent):
            continue
        if not hit.entries:
            silent.append(hit.span)
        if ends == {_FREE}:
            cover[hit.span.slice] = bytes([_TAKEN if hit.entries else _STOPPED]) * len(hit.span)
        if hit.entries:
            chosen.append((hit, ends != {_FREE}))
    for hit, contained in sorted(chosen, key=lambda pair: (pair[0].span, pair[1])):
        yield _mention(hit, passage, contained)


def _mention(hit: Hit, passage: Passage, contained: bool) -> Mention:
    surface = passage.text[hit.span.slice]
    best = _decide(hit.entries, surface)
    candidates = tuple(dict.fromkeys(entry.concept for entry in best))
    return Mention(
        passage=passage.ref,
        start=hit.span.start,
        end=hit.span.end,
        surface=surface,
        concept=candidates[0] if len(candidates) == 1 else None,
        candidates=candidates,
        label=best[0].label.text,
        contained=contained,
        rule=next((rule.because for entry in best for rule in entry.asks if rule.because), None),
    )


def _decide(entries: tuple[Entry, ...], surface: str) -> tuple[Entry, ...]:
    """Narrow the entries: those that a rule asked for, then those written just so; else all."""
    asked = tuple(entry for entry in entries if entry.asks) or entries
    return tuple(entry for entry in asked if entry.label.text == surface) or asked
