"""What was asked, and of which library: what answers need to tell where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import networkx as nx

    from kabgraph.library.quotes import Ground
    from kabgraph.library.sentences import Segment
    from kabgraph.model import Event, Mention, Ontology, Passage, Quote, Relation, Talk


class Asks(Protocol):
    """What answers ask of their library."""

    ontology: Ontology
    version: str

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole graph."""

    def talk(self, id: str) -> Talk:
        """The talk of that id."""

    def find_passage(self, ref: str) -> Passage | None:
        """The passage of that ref."""

    def mentions_in(self, ref: str) -> Sequence[Mention]:
        """The counted mentions of a passage."""

    def label(self, id: str) -> str:
        """How to call a concept, an event, a talk or a passage."""

    def sentence(self, what: Relation | Event) -> tuple[Segment, ...]:
        """A relation or an event as a sentence."""

    def quotes(self, ground: Ground) -> tuple[Quote, ...]:
        """The quotes that carry something."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was asked of ``library``, as the Python ``line`` that asks it again.

    ``concepts`` are those that it is about: a passage that answers it has their names marked.
    """

    library: Asks
    line: str
    concepts: tuple[str, ...] = ()

    def then(self, step: str) -> Asked:
        """Return the same question with one more step."""
        return replace(self, line=f"{self.line}{step}")


def call(name: str, *arguments: object, **options: object) -> str:
    """Return the line that calls a method of ``k``; what is not given is left out.

    >>> call("relations", "Bina", None, None, standing="asserted", family=None, inverses=False)
    "k.relations('Bina', standing='asserted')"
    """
    given = list(arguments)
    while given and given[-1] is None:
        given.pop()
    told = {key: value for key, value in options.items() if value is not None and value is not False}
    return f"k.{name}({', '.join([*map(repr, given), *(f'{key}={value!r}' for key, value in told.items())])})"
