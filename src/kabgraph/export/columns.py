"""What each sheet holds: its columns, and its rows as they are drawn from the whole document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kabgraph.export.plain import Json

Rows = Iterator[tuple[Any, ...]]

_CONCEPT = ("id", "name", "kind", "row", "definition", "scope_note", "pronunciation", "uri")
_RELATION = (
    "id", "subject", "type", "object", "sentence", "standing", "rule", "scheme", "table", "tradition",
    "derived_from",
)  # fmt: skip
_CLAIM = ("id", "kind", "standing", "condition", "phrase", "because", "rule")
_TALK = (
    "id", "title", "kind", "edition", "wording", "language", "speaker", "date", "aim", "source", "rights",
    "words",
)  # fmt: skip
_TYPE = (
    "id", "label", "family", "inverse", "inverse_label", "symmetric", "transitive", "skos", "definition",
    "uri",
)  # fmt: skip
_QUOTE = ("passage", "edition", "start", "end", "text")
_MENTION = ("passage", "start", "end", "surface", "concept", "mode", "status", "records", "rule", "edition")
_MARK = (
    "id", "kind", "passage", "edition", "concept", "mode", "relation_from", "relation_type", "relation_to",
    "stance", "claim_kind", "claim_condition", "status", "state", "start", "end", "exact", "note", "by",
    "origin", "replaces",
)  # fmt: skip
_PLACE = ("passage", "start", "end", "exact")


def _plain(section: str, columns: tuple[str, ...]) -> tuple[tuple[str, ...], Callable[[Json], Rows]]:
    """A sheet of records as they are, a column for each of some keys."""
    return columns, lambda document: (tuple(each[name] for name in columns) for each in document[section])


def _grounds(document: Json) -> Iterator[tuple[str, str, Json]]:
    """Everything that rests on passages or sources: what it is, its id, its record."""
    for what, section in (("relation", "relations"), ("event", "events"), ("claim", "claims")):
        for each in document[section]:
            yield what, each["id"], each
    for table in document["tables"]:
        for number, row in enumerate(table["rows"], 1):
            yield "row", f"{table['id']}.{number}", {"sources": [], **row}
        yield "table", table["id"], {"evidence": [], "sources": table["sources"]}


def _evidence(document: Json) -> Rows:
    for what, id_, record in _grounds(document):
        for quote in record["evidence"]:
            yield (what, id_, *(quote[name] for name in _QUOTE))


def _sources(document: Json) -> Rows:
    for concept in document["concepts"]:
        yield from (("concept", concept["id"], source) for source in concept["sources"])
    for what, id_, record in _grounds(document):
        yield from ((what, id_, source) for source in record["sources"])


def _labels(document: Json) -> Rows:
    for concept in document["concepts"]:
        yield from ((concept["id"], x["role"], x["language"], x["text"]) for x in concept["labels"])


def _each(section: str, *names: str) -> Callable[[Json], Rows]:
    """The rows of what each concept has several of."""

    def rows(document: Json) -> Rows:
        for concept in document["concepts"]:
            yield from ((concept["id"], *(each[name] for name in names)) for each in concept[section])

    return rows


def _members(document: Json) -> Rows:
    for group in document["collections"]:
        for number, member in enumerate(group["members"], 1):
            yield group["id"], group["name"], group["ordered"], number, member


def _qualifiers(document: Json) -> Rows:
    for relation in document["relations"]:
        for name, values in relation["qualifiers"].items():
            yield from ((relation["id"], name, value) for value in values)


def _events(document: Json) -> Rows:
    process = {step: each["id"] for each in document["processes"] for step in each["events"]}
    for event in document["events"]:
        yield (
            event["id"],
            event["label"],
            event["type"],
            event["sentence"],
            process[event["id"]],
            event["definition"],
        )


def _roles(document: Json) -> Rows:
    for event in document["events"]:
        for role in event["roles"]:
            yield event["id"], role["name"], role["concept"], role["text"], role["inferred"]


def _steps(document: Json) -> Rows:
    for event in document["events"]:
        for link in ("enables", "causes", "counterpart_of"):
            yield from ((event["id"], link, other) for other in event[link])


def _sides(document: Json) -> Rows:
    for claim in document["claims"]:
        yield from ((claim["id"], concept) for concept in claim["concepts"])


def _cells(document: Json) -> Rows:
    known = {concept["id"] for concept in document["concepts"]}
    for table in document["tables"]:
        for number, row in enumerate(table["rows"], 1):
            for place, cell in enumerate(row["cells"]):
                column = table["columns"][place] if place < len(table["columns"]) else ""
                is_concept = cell in known
                text = "" if is_concept else cell
                yield f"{table['id']}.{number}", table["id"], column, cell if is_concept else "", text


def _passages(document: Json) -> Rows:
    for talk in document["talks"]:
        for each in talk["passages"]:
            roles = " ".join(each["roles"])
            yield each["ref"], talk["id"], each["number"], each["edition"], roles, each["text"]


def _candidates(document: Json) -> Rows:
    for each in document["mentions"]:
        if each["concept"] is None:
            for candidate in each["candidates"]:
                yield each["passage"], each["start"], each["end"], candidate


def _mentions(section: str) -> tuple[tuple[str, ...], Callable[[Json], Rows]]:
    """A sheet of mentions: the ids of the annotations that decide one share a cell."""

    def rows(document: Json) -> Rows:
        for each in document[section]:
            yield tuple(" ".join(each[name]) if name == "records" else each[name] for name in _MENTION)

    return _MENTION, rows


def _marks(document: Json) -> Rows:
    for each in document["annotations"]:
        link, said = each["relation"] or {}, each["claim"] or {}
        parts = {f"relation_{name}": value for name, value in link.items()}
        parts |= {f"claim_{name}": value for name, value in said.items()}
        yield tuple((each | parts).get(name) for name in _MARK)


def _mark_concepts(document: Json) -> Rows:
    for each in document["annotations"]:
        yield from ((each["id"], concept) for concept in (each["claim"] or {}).get("concepts", ()))


def _mark_places(document: Json) -> Rows:
    for each in document["annotations"]:
        for also in each["also"]:
            yield each["id"], *(also[name] for name in _PLACE), each["edition"]


SHEETS: dict[str, tuple[tuple[str, ...], Callable[[Json], Rows]]] = {
    "concepts.csv": _plain("concepts", _CONCEPT),
    "labels.csv": (("concept", "role", "language", "text"), _labels),
    "notations.csv": (("concept", "text", "datatype"), _each("notations", "text", "datatype")),
    "notes.csv": (("concept", "kind", "language", "text"), _each("notes", "kind", "language", "text")),
    "mappings.csv": (("concept", "kind", "uri"), _each("mappings", "kind", "uri")),
    "collections.csv": (("collection", "name", "ordered", "number", "member"), _members),
    "kinds.csv": _plain("kinds", ("id", "label", "definition")),
    "relations.csv": _plain("relations", _RELATION),
    "qualifiers.csv": (("relation", "name", "value"), _qualifiers),
    "relation_types.csv": _plain("relation_types", _TYPE),
    "evidence.csv": (("what", "id", *_QUOTE), _evidence),
    "sources.csv": (("what", "id", "source"), _sources),
    "references.csv": _plain("references", ("id", "title", "address")),
    "events.csv": (("id", "label", "type", "sentence", "process", "definition"), _events),
    "roles.csv": (("event", "name", "concept", "text", "inferred"), _roles),
    "steps.csv": (("event", "link", "to"), _steps),
    "processes.csv": _plain("processes", ("id", "title", "definition")),
    "claims.csv": _plain("claims", _CLAIM),
    "claim_concepts.csv": (("claim", "concept"), _sides),
    "tables.csv": _plain("tables", ("id", "label", "tradition", "derive", "note")),
    "cells.csv": (("row", "table", "column", "concept", "text"), _cells),
    "talks.csv": _plain("talks", _TALK),
    "passages.csv": (("ref", "talk", "number", "edition", "roles", "text"), _passages),
    "mentions.csv": _mentions("mentions"),
    "candidates.csv": (("passage", "start", "end", "concept"), _candidates),
    "rejected.csv": _mentions("rejected"),
    "lost.csv": _mentions("lost"),
    "annotations.csv": (_MARK, _marks),
    "annotation_places.csv": (("annotation", *_PLACE, "edition"), _mark_places),
    "annotation_concepts.csv": (("annotation", "concept"), _mark_concepts),
}
"""File -> its columns and the rows of a document."""
