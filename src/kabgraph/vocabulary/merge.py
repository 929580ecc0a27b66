"""A vocabulary into a ``concepts.yaml`` that is there: what is new is added, and no person's word goes.

A preferred label or definition that has changed takes the place of the old one, which stays as an alternative
label, or among the notes.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kabgraph.model import Ontology
from kabgraph.vocabulary.document import Json, collection_of, scheme_of, sections, type_of
from kabgraph.vocabulary.edit import Editor
from kabgraph.vocabulary.found import Found
from kabgraph.vocabulary.read import Known

LanguageOf = Callable[[str], str]
Path = tuple[str, ...]
_LABELS = ("alt_labels", "hidden_labels")


@dataclass(slots=True)
class Merged:
    """A text with the changes in it; ``refused`` are the places that could not be changed."""

    text: str
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    refused: list[Path] = field(default_factory=list)


def known_in(ontology: Ontology, raw: Mapping[str, Any]) -> Known:
    """Return what an import must know of an ontology: its ids by address, and all that are taken."""
    concepts, groups = ontology.concepts, ontology.collections
    scheme = raw.get("scheme")
    language = scheme.get("language") if isinstance(scheme, dict) else None
    inverses = {str(kind.inverse) for kind in ontology.relation_types.values() if kind.inverse}
    return Known(
        concepts={each.uri: each.id for each in concepts.values() if each.uri},
        collections={each.uri: each.id for each in groups.values() if each.uri},
        types={each.uri: each.id for each in ontology.relation_types.values() if each.uri},
        taken=frozenset({*concepts, *groups, *ontology.events}),
        taken_types=frozenset({*ontology.relation_types, *inverses}),
        language=str(language or ontology.scheme.language),
    )


def merge(
    found: Found, ontology: Ontology, raw: Mapping[str, Any], text: str, language_of: LanguageOf
) -> Merged:
    """Return the text of a file with a vocabulary in it; ``raw`` are the values of that text."""
    editor, new = Editor(text, "concepts.yaml"), sections(found)
    merged = Merged(text)
    _merge_scheme(found, ontology, raw, editor, merged)
    types = {kind.id: type_of(kind) for kind in found.types if kind.id not in ontology.relation_types}
    _append(("relation_types",), types, editor, merged)
    there = {(r.subject, r.type, r.object) for r in ontology.relations}
    fresh: dict[str, Json] = {}
    for id_, value in new["concepts"].items():
        if id_ not in ontology.concepts:
            fresh[id_] = value
            continue
        old = raw["concepts"][id_]
        joined = _join(old or {}, value, id_, there, ontology, language_of)
        _change(("concepts", id_), old, joined, editor, merged)
    _append(("concepts",), fresh, editor, merged)
    groups: dict[str, Json] = {}
    for group in found.collections:
        if group.id in ontology.collections:
            old = raw["collections"][group.id]
            _change(
                ("collections", group.id), old, _join_group(old or {}, collection_of(group)), editor, merged
            )
        else:
            groups[group.id] = collection_of(group)
    _append(("collections",), groups, editor, merged)
    merged.text = editor.text()
    return merged


def _merge_scheme(
    found: Found, ontology: Ontology, raw: Mapping[str, Any], editor: Editor, merged: Merged
) -> None:
    scheme = scheme_of(found)
    there = raw.get("scheme") or {}
    if found.id not in ontology.scheme.references:
        _append(("scheme", "references"), scheme["references"], editor, merged)
    tops = scheme.get("top_concepts", [])
    # The entries of another scheme's hierarchy are read off, or its own.
    if tops and found.uri and ontology.scheme.uri == found.uri:
        if "top_concepts" in there:
            joined = _union(_as_list(there["top_concepts"]), tops)
            _change(("scheme", "top_concepts"), there["top_concepts"], joined, editor, merged)
        else:
            _append(("scheme",), {"top_concepts": tops}, editor, merged)


def _append(path: Path, entries: dict[str, Any], editor: Editor, merged: Merged) -> None:
    if not entries:
        return
    if editor.append(path, entries):
        merged.added += [".".join((*path, name)) for name in entries]
    else:
        merged.refused.append(path)


def _change(path: Path, old: Any, new: Any, editor: Editor, merged: Merged) -> None:
    if old == new:
        return
    if editor.replace(path, new):
        merged.changed.append(".".join(path))
    else:
        merged.refused.append(path)


def _join(
    old: Json,
    new: Json,
    id_: str,
    there: set[tuple[str, str, str]],
    ontology: Ontology,
    language_of: LanguageOf,
) -> Json:
    """Return an entry with all that either says."""
    joined = copy.deepcopy(old)
    for name in ("uri", "scope_note", "definition"):
        if name in new and name not in joined:
            joined[name] = new[name]
    lost = _replaced_labels(joined, new, language_of)
    for name, more in (*((name, new.get(name, {})) for name in _LABELS), ("alt_labels", lost)):
        _add_texts(joined, name, more, language_of)
    notes = copy.deepcopy(new.get("notes", {}))
    for name in ("definition", "scope_note"):
        if name in new and joined[name] != new[name]:
            notes.setdefault(name, {}).setdefault(ontology.scheme.language, []).append(joined[name])
            joined[name] = new[name]
    if notes:
        before = joined.setdefault("notes", {})
        for kind, by_language in notes.items():
            _add_texts(before, kind, by_language, language_of)
    for name in ("notation", "mappings"):
        _add_values(joined, new, name)
    relations = [r for r in new.get("relations", []) if not _stands(id_, r, there, ontology)]
    if relations:
        joined["relations"] = [*joined.get("relations", []), *relations]
    return joined


def _replaced_labels(joined: Json, new: Json, language_of: LanguageOf) -> dict[str, list[str]]:
    """Put in the preferred labels of the vocabulary; return those that had their place, by language."""
    wanted = new.get("pref_label", {})
    before = _by_language(joined.get("pref_label"), language_of)
    lost = {
        language: [text for text in before.get(language, []) if text != label]
        for language, label in wanted.items()
    }
    if any(before.get(language, [])[:1] != [label] for language, label in wanted.items()):
        joined["pref_label"] = {name: texts[0] for name, texts in before.items() if texts} | wanted
    return {language: texts for language, texts in lost.items() if texts}


def _add_texts(entry: Json, name: str, more: Mapping[str, Iterable[str]], language_of: LanguageOf) -> None:
    """Add texts by language; what is there stays in the form in which it was written, if nothing is new."""
    before = _by_language(entry.get(name), language_of)
    named = _by_language(entry.get("pref_label"), language_of) if name in _LABELS else {}
    fresh = {
        language: added
        for language, texts in more.items()
        if (added := [t for t in texts if t not in before.get(language, []) + named.get(language, [])])
    }
    if fresh:
        languages = dict.fromkeys((*before, *fresh))
        entry[name] = {one: _union(before.get(one, []), fresh.get(one, [])) for one in languages}


def _add_values(joined: Json, new: Json, name: str) -> None:
    if name not in new:
        return
    if isinstance(new[name], dict):
        before = joined.setdefault(name, {})
        for kind, values in new[name].items():
            if not set(values) <= set(_as_list(before.get(kind))):
                before[kind] = _union(_as_list(before.get(kind)), values)
        if not before:
            del joined[name]
    elif any(value not in _as_list(joined.get(name)) for value in new[name]):
        joined[name] = _union(_as_list(joined.get(name)), new[name])


def _join_group(old: Json, new: Json) -> Json:
    joined = {**new, **copy.deepcopy(old)}
    if not set(new.get("members", [])) <= set(_as_list(old.get("members"))):
        joined["members"] = _union(_as_list(old.get("members")), new["members"])
    if isinstance(old.get("label"), dict):
        joined["label"] = {**new.get("label", {}), **old["label"]}
    return joined


def _stands(id_: str, relation: Json, there: set[tuple[str, str, str]], ontology: Ontology) -> bool:
    """Whether a relation is there already, from either end where it is symmetric."""
    kind, other = next(iter(relation.items()))
    known = ontology.relation_types.get(kind)
    return (id_, kind, other) in there or bool(known and known.symmetric and (other, kind, id_) in there)


def _by_language(value: Any, language_of: LanguageOf) -> dict[str, list[str]]:
    """Labels in any of the forms in which they may be written, by language."""
    if isinstance(value, dict):
        return {language: _as_list(texts) for language, texts in value.items()}
    found: dict[str, list[str]] = {}
    for text in _as_list(value):
        found.setdefault(language_of(text), []).append(text)
    return found


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def _union(one: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    return list(_once((*one, *other)))


def _once(values: Iterable[Any]) -> Iterator[Any]:
    seen: list[Any] = []
    for value in values:
        if value not in seen:
            seen.append(value)
            yield value
