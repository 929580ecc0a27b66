"""Find a place for the words on each line: clear of names, of each other and, if it can be, of lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kabgraph.drawing.blocks import Form
from kabgraph.drawing.geometry import Box
from kabgraph.drawing.legs import Trace
from kabgraph.drawing.markup import clean, element, text, words
from kabgraph.drawing.measure import width, wrap

_PLACES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)
_PAD = 4
_CROSSING = 30  # what covering another line costs, in steps along the own one


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a relation and its number, measured; the number ends the last line."""

    lines: tuple[str, ...]
    whole: str
    number: str
    width: int
    size: int
    css: str

    @property
    def height(self) -> int:
        """How high the lines stand."""
        return len(self.lines) * (self.size + 3) + 2

    def at(self, x: float, y: float) -> Box:
        """Return the room they take with their middle at the point."""
        return Box.around(x, y, self.width, self.height)

    def svg(self, box: Box) -> str:
        """Return their markup in that room."""
        middle = (box.left + box.right) / 2
        number = element("tspan", {"class": "kg-number", "dx": 4}, words(self.number)) if self.number else ""
        title = element("title", {}, words(self.whole)) if " ".join(self.lines) != self.whole else ""
        last = len(self.lines) - 1
        y = box.bottom - round(self.size * 0.42)
        out = []
        for index, line in enumerate(self.lines):
            more = number + title if index == last else title
            out.append(text(middle, y - (last - index) * (self.size + 3), line, self.css, more=more))
        return "".join(out)


def words_of(
    label: str, number: int | None, sign: str, form: Form, limit: int = 170, lines: int = 1
) -> Words:
    """Return the words of a line; where they are longer than ``limit``, on more lines or cut."""
    count = "" if number is None else str(number)
    room = width(count, form.number, "sans") + 5 if count else 0
    shown = wrap(label, form.label, limit - room, "italic", lines) if clean(label) or count else ()
    size = max((width(line, form.label, "italic") for line in shown), default=0) + room
    return Words(shown, clean(label), count, size, form.label, f"kg-verb kg-{sign or 'plain'}")


@dataclass(frozen=True, slots=True)
class Label:
    """Words at their place; on the line itself they break it."""

    words: Words
    box: Box
    on_line: bool = False

    @property
    def svg(self) -> str:
        """Their markup."""
        box = self.box
        gap: dict[str, str | int] = {
            "class": "kg-gap",
            "x": round(box.left),
            "y": round(box.top),
            "width": round(box.right - box.left),
            "height": round(box.bottom - box.top),
        }
        return (element("rect", gap) if self.on_line else "") + self.words.svg(box)

    def lowered(self, down: float) -> Label:
        """Return the label further down."""
        return Label(self.words, self.box.moved(0, down), self.on_line)


def place_labels(traces: Sequence[Trace], taken: Sequence[Box], form: Form) -> list[Label] | None:
    """Return a label for each trace that has words; None where one finds no free place.

    For each, in order: the cheapest of a fixed list of places, the middle of the line first.
    """
    labels: list[Label] = []
    lines = [trace.curve.points() for trace in traces]
    for index, trace in enumerate(traces):
        leg = trace.leg
        words_ = words_of(leg.label, leg.edge.number if leg.first else None, leg.edge.sign, form)
        if not words_.lines:
            continue
        blocked = [*taken, *(label.box for label in labels)]
        others = [line for other, line in enumerate(lines) if other != index]
        best: tuple[int, Box] | None = None
        for cost, box in _candidates(trace, words_):
            if best is not None and cost >= best[0]:
                break
            if not _free(box, blocked, form.width):
                continue
            crossed = sum(any(box.holds(*point, 2) for point in line) for line in others)
            if best is None or cost + _CROSSING * crossed < best[0]:
                best = cost + _CROSSING * crossed, box
        if best is None:
            return None
        own = any(best[1].holds(*point, -6) for point in lines[index])
        labels.append(Label(words_, best[1], own))
    return labels


def _free(box: Box, blocked: Sequence[Box], right: int) -> bool:
    inside = box.left >= 2 and box.right <= right - 2
    return inside and not any(box.overlaps(other, _PAD) for other in blocked)


def _candidates(trace: Trace, words_: Words) -> Iterator[tuple[int, Box]]:
    """Yield places with their cost, cheapest first: on the line, then beside it, then above and below."""
    start, end = trace.curve.start, trace.curve.end
    steep = abs(end[1] - start[1]) > abs(end[0] - start[0])
    half, high = words_.width / 2 + 10, words_.height * 0.9
    aside = [(half, 0.0), (-half, 0.0)]
    lifted = [(dx, dy) for dy in (-high, high, -36.0, 36.0) for dx in (0.0, 20.0, -20.0, 40.0, -40.0)]
    on_line = [(0.0, 0.0)]
    first = [*aside, *on_line] if trace.leg.via else [*on_line, *(aside if steep else [])]
    shifts = [*first, *lifted]
    for order, (dx, dy) in enumerate(shifts):
        for cost, t in enumerate(_PLACES):
            x, y = trace.curve.at(t)
            yield order * 12 + cost, words_.at(round(x + dx), round(y + dy))
