"""Who does what: every part that a concept plays in an event, one row each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from kabgraph.library.results import Results
from kabgraph.model import Event, PassageRef


@dataclass(frozen=True, slots=True)
class Participation:
    """A part that a concept plays in an event; ``concept`` and ``event`` are ids, ``role`` the role's name.

    ``evidence``: the passages that tell the event. ``inferred``: the part is read into them.
    """

    concept: str
    role: str
    event: str
    evidence: tuple[PassageRef, ...]
    inferred: bool = False


def participations(
    events: Iterable[Event], there: Container[str], concept: str | None = None, role: str | None = None
) -> Results[Participation]:
    """Return the parts of ``concept``, or of all, in the order of the events and of their roles.

    ``there`` holds the passages that the library has: evidence elsewhere is left out.

    >>> import kabgraph
    >>> kabgraph.load("tests/data/small").roles("Bina")
    2 parts
      bina: agent of lowering (first#p1)
      bina: goal of rise (first#p1)
    """
    found = (
        row
        for event in events
        for row in _rows(event, there)
        if concept in (None, row.concept) and role in (None, row.role)
    )
    return Results(found, "parts", _describe)


def _rows(event: Event, there: Container[str]) -> Iterator[Participation]:
    evidence = tuple(ref for ref in event.evidence if ref in there)
    for role in event.roles:
        if role.concept:
            yield Participation(role.concept, role.name, event.id, evidence, role.inferred)


def _describe(row: Participation) -> str:
    ground = ", ".join(row.evidence) or "no passage"
    return f"{row.concept}: {row.role} of {row.event} ({ground}{', inferred' if row.inferred else ''})"
