"""The steps of a process, each drawn by itself: what moves between the rails, and what becomes of it."""

from __future__ import annotations

from collections.abc import Mapping

from kabgraph.drawing.boxes import HALF, RAIL, Cell, box_of, verb, verb_width
from kabgraph.drawing.chains import chain
from kabgraph.drawing.geometry import Curve
from kabgraph.drawing.markup import clean, group, path, text
from kabgraph.drawing.measure import fit, width
from kabgraph.drawing.signs import end_of, place
from kabgraph.drawing.values import Detail, Part, Step

_GHOST_GAP, _BY_GAP = 31, 58
_SMALL = 15
_MOST_STAYING = 3
_LEAST = 80  # that a part needs of the width


def draw_step(step: Step, rails: Mapping[str, int], limit: int) -> Cell:
    """Return the step drawn no wider than ``limit``; ``rails`` holds the height of each rail."""
    source, goal = rails.get(step.source, 0), rails.get(step.goal, 0)
    if not step.parts:
        return Cell(0, 0, "")
    if step.kind == "move" and source != goal:
        return _move(step, rails, limit)
    level = goal if step.goal in rails else source
    if step.kind in ("change", "move") and len(step.parts) > 1:
        return _change(step, level, limit)
    return chain(step, level, limit)


def _move(step: Step, rails: Mapping[str, int], limit: int) -> Cell:
    """Draw the place left behind as a ghost, and the arrow to where the thing stands now."""
    source, goal = rails.get(step.source, 0), rails.get(step.goal, 0)
    others = step.by is not None
    stays = step.stays[: max(min(limit // _LEAST - 2 - others, _MOST_STAYING), 0)]
    share = limit // (2 + len(stays) + others)
    theme, out, x = box_of(step.parts[0], share), [], 0
    for part in stays:
        box = box_of(part, share - _GHOST_GAP)
        out.append(box.svg(x, source))
        x += box.width + _GHOST_GAP
    if step.by is not None:
        drawn, x = _means(step, step.by, x, (rails.get(step.by_rail, source), goal), share)
        out.append(drawn)
    middle, way = x + theme.width // 2, 1 if goal > source else -1
    tail, tip = source + way * (HALF + 6), goal - way * (HALF + 6)
    arrow = path("kg-path", f"M{middle} {tail}V{tip - way * 9}") + place(
        end_of("move"), middle, tip, way * 90
    )
    room = max(limit - middle - 14, 40)
    said = verb(middle + 14, source + way * RAIL // 2 + 6, step.verb, room, "start")
    out += [theme.svg(x, source, ghost=True), theme.svg(x, goal), group("kg-edge kg-move", arrow), said]
    wide = max(x + theme.width, middle + 14 + verb_width(step.verb, room))
    return Cell(wide, max(rails.values()), "".join(out))


def _means(step: Step, part: Part, x: int, heights: tuple[int, int], share: int) -> tuple[str, int]:
    """Return the means with the dashed way to where the moved thing arrives, and where that begins."""
    level, goal = heights
    box, gap = box_of(part, share - _GHOST_GAP), min(_BY_GAP, max(share // 3, 24))
    shown = fit(step.by_words, _SMALL, share, "italic")
    x += max((width(shown, _SMALL, "italic") - box.width) // 2, 0)
    out, middle = box.svg(x, level), x + box.width // 2
    x += box.width + gap
    if level == goal:
        data = f"M{middle + box.width // 2 + 4} {level}H{x - 6}"
        return group("kg-edge kg-inferred kg-means", path("kg-path", data)) + out, x
    way = 1 if goal > level else -1
    end = (x - 8, goal - way * 8)
    curve = Curve((middle, level + way * (HALF + 4)), (middle + 4, end[1] - way * 2), end)
    words = text(curve.at(0.34)[0] - 6, curve.at(0.34)[1] + 5, shown, "kg-verb kg-means")
    return group("kg-edge kg-inferred kg-means", path("kg-path", curve.data)) + words + out, x


def _change(step: Step, level: int, limit: int) -> Cell:
    """Draw what it was as a ghost and what it becomes beside it, with what goes out and comes in."""
    share = limit // 3
    was, now = box_of(step.parts[0], share), box_of(step.parts[-1], share)
    room = max(share - 40, 40)
    gap = max(verb_width(step.verb, room) + 40, 72)
    notes = [_Note(detail, limit // 5) for detail in step.details[:1]]
    if notes:
        gap = max(gap, notes[0].width - was.width // 2 + 12)
    right = was.width + gap
    notes += [_Note(detail, limit - right - now.width // 2 - 30) for detail in step.details[1:2]]
    begin, end = was.width + 10, right - 12
    arrow = path("kg-path", f"M{begin} {level}H{end - 9}") + place(end_of("move"), end, level, 0)
    said = verb((begin + end) // 2, level - 10, step.verb, room)
    out = [was.svg(0, level, ghost=True), group("kg-edge kg-move", arrow), said, now.svg(right, level)]
    middles = was.width // 2, right + now.width // 2
    out += [note.svg(middles[i], level, "kg-in" if i else "kg-out") for i, note in enumerate(notes)]
    wide = max(right + now.width, middles[1] + notes[1].width if len(notes) > 1 else 0)
    return Cell(wide, level + (52 if notes else 0), "".join(out))


class _Note:
    """A letter with words, below the box that it leaves or enters."""

    def __init__(self, detail: Detail, limit: int) -> None:
        self._detail = detail
        self._letter = fit(detail.letter, 21, 40, "native")
        self._words = fit(detail.words, 14, limit, "sans")
        self._aside = max(width(self._letter, 21, "native") // 2 + 10, 18)
        self.width = self._aside + width(clean(self._words), 14, "sans")

    def svg(self, x: int, level: int, css: str) -> str:
        """Return the note under the middle of its box."""
        return group(
            f"kg-detail {css}",
            path("kg-tick", f"M{x} {level + HALF + 4}V{level + HALF + 20}"),
            text(x, level + HALF + 43, self._letter, "kg-letter", lang=self._detail.lang),
            text(x + self._aside, level + HALF + 41, self._words, "kg-note", anchor="start"),
        )
