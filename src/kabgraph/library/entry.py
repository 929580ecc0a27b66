"""A concept as the library shows it: its own data, and what the rest says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from kabgraph.library.results import Results
from kabgraph.library.shapes import shaped
from kabgraph.model import Concept, Mention, Passage, PassageRef, Relation

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks
    from kabgraph.library.neighborhood import Neighborhood


class Answers(Protocol):
    """What an entry asks of its library."""

    def relations_of(self, concept: str, type: str | None, *, inverses: bool) -> Results[Relation]:
        """The relations at either end of which the concept stands."""

    def passages(self, *concepts: str, implied: bool = False) -> Results[Passage]:
        """The passages that name the concepts."""

    def mentions_of(self, concept: str) -> Results[Mention]:
        """Where the concept is named, implied or pictured."""

    def neighborhood(self, concept: str, steps: int, *, inferred: bool) -> Neighborhood:
        """What stands up to so many steps away."""


class Entry:
    """One concept of a library; equal by id."""

    __slots__ = ("_library", "concept")

    def __init__(self, concept: Concept, library: Answers) -> None:
        self.concept = concept
        self._library = library

    @property
    def id(self) -> str:
        """The concept's id."""
        return self.concept.id

    @property
    def name(self) -> str:
        """Its preferred label."""
        return self.concept.name

    @property
    def kind(self) -> str | None:
        """The id of its kind."""
        return self.concept.kind

    @property
    def pref_label(self) -> dict[str, str]:
        """The preferred label by language."""
        return self.concept.pref_label

    @property
    def alt_labels(self) -> tuple[str, ...]:
        """Its other names."""
        return self.concept.alt_labels

    @property
    def definition(self) -> str:
        """What it means."""
        return self.concept.definition

    def relations(self, type: str | None = None, *, inverses: bool = False) -> Results[Relation]:
        """The relations at either end of which it stands, derived shortcuts included."""
        return self._library.relations_of(self.id, type, inverses=inverses)

    def passages(self, *, implied: bool = False) -> Results[Passage]:
        """The passages that name it; with ``implied`` those where a person marked it, too."""
        return self._library.passages(self.id, implied=implied)

    def neighborhood(self, steps: int = 1, *, inferred: bool = False) -> Neighborhood:
        """The relations that lead from it to others, and on, up to so many steps away.

        Raises:
            UsageError: ``steps`` is less than 1.
        """
        return self._library.neighborhood(self.id, steps, inferred=inferred)

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """The passages that its definition is drawn from."""
        return self.concept.drawn_from

    @property
    def sources(self) -> tuple[str, ...]:
        """The references that its definition rests on."""
        return self.concept.sources

    @property
    def mentions(self) -> Results[Mention]:
        """Where it is named, implied or pictured."""
        return self._library.mentions_of(self.id)

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if isinstance(other, Entry) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        names = " ".join(dict.fromkeys(self.pref_label.values())) or self.id
        said = f"{names} ({self.kind or 'concept'} {self.id}): {self.definition}"
        counts = f"{len(self.mentions)} mentions in {len(self.passages(implied=True))} passages"
        return f"{said}\n{len(self.relations())} relations, {counts}"

    def _repr_html_(self) -> str:
        return self.neighborhood()._repr_html_()


@shaped(
    Entry,
    *("id", "name", "kind", "labels", "definition", "mentions", "passages", "relations", "evidence"),
    "sources",
    nodes=lambda entry: [entry.id],
)
def _row(entry: Entry, _: Asks) -> tuple[Any, ...]:
    labels = [label.text for label in entry.concept.labels if label.role != "hidden"]
    counts = len(entry.mentions), len(entry.passages(implied=True)), len(entry.relations())
    ground = list(entry.evidence), list(entry.sources)
    return entry.id, entry.name, entry.kind, labels, entry.definition, *counts, *ground
