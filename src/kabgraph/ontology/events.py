"""Events with their roles: who does what to what, from where to where, in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kabgraph.model import Concept, Event, PassageRef, Role
from kabgraph.ontology.parts import Reporter, check_part, entries
from kabgraph.ontology.schema import EventPart, RolePart
from kabgraph.text import nearest

_LINKS = ("enables", "causes", "counterpart_of")


def read_events(raw: Any, concepts: Mapping[str, Concept], reporter: Reporter) -> dict[str, Event]:
    """Read the ``events`` section; an unknown concept or next step is reported and left out."""
    parts: dict[str, EventPart] = {}
    for id_, value in entries(raw, ("events",), reporter):
        part = check_part(EventPart, value or {}, ("events", id_), reporter)
        if part is None:
            continue
        if id_ in concepts:
            place = reporter.document.key_at(("events", id_))
            reporter.report(
                place, "O106", f"{id_!r} is also a concept ({concepts[id_].address})", "choose another id"
            )
            continue
        parts[id_] = part
    return {id_: _event(id_, part, parts, concepts, reporter) for id_, part in parts.items()}


def _event(
    id_: str,
    part: EventPart,
    parts: Mapping[str, EventPart],
    concepts: Mapping[str, Concept],
    reporter: Reporter,
) -> Event:
    roles = tuple(_roles(id_, part, concepts, reporter))
    for name in re.findall(r"\{(\w+)\}", part.sentence):
        if name not in part.roles:
            place = reporter.at(("events", id_, "sentence"))
            reporter.unknown(place, "O309", "role", name, part.roles)
    links = {link: tuple(_known_steps(id_, link, part, parts, reporter)) for link in _LINKS}
    return Event(
        id=id_,
        label=part.label,
        type=part.type,
        roles=roles,
        evidence=tuple(map(PassageRef, part.evidence)),
        address=reporter.document.key_at(("events", id_)),
        sentence=part.sentence,
        definition=part.definition,
        process=part.process,
        sources=part.sources,
        enables=links["enables"],
        causes=links["causes"],
        counterpart_of=links["counterpart_of"],
    )


def _known_steps(
    id_: str, link: str, part: EventPart, parts: Mapping[str, EventPart], reporter: Reporter
) -> Iterator[str]:
    steps: Iterable[str] = getattr(part, link)
    for step in steps:
        if step in parts:
            yield step
        else:
            reporter.unknown(reporter.at(("events", id_, link)), "O309", "event", step, parts)


def _roles(id_: str, part: EventPart, concepts: Mapping[str, Concept], reporter: Reporter) -> Iterator[Role]:
    for name, fillers in part.roles.items():
        for filler in fillers:
            yield _role(name, filler, concepts, reporter, ("events", id_, "roles", name))


def _role(
    name: str,
    filler: str | RolePart,
    concepts: Mapping[str, Concept],
    reporter: Reporter,
    path: tuple[str, ...],
) -> Role:
    """A filler that is a concept's id is that concept, else it is words; one near to an id gets a warning."""
    if isinstance(filler, str):
        if filler in concepts:
            return Role(name, filler)
        near = nearest(filler, concepts)
        if near and " " not in filler:
            reporter.report(
                reporter.at(path),
                "O312",
                f"role {name!r} is the word {filler!r}, no concept",
                f"did you mean {near[0]!r}? if it is a word, write {{text: {filler}}}",
                "warning",
            )
        return Role(name, None, filler)
    concept = filler.concept
    if concept is not None and concept not in concepts:
        reporter.unknown(reporter.at(path), "O301", "concept", concept, concepts)
        concept = None
    return Role(name, concept, filler.text, filler.inferred)
