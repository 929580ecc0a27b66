"""Where annotated words stand now: only a verbatim quote with its context is ever placed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256

from kabgraph.model import Anchor, AnchorState, Passage, PassageRef, Span

CONTEXT = 32
"""How many characters on each side are stored with a quote."""

_BOTH_SIDES = 12
_ONE_SIDE = 24
_THIN = 12  # a whole context shorter than this tells one place from another by luck only
_FUZZY_FROM = 12
_LIKENESS = 0.75


@dataclass(frozen=True, slots=True)
class Placing:
    """What became of an anchor: ``span`` is set where it is placed, ``near`` where there is a candidate."""

    state: AnchorState
    span: Span | None = None
    near: tuple[PassageRef, Span] | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """A verbatim occurrence, with how many characters of prefix and suffix stand about it."""

    span: Span
    before: int
    after: int

    @property
    def score(self) -> int:
        return self.before + self.after


def text_hash(text: str) -> str:
    """Return the hash by which an anchor knows the text it was made on.

    >>> text_hash("Bina lowers ELE")
    'sha256:...'
    """
    return f"sha256:{sha256(text.encode('utf-8')).hexdigest()[:12]}"


def place(anchor: Anchor, passages: Sequence[Passage]) -> Placing:
    """Say where the words of ``anchor`` stand in ``passages``, those of its talk, by four rules.

    1. The passage is as it was and its slice equals the quote: exact.
    2. The quote stands in the passage: shifted with its whole context, weak with enough of it, while
       the next best place has at most half as much; else ambiguous among several, changed for one.
    3. It does not, and a stretch of the passage is much like it: changed. Short quotes have no likeness.
    4. It stands in another passage: moved?. Else it is an orphan.
    """
    own = next((passage for passage in passages if passage.id == anchor.passage), None)
    if own is not None:
        found = _in_own(anchor, own)
        if found is not None:
            return found
    others = [
        (spot, passage)
        for passage in passages
        if passage is not own
        for spot in _occurrences(anchor, passage.text)
    ]
    if not others:
        return Placing("orphan")
    spot, passage = max(others, key=lambda other: other[0].score)
    return Placing("moved?", near=(passage.ref, spot.span))


def _in_own(anchor: Anchor, passage: Passage) -> Placing | None:
    """Rules 1 to 3."""
    text = passage.text
    if anchor.text == text_hash(text) and text[anchor.start : anchor.end] == anchor.exact:
        return Placing("exact", Span(anchor.start, anchor.end))
    spots = sorted(_occurrences(anchor, text), key=lambda spot: -spot.score)
    if not spots:
        alike = _most_alike(anchor.exact, text)
        return Placing("changed", near=(passage.ref, alike)) if alike else None
    best = spots[0]
    state = _state(anchor, best)
    if state and all(2 * other.score <= best.score for other in spots[1:]):
        return Placing(state, best.span)
    return Placing("ambiguous" if len(spots) > 1 else "changed", near=(passage.ref, best.span))


def _state(anchor: Anchor, spot: _Place) -> AnchorState | None:
    """Return shifted with the whole context, weak with enough of it, None with a thin one."""
    whole = (spot.before, spot.after) == (len(anchor.prefix), len(anchor.suffix))
    if whole and spot.score >= _THIN:
        return "shifted"
    enough = min(spot.before, spot.after) >= _BOTH_SIDES or max(spot.before, spot.after) >= _ONE_SIDE
    return "weak" if enough else None


def _occurrences(anchor: Anchor, text: str) -> Iterator[_Place]:
    """Every place where the quote stands, overlapping ones too."""
    at = text.find(anchor.exact) if anchor.exact else -1
    while at >= 0:
        end = at + len(anchor.exact)
        before = _shared(anchor.prefix[::-1], text[max(0, at - len(anchor.prefix)) : at][::-1])
        after = _shared(anchor.suffix, text[end : end + len(anchor.suffix)])
        yield _Place(Span(at, end), before, after)
        at = text.find(anchor.exact, at + 1)


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _most_alike(quote: str, text: str) -> Span | None:
    """The run of words most like ``quote``, if one is much like it: a proposal, never a place."""
    if len(quote) < _FUZZY_FROM:
        return None
    words = _words(text)
    length = len(quote.split())
    matcher: SequenceMatcher[str] = SequenceMatcher(b=quote, autojunk=False)
    best: tuple[float, Span | None] = (_LIKENESS, None)
    for count in range(max(1, length - 1), length + 2):
        for first, last in zip(words, words[count - 1 :], strict=False):
            span = Span(first.start, last.end)
            matcher.set_seq1(text[span.slice])
            # The two quick ratios are upper bounds: most runs of words fail them at little cost.
            if matcher.real_quick_ratio() <= best[0] or matcher.quick_ratio() <= best[0]:
                continue
            if (likeness := matcher.ratio()) > best[0]:
                best = (likeness, span)
    return best[1]


def _words(text: str) -> list[Span]:
    spans, at = [], 0
    for word in text.split(" "):
        if word:
            spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    return spans
