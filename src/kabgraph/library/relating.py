"""The relating half of a library: relations by what one asks of them, and what follows from several."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from kabgraph.errors import UsageError
from kabgraph.library.asked import call
from kabgraph.library.asserted import says
from kabgraph.library.centrality import Centrality, Measure, centrality, describe_centrality
from kabgraph.library.closure import Derivation, closure
from kabgraph.library.decisions import describe
from kabgraph.library.lookup import known
from kabgraph.library.measures import Measures
from kabgraph.library.neighborhood import Neighborhood, distances, walked
from kabgraph.library.quotes import Ground, anchored, carried, grounded, quote
from kabgraph.library.results import Results
from kabgraph.library.sentences import Segment, Teller, ground_of, said
from kabgraph.library.tables import by_end, turned
from kabgraph.model import Annotation, Claim, Event, Quote, Relation, RelationType, Span, Stance, Standing

STANCES: tuple[Stance, ...] = ("supports", "contradicts", "mentions")


class Relating(Measures):
    """Every question about what joins concepts, and the words that say so."""

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self.ontology, self.label)

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
        pool = "k.ontology.claims" if isinstance(what, Claim) else "k.relations(inverses=True)"
        asked = self._asked(f"k.records_of(next(x for x in {pool} if x.id == {what.id!r}), {stance!r})")
        return Results(found, "annotations", describe, asked=asked, of=Annotation)

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
        found = (
            r
            for r in pool
            if ends[0] in (None, r.subject)
            and ends[1] in (None, r.object)
            and type in (None, r.type)
            and standing in (None, r.standing)
            and evidence in (None, len(r.evidence))
            and (family is None or self._family(r) == family)
        )
        options = {"standing": standing, "family": family, "evidence": evidence, "inverses": inverses}
        return self._show_relations(found, call("relations", subject, type, object, **options))

    def relations_of(
        self, concept: str, type: str | None = None, *, inverses: bool = False
    ) -> Results[Relation]:
        """The relations at either end of which ``concept`` stands."""
        id_ = self._names.find(concept).id
        known("relation type", type, self._types(inverses))
        table = self._relations_at if not inverses else by_end(self._relations + self._inverses)
        line = call("relations", type, inverses=inverses).removeprefix("k")
        found = (r for r in table.get(id_, ()) if type in (None, r.type))
        return self._show_relations(found, f"k[{concept!r}]{line}")

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

    def _show_relations(self, relations: Iterable[Relation], line: str) -> Results[Relation]:
        asked = self._asked(line)
        return Results(relations, "relations", self._describe_relation, asked=asked, of=Relation)

    def _describe_relation(self, relation: Relation) -> str:
        return f"{said(self.sentence(relation))} [{ground_of(relation)}]"

    # -- what follows from several

    def closure(
        self, type: str, start: str | None = None, end: str | None = None, *, inferred: bool = False
    ) -> Results[Derivation]:
        """What follows from a transitive relation type or its inverse, each with the chain it rests on.

        Chains never cross schemes, traditions or tables; see ``kabgraph.library.closure``. They use what is
        only inferred when asked.

        Raises:
            UnknownNameError, AmbiguousNameError: an end or a type that is not there, or may be several.
            UsageError: the type is not transitive; it says which are.
        """
        ends = (self._end(start), self._end(end))
        kind, inverse = self._transitive(type)
        pool = (r for r in (self._inverses if inverse else self._relations) if r.type == type)
        rows = closure((r for r in pool if inferred or r.standing != "inferred"), kind)
        found = (row for row in rows if ends[0] in (None, row.subject) and ends[1] in (None, row.object))
        asked = self._asked(call("closure", type, start, end, inferred=inferred))
        return Results(found, "derivations", self._describe_derivation, asked=asked, of=Derivation)

    def _transitive(self, type: str) -> tuple[RelationType, bool]:
        """The transitive type of that name, and whether the name is that of its inverse."""
        types = self.ontology.relation_types
        known("relation type", type, self._types(inverses=True))
        kind = types.get(type) or next(kind for kind in types.values() if kind.inverse == type)
        if not kind.transitive:
            names = [name for each in types.values() if each.transitive for name in (each.id, each.inverse)]
            allowed = ", ".join(repr(name) for name in dict.fromkeys(names) if name) or "none: no type is"
            raise UsageError(f"{type!r} is not transitive, so nothing follows from it", f"use {allowed}")
        return kind, type not in types

    def _describe_derivation(self, row: Derivation) -> str:
        if len(row) == 1:
            return self._describe_relation(row.chain[0])
        said_ = f"{self.label(row.subject)} {row.type} {self.label(row.object)}"
        where = "".join(f", {name} {value}" for name, value in _where(row) if value)
        chain = [f"    {self._describe_relation(relation)}" for relation in row.chain]
        return "\n".join([f"{said_} [inferred: {len(row)} steps{where}]", *chain])

    def neighborhood(self, concept: str, steps: int = 1, *, inferred: bool = False) -> Neighborhood:
        """The relations that lead from a concept to others, and on, up to so many steps away.

        They are walked either way, from concept to concept; what is only inferred, when asked.

        Raises:
            UnknownNameError, AmbiguousNameError: the name is no concept, or several.
            UsageError: ``steps`` is less than 1.
        """
        id_ = self._names.find(concept).id
        pool = self._between_concepts(inferred)
        near = distances(id_, pool, self.ontology.concepts, steps)
        asked = self._asked(f"k[{concept!r}]{call('neighborhood', steps, inferred=inferred)[1:]}", id_)
        return Neighborhood(walked(pool, near, steps), self._describe_relation, id_, near, asked)

    def centrality(self, measure: Measure = "degree", *, inferred: bool = False) -> Results[Centrality]:
        """All concepts, the most central first: degree, betweenness, closeness or harmonic, by networkx.

        ``kabgraph.library.centrality`` says what is joined; any other measure takes ``k.graph``.

        Raises:
            UsageError: there is no such measure.
        """
        rows = centrality(measure, list(self.ontology.concepts), self._between_concepts(inferred))
        asked = self._asked(call("centrality", measure, inferred=inferred))
        return Results(rows, "concepts", self._in_words(describe_centrality), asked=asked, of=Centrality)

    def _between_concepts(self, inferred: bool) -> list[Relation]:
        concepts = self.ontology.concepts
        return [
            r
            for r in self._relations
            if (inferred or r.standing != "inferred") and r.subject in concepts and r.object in concepts
        ]


def _where(row: Derivation) -> tuple[tuple[str, str], ...]:
    return ("scheme", row.scheme), ("tradition", row.tradition)
