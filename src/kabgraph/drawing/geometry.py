"""Points, boxes and curves: floats inside, whole numbers in what is written."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

Point = tuple[float, float]

_STEPS = 48


class Region(Protocol):
    """A shape that a line must not enter."""

    def holds(self, x: float, y: float, pad: float = 0) -> bool:
        """Tell whether the point lies within ``pad`` of the shape."""


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float, height: float) -> Box:
        """Return the box of that size with its middle at the point."""
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def overlaps(self, other: Box, pad: float = 0) -> bool:
        """Tell whether the boxes come nearer to each other than ``pad``."""
        return (
            self.left < other.right + pad
            and other.left < self.right + pad
            and self.top < other.bottom + pad
            and other.top < self.bottom + pad
        )

    def holds(self, x: float, y: float, pad: float = 0) -> bool:
        """Tell whether the point lies within ``pad`` of the box."""
        return self.left - pad < x < self.right + pad and self.top - pad < y < self.bottom + pad

    def moved(self, dx: float, dy: float) -> Box:
        """Return the box at another place."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)


@dataclass(frozen=True, slots=True)
class Pill:
    """A circle, drawn out sideways where ``half`` is more than ``radius``."""

    x: float
    y: float
    half: int
    radius: int

    def holds(self, x: float, y: float, pad: float = 0) -> bool:
        """Tell whether the point lies within ``pad`` of the pill."""
        along = max(abs(x - self.x) - (self.half - self.radius), 0)
        return along**2 + (y - self.y) ** 2 < (self.radius + pad) ** 2

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return Box.around(self.x, self.y, 2 * self.half, 2 * self.radius)


@dataclass(frozen=True, slots=True)
class Curve:
    """A quadratic curve from ``start`` to ``end``, drawn towards ``bend`` on its way."""

    start: Point
    bend: Point
    end: Point

    def at(self, t: float) -> Point:
        """Return the point at ``t`` of the way."""
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        return (
            a * self.start[0] + b * self.bend[0] + c * self.end[0],
            a * self.start[1] + b * self.bend[1] + c * self.end[1],
        )

    def part(self, first: float, last: float) -> Curve:
        """Return the piece between two places of the way."""
        begin, end = self.at(first), self.at(last)
        towards = _mix(self.start, self.bend, first), _mix(self.bend, self.end, first)
        return Curve(begin, _mix(towards[0], towards[1], last), end)

    def points(self, count: int = 24) -> list[Point]:
        """Return points spread over the curve, both ends included."""
        return [self.at(index / count) for index in range(count + 1)]

    def clip(self, tail: Region, head: Region, gaps: tuple[float, float]) -> Curve:
        """Return what lies outside both regions, each grown by its gap; the whole where nothing does."""
        places = [index / _STEPS for index in range(_STEPS + 1)]
        inside_tail = [t for t in places if tail.holds(*self.at(t), gaps[0])]
        first = self._edge(tail, gaps[0], max(inside_tail), 1) if inside_tail else 0
        inside_head = [t for t in places if t > first and head.holds(*self.at(t), gaps[1])]
        last = self._edge(head, gaps[1], min(inside_head), 0) if inside_head else 1
        return self.part(first, last) if first < last else self

    def _edge(self, region: Region, pad: float, inside: float, outside: float) -> float:
        """Halve the way until the border is found; ``inside`` lies in the region."""
        near = inside + (1 / _STEPS if outside > inside else -1 / _STEPS)
        low, high = inside, min(max(near, 0), 1)
        for _ in range(12):
            middle = (low + high) / 2
            low, high = (middle, high) if region.holds(*self.at(middle), pad) else (low, middle)
        return high

    def shortened(self, at_start: float, at_end: float) -> Curve:
        """Return the curve without that much of its length at either end."""
        points = self.points(_STEPS)
        first = next((i for i, p in enumerate(points) if math.dist(p, self.start) >= at_start), 0)
        last = next((i for i in range(_STEPS, -1, -1) if math.dist(points[i], self.end) >= at_end), _STEPS)
        return self.part(first / _STEPS, last / _STEPS) if first < last else self

    @property
    def reversed(self) -> Curve:
        """The same curve drawn the other way."""
        return Curve(self.end, self.bend, self.start)

    @property
    def data(self) -> str:
        """Its path data, straight where the bend does not show."""
        (x, y), (u, v), (s, t) = (_whole(p) for p in (self.start, self.bend, self.end))
        straight = abs((s - x) * (v - y) - (t - y) * (u - x)) <= 2 * math.dist((x, y), (s, t))
        return f"M{x} {y}L{s} {t}" if straight else f"M{x} {y}Q{u} {v} {s} {t}"


def straight(start: Point, end: Point) -> Curve:
    """Return the straight line between two points."""
    return Curve(start, _mix(start, end, 0.5), end)


def angle(start: Point, end: Point) -> int:
    """Return the direction from one point to another in whole degrees, clockwise from the right.

    >>> angle((0, 0), (0, 5))
    90
    """
    return round(math.degrees(math.atan2(end[1] - start[1], end[0] - start[0])))


def around(boxes: Iterable[Box]) -> Box:
    """Return the box around all ``boxes``."""
    every = list(boxes)
    return Box(
        min(b.left for b in every),
        min(b.top for b in every),
        max(b.right for b in every),
        max(b.bottom for b in every),
    )


def _mix(first: Point, second: Point, t: float) -> Point:
    return (first[0] + (second[0] - first[0]) * t, first[1] + (second[1] - first[1]) * t)


def _whole(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])
