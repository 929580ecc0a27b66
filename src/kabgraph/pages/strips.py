"""The seam to ``drawing`` for processes: from events with roles to steps on rails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from kabgraph.drawing import Part, Rail, Step, draw_strip
from kabgraph.model import Event, Role
from kabgraph.pages.edges import rank
from kabgraph.pages.pictures import trusted
from kabgraph.pages.uris import concept_uri, relative

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

StepKind = Literal["move", "change", "stages", "mediation", "union", "other"]
_KINDS: dict[str, StepKind] = {
    "descent": "move",
    "ascent": "move",
    "transformation": "change",
    "growth": "stages",
    "mediation": "mediation",
    "union": "union",
}
_PARTS: dict[StepKind, tuple[tuple[str, ...], ...]] = {
    "move": (("theme",), ("agent",)),
    "change": (("from", "to"), ("theme", "to"), ("theme", "result"), ("source", "goal")),
    "stages": (("stages",),),
    "mediation": (("end_a", "mediator", "end_b"),),
    "union": (("members",),),
    "other": (("theme",), ("agent",)),
}


@dataclass(frozen=True, slots=True)
class StripPicture:
    """A process as a picture: whole for a wide page, step by step for a phone."""

    wide: Markup
    steps: tuple[Markup, ...]
    columns: int


def strip_picture(desk: Desk, events: Sequence[Event], here: str, width: int = 1120) -> StripPicture:
    """Return the strip of ``events`` for the page ``here``."""
    rails = _rails(desk, events)
    places: dict[str, str] = {}
    steps = []
    for event in events:
        step = _step(desk, event, here, places)
        steps.append(step)
        _remember(event, step, places)
    drawn = draw_strip(rails, steps, width, label="; ".join(event.label for event in events))
    return StripPicture(trusted(drawn.wide), tuple(trusted(step) for step in drawn.steps), drawn.columns)


def _ends(event: Event) -> tuple[str, str] | None:
    """Return from where to where a thing is moved: who moves it stands for a place that is not told."""
    if _KINDS.get(event.type) != "move":
        return None
    start = (*event.concepts("source"), *event.concepts("agent"))
    goal = event.concepts("goal")
    return (start[0], goal[0]) if start and goal and start[0] != goal[0] else None


def _rails(desk: Desk, events: Sequence[Event]) -> list[Rail]:
    """Return the places between which things move, from above to below."""
    ends: list[str] = []
    for event in events:
        between = _ends(event)
        if between:
            ends += reversed(between) if event.type == "ascent" else between

    def place(concept: str) -> int:
        found = rank(desk, concept)
        return len(desk.rows) if found is None else found

    return [Rail(concept, desk.label(concept)) for concept in sorted(dict.fromkeys(ends), key=place)]


def _step(desk: Desk, event: Event, here: str, places: dict[str, str]) -> Step:
    ends = _ends(event)
    kind = _KINDS.get(event.type, "other")
    if kind == "move" and ends is None:
        kind = "other"
    verbs = [segment.text.strip() for segment in desk.sentence(event) if segment.role == "verb"]
    means = next((role for role in event.roles if role.name == "instrument"), None)
    parts = _parts(desk, event, kind, here)
    return Step(
        kind=kind,
        parts=_one(parts) if kind == "move" else parts,
        verb=_becomes(desk, event) if kind == "change" else verbs[0] if verbs else event.label,
        then=verbs[1] if len(verbs) > 1 and kind == "mediation" else "",
        source=ends[0] if ends else "",
        goal=ends[1] if ends else next(reversed(places.values()), ""),
        by=_part(desk, means, here) if means else None,
        by_rail=places.get(means.concept or "", "") if means else "",
        leads="makes possible" if event.enables else "brings about" if event.causes else "",
        label=event.label,
    )


def _becomes(desk: Desk, event: Event) -> str:
    """Return the verb of the relation that the change yields; its label where it yields none."""
    types = desk.ontology.relation_types.values()
    return next((t.label for t in types if any(s.event == event.type for s in t.shortcuts)), event.label)


def _one(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return what is moved as one thing."""
    return parts if len(parts) < 2 else (Part(" and ".join(part.name for part in parts)),)


def _remember(event: Event, step: Step, places: dict[str, str]) -> None:
    """What was moved now stands at the goal; the next step may start from there."""
    if step.goal:
        for concept in event.concepts("theme"):
            places.pop(concept, None)
            places[concept] = step.goal


def _parts(desk: Desk, event: Event, kind: StepKind, here: str) -> tuple[Part, ...]:
    by_name: dict[str, list[Role]] = {}
    for role in event.roles:
        by_name.setdefault(role.name, []).append(role)
    for names in _PARTS[kind]:
        if all(name in by_name for name in names):
            return tuple(_part(desk, role, here) for name in names for role in by_name[name])
    return tuple(_part(desk, role, here) for role in event.roles if role.concept)[:3]


def _part(desk: Desk, role: Role, here: str) -> Part:
    if role.concept is None:
        return Part(role.text)
    name = desk.label(role.concept)
    hebrew = desk.ontology.concepts[role.concept].pref_label.get("he", "")
    return Part(name, hebrew if hebrew != name else "", "he", relative(concept_uri(role.concept), here))
