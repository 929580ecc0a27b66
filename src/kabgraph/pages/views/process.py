"""The page of a process: its strip, its steps with who does what to whom, its quotes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Event, Role
from kabgraph.pages.strips import StripPicture, strip_picture
from kabgraph.pages.uris import concept_uri, process_uri
from kabgraph.pages.views.cite import cite_view
from kabgraph.pages.views.concept_more import NextStep, first_sentence
from kabgraph.pages.views.elsewhere import Elsewhere, elsewhere_of
from kabgraph.pages.views.parts import Anchor, CiteView, QuoteView, Run
from kabgraph.pages.views.relations import reference_links
from kabgraph.pages.views.words import (
    concept_name,
    listed,
    passage_number,
    plural,
    quotes_of,
    role_label,
    sentence_runs,
    short_title,
)

if TYPE_CHECKING:
    from kabgraph.library import Process
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role of a step and who or what plays it."""

    label: str
    values: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its roles, its sentence, its quotes, and what it makes possible."""

    id: str
    number: int
    title: str
    definition: str
    roles: tuple[RoleRow, ...]
    sentence: tuple[Run, ...]
    onward: str
    quotes: tuple[QuoteView, ...]
    sources: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class ProcessView:
    """All that the page of a process shows; ``definition`` is that of its one step, else each has its own."""

    id: str
    title: str
    definition: str
    facts: tuple[str, ...]
    strip: StripPicture
    steps: tuple[Step, ...]
    counterparts: tuple[tuple[Step, tuple[Step, ...]], ...]
    elsewhere: tuple[Elsewhere, ...]
    next: tuple[NextStep, ...]
    cite: CiteView


def process_view(desk: Desk, process: Process) -> ProcessView:
    """Return what the page of ``process`` shows."""
    steps = tuple(_step(desk, process, n, event) for n, event in enumerate(process.events, 1))
    return ProcessView(
        id=process.id,
        title=process.title,
        definition=process.definition if len(steps) == 1 else "",
        facts=_facts(desk, process),
        strip=strip_picture(desk, process.events, process_uri(process.id)),
        steps=steps,
        counterparts=_counterparts(desk, process, steps),
        elsewhere=elsewhere_of(desk, process.events),
        next=_go_on(desk, process),
        cite=cite_view(
            desk, process.title, process_uri(process.id), process.events[0].address, _python(process.id)
        ),
    )


def _step(desk: Desk, process: Process, number: int, event: Event) -> Step:
    inside = {other.id for other in process.events}
    onward = (
        "makes possible"
        if inside & set(event.enables)
        else "brings about"
        if inside & set(event.causes)
        else ""
    )
    return Step(
        id=event.id,
        number=number,
        title=event.label,
        definition=event.definition
        if len(process.events) > 1 or event.definition != process.definition
        else "",
        roles=_roles(desk, event),
        sentence=sentence_runs(desk, event),
        onward=onward,
        quotes=quotes_of(desk, event),
        sources=reference_links(desk, event.sources),
    )


def _roles(desk: Desk, event: Event) -> tuple[RoleRow, ...]:
    rows: dict[str, list[Run]] = {}
    for role in event.roles:
        label = role_label(role.name)
        values = rows.setdefault(label, [])
        values += [Run(", ")] if values else []
        values += _value(desk, role)
    return tuple(RoleRow(label, tuple(values)) for label, values in rows.items())


def _value(desk: Desk, role: Role) -> list[Run]:
    inferred = [Run(" (inferred)")] if role.inferred else []
    if role.concept is None:
        return [Run(role.text), *inferred]
    words = role.text or desk.label(role.concept)
    return [Run(words, concept_uri(role.concept), concept=role.concept), *inferred]


def _facts(desk: Desk, process: Process) -> tuple[str, ...]:
    by_talk: dict[str, list[int]] = {}
    for event in process.events:
        for ref in event.evidence:
            number = passage_number(desk, ref)
            if number is not None:
                by_talk.setdefault(ref.partition("#")[0], []).append(number)
    facts = [plural(len(process.events), "step")]
    for talk, numbers in by_talk.items():
        shown = [str(number) for number in sorted(set(numbers))]
        word = "passage" if len(shown) == 1 else "passages"
        facts.append(f"{short_title(desk.talk(talk))}, {word} {listed(shown)}")
    if not by_talk:
        facts.append("no passage says this yet")
    return tuple(facts)


def _counterparts(
    desk: Desk, process: Process, steps: tuple[Step, ...]
) -> tuple[tuple[Step, tuple[Step, ...]], ...]:
    found = []
    for step, event in zip(steps, process.events, strict=True):
        others = [
            other
            for other in desk.ontology.events.values()
            if other.id in event.counterpart_of or event.id in other.counterpart_of
        ]
        found.append((step, tuple(_step(desk, process, step.number, other) for other in others)))
    return tuple(found) if any(others for _, others in found) else ()


def _go_on(desk: Desk, process: Process, limit: int = 3) -> tuple[NextStep, ...]:
    concepts = dict.fromkeys(role.concept for event in process.events for role in event.roles if role.concept)
    others = [
        NextStep(other.title, "", process_uri(other.id), first_sentence(other.definition))
        for other in desk.processes
        if other.id != process.id
        and any(role.concept in concepts for event in other.events for role in event.roles)
    ]
    for concept in concepts:
        name = concept_name(desk, concept)
        reason = first_sentence(desk.ontology.concepts[concept].definition)
        others.append(NextStep(name.text, name.hebrew, name.target, reason))
    return tuple(others[:limit])


def _python(process: str) -> str:
    return f'next(p for p in kabgraph.load().processes() if p.id == "{process}")'
