"""Collections and the entries to the hierarchy: who stands in them, as far as it is there."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from kabgraph.model import Collection, Concept, Label, Scheme
from kabgraph.ontology import schema
from kabgraph.ontology.concepts import language_of
from kabgraph.ontology.parts import Path, Reporter, check_part, entries


def read_collections(
    raw: Any, scheme: Scheme, concepts: Mapping[str, Concept], reporter: Reporter
) -> dict[str, Collection]:
    """Read the ``collections`` section; a member that nobody defined is reported and left out."""
    parts: dict[str, schema.CollectionPart] = {}
    for id_, value in entries(raw, ("collections",), reporter):
        path = ("collections", id_)
        if id_ in concepts:
            said = f"{id_!r} is also a concept ({concepts[id_].address})"
            reporter.report(reporter.document.key_at(path), "O106", said, "choose another id")
            continue
        part = check_part(schema.CollectionPart, value or {}, path, reporter)
        if part:
            parts[id_] = part
    known = {*concepts, *parts}
    return {
        id_: Collection(
            id=id_,
            labels=tuple(_labels(part, scheme.language)),
            members=tuple(_known(part.members, known, ("collections", id_, "members"), reporter)),
            address=reporter.document.key_at(("collections", id_)),
            ordered=part.ordered,
            uri=part.uri or "",
        )
        for id_, part in parts.items()
    }


def with_top_concepts(scheme: Scheme, concepts: Mapping[str, Concept], reporter: Reporter) -> Scheme:
    """Return the scheme with those of its top concepts that are there; any other is reported."""
    found = _known(scheme.top_concepts, concepts, ("scheme", "top_concepts"), reporter)
    return replace(scheme, top_concepts=tuple(found))


def _labels(part: schema.CollectionPart, default: str) -> Iterator[Label]:
    for language, texts in part.label.items():
        yield from (Label(text, language or language_of(text, default), "pref") for text in texts)


def _known(names: Iterable[str], known: Names[str], path: Path, reporter: Reporter) -> Iterator[str]:
    for place, name in enumerate(names):
        if name in known:
            yield name
        else:
            reporter.unknown(reporter.at((*path, place)), "O301", "concept", name, known)
