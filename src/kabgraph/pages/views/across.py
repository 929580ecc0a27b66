"""A concept across the texts: what each says of it, what is new there, what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import passage_uri, talk_uri
from kabgraph.pages.views.marks import counted
from kabgraph.pages.views.parts import Anchor, Run
from kabgraph.pages.views.words import edition_note, sentence_runs

if TYPE_CHECKING:
    from kabgraph.library.across import InText, Saying
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class SayingView:
    """A sentence of the text about the concept; its passages quote it."""

    sentence: tuple[Run, ...]
    passages: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A text: how often it has the concept, what it says first, what it says again, what stands beside it."""

    title: str
    target: str
    edition: str
    counts: str
    new: tuple[SayingView, ...]
    again: tuple[SayingView, ...]
    beside: tuple[str, ...]


def across_view(desk: Desk, concept: str) -> tuple[TextView, ...]:
    """Return the texts about ``concept``, in the order of reading."""
    return tuple(_text(desk, text) for text in desk.across(concept))


def _text(desk: Desk, text: InText) -> TextView:
    return TextView(
        title=text.talk.title,
        target=talk_uri(text.talk.id),
        edition=edition_note(text.talk),
        counts=counted(text.mentions) or "not named",
        new=tuple(_saying(desk, saying) for saying in text.sayings if saying.new),
        again=tuple(_saying(desk, saying) for saying in text.sayings if not saying.new),
        beside=tuple(f"{desk.label(other)} {count}" for other, count in text.companions),
    )


def _saying(desk: Desk, saying: Saying) -> SayingView:
    """A sentence without links: its concepts are links among the relations already."""
    sentence = tuple(Run(run.text, verb=run.verb) for run in sentence_runs(desk, saying.what))
    numbers = [(desk.passage(ref), ref) for ref in saying.passages]
    return SayingView(
        sentence, tuple(Anchor(str(p.number), passage_uri(ref)) for p, ref in numbers if p is not None)
    )
