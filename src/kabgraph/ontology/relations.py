"""Relations: read as typed, turned forward, derived from events, claims and tables, and merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from typing import TypeVar

from kabgraph.model import (
    Address,
    Claim,
    Concept,
    Correspondence,
    Event,
    PassageRef,
    Relation,
    RelationType,
    Standing,
)
from kabgraph.ontology.parts import Reporter
from kabgraph.ontology.schema import GROUNDS, QUALIFIERS, ConceptPart, RelationPart

SAME_AS = "identified_with"
CORRESPONDS = "corresponds_to"
_Item = TypeVar("_Item")
_RANK: dict[Standing, int] = {"asserted": 0, "sourced": 1, "inferred": 2}


def standing_of(evidence: Iterable[str], sources: Iterable[str], rule: str) -> Standing:
    """What a relation rests on: a rule names an inference, else passages assert it, else sources do.

    >>> standing_of(["t#p3"], [], ""), standing_of([], ["S1"], ""), standing_of(["t#p3"], [], "by order")
    ('asserted', 'sourced', 'inferred')
    """
    if rule:
        return "inferred"
    if any(evidence):
        return "asserted"
    return "sourced" if any(sources) else "inferred"


class RelationReader:
    """Reads the relations that are typed under the concepts."""

    def __init__(
        self, types: Mapping[str, RelationType], concepts: Mapping[str, Concept], reporter: Reporter
    ) -> None:
        self._types = types
        self._concepts = concepts
        self._reporter = reporter
        self._inverses = {
            kind.inverse: kind.id for kind in types.values() if kind.inverse and not kind.symmetric
        }

    def read_all(self, concept: str, part: ConceptPart) -> Iterator[Relation]:
        """The relations of ``concept``, turned forward; one that makes no sense is reported and left out."""
        for index, relation in enumerate(part.relations):
            found = self._read(concept, relation, index)
            if found:
                yield found

    def _read(self, concept: str, part: RelationPart, index: int) -> Relation | None:
        path = ("concepts", concept, "relations", index)
        place = self._reporter.at(path)
        extra = part.model_extra or {}
        keys = [key for key in extra if key not in QUALIFIERS]
        known = [key for key in keys if key in self._types or key in self._inverses]
        if len(known) != 1:
            self._report_keys(keys, known, path)
            return None
        for key in keys:
            if key not in known:
                self._reporter.unknown(
                    self._reporter.document.key_at((*path, key)),
                    "O302",
                    "key of a relation",
                    key,
                    (*QUALIFIERS, *GROUNDS),
                )
        verb = known[0]
        target = str(extra[verb])
        if "#" not in target and target not in self._concepts:
            self._reporter.unknown(
                self._reporter.at((*path, verb)), "O301", "concept", target, self._concepts
            )
            return None
        subject, kind, object_ = concept, verb, target
        if verb in self._inverses and verb not in self._types:
            subject, kind, object_ = target, self._inverses[verb], concept
        evidence = tuple(PassageRef(ref) for ref in part.evidence)
        if "#" in subject and not evidence:
            evidence = (PassageRef(subject),)  # a passage that cites is its own evidence
        if not (evidence or part.sources or part.rule):
            self._reporter.report(
                place,
                "O310",
                f"{subject} {kind} {object_} has no ground",
                "add evidence: [talk#p3], sources: [S1] or rule: why",
                "warning",
            )
        return Relation(
            subject=subject,
            type=kind,
            object=object_,
            standing=standing_of(evidence, part.sources, part.rule),
            evidence=evidence,
            address=place,
            sources=part.sources,
            rule=part.rule,
            scheme=part.scheme,
            table=part.table,
            tradition=part.tradition,
            qualifiers={key: _values(extra[key]) for key in QUALIFIERS if key in extra},
        )

    def _report_keys(self, keys: list[str], known: list[str], path: tuple[str | int, ...]) -> None:
        place = self._reporter.at(path)
        if known:
            self._reporter.report(
                place,
                "O303",
                f"two relation types in one relation: {' and '.join(known)}",
                "write two relations",
            )
            return
        if not keys:
            self._reporter.report(
                place, "O303", "a relation without a type", "write {part_of: elokim, evidence: ...}"
            )
        for key in keys[:1]:
            where = self._reporter.document.key_at((*path, key))
            self._reporter.unknown(where, "O302", "relation type", key, (*self._types, *self._inverses))


def _values(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(map(str, value))
    return (str(value),)


def from_events(types: Mapping[str, RelationType], events: Iterable[Event]) -> Iterator[Relation]:
    """The shortcuts that events yield, by the ``shortcuts`` of the relation types."""
    for event, kind in product(events, types.values()):
        for shortcut in kind.shortcuts:
            if shortcut.event != event.type:
                continue
            inferred = any(
                role.inferred for role in event.roles if role.name in (shortcut.subject, shortcut.object)
            )
            rule = f"a role of {event.label} is inferred" if inferred else ""
            for subject, object_ in product(
                event.concepts(shortcut.subject), event.concepts(shortcut.object)
            ):
                yield Relation(
                    subject=subject,
                    type=kind.id,
                    object=object_,
                    standing=standing_of(event.evidence, event.sources, rule),
                    evidence=event.evidence,
                    address=event.address,
                    sources=event.sources,
                    rule=rule,
                    derived_from=event.id,
                )


def from_claims(claims: Iterable[Claim]) -> Iterator[Relation]:
    """The ``identified_with`` relation of each ``same`` claim, between every two of its concepts."""
    for claim in claims:
        if claim.kind != "same":
            continue
        for subject, object_ in combinations(claim.concepts, 2):
            yield Relation(
                subject=subject,
                type=SAME_AS,
                object=object_,
                standing=standing_of(claim.evidence, claim.sources, claim.rule),
                evidence=claim.evidence,
                address=claim.address,
                sources=claim.sources,
                rule=claim.rule,
                qualifiers={"condition": (claim.condition,)} if claim.condition else {},
                derived_from=claim.id,
            )


def from_tables(tables: Iterable[Correspondence], concepts: Mapping[str, Concept]) -> Iterator[Relation]:
    """The pairs inside each row of each table, never across rows or tables."""
    for table in tables:
        for row in table.rows if table.derive else ():
            for subject, object_ in combinations((cell for cell in row.cells if cell in concepts), 2):
                yield Relation(
                    subject=subject,
                    type=CORRESPONDS,
                    object=object_,
                    standing=standing_of(row.evidence, table.sources, ""),
                    evidence=row.evidence,
                    address=table.address,
                    sources=table.sources,
                    table=table.id,
                    tradition=table.tradition,
                    derived_from=table.id,
                )


def merge(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Merge the rows of one triple: the better standing stands, evidence, sources and qualifiers add up."""
    merged: dict[str, Relation] = {}
    for relation in relations:
        before = merged.get(relation.id)
        merged[relation.id] = relation if before is None else _join(before, relation)
    return tuple(merged.values())


def _join(first: Relation, second: Relation) -> Relation:
    better = min(first, second, key=lambda relation: _RANK[relation.standing])
    names = dict.fromkeys((*first.qualifiers, *second.qualifiers))
    return Relation(
        subject=first.subject,
        type=first.type,
        object=first.object,
        standing=better.standing,
        evidence=_union(first.evidence, second.evidence),
        address=first.address,
        sources=_union(first.sources, second.sources),
        rule=better.rule,
        scheme=first.scheme,
        table=first.table,
        tradition=first.tradition,
        qualifiers={
            name: _union(first.qualifiers.get(name, ()), second.qualifiers.get(name, ())) for name in names
        },
        derived_from=first.derived_from or second.derived_from,
    )


def _union(first: tuple[_Item, ...], second: tuple[_Item, ...]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def typed_twice(typed: Iterable[Relation], derived: Iterable[Relation]) -> Iterator[tuple[Address, Relation]]:
    """Typed relations that an event, claim or table yields as well: (place, the derived one)."""
    places = {relation.id: relation.address for relation in typed}
    for relation in derived:
        if relation.id in places:
            yield places[relation.id], relation
