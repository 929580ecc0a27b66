"""Who does what: every part that a concept plays in an event, one row each."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kabgraph.library.results import Results
from kabgraph.library.shapes import EVIDENCE, grounds, shaped
from kabgraph.model import Event, PassageRef

if TYPE_CHECKING:
    from kabgraph.library.asked import Asked, Asks


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
    events: Iterable[Event],
    there: Container[str],
    concept: str | None = None,
    role: str | None = None,
    *,
    asked: Asked | None = None,
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
    return Results(found, "parts", _describe, asked=asked, of=Participation)


def _rows(event: Event, there: Container[str]) -> Iterator[Participation]:
    evidence = tuple(ref for ref in event.evidence if ref in there)
    for role in event.roles:
        if role.concept:
            yield Participation(role.concept, role.name, event.id, evidence, role.inferred)


def _describe(row: Participation) -> str:
    ground = ", ".join(row.evidence) or "no passage"
    return f"{row.concept}: {row.role} of {row.event} ({ground}{', inferred' if row.inferred else ''})"


@shaped(
    Participation,
    *("concept", "role", "event", "sentence", "inferred", *EVIDENCE),
    ties=lambda row: [(row.event, row.concept, f"role.{row.role}")],
)
def _row(row: Participation, library: Asks) -> tuple[Any, ...]:
    event = library.ontology.events[row.event]
    sentence = "".join(segment.text for segment in library.sentence(event))
    said = grounds(library.quotes(event), library)
    return row.concept, row.role, row.event, sentence, row.inferred, *said
