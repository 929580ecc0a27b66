"""The hall: one library over all rooms, and the questions one can ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import networkx as nx

from kabgraph.checks import Parts, run_checks
from kabgraph.graph import build_graph
from kabgraph.library.agreement import Agreement, compare_annotators
from kabgraph.library.asserted import says
from kabgraph.library.counts import count_all
from kabgraph.library.decisions import describe, disputes
from kabgraph.library.entry import Entry
from kabgraph.library.gaps import Gaps, find_gaps
from kabgraph.library.learning import Curriculum, Step, curriculum
from kabgraph.library.lookup import known
from kabgraph.library.outward import write_export
from kabgraph.library.paths import PathFinder, Paths
from kabgraph.library.processes import Process, chain
from kabgraph.library.queries import Query
from kabgraph.library.quotes import Ground, anchored, carried, grounded, key_quote, quote, told_in
from kabgraph.library.results import Results
from kabgraph.library.roles import Participation, participations
from kabgraph.library.rows import Asked, Row, ask, asked_of
from kabgraph.library.sentences import Segment, Teller, ground_of, said
from kabgraph.library.tables import by_end, turned
from kabgraph.library.texts import Texts
from kabgraph.model import (
    Annotation,
    Claim,
    Event,
    Finding,
    Ontology,
    Quote,
    Relation,
    Span,
    Stance,
    Standing,
    Talk,
)

STANCES: tuple[Stance, ...] = ("supports", "contradicts", "mentions")


class Library(Texts):
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
        self._teller = Teller(ontology, self.label)

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
        return Results(
            found, "concepts", lambda entry: f"{entry.name} ({entry.kind or 'concept'} {entry.id})"
        )

    def label(self, id: str) -> str:
        """How to call a concept, an event, a talk or a passage in a sentence."""
        if id in self.ontology.concepts:
            return self.ontology.concepts[id].name
        if id in self.ontology.events:
            return self.ontology.events[id].label
        if id in self._passages:
            passage = self._passages[id]
            return f"{self._talks[passage.talk].title}, passage {passage.number}"
        return self._talks[id].title if id in self._talks else id

    # -- relations

    @cached_property
    def _place(self) -> dict[str, int]:
        """Where each passage stands in the texts' order."""
        return {ref: n for n, ref in enumerate(self._passages)}

    @cached_property
    def _relations(self) -> tuple[Relation, ...]:
        """The relations both of whose ends are there, as far as their ground is."""
        ended = (r for r in self.ontology.relations if self._is_there(r.subject) and self._is_there(r.object))
        return tuple(relation for r in ended if (relation := grounded(r, self._place)))

    def _is_there(self, end: str) -> bool:
        return end in self.ontology.concepts or end in self._passages

    @cached_property
    def _inverses(self) -> tuple[Relation, ...]:
        types = self.ontology.relation_types
        return tuple(inverse for r in self._relations if (inverse := turned(r, types)))

    def relations(
        self,
        subject: str | None = None,
        type: str | None = None,
        object: str | None = None,
        *,
        standing: Standing | None = None,
        family: str | None = None,
        evidence: int | None = None,
        inverses: bool = False,
    ) -> Results[Relation]:
        """Relations by any end, type, standing, family, or number of evidence passages.

        Derived shortcuts are included; inverses only with ``inverses=True``.

        Raises:
            UnknownNameError: an end, a type or a family that is not there; ``nearest`` says which is.
        """
        ends = (self._end(subject), self._end(object))
        known("relation type", type, self._types(inverses))
        known("relation family", family, {kind.family for kind in self.ontology.relation_types.values()})
        known("standing", standing, ("asserted", "sourced", "inferred"))
        pool = self._relations + self._inverses if inverses else self._relations
        return self._show_relations(
            r
            for r in pool
            if ends[0] in (None, r.subject)
            and ends[1] in (None, r.object)
            and type in (None, r.type)
            and standing in (None, r.standing)
            and evidence in (None, len(r.evidence))
            and (family is None or self._family(r) == family)
        )

    def relations_of(
        self, concept: str, type: str | None = None, *, inverses: bool = False
    ) -> Results[Relation]:
        """The relations at either end of which ``concept`` stands."""
        id_ = self._names.find(concept).id
        known("relation type", type, self._types(inverses))
        table = self._relations_at if not inverses else by_end(self._relations + self._inverses)
        return self._show_relations(r for r in table.get(id_, ()) if type in (None, r.type))

    @cached_property
    def _relations_at(self) -> dict[str, list[Relation]]:
        return by_end(self._relations)

    def _types(self, inverses: bool) -> set[str]:
        return {*self.ontology.relation_types, *(r.type for r in (self._inverses if inverses else ()))}

    def _end(self, name: str | None) -> str | None:
        return name if name is None or name in self._passages else self._names.find(name).id

    def _family(self, relation: Relation) -> str:
        types = self.ontology.relation_types
        if relation.inverse_of:
            return next(kind.family for kind in types.values() if relation.type in (kind.inverse, kind.id))
        return types[relation.type].family

    def _show_relations(self, relations: Iterable[Relation]) -> Results[Relation]:
        return Results(relations, "relations", self._describe_relation)

    def _describe_relation(self, relation: Relation) -> str:
        return f"{said(self.sentence(relation))} [{ground_of(relation)}]"

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
        ends = (self._names.find(name).id for name in (start, end))
        return self._path_finder.paths(
            *ends, max_length=max_length, count=count, inferred=inferred, hubs=hubs
        )

    def sentence(self, what: Relation | Event) -> tuple[Segment, ...]:
        """A relation or an event as a sentence, cut into segments."""
        return self._teller.tell(what)

    def quotes(self, ground: Ground) -> tuple[Quote, ...]:
        """The sentences of its evidence passages that carry it, the words that name its ends marked.

        Where it rests on a person's record, the sentences are those of the words that the person chose.
        """
        chosen = self._chosen(ground)
        return tuple(
            anchored(self._passages[ref], chosen[ref])
            if ref in chosen
            else quote(self._passages[ref], named, self._all_in.get(ref, ()))
            for ref, named in carried(ground, self.ontology.events)
            if ref in self._passages
        )

    def _chosen(self, ground: Ground) -> dict[str, list[Span]]:
        """The words that people chose as its ground, by passage."""
        found: dict[str, list[Span]] = {}
        for record in self.records_of(ground) if isinstance(ground, Relation | Claim) else ():
            for ref, span in record.places:
                found.setdefault(ref, []).append(span)
        return found

    @cached_property
    def _sayings(self) -> dict[str, list[Annotation]]:
        found = (
            (f"{stance} {id_}", a)
            for a in self._annotations
            for stance in STANCES
            if (id_ := says(a, stance))
        )
        table: dict[str, list[Annotation]] = {}
        for key, annotation in found:
            table.setdefault(key, []).append(annotation)
        return table

    def records_of(self, what: Relation | Claim, stance: Stance = "supports") -> Results[Annotation]:
        """The records by which people say that a passage asserts a relation or a claim, or denies it.

        >>> import kabgraph
        >>> k = kabgraph.load("tests/data/decided")
        >>> [(record.by, record.anchor.exact) for record in k.records_of(k.relations("Bina", "gives_to")[0])]
        [('teacher1', 'hands it down')]
        """
        ids = [what.id]
        if isinstance(what, Relation):
            ids = list(filter(None, (what.inverse_of or what.id, what.derived_from)))
        found = (r for id_ in ids for r in self._sayings.get(f"{stance} {id_}", ()))
        return Results(found, "annotations", describe)

    def key_passage(self, concept: str) -> Quote | None:
        """The passage where a concept takes part in most events, then in most asserted relations."""
        id_ = self._names.find(concept).id
        told = told_in(id_, self.relations_of(id_), self.ontology.events)
        return key_quote(id_, told, self.mentions_of(id_), self._passages, self._all_in)

    def roles(self, concept: str | None = None, role: str | None = None) -> Results[Participation]:
        """Who does what: the parts that a concept, or every one, plays in events."""
        return participations(self.ontology.events.values(), self._passages, self._end(concept), role)

    # -- the whole

    @property
    def queries(self) -> Results[Query]:
        """The questions of ``queries/``, by id, each with its answer and the line that finds it."""
        return Results(self._queries, "questions", lambda query: f"{query.id}: {query.question}")

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
        return Results(
            steps, "steps", lambda step: f"{step.number}. {self.label(step.concept)}: {said(step.why)}"
        )

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
        return Results(sorted(f for f in found if notes or f.level != "note"), "findings", str)

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
        return ask(self._asked, query)

    @cached_property
    def _asked(self) -> Asked:
        return asked_of(self)

    def stats(self) -> dict[str, int]:
        """The counts of what there is, in a fixed order."""
        return count_all(self)

    def __repr__(self) -> str:
        return (
            f"Library {self.ontology.scheme.title!r}: {len(self._talks)} talks, "
            f"{len(self._passages)} passages, {len(self.ontology.concepts)} concepts, "
            f"{len(self._relations)} relations, {len(self.mentions)} mentions"
        )
