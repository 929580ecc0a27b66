"""What people marked as implied or as an analogy: under the words of a passage, and beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kabgraph.model import Mention, Passage, Span
from kabgraph.pages.uris import concept_uri
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.words import plural

MARKED = ("implied", "analogy")


def named_in(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return what is found by a name."""
    return tuple(mention for mention in mentions if mention.mode not in MARKED)


def marked_in(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return what a person marked, the shortest words first."""
    found = (m for m in mentions if m.mode in MARKED and m.concept)
    return tuple(sorted(found, key=lambda m: (m.end - m.start, m.start, m.concept or "")))


def counted(mentions: Iterable[Mention]) -> str:
    """Return how often, by mode.

    >>> counted([])
    ''
    """
    modes: Counter[str] = Counter(mention.mode for mention in mentions)
    parts: list[str] = []
    for mode in ("named", "confirmed", *MARKED):
        if modes[mode]:
            parts.append(f"{mode} {modes[mode]}" if parts else f"{mode} {plural(modes[mode], 'time')}")
    return ", ".join(parts)


def passage_runs(passage: Passage, mentions: Sequence[Mention]) -> tuple[Run, ...]:
    """Return a passage as runs: names as links, marked words dotted, each concept linked where it is first.

    Where its first name is not confirmed and a later one is, that has a link too. Names may lie inside and
    across one another, marks over names and over each other. So the text is cut at every edge of a name,
    and of a mark where no name would be cut by it. A link is one such piece of its words, the longest that
    is no link yet; where none is left, it is a sign behind them. A name that stands there again is no link,
    and knows its concept.
    """
    named = [m for m in named_in(mentions) if m.concept and not m.contained]
    edges = {edge for m in named for edge in (m.start, m.end)}
    marks = [(_outward(mark.span, named, edges), mark) for mark in marked_in(mentions)]
    edges |= {0, len(passage.text), *(edge for where, _ in marks for edge in (where.start, where.end))}
    pieces = [Span(a, b) for a, b in pairwise(sorted(edges))]
    runs = {piece: Run(passage.text[piece.slice], under=_under(piece, marks)) for piece in pieces}
    signs: dict[int, list[Run]] = {}
    for choices in _asking(named, marks, pieces):
        _seat(choices, runs, signs)
    ends = {where.end for where, mark in marks if mark.mode == "analogy"}
    over = [*((m.span, m) for m in named), *marks]
    shown: list[Run] = []
    for piece in pieces:
        places = _places(piece, over, runs[piece])
        shown.append(replace(runs[piece], pictured=piece.end in ends, places=places))
        shown += signs.get(piece.end, ())
    return tuple(run for run in shown if run.text or run.note)


def _asking(
    named: Sequence[Mention], marks: Sequence[tuple[Span, Mention]], pieces: Sequence[Span]
) -> list[list[tuple[Span, Mention]]]:
    """What asks for a link, each with its places, the best first; who has least room comes first."""
    names: dict[tuple[str | None, bool], list[tuple[Span, Mention]]] = {}
    for mention in sorted(named, key=lambda m: (m.start, m.end)):
        confirmed = mention.mode == "confirmed"
        if confirmed or (mention.concept, True) not in names:
            names.setdefault((mention.concept, confirmed), []).append((mention.span, mention))
    there = {concept for concept, _ in names}
    marked: dict[str | None, list[tuple[Span, Mention]]] = {}
    for where, mark in marks:
        if mark.concept not in there:
            marked.setdefault(mark.concept, []).append((where, mark))

    def room(choices: Sequence[tuple[Span, Mention]]) -> tuple[int, bool]:
        where, best = choices[0]
        return sum(1 for piece in pieces if where.contains(piece)), best.mode != "confirmed"

    return [*sorted(names.values(), key=room), *(choices[:1] for choices in marked.values())]


def _seat(
    choices: Sequence[tuple[Span, Mention]], runs: dict[Span, Run], signs: dict[int, list[Run]]
) -> None:
    """Give a concept its link, on the longest piece of its words that is none yet, or else as a sign."""
    for where, mention in choices:
        link = Run("", concept_uri(mention.concept or ""), concept=mention.concept, found=mention.mode)
        free = [p for p in runs if where.contains(p) and not runs[p].target and _has_words(runs[p].text)]
        if free:
            carrier = max(free, key=len)
            runs[carrier] = replace(link, text=runs[carrier].text, under=runs[carrier].under)
            return
    where, mention = choices[0]
    link = Run("", concept_uri(mention.concept or ""), concept=mention.concept, found=mention.mode)
    signs.setdefault(where.end, []).append(replace(link, note=mention.surface))


def _places(piece: Span, over: Iterable[tuple[Span, Mention]], run: Run) -> tuple[str, ...]:
    """All concepts whose words the piece is among; nothing where the run's link says the same."""
    places = tuple(dict.fromkeys(m.concept for where, m in over if m.concept and where.contains(piece)))
    return () if places == (run.concept,) else places


def _outward(span: Span, named: Sequence[Mention], edges: Collection[int]) -> Span:
    """The span, widened where its edges would cut a name: to the nearest edge of one."""
    start, end = span.start, span.end
    if any(m.start < start < m.end for m in named):
        start = max(edge for edge in edges if edge <= start)
    if any(m.start < end < m.end for m in named):
        end = min(edge for edge in edges if edge >= end)
    return Span(start, end)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _under(piece: Span, marks: Sequence[tuple[Span, Mention]]) -> str:
    """The mode of the marks that lie over a piece."""
    modes = {mark.mode for where, mark in marks if where.contains(piece)}
    return next((mode for mode in MARKED if mode in modes), "")
