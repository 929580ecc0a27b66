"""Documents: the whole as one, and the data of one page."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from kabgraph.errors import UnknownNameError
from kabgraph.export import records
from kabgraph.export.parts import Parts
from kabgraph.export.plain import Json, as_json
from kabgraph.export.records import EDITIONS, listed

FORMAT = "kabgraph/1"


@lru_cache(maxsize=2)
def whole(parts: Parts) -> Json:
    """Return all of a library as one document; it is shared, and not to be changed."""
    ontology, scheme = parts.ontology, parts.ontology.scheme
    claims = [claim for claim in ontology.claims if records.stands(parts, claim)]
    return {
        **_head(parts),
        "definition": scheme.definition,
        "language": scheme.language,
        "base_uri": scheme.base_uri,
        "uri": scheme.uri,
        "top_concepts": list(scheme.top_concepts),
        "editions": {edition: EDITIONS[edition] for edition in sorted(set(parts.editions.values()))},
        "rows": [{"id": row.id, "label": row.label} for row in scheme.rows],
        "references": [
            {"id": id_, "title": ref.title, "address": ref.address} for id_, ref in scheme.references.items()
        ],
        "kinds": listed(parts, records.kind, ontology.kinds.values()),
        "relation_types": listed(parts, records.relation_type, ontology.relation_types.values()),
        "concepts": listed(parts, records.concept, ontology.concepts.values()),
        "collections": listed(parts, records.collection, ontology.collections.values()),
        "relations": listed(parts, records.relation, parts.relations),
        "events": listed(parts, records.event, ontology.events.values()),
        "processes": listed(parts, records.process, parts.processes),
        "claims": listed(parts, records.claim, claims),
        "tables": listed(parts, records.table, ontology.correspondences.values()),
        "talks": listed(parts, records.talk, parts.talks),
        "mentions": listed(parts, records.mention, parts.mentions),
        "rejected": listed(parts, records.mention, parts.rejected),
        "lost": listed(parts, records.mention, parts.lost),
        "annotations": listed(parts, records.annotation, parts.annotations),
        "questions": listed(parts, records.question, parts.questions),
    }


def write_json(parts: Parts) -> bytes:
    """Write all of a library as one JSON document."""
    return as_json(whole(parts)).encode()


def concept_document(parts: Parts, id: str) -> Json:
    """Return the data of a concept's page: the concept, and all that speaks of it.

    Raises:
        UnknownNameError: there is no such concept.
    """
    mentions = [m for m in whole(parts)["mentions"] if id == m["concept"] or id in m["candidates"]]
    refs = {mention["passage"] for mention in mentions}
    return {
        **_head(parts),
        "concept": _one(parts, "concepts", "concept", id),
        "relations": _chosen(parts, "relations", lambda r: id in (r["subject"], r["object"])),
        "events": _chosen(parts, "events", lambda e: any(role["concept"] == id for role in e["roles"])),
        "claims": _chosen(parts, "claims", lambda claim: id in claim["concepts"]),
        "rows": _rows_with(parts, id),
        "mentions": mentions,
        "rejected": _chosen(parts, "rejected", lambda m: id in m["candidates"]),
        "lost": _chosen(parts, "lost", lambda m: id in m["candidates"]),
        "passages": [p for talk in whole(parts)["talks"] for p in talk["passages"] if p["ref"] in refs],
    }


def talk_document(parts: Parts, id: str) -> Json:
    """Return the data of a talk's page: its passages, and all that rests on them.

    Raises:
        UnknownNameError: there is no such talk, or it is a private copy.
    """

    def rests(record: Json) -> bool:
        return any(quote["passage"].partition("#")[0] == id for quote in record["evidence"])

    def stands(record: Json) -> bool:
        return bool(record["passage"].partition("#")[0] == id)

    return {
        **_head(parts),
        "talk": _one(parts, "talks", "talk", id),
        "relations": _chosen(parts, "relations", rests),
        "events": _chosen(parts, "events", rests),
        "claims": _chosen(parts, "claims", rests),
        **{name: _chosen(parts, name, stands) for name in ("mentions", "rejected", "lost", "annotations")},
    }


def process_document(parts: Parts, id: str) -> Json:
    """Return the data of a process's page: its steps with their roles and quotes.

    Raises:
        UnknownNameError: there is no such process.
    """
    process = _one(parts, "processes", "process", id)
    steps = {event["id"]: event for event in whole(parts)["events"]}
    return {**_head(parts), "process": process, "events": [steps[step] for step in process["events"]]}


def _head(parts: Parts) -> Json:
    scheme = parts.ontology.scheme
    return {"format": FORMAT, "version": parts.version, "scheme": scheme.id, "title": scheme.title}


def _chosen(parts: Parts, section: str, keep: Callable[[Json], bool]) -> list[Json]:
    return [record for record in whole(parts)[section] if keep(record)]


def _one(parts: Parts, section: str, what: str, id: str) -> Json:
    found = _chosen(parts, section, lambda record: record["id"] == id)
    if not found:
        raise UnknownNameError(what, id, ())
    return found[0]


def _rows_with(parts: Parts, id: str) -> list[Json]:
    return [
        {"table": table["id"], "label": table["label"], "columns": table["columns"], **row}
        for table in whole(parts)["tables"]
        for row in table["rows"]
        if id in row["cells"] or id in row["concepts"]
    ]
