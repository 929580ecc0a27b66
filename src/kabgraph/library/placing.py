"""Where words from elsewhere stand here: offsets are a hint, and only the rules of anchors place anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kabgraph.annotations import CONTEXT, PLACED, make_anchor, place
from kabgraph.export.exchange import Words
from kabgraph.model import Anchor, Passage, Span, Talk
from kabgraph.text import normalise

UNKNOWN_TEXT = f"sha256:{'0' * 12}"
"""The hash of an anchor whose text nobody knows: no passage has it, so that no offset is believed."""

NOWHERE = "unplaced"
"""The passage of words that stand in no passage for sure."""


def anchors_for(words: Words, talk: Talk) -> tuple[Anchor, ...]:
    """Return the anchors of ``words`` in ``talk``: two or more where they run over several passages.

    Placed words get an anchor of their own on the passage as it is now. Words with little of their context
    keep what was given, so that they stay marked as weak; words without a place stay without one.
    """
    given = _given(words)
    if words.passage is not None:
        return (_anew(given, talk.passages),)
    whole = _whole(talk)
    found = place(replace(given, passage=whole.id, text=UNKNOWN_TEXT), [whole])
    parts = list(_parts(found.span, talk.passages)) if found.span else []
    if len(parts) == 1 and found.state == "weak":
        passage, span = parts[0]
        return (replace(given, passage=passage.id, start=span.start, end=span.end, text=UNKNOWN_TEXT),)
    if parts and found.state != "weak":
        return tuple(make_anchor(passage, span) for passage, span in parts)
    return (replace(given, passage=_free(talk.passages)),)


def as_stored(words: Words) -> Anchor:
    """Return the anchor exactly as it was stored; what a hand left out is unknown."""
    return Anchor(
        words.passage or NOWHERE,
        words.exact,
        words.prefix,
        words.suffix,
        words.start or 0,
        len(words.exact) if words.end is None else words.end,
        words.text or UNKNOWN_TEXT,
    )


def _given(words: Words) -> Anchor:
    """The anchor as it was given, in the spelling of texts here: blanks at an end belong to the context."""
    exact, prefix, suffix = (_spelt(text) for text in (words.exact, words.prefix, words.suffix))
    lead, trail = len(exact) - len(exact.lstrip()), len(exact) - len(exact.rstrip())
    core = exact.strip() or exact
    if core != exact:
        prefix, suffix = prefix + exact[:lead], exact[len(exact) - trail :] + suffix
    start = min(words.start or 0, 10**8) + (lead if core != exact else 0)
    text = words.text or UNKNOWN_TEXT
    near = {"prefix": prefix[-CONTEXT:], "suffix": suffix[:CONTEXT]}
    return Anchor(words.passage or NOWHERE, core, **near, start=start, end=start + len(core), text=text)


def _spelt(text: str) -> str:
    """The text in the spelling of texts here, with a blank at each end that had one."""
    core = normalise(text)
    lead, trail = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return f"{lead}{core}{trail}" if core else lead


def _anew(anchor: Anchor, passages: Sequence[Passage]) -> Anchor:
    """The anchor on its passage as it is now, where it is placed with its context; else as it is."""
    found = place(anchor, passages)
    if found.span is None or found.state not in PLACED or found.state == "weak":
        return anchor
    return make_anchor(next(p for p in passages if p.id == anchor.passage), found.span)


def _whole(talk: Talk) -> Passage:
    text = " ".join(passage.text for passage in talk.passages)
    return replace(talk.passages[0], id=_free(talk.passages), text=text)


def _parts(span: Span, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Span]]:
    """The parts of a span of the whole talk, each in its passage."""
    before = 0
    for passage in passages:
        start, end = max(span.start - before, 0), min(span.end - before, len(passage.text))
        if start < end:
            yield passage, Span(start, end)
        before += len(passage.text) + 1


def _free(passages: Sequence[Passage]) -> str:
    """An id that no passage of the talk has."""
    taken = {passage.id for passage in passages}
    name = NOWHERE
    while name in taken:
        name += "-"
    return name
