"""Why a concept comes next, as a sentence built from the ground itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kabgraph.library.prerequisites import First, Prerequisite
from kabgraph.library.processes import Process
from kabgraph.library.sentences import Segment, Teller
from kabgraph.library.tables import turned
from kabgraph.model import Event, Ontology, Relation


class Reasons:
    """Tells grounds as sentences."""

    def __init__(
        self, ontology: Ontology, teller: Teller, first: Mapping[str, First], processes: Iterable[Process]
    ) -> None:
        self._types = ontology.relation_types
        self._teller = teller
        self._first = first
        self._begun: dict[str, tuple[Process, Event]] = {}
        for process in processes:
            for role in process.events[0].roles:
                if role.concept and not role.inferred:
                    self._begun.setdefault(role.concept, (process, process.events[0]))

    def after(self, ground: Prerequisite, read: int, number: int) -> tuple[Segment, ...]:
        """Why step ``number`` comes after step ``read``: the ground, and where it was read."""
        where = "you have just read" if read == number - 1 else f"you read in step {read}"
        told = list(self._ground(ground))
        if told[-1].concept == ground.before:
            return (*told, Segment(f", which {where}", "text"))
        return (*told, Segment(f"; {where} ", "text"), *self._teller.named(ground.before))

    def _ground(self, ground: Prerequisite) -> Iterator[Segment]:
        basis = ground.basis
        if isinstance(basis, Relation):
            inverse = turned(basis, self._types) if basis.subject == ground.before else None
            yield from self._teller.tell(inverse or basis)
        elif isinstance(basis, Event):
            yield Segment(f"it enters with the step “{basis.label}”, after ", "text")
            yield from self._teller.named(ground.before)
        else:
            yield Segment("its meaning names ", "text")
            yield from self._teller.named(ground.before)

    def alone(self, concept: str, later: str | None) -> tuple[Segment, ...]:
        """Why a concept comes with none before it; ``later`` is one that it asks for in a circle."""
        if concept in self._begun:
            process, event = self._begun[concept]
            whole = f"the first step of {process.title}" if len(process.events) > 1 else "a step by itself"
            return (Segment(f"it takes part in “{event.label}”, {whole}", "text"),)
        if later:
            told = (Segment("it and ", "text"), *self._teller.named(later))
            return (*told, Segment(" call for each other, and one has to go first", "text"))
        return (Segment(self._named_first(concept), "text"),)

    def _named_first(self, concept: str) -> str:
        first = self._first.get(concept)
        if first is None:
            return "it needs nothing before it, and no text names it yet"
        talk = first.talk
        number = f"{talk.kind} {talk.order}, " if talk.order else ""
        return f"it is first named in {number}“{talk.title}”"
