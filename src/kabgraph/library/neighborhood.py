"""Neighborhoods: what stands up to so many relations away from a concept."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from kabgraph.errors import UsageError
from kabgraph.library.asked import Asked
from kabgraph.library.results import Results
from kabgraph.library.tables import by_end
from kabgraph.model import Relation


class Neighborhood(Results[Relation]):
    """The relations by which one reaches what is near ``center``; ``distances`` says how near, by concept."""

    __slots__ = ("center", "distances")

    def __init__(
        self,
        relations: Iterable[Relation],
        describe: Callable[[Relation], str],
        center: str,
        distances: Mapping[str, int],
        asked: Asked,
    ) -> None:
        super().__init__(relations, "relations", describe, asked=asked, of=Relation)
        self.center = center
        self.distances = MappingProxyType(dict(distances))

    @property
    def noun(self) -> str:
        """What it holds, with numbers."""
        steps = max(self.distances.values())
        name = self.asked.library.label(self.center) if self.asked else self.center
        near = f"{len(self.distances) - 1} concepts within {steps} of {name}"
        return f"{near}: {super().noun}"


def distances(
    center: str, relations: Sequence[Relation], concepts: Collection[str], steps: int
) -> dict[str, int]:
    """Return the concepts within so many steps of ``center``, the nearest first, each with its distance.

    Raises:
        UsageError: ``steps`` is less than 1.
    """
    if isinstance(steps, bool) or steps < 1:
        raise UsageError(f"steps={steps!r} reaches nothing", "use steps=1 or more")
    table = by_end(relations)
    found, near = {center: 0}, [center]
    for distance in range(1, steps + 1):
        ends = [end for at in near for r in table.get(at, ()) for end in (r.subject, r.object)]
        near = [end for end in dict.fromkeys(ends) if end in concepts and end not in found]
        found.update(dict.fromkeys(near, distance))
    return found


def walked(relations: Iterable[Relation], distances: Mapping[str, int], steps: int) -> list[Relation]:
    """Return the relations that a walk of so many steps goes along, those nearest the centre first."""
    both = [r for r in relations if r.subject in distances and r.object in distances]
    nearer = [(min(distances[r.subject], distances[r.object]), r) for r in both]
    return [r for near, r in sorted(nearer, key=lambda pair: pair[0]) if near < steps]
