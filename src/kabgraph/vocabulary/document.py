"""A vocabulary as the sections of ``concepts.yaml``."""

from __future__ import annotations

from typing import Any

from kabgraph.vocabulary.found import ByLanguage, Found, FoundCollection, FoundConcept, FoundType
from kabgraph.vocabulary.yaml import entry_lines

Json = dict[str, Any]
HEAD = """\
# A vocabulary, brought in by kabgraph import-skos. Each concept keeps its address (uri), by which
# a later import finds it again. What had no place here stands in {rest}.
"""
_SIGNS = {"broader": "diamond", "narrower": "diamond", "related": "double", "none": "arrow"}


def sections(found: Found) -> dict[str, Json]:
    """Return what a vocabulary adds to each section."""
    source = found.id
    return {
        "scheme": scheme_of(found),
        "relation_types": {kind.id: type_of(kind) for kind in found.types},
        "concepts": {each.id: concept_of(each, found.language, source) for each in found.concepts},
        "collections": {each.id: collection_of(each) for each in found.collections},
    }


def scheme_of(found: Found) -> Json:
    """Return the scheme; the vocabulary itself is the source of what it says."""
    reference = _filled({"title": found.title, "address": found.uri})
    return _filled(
        {
            "id": found.id,
            "title": found.title,
            "uri": found.uri,
            "language": found.language,
            "definition": found.definition,
            "top_concepts": list(found.top_concepts),
            "references": {found.id: reference},
        }
    )


def type_of(kind: FoundType) -> Json:
    """Return a relation type."""
    hierarchical = kind.skos in ("broader", "narrower")
    return _filled(
        {
            "label": kind.label,
            "inverse": kind.inverse,
            "inverse_label": kind.inverse_label,
            "family": "hierarchical" if hierarchical else "associative",
            "transitive": hierarchical,
            "symmetric": kind.symmetric,
            "skos": kind.skos,
            "sign": _SIGNS[kind.skos],
            "uri": kind.uri,
            "definition": kind.definition,
        }
    )


def concept_of(concept: FoundConcept, language: str, source: str) -> Json:
    """Return a concept; the first definition and scope note in the main language have keys of their own."""
    notes = {kind: {name: list(texts) for name, texts in by.items()} for kind, by in concept.notes.items()}
    return _filled(
        {
            "uri": concept.uri,
            "pref_label": {name: texts[0] for name, texts in concept.labels.get("pref", {}).items()},
            "alt_labels": _lists(concept.labels.get("alt", {})),
            "hidden_labels": _lists(concept.labels.get("hidden", {})),
            "notation": [
                {"value": text, "datatype": datatype} if datatype else text
                for text, datatype in concept.notations
            ],
            "definition": _first(notes, "definition", language),
            "scope_note": _first(notes, "scope_note", language),
            "notes": {kind: _filled(by) for kind, by in notes.items() if _filled(by)},
            "mappings": {kind: list(uris) for kind, uris in concept.mappings.items()},
            "relations": [{kind: other, "sources": [source]} for kind, other in concept.relations],
        }
    )


def collection_of(group: FoundCollection) -> Json:
    """Return a collection."""
    return _filled(
        {
            "uri": group.uri,
            "label": {
                name: texts[0] if len(texts) == 1 else list(texts) for name, texts in group.labels.items()
            },
            "ordered": group.ordered,
            "members": list(group.members),
        }
    )


def text_of(parts: dict[str, Json], rest: str) -> str:
    """Return a whole file."""
    lines = [HEAD.format(rest=rest)]
    for section, value in parts.items():
        if value:
            lines += [f"{section}:", *(line for key in value for line in entry_lines(key, value[key], 2)), ""]
    return "\n".join(lines)


def _first(notes: dict[str, dict[str, list[str]]], kind: str, language: str) -> str:
    texts = notes.get(kind, {}).get(language, [])
    return texts.pop(0) if texts and texts[0].strip() else ""


def _lists(by_language: ByLanguage) -> dict[str, list[str]]:
    return {language: list(texts) for language, texts in by_language.items()}


def _filled(record: Json) -> Json:
    """Leave out what says nothing."""
    return {name: value for name, value in record.items() if value not in ("", None, False, [], {}, ())}
