"""``concepts.yaml`` -> Ontology, with every problem at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kabgraph.model import (
    Claim,
    Concept,
    Correspondence,
    Event,
    Finding,
    Kind,
    Ontology,
    Reference,
    Relation,
    RelationType,
    Row,
    Scheme,
    Shortcut,
)
from kabgraph.ontology import schema
from kabgraph.ontology.claims import read_claims, read_tables
from kabgraph.ontology.collections import read_collections, with_top_concepts
from kabgraph.ontology.concepts import concept_parts, read_concept, read_match, read_rules
from kabgraph.ontology.events import read_events
from kabgraph.ontology.parts import Reporter, check_part, entries
from kabgraph.ontology.relations import (
    RelationReader,
    from_claims,
    from_events,
    from_tables,
    merge,
    typed_twice,
)
from kabgraph.source import load_yaml

FILE = "concepts.yaml"


def read_ontology(path: Path, root: Path) -> tuple[Ontology | None, tuple[Finding, ...]]:
    """Read the ontology; None where the file is missing or cannot be parsed at all.

    A faulty entry is left out, with a finding; the rest loads.
    """
    document = load_yaml(path, root)
    reporter = Reporter(document)
    raw = document.data
    if not isinstance(raw, dict):
        if not document.findings:
            said = "concepts.yaml should be a mapping with scheme and concepts"
            reporter.report(reporter.at(()), "O100", said, "begin with 'scheme:' and 'concepts:'")
        return None, tuple(reporter.findings)
    ontology = _ontology(raw, reporter)
    return ontology, tuple(reporter.findings)


def _ontology(raw: Mapping[str, Any], reporter: Reporter) -> Ontology:
    """Read the sections in the order in which they need each other."""
    for key in raw:
        if key not in schema.OntologyFile.model_fields:
            place = reporter.document.key_at((key,))
            reporter.unknown(place, "O102", "section", key, schema.OntologyFile.model_fields)
    scheme = _scheme(raw, reporter)
    kinds = {kind.id: kind for kind in _kinds(raw.get("kinds"), reporter)}
    types = {kind.id: kind for kind in _relation_types(raw.get("relation_types"), reporter)}
    parts = dict(concept_parts(raw.get("concepts"), reporter))
    concepts = {id_: read_concept(id_, part, scheme, kinds, reporter) for id_, part in parts.items()}
    events = read_events(raw.get("events"), concepts, reporter)
    claims = tuple(read_claims(raw.get("claims"), concepts, reporter))
    tables = {table.id: table for table in read_tables(raw.get("correspondences"), concepts, reporter)}
    scheme = with_top_concepts(scheme, concepts, reporter)
    rules, stops = read_rules(raw.get("rules"), concepts, reporter)
    reader = RelationReader(types, concepts, reporter)
    typed = [relation for id_, part in parts.items() for relation in reader.read_all(id_, part)]
    derived = list(_derived(types, concepts, events, claims, tables, reporter))
    for place, relation in typed_twice(typed, derived):
        said = f"{relation.id} is typed here and derived from {relation.derived_from!r}"
        remedy = "remove it here: a derived relation is never typed twice"
        reporter.report(place, "O311", said, remedy, "warning")
    return Ontology(
        scheme=scheme,
        kinds=kinds,
        relation_types=types,
        concepts=concepts,
        relations=merge((*typed, *derived)),
        events=events,
        claims=claims,
        correspondences=tables,
        rules=rules,
        stop_phrases=stops,
        collections=read_collections(raw.get("collections"), scheme, concepts, reporter),
    )


def _derived(
    types: Mapping[str, RelationType],
    concepts: Mapping[str, Concept],
    events: Mapping[str, Event],
    claims: tuple[Claim, ...],
    tables: Mapping[str, Correspondence],
    reporter: Reporter,
) -> Iterator[Relation]:
    """What events, claims and tables yield, as far as its relation type is defined."""
    found = [
        *from_events(types, events.values()),
        *from_claims(claims),
        *from_tables(tables.values(), concepts),
    ]
    missing = {relation.type: relation.address for relation in reversed(found) if relation.type not in types}
    for kind, place in missing.items():
        reporter.unknown(place, "O302", "relation type", kind, types)
    yield from (relation for relation in found if relation.type in types)


def _scheme(raw: Mapping[str, Any], reporter: Reporter) -> Scheme:
    if "scheme" not in raw:
        remedy = "add 'scheme: {id: my-scheme, title: ...}'"
        reporter.report(reporter.at(()), "O103", "'scheme' is missing", remedy)
        return _UNTITLED
    part = check_part(schema.SchemePart, raw["scheme"] or {}, ("scheme",), reporter)
    if part is None:
        return _UNTITLED
    return Scheme(
        id=part.id,
        title=part.title,
        base_uri=part.base_uri or "",
        language=part.language,
        definition=part.definition,
        rows=tuple(Row(row.id, row.label) for row in part.rows),
        references={id_: Reference(id_, ref.title, ref.address) for id_, ref in part.references.items()},
        uri=part.uri or "",
        top_concepts=part.top_concepts,
    )


_UNTITLED = Scheme("scheme", "Untitled")


def _kinds(raw: Any, reporter: Reporter) -> Iterator[Kind]:
    for id_, value in entries(raw, ("kinds",), reporter):
        part = check_part(schema.KindPart, value or {}, ("kinds", id_), reporter)
        if part:
            yield Kind(id_, part.label, part.definition, read_match(part.match))


def _relation_types(raw: Any, reporter: Reporter) -> Iterator[RelationType]:
    section = "relation_types"
    for id_, value in entries(raw, (section,), reporter):
        part = check_part(schema.RelationTypePart, value or {}, (section, id_), reporter)
        if part is None:
            continue
        values = {**part.model_dump(exclude={"shortcuts"}), "uri": part.uri or ""}
        if part.symmetric:
            values["inverse"] = id_
            values["inverse_label"] = part.inverse_label or part.label
            values["inverse_phrase"] = part.inverse_phrase or part.phrase
        shortcuts = tuple(Shortcut(s.event, s.subject, s.object) for s in part.shortcuts)
        address = reporter.document.key_at((section, id_))
        yield RelationType(id=id_, shortcuts=shortcuts, address=address, **values)
