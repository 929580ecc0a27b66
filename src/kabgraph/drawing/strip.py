"""The strip of a process: rails that run through all its steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kabgraph.drawing.boxes import RAIL, Cell
from kabgraph.drawing.markup import clean, element, group, path, svg, text
from kabgraph.drawing.measure import fit
from kabgraph.drawing.measure import width as width_of
from kabgraph.drawing.steps import draw_step
from kabgraph.drawing.values import Rail, Step, Strip

_TOP = 52
_FOOT = 34
_MOST_COLUMNS = 4
_AIR = 28
_NARROW = 350


def draw_strip(rails: Sequence[Rail], steps: Sequence[Step], width: int = 1120, *, label: str = "") -> Strip:
    """Draw the steps of a process on its rails, the first rail above the others.

    ``label`` names the picture for who cannot see it. Steps stand in equal columns, at most four,
    and go on in a further band where they need more room. Without rails, one line runs through.

    >>> from kabgraph.drawing import Part
    >>> strip = draw_strip([], [Step("stages", (Part("seed"), Part("fruit")), verb="grows into")])
    >>> strip.columns, len(strip.steps)
    (1, 1)
    """
    heights = {rail.id: index * RAIL for index, rail in enumerate(rails)} or {"": 0}
    columns, cells = _fitted(steps, heights, width)
    parts, y = [], 0
    for first in range(0, len(steps), columns):
        band = range(first, min(first + columns, len(steps)))
        inside = _band(rails, steps, [(index, cells[index]) for index in band], (width, columns))
        parts.append(element("g", {"transform": f"translate(0 {y + _TOP})"}, inside))
        y += _TOP + max([*heights.values(), *(cells[index].below for index in band)]) + _FOOT
    name = label or "; ".join(step.label for step in steps if step.label)
    whole = svg(width, max(y, 1), "kg-picture kg-strip kg-wide", name, *parts)
    return Strip(whole, tuple(_single(rails, heights, step) for step in steps), columns)


def _fitted(steps: Sequence[Step], heights: Mapping[str, int], wide: int) -> tuple[int, list[Cell]]:
    """Return the largest number of columns in which each step fits, if possible with all its words."""
    fitting = []
    for columns in range(min(len(steps), _MOST_COLUMNS), 1, -1):
        room = wide // columns - _AIR
        cells = [draw_step(step, heights, room) for step in steps]
        if all(cell.width <= room and not cell.wrapped for cell in cells):
            fitting.append((columns, cells))
    fitting.append((1, [draw_step(step, heights, wide - _AIR) for step in steps]))
    whole = (found for found in fitting if not any(cell.cut for cell in found[1]))
    return next(whole, fitting[0])


def _band(
    rails: Sequence[Rail], steps: Sequence[Step], cells: Sequence[tuple[int, Cell]], frame: tuple[int, int]
) -> str:
    """Return one row of steps on its rails, with the words that lead from each to the next."""
    wide, columns = frame
    pitch = wide // columns
    parts = [_rails(rails, wide)]
    for place, (index, cell) in enumerate(cells):
        left = place * pitch + max((pitch - cell.width) // 2, 0 if place else _aside(rails))
        left = max(min(left, wide - cell.width), 0)
        parts.append(element("g", {"transform": f"translate({left} 0)", "data-step": index + 1}, cell.svg))
        if steps[index].leads and index + 1 < len(steps):
            last = place + 1 == len(cells)
            shown = fit(steps[index].leads, 15, pitch - _AIR, "italic")
            x = wide if last else (place + 1) * pitch
            parts.append(text(x, -27, shown, "kg-leads", anchor="end" if last else "middle"))
    return "".join(parts)


def _aside(rails: Sequence[Rail]) -> int:
    """Return how far the first step keeps from the left, where the rails have their names."""
    return max((width_of(clean(rail.name), 14, "sans") + 14 for rail in rails), default=0)


def _rails(rails: Sequence[Rail], wide: int) -> str:
    """Return the rails with their names: above the line, the lowest one's below it."""
    parts = [] if rails else [path("kg-rail", f"M0 0H{wide}")]
    for index, rail in enumerate(rails):
        y = index * RAIL
        drop = 25 if 0 < index == len(rails) - 1 else -12
        shown = fit(rail.name, 14, wide // 3, "sans")
        parts += [path("kg-rail", f"M0 {y}H{wide}"), text(0, y + drop, shown, "kg-note", anchor="start")]
    return group("kg-rails", *parts)


def _single(rails: Sequence[Rail], heights: Mapping[str, int], step: Step) -> str:
    """Return one step as a picture of its own, for a phone."""
    cell = draw_step(step, heights, _NARROW - 4)
    left = max(min(max((_NARROW - cell.width) // 2, _aside(rails)), _NARROW - cell.width - 2), 2)
    top = _TOP - 8
    high = top + max([*heights.values(), cell.below]) + _FOOT
    inside = element("g", {"transform": f"translate({left} 0)"}, cell.svg)
    body = element("g", {"transform": f"translate(0 {top})"}, _rails(rails, _NARROW), inside)
    return svg(_NARROW, high, "kg-picture kg-strip kg-narrow", step.label or step.verb, body)
