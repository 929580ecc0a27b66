"""A parsed YAML document that knows where each of its values and keys stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kabgraph.model import Address, Finding

Place = tuple[int, int]
"""A line and a column, both from 1."""


@dataclass(slots=True)
class Branch:
    """Where a mapping or list stands, and its parts: by key with the key's own place, or by position."""

    place: Place
    by_key: dict[str, tuple[Place, Tree]] = field(default_factory=dict)
    by_index: list[Tree] = field(default_factory=list)

    def child(self, step: str | int) -> tuple[Place, Tree] | None:
        """Return the part at ``step`` with its key's place; an item's key is the item itself."""
        if isinstance(step, str):
            return self.by_key.get(step)
        if not 0 <= step < len(self.by_index):
            return None
        item = self.by_index[step]
        return place_of(item), item


Tree = Place | Branch
"""The places of a value: a scalar has its own alone."""


def place_of(tree: Tree) -> Place:
    """Return where the value itself stands."""
    return tree.place if isinstance(tree, Branch) else tree


@dataclass(frozen=True, slots=True)
class Document:
    """What a YAML file says. ``data`` is None where the file is empty, or unreadable as ``findings`` tell.

    Every scalar in ``data`` is text as it was written; an empty plain one is None.
    """

    file: str
    data: Any
    findings: tuple[Finding, ...] = ()
    places: Tree = field(default=(1, 1), repr=False, compare=False)

    def at(self, path: Sequence[str | int] = ()) -> Address:
        """Return where the value at ``path`` stands; if there is none, its nearest existing ancestor."""
        return Address(self.file, *place_of(self._walk(path)[1]))

    def key_at(self, path: Sequence[str | int]) -> Address:
        """Return where the last key of ``path`` stands; if there is none, the nearest existing ancestor."""
        return Address(self.file, *self._walk(path)[0])

    def with_findings(self, more: Iterable[Finding]) -> Document:
        """Return the document with ``more`` findings, all in order."""
        return replace(self, findings=tuple(sorted({*self.findings, *more})))

    def _walk(self, path: Sequence[str | int]) -> tuple[Place, Tree]:
        place, tree = place_of(self.places), self.places
        for step in path:
            child = tree.child(step) if isinstance(tree, Branch) else None
            if child is None:
                return place_of(tree), tree
            place, tree = child
        return place, tree
