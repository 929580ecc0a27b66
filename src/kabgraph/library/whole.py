"""The whole of a library: what it offers to whoever counts, examines or hands out everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from kabgraph.library.entry import Entry
    from kabgraph.library.processes import Process
    from kabgraph.library.question import Query
    from kabgraph.library.quotes import Ground
    from kabgraph.library.results import Results
    from kabgraph.library.sentences import Segment
    from kabgraph.model import Annotation, Event, Finding, Mention, Ontology, Quote, Relation, Talk


class Whole(Protocol):
    """A library as those see it that look at all of it: its counts, its gaps, its exports."""

    ontology: Ontology
    version: str

    @property
    def talks(self) -> Results[Talk]:
        """All talks."""

    @property
    def mentions(self) -> Results[Mention]:
        """All counted mentions."""

    @property
    def contained(self) -> Results[Mention]:
        """All hits inside longer ones."""

    @property
    def rejected(self) -> Results[Mention]:
        """Readings that people took away."""

    @property
    def disputed(self) -> Results[Mention]:
        """Places where people disagree."""

    @property
    def lost(self) -> Results[Mention]:
        """Decisions on mentions whose words are not placed."""

    @property
    def lost_records(self) -> Results[Annotation]:
        """Decisions of every kind whose words are not placed."""

    @property
    def annotations(self) -> Results[Annotation]:
        """All annotations."""

    @property
    def queries(self) -> Results[Query]:
        """All questions."""

    def relations(self) -> Results[Relation]:
        """All relations."""

    def concepts(self, mentioned: bool | None = None) -> Results[Entry]:
        """The concepts, all or by whether a text mentions them."""

    def processes(self) -> tuple[Process, ...]:
        """All processes."""

    def sentence(self, what: Relation | Event) -> tuple[Segment, ...]:
        """A relation or an event as a sentence."""

    def quotes(self, ground: Ground) -> tuple[Quote, ...]:
        """The quotes that carry something."""

    def check(self, *, notes: bool = False) -> Results[Finding]:
        """Every finding."""
