"""What people marked as implied or as an analogy: under the words of a passage, and beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kabgraph.model import Mention, Passage, Span
from kabgraph.pages.uris import concept_uri
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.words import Term, first_terms, plural

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
    """Return a passage as runs: names as links, marked words dotted, each concept one link at most.

    Marks may lie over names and over each other. So the text is cut at every edge that is not inside
    a name; a mark's link is the longest of its pieces that is no link yet. Where none is left, it is
    a sign behind its words. A name that stands there again is no link, and knows its concept.
    """
    whole = Span(0, len(passage.text))
    named = [m for m in named_in(mentions) if m.concept and not m.contained]
    firsts = first_terms(named, whole)
    names = [*firsts, *((m.span, Run("")) for m in named if m.span not in {where for where, _ in firsts})]
    marks = [(_around(mark.span, names), mark) for mark in marked_in(mentions)]
    spans = [whole, *(where for where, _ in names), *(where for where, _ in marks)]
    pieces = [Span(a, b) for a, b in pairwise(sorted({edge for s in spans for edge in (s.start, s.end)}))]
    runs = {piece: _plain(passage.text, piece, names, marks) for piece in pieces}
    signs: dict[int, list[Run]] = {}
    linked = {run.concept for _, run in firsts}
    for where, mark in marks:
        if mark.concept is None or mark.concept in linked:
            continue
        linked.add(mark.concept)
        link = Run("", concept_uri(mark.concept), concept=mark.concept, found=mark.mode)
        free = [p for p in pieces if where.contains(p) and not runs[p].target and _has_words(runs[p].text)]
        if free:
            carrier = max(free, key=len)
            runs[carrier] = replace(link, text=runs[carrier].text, under=runs[carrier].under)
        else:
            signs.setdefault(where.end, []).append(replace(link, note=mark.surface))
    ends = {where.end for where, mark in marks if mark.mode == "analogy"}
    over = [*((m.span, m) for m in named), *marks]
    shown: list[Run] = []
    for piece in pieces:
        places = _places(piece, over, runs[piece])
        shown.append(replace(runs[piece], pictured=piece.end in ends, places=places))
        shown += signs.get(piece.end, ())
    return tuple(run for run in shown if run.text or run.note)


def _places(piece: Span, over: Iterable[tuple[Span, Mention]], run: Run) -> tuple[str, ...]:
    """All concepts whose words the piece is among; nothing where the run's link says the same."""
    places = tuple(dict.fromkeys(m.concept for where, m in over if m.concept and where.contains(piece)))
    return () if places == (run.concept,) else places


def _around(span: Span, names: Sequence[Term]) -> Span:
    """The span, widened to the whole of the names that its edges would cut."""
    over = [span, *(where for where, _ in names if where.overlaps(span))]
    return Span(min(where.start for where in over), max(where.end for where in over))


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _plain(text: str, piece: Span, names: Sequence[Term], marks: Sequence[tuple[Span, Mention]]) -> Run:
    """A piece as a name's link or as bare words, with the mode of the marks that lie over it."""
    modes = {mark.mode for where, mark in marks if where.contains(piece)}
    under = next((mode for mode in MARKED if mode in modes), "")
    named = next((run for where, run in names if where.contains(piece)), Run(""))
    return replace(named, text=text[piece.slice], under=under)
