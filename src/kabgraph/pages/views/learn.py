"""The page of ways to learn: a first way, one before each talk, and the whole order in stages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Talk
from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.marks import named_in
from kabgraph.pages.views.parts import Anchor, Name, Run
from kabgraph.pages.views.words import concept_name, plural, segment_runs, short_title

if TYPE_CHECKING:
    from kabgraph.library import Step
    from kabgraph.pages.desk import Desk

WAY = 12
STAGE = 20


@dataclass(frozen=True, slots=True)
class StepView:
    """A concept on a way: what it means in a sentence, and why it stands here."""

    number: int
    concept: str
    name: Name
    meaning: str
    why: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class WayView:
    """A short way; ``after`` is what to read at its end."""

    id: str
    title: str
    short: str
    note: str
    steps: tuple[StepView, ...]
    after: Anchor | None = None


@dataclass(frozen=True, slots=True)
class StageView:
    """A stretch of the whole order."""

    title: str
    steps: tuple[StepView, ...]


@dataclass(frozen=True, slots=True)
class LearnView:
    """All that the page shows."""

    count: str
    ways: tuple[WayView, ...]
    stages: tuple[StageView, ...]


def learn_view(desk: Desk) -> LearnView:
    """Return the ways to learn."""
    return LearnView(plural(len(desk.ontology.concepts), "concept"), tuple(_ways(desk)), tuple(_stages(desk)))


def _ways(desk: Desk) -> Iterator[WayView]:
    talks = [talk for talk in desk.talks if talk.kind == "talk"]
    turning = _turning_on(desk, talks)
    if turning:
        note = "The concepts that play most parts in the steps the talks tell."
        yield WayView("first", "A first way", "A first way", note, _path(desk, turning))
    for talk in talks:
        named = _most_named(desk, talk)
        if named:
            note = "The concepts it speaks of most, in the order to learn them."
            then = Anchor(talk.title, talk_uri(talk.id))
            title, short = f"Before you read “{talk.title}”", f"Before “{short_title(talk)}”"
            yield WayView(f"before-{talk.id}", title, short, note, _path(desk, named), then)


def _turning_on(desk: Desk, talks: Iterable[Talk]) -> list[str]:
    """The concepts that play most parts in the events of ``talks``, of equals the more often named."""
    refs = {passage.ref for talk in talks for passage in talk.passages}
    parts = Counter(
        role.concept
        for event in desk.ontology.events.values()
        for role in event.roles
        if role.concept in desk.ontology.concepts and not role.inferred and refs & set(event.evidence)
    )
    named = {
        concept: sum(m.passage in refs for m in named_in(desk.mentions_of(concept)))
        for concept in parts
        if concept
    }
    return sorted(named, key=lambda concept: (-parts[concept], -named[concept]))[:WAY]


def _most_named(desk: Desk, talk: Talk) -> list[str]:
    """The concepts that ``talk`` names most often, then those that it implies most often."""
    found = [m for passage in talk.passages for m in desk.mentions_in(passage.ref)]
    named = Counter(mention.concept for mention in named_in(found) if mention.concept)
    counted = Counter(mention.concept for mention in found if mention.concept)
    return sorted(counted, key=lambda concept: (-named[concept], -counted[concept]))[:WAY]


def _path(desk: Desk, concepts: Iterable[str]) -> tuple[StepView, ...]:
    return tuple(step_view(desk, step) for step in desk.library.learning_path(among=concepts))


def _stages(desk: Desk) -> Iterator[StageView]:
    steps = [step_view(desk, step) for step in desk.library.learning_path()]
    for begin in range(0, len(steps), STAGE):
        stage = tuple(steps[begin : begin + STAGE])
        first, last = stage[0], stage[-1]
        title = f"{first.number} to {last.number}: from {first.name.text} to {last.name.text}"
        yield StageView(title if len(stage) > 1 else f"{first.number}: {first.name.text}", stage)


def step_view(desk: Desk, step: Step) -> StepView:
    """Return a step of a way."""
    return StepView(
        number=step.number,
        concept=step.concept,
        name=concept_name(desk, step.concept),
        meaning=first_sentence(desk.ontology.concepts[step.concept].definition),
        why=segment_runs(step.why),
    )
