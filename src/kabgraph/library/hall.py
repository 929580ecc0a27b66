"""The hall: one library over all rooms, and the questions one can ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.checks import Parts, run_checks
from kabgraph.graph import build_graph
from kabgraph.library.agreement import Agreement, compare_annotators
from kabgraph.library.asked import call
from kabgraph.library.counts import count_all
from kabgraph.library.decisions import disputes
from kabgraph.library.entry import Entry
from kabgraph.library.gaps import Gaps, find_gaps
from kabgraph.library.learning import Curriculum, Step, curriculum
from kabgraph.library.lookup import known
from kabgraph.library.outward import write_export
from kabgraph.library.paths import PathFinder, Paths
from kabgraph.library.processes import Process, chain
from kabgraph.library.question import Query
from kabgraph.library.quotes import key_quote, told_in
from kabgraph.library.relating import Relating
from kabgraph.library.results import Results
from kabgraph.library.roles import Participation, participations
from kabgraph.library.sentences import said
from kabgraph.model import Annotation, Finding, Ontology, Quote, Talk

if TYPE_CHECKING:
    import networkx as nx

    from kabgraph.library.rows import Row, Triples
    from kabgraph.library.texts import Texts


class Library(Relating):
    """Talks and ontology, joined. Made by ``kabgraph.load``; never changes."""

    def __init__(
        self,
        root: Path,
        ontology: Ontology,
        talks: Sequence[Talk],
        findings: Iterable[Finding],
        version: str,
        *,
        annotations: Iterable[Annotation] = (),
        queries: Iterable[Query] = (),
    ) -> None:
        super().__init__(ontology, talks, annotations)
        self.root = root
        self.version = version
        self._findings = tuple(findings)
        self._queries = tuple(queries)

    def parts(self) -> tuple[object, ...]:
        """All that it is made of, in the order of its arguments after the root, then what was found."""
        made_of = self.ontology, tuple(self._talks.values()), self._findings, self.version
        return *made_of, self._annotations, self._queries, self._hits

    def reuse(self, before: Texts) -> None:
        """Take over what ``before`` found; its relations too, where no decision has added to them."""
        super().reuse(before)
        if self.ontology is before.ontology:
            kept = ("_place", "_relations", "_relations_at", "_inverses")
            self.__dict__.update({name: before.__dict__[name] for name in kept if name in before.__dict__})

    # -- concepts

    def __getitem__(self, name: str) -> Entry:
        """The concept of that id, label, alias or Hebrew name.

        Raises:
            UnknownNameError: none has it; a KeyError that says the nearest.
            AmbiguousNameError: several share it; a KeyError that lists them.
        """
        return Entry(self._names.find(name), self)

    def __contains__(self, name: str) -> bool:
        try:
            self._names.find(name)
        except KeyError:
            return False
        return True

    def concepts(self, mentioned: bool | None = None) -> Results[Entry]:
        """All concepts, or those that a text mentions (True) or none does (False)."""
        found = (
            Entry(concept, self)
            for concept in self.ontology.concepts.values()
            if mentioned is None or (concept.id in self._counted_of) == mentioned
        )
        asked = self._asked(f"k.concepts({'' if mentioned is None else f'mentioned={mentioned}'})")
        return Results(found, "concepts", _describe_concept, asked=asked, of=Entry)

    # -- paths

    @cached_property
    def _path_finder(self) -> PathFinder:
        return PathFinder(self.ontology, self._relations, self)

    @property
    def hubs(self) -> Results[Entry]:
        """The concepts so widely joined that paths pass them by; see ``kabgraph.library.paths``."""
        return self.concepts().filter(lambda entry: entry.id in self._path_finder.hubs)

    def paths(
        self,
        start: str,
        end: str,
        *,
        max_length: int = 3,
        count: int = 3,
        inferred: bool = False,
        hubs: bool = False,
    ) -> Paths:
        """Up to ``count`` typed paths, the shortest and best grounded first, each hop with its quotes.

        Inferred relations, and hubs as stations, only when asked; see ``kabgraph.library.paths``.

        Raises:
            UnknownNameError, AmbiguousNameError: a name is no concept, or several.
            UsageError: both ends are one concept, or ``max_length`` or ``count`` is less than 1.
        """
        ends = [self._names.find(name).id for name in (start, end)]
        told = {"max_length": max_length, "count": count, "inferred": inferred, "hubs": hubs}
        asked = self._asked(call("paths", start, end, **told), *ends)
        return self._path_finder.paths(
            *ends, max_length=max_length, count=count, inferred=inferred, hubs=hubs, asked=asked
        )

    def key_passage(self, concept: str) -> Quote | None:
        """The passage where a concept takes part in most events, then in most asserted relations."""
        id_ = self._names.find(concept).id
        told = told_in(id_, self.relations_of(id_), self.ontology.events)
        return key_quote(id_, told, self.mentions_of(id_), self._passages, self._all_in)

    def roles(self, concept: str | None = None, role: str | None = None) -> Results[Participation]:
        """Who does what: the parts that a concept, or every one, plays in events.

        Raises:
            UnknownNameError, AmbiguousNameError: the name is no concept, or several; no event has the role.
        """
        events = self.ontology.events.values()
        known("role", role, {each.name for event in events for each in event.roles})
        asked = self._asked(call("roles", concept, role))
        return participations(events, self._passages, self._end(concept), role, asked=asked)

    # -- the whole

    @property
    def queries(self) -> Results[Query]:
        """The questions of ``queries/``, by id, each with its answer and the line that finds it."""
        asked = self._asked("k.queries")
        return Results(self._queries, "questions", _describe_query, asked=asked, of=Query)

    def processes(self) -> tuple[Process, ...]:
        """Events that lead to one another, as processes in order."""
        return chain(self.ontology.events)

    @cached_property
    def _curriculum(self) -> Curriculum:
        return curriculum(self.ontology, self._teller, self.glossary, self)

    def learning_path(self, goal: str | None = None, *, among: Iterable[str] | None = None) -> Results[Step]:
        """An order in which to learn all concepts, or ``among`` some; or the way to ``goal``, which is last.

        Raises:
            UnknownNameError, AmbiguousNameError: a name is no concept, or several.
        """
        names = None if among is None else [self._names.find(name).id for name in among]
        steps = self._curriculum.path(self._names.find(goal).id if goal else None, names)
        asked = self._asked(call("learning_path", goal, among=None if among is None else names))
        return Results(steps, "steps", self._describe_step, asked=asked, of=Step)

    def _describe_step(self, step: Step) -> str:
        return f"{step.number}. {self.label(step.concept)}: {said(step.why)}"

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole as a plain ``nx.MultiDiGraph``; see ``kabgraph.graph.build_graph`` for its attributes."""
        return build_graph(
            replace(self.ontology, relations=self._relations), self._talks.values(), self._found
        )

    def check(self, *, notes: bool = False) -> Results[Finding]:
        """Every error and warning, by place; with ``notes`` also what asks for nothing."""
        parts = Parts(self.ontology, tuple(self._talks.values()), self._found)
        found = {*self._findings, *run_checks(parts), *disputes(self.disputed, self._annotations)}
        shown = sorted(f for f in found if notes or f.level != "note")
        asked = self._asked(call("check", notes=notes))
        return Results(shown, "findings", str, asked=asked, of=Finding)

    def gaps(self) -> Gaps:
        """What is not known: sentences without a mark, concepts without a passage, and the like."""
        return find_gaps(self)

    def compare(self, one: str, other: str, talk: str | None = None) -> Agreement:
        """How far two annotators agree, in the talks that both worked in, or in one of them.

        Raises:
            UnknownNameError: nobody of that name marked anything, or there is no such talk.
            UsageError: both names are one.
        """
        return compare_annotators(self, one, other, talk)

    def export(self, format: str, path: str | Path, *, flat: bool = False) -> Path:
        """Write all data to ``path`` in a format of ``kabgraph.export``; private copies are left out.

        ``flat`` is for annotations alone: offsets into a talk's whole text instead of its passages.

        Raises:
            UsageError: there is no such format, it has no flat form, or ``path`` names no file that can be
                written.
            OSError: the file cannot be written; what was there is untouched.
        """
        return write_export(self, format, path, flat=flat)

    def sparql(self, query: str) -> Results[Row]:
        """Ask in SPARQL over the RDF form, with its prefixes; nothing is fetched. Needs the extra ``rdf``.

        A row gives its values by name, as items and as attributes. ASK answers with one row, ``answer``;
        CONSTRUCT and DESCRIBE with ``subject``, ``predicate`` and ``object``.

        Raises:
            UsageError: the query is refused (SERVICE, LOAD, FROM), cannot be read, or takes more than 20
                seconds or too much memory; or the extra is missing.
        """
        from kabgraph.library.rows import ask  # noqa: PLC0415 - what writes RDF is slow to load

        return ask(self._triples, query, self._asked(call("sparql", query)))

    @cached_property
    def _triples(self) -> Triples:
        from kabgraph.library.rows import triples_of  # noqa: PLC0415

        return triples_of(self)

    def stats(self) -> dict[str, int]:
        """The counts of what there is, in a fixed order."""
        return count_all(self)

    def __repr__(self) -> str:
        return (
            f"Library {self.ontology.scheme.title!r}: {len(self._talks)} talks, "
            f"{len(self._passages)} passages, {len(self.ontology.concepts)} concepts, "
            f"{len(self._relations)} relations, {len(self.mentions)} mentions"
        )


def _describe_concept(entry: Entry) -> str:
    return f"{entry.name} ({entry.kind or 'concept'} {entry.id})"


def _describe_query(query: Query) -> str:
    return f"{query.id}: {query.question}"
