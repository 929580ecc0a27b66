"""What an export may look at: the parts of a library, private copies left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from kabgraph.model import (
    Annotation,
    Claim,
    Event,
    Mention,
    Ontology,
    PassageRef,
    Quote,
    Relation,
    TableRow,
    Talk,
    TalkId,
)

if TYPE_CHECKING:
    import networkx as nx


class Chain(Protocol):
    """A process: events in order."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def definition(self) -> str:
        """What it is."""

    @property
    def events(self) -> tuple[Event, ...]:
        """Its steps."""


class Question(Protocol):
    """A question with its answer."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def asker(self) -> str:
        """Who asks."""

    @property
    def question(self) -> str:
        """What is asked."""

    @property
    def answer(self) -> str:
        """The answer."""

    @property
    def line(self) -> str:
        """The line of Python that finds it."""

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """The passages that say it."""


@dataclass(frozen=True, eq=False)
class Parts:
    """The parts of a library; what rests on a passage that is left out has lost that passage already.

    ``rejected`` and ``lost`` are no mentions: readings that people took away, decisions without a place.
    ``quotes`` gives the quotes of what rests on passages, ``say`` the sentence of a relation or an event.
    """

    version: str
    ontology: Ontology
    talks: tuple[Talk, ...]
    relations: tuple[Relation, ...]
    mentions: tuple[Mention, ...]
    rejected: tuple[Mention, ...]
    lost: tuple[Mention, ...]
    annotations: tuple[Annotation, ...]
    processes: Sequence[Chain]
    questions: Sequence[Question]
    quotes: Callable[[Relation | Event | Claim | TableRow], tuple[Quote, ...]]
    say: Callable[[Relation | Event], str]
    make_graph: Callable[[], nx.MultiDiGraph[str]]

    @cached_property
    def editions(self) -> dict[TalkId, str]:
        """The edition of each talk."""
        return {talk.id: talk.edition for talk in self.talks}

    @cached_property
    def before(self) -> dict[PassageRef, int]:
        """How many code points stand before each passage in its talk, its passages joined by line ends."""
        found: dict[PassageRef, int] = {}
        for talk in self.talks:
            lengths = accumulate((len(passage.text) + 1 for passage in talk.passages), initial=0)
            found.update(zip((passage.ref for passage in talk.passages), lengths, strict=False))
        return found

    @cached_property
    def _refs(self) -> frozenset[str]:
        return frozenset(passage.ref for talk in self.talks for passage in talk.passages)

    def there(self, refs: Iterable[PassageRef]) -> list[PassageRef]:
        """The refs whose passages are exported, in their order."""
        return [ref for ref in refs if ref in self._refs]
