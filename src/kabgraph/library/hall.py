"""The hall: one library over all rooms, and the questions one can ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import networkx as nx

from kabgraph.checks import Parts, run_checks
from kabgraph.errors import UnknownNameError, UsageError
from kabgraph.graph import build_graph
from kabgraph.library.counts import count_all
from kabgraph.library.entry import Entry
from kabgraph.library.lookup import Names
from kabgraph.library.marks import describe, with_marks
from kabgraph.library.outward import Outward
from kabgraph.library.processes import Process, chain
from kabgraph.library.queries import Query
from kabgraph.library.quotes import Ground, carried, grounded, is_name, quote, told_in
from kabgraph.library.results import Results
from kabgraph.library.sentences import Segment, Teller, said
from kabgraph.library.tables import by, by_end
from kabgraph.mentions import Finder
from kabgraph.model import (
    Annotation,
    Event,
    Finding,
    Mention,
    Ontology,
    Passage,
    Quote,
    Relation,
    Standing,
    Talk,
)
from kabgraph.text import nearest

Within = Literal["sentence", "passage", "talk"]


class Library(Outward):
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
        self.root = root
        self.ontology = ontology
        self.version = version
        self._talks: dict[str, Talk] = {talk.id: talk for talk in talks}
        self._passages: dict[str, Passage] = {p.ref: p for talk in talks for p in talk.passages}
        self._findings = tuple(findings)
        self._annotations = tuple(annotations)
        self._queries = tuple(queries)
        self._names = Names(ontology)
        self._teller = Teller(ontology, self.label)

    # -- the texts

    @property
    def talks(self) -> Results[Talk]:
        """All talks, by id."""
        return Results(
            self._talks.values(),
            "talks",
            lambda talk: f"{talk.id}: {talk.title}, {len(talk.passages)} passages",
        )

    def talk(self, id: str) -> Talk:
        """The talk of that id.

        Raises:
            UnknownNameError: there is none.
        """
        if id not in self._talks:
            raise UnknownNameError("talk", id, nearest(id, self._talks))
        return self._talks[id]

    def passage(self, ref: str) -> Passage:
        """The passage of that ref, ``talk-id#p3``.

        Raises:
            UnknownNameError: there is none.
        """
        if ref not in self._passages:
            raise UnknownNameError("passage", ref, nearest(ref, self._passages))
        return self._passages[ref]

    def passages(self, *concepts: str, within: Within = "passage", implied: bool = False) -> Results[Passage]:
        """The passages that name all of ``concepts``, together within a sentence, the passage or its talk.

        With ``implied`` what a person marked as implied or as an analogy counts like a name.

        Raises:
            UnknownNameError, AmbiguousNameError: a name is no concept, or several.
            UsageError: ``within`` is none of the three.
        """
        ids = [self._names.find(name).id for name in concepts]
        if within not in ("sentence", "passage", "talk"):
            raise UsageError(f"unknown within={within!r}", "use 'sentence', 'passage' or 'talk'")
        table = self._counted if implied else self._named
        return self._show_passages(
            p for p in self._passages.values() if self._together(p, ids, within, table)
        )

    def _together(
        self, passage: Passage, ids: Sequence[str], within: Within, table: Mapping[str, Sequence[Mention]]
    ) -> bool:
        here = table.get(passage.ref, ())
        if within == "sentence":
            return not ids or any(
                all(any(m.concept == id_ and sentence.contains(m.span) for m in here) for id_ in ids)
                for sentence in passage.sentences
            )
        named = {mention.concept for mention in here}
        if within == "talk":
            talk = self._talks[passage.talk]
            whole = {m.concept for p in talk.passages for m in table.get(p.ref, ())}
            return whole.issuperset(ids) and (not ids or not named.isdisjoint(ids))
        return named.issuperset(ids)

    def _show_passages(self, passages: Iterable[Passage]) -> Results[Passage]:
        return Results(passages, "passages", lambda passage: f"{passage.ref}: {_short(passage.text)}")

    # -- mentions

    @cached_property
    def _found(self) -> tuple[Mention, ...]:
        return with_marks(
            Finder(self.ontology).find(self._passages.values()), self._annotations, self._passages
        )

    @cached_property
    def _counted(self) -> dict[str, list[Mention]]:
        return by((m for m in self._found if not m.contained), lambda m: m.passage)

    @cached_property
    def _named(self) -> dict[str, list[Mention]]:
        return by(filter(is_name, self._found), lambda m: m.passage)

    @cached_property
    def _all_in(self) -> dict[str, list[Mention]]:
        return by(self._found, lambda m: m.passage)

    @cached_property
    def _counted_of(self) -> dict[str, list[Mention]]:
        return by(self.mentions, lambda m: m.concept or "")

    @cached_property
    def mentions(self) -> Results[Mention]:
        """All counted mentions, in the texts' order."""
        return self._show_mentions(mention for mention in self._found if not mention.contained)

    @property
    def contained(self) -> Results[Mention]:
        """Hits inside a longer mention: recorded, not counted."""
        return self._show_mentions(mention for mention in self._found if mention.contained)

    def mentions_in(self, ref: str) -> Results[Mention]:
        """The counted mentions of one passage."""
        return self._show_mentions(self._counted.get(self.passage(ref).ref, ()))

    def mentions_of(self, concept: str) -> Results[Mention]:
        """The counted mentions of one concept."""
        return self._show_mentions(self._counted_of.get(self._names.find(concept).id, ()))

    def _show_mentions(self, mentions: Iterable[Mention]) -> Results[Mention]:
        return Results(mentions, "mentions", self._describe_mention)

    def _describe_mention(self, mention: Mention) -> str:
        what = mention.concept or f"ambiguous: {' or '.join(mention.candidates)}"
        mode = "" if mention.mode == "named" else f" ({mention.mode})"
        return f"{mention.passage} {mention.start}-{mention.end} {mention.surface!r} -> {what}{mode}"

    @property
    def annotations(self) -> Results[Annotation]:
        """All stored decisions, in the texts' order, each with what became of its words."""
        return Results(self._annotations, "annotations", describe)

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
        return tuple(
            replace(
                r, subject=r.object, object=r.subject, type=types[r.type].inverse or r.type, inverse_of=r.id
            )
            for r in self._relations
            if types[r.type].inverse
        )

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
        _known("relation type", type, self._types(inverses))
        _known("relation family", family, {kind.family for kind in self.ontology.relation_types.values()})
        _known("standing", standing, ("asserted", "sourced", "inferred"))
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
        _known("relation type", type, self._types(inverses))
        table = self._relations_at if not inverses else by_end(self._relations + self._inverses)
        return self._show_relations(r for r in table.get(id_, ()) if type in (None, r.type))

    @cached_property
    def _relations_at(self) -> dict[str, list[Relation]]:
        return by_end(self._relations)

    def _types(self, inverses: bool) -> set[str]:
        return {*self.ontology.relation_types, *(r.type for r in self._inverses if inverses)}

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
        ground = ", ".join((*relation.evidence, *relation.sources)) or relation.rule or "no ground"
        return f"{said(self.sentence(relation))} [{relation.standing}: {ground}]"

    def sentence(self, what: Relation | Event) -> tuple[Segment, ...]:
        """A relation or an event as a sentence, cut into segments."""
        return self._teller.tell(what)

    def quotes(self, ground: Ground) -> tuple[Quote, ...]:
        """The sentences of its evidence passages that carry it, the words that name its ends marked."""
        return tuple(
            quote(self._passages[ref], named, self._all_in.get(ref, ()))
            for ref, named in carried(ground, self.ontology.events)
            if ref in self._passages
        )

    def key_passage(self, concept: str) -> Quote | None:
        """The passage where a concept takes part in most events, then in most asserted relations."""
        id_ = self._names.find(concept).id
        told = told_in(id_, self.relations_of(id_), self.ontology.events)
        here = {mention.passage for mention in self.mentions_of(id_)}
        named = {mention.passage for mention in self.mentions_of(id_) if mention.mode == "named"}
        telling = sorted((ref for ref in {*told, *here} if ref in self._place), key=self._place.__getitem__)
        if not telling:
            return None
        best = max(telling, key=lambda ref: (told[ref].weight, ref in named))
        found = self._all_in.get(best, ())
        whole = quote(self._passages[best], {id_, *told[best].names}, found)
        marks = tuple(sorted(m.span for m in found if m.concept == id_ and m.span in whole.marks))
        return replace(whole, marks=marks)

    # -- the whole

    @property
    def queries(self) -> Results[Query]:
        """The questions of ``queries/``, by id, each with its answer and the line that finds it."""
        return Results(self._queries, "questions", lambda query: f"{query.id}: {query.question}")

    def processes(self) -> tuple[Process, ...]:
        """Events that lead to one another, as processes in order."""
        return chain(self.ontology.events)

    @cached_property
    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole as a plain ``nx.MultiDiGraph``; see ``kabgraph.graph.build_graph`` for its attributes."""
        return build_graph(
            replace(self.ontology, relations=self._relations), self._talks.values(), self._found
        )

    def check(self, *, notes: bool = False) -> Results[Finding]:
        """Every error and warning, by place; with ``notes`` also what asks for nothing."""
        parts = Parts(self.ontology, tuple(self._talks.values()), self._found)
        found = {*self._findings, *run_checks(parts)}
        return Results(sorted(f for f in found if notes or f.level != "note"), "findings", str)

    def stats(self) -> dict[str, int]:
        """The counts of what there is, in a fixed order."""
        return count_all(self)

    def __repr__(self) -> str:
        return (
            f"Library {self.ontology.scheme.title!r}: {len(self._talks)} talks, "
            f"{len(self._passages)} passages, {len(self.ontology.concepts)} concepts, "
            f"{len(self._relations)} relations, {len(self.mentions)} mentions"
        )


def _known(what: str, name: str | None, known: Iterable[str]) -> None:
    known = sorted(known)
    if name is not None and name not in known:
        raise UnknownNameError(what, name, nearest(name, known))


def _short(text: str, length: int = 72) -> str:
    return text if len(text) <= length else text[: length - 3].rstrip() + "..."
