"""Checks of events: who takes part, how it is told, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding


@check("L121")
def no_roles(parts: Parts) -> Iterator[Finding]:
    """An event has no roles: nobody takes part in it."""
    for event in parts.ontology.events.values():
        if not event.roles:
            yield Finding(
                event.address,
                "L121",
                "warning",
                f"event {event.id!r} has no roles",
                "add 'roles: {agent: ..., theme: ...}'",
            )


@check("L122")
def sentence_without_roles(parts: Parts) -> Iterator[Finding]:
    """The sentence of an event names none of its roles."""
    for event in parts.ontology.events.values():
        names = {role.name for role in event.roles}
        if event.sentence and names and not any(f"{{{name}}}" in event.sentence for name in names):
            yield Finding(
                event.address,
                "L122",
                "warning",
                f"the sentence of event {event.id!r} names no role",
                f"put roles in braces: {{{event.roles[0].name}}}",
            )


@check("L123")
def event_without_ground(parts: Parts) -> Iterator[Finding]:
    """An event names neither a passage nor a source."""
    for event in parts.ontology.events.values():
        if not (event.evidence or event.sources):
            yield Finding(
                event.address,
                "L123",
                "warning",
                f"event {event.id!r} has no ground",
                "add evidence: [talk#p3] or sources: [S1]",
            )
