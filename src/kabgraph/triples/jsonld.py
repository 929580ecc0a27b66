"""Triples as JSON-LD: one node a line, and a context in the file itself, so that nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from kabgraph.triples.names import PREFIXES, RDF
from kabgraph.triples.terms import Literal, Object, Triple, iri, ordered


def as_jsonld(triples: Iterable[Triple], prefixes: Mapping[str, str] | None = None) -> str:
    """Return triples as JSON-LD; keys have the prefixes, addresses of things stand in full."""
    names = {**PREFIXES, **(prefixes or {})}
    context = {name: {"@id": names[name], "@prefix": True} for name in sorted(names)}
    spaces = sorted(((base, name) for name, base in names.items()), key=lambda each: (-len(each[0]), each))
    nodes = [
        _node(subject, list(about), spaces)
        for subject, about in groupby(ordered(triples), key=lambda triple: triple.subject)
    ]
    lines = ",\n".join(_flat(node) for node in nodes)
    return f'{{\n"@context": {_flat(context)},\n"@graph": [\n{lines}\n]\n}}\n'


def _node(subject: str, about: list[Triple], spaces: list[tuple[str, str]]) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": iri(subject)}
    for predicate, group in groupby(about, key=lambda triple: triple.predicate):
        objects = [triple.object for triple in group]
        if predicate == RDF["type"]:
            node["@type"] = [_short(str(each), spaces) for each in objects]
        else:
            node[_short(predicate, spaces)] = [_value(each) for each in objects]
    return node


def _value(term: Object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": iri(term)}
    if term.language:
        return {"@value": term.text, "@language": term.language}
    return {"@value": term.text, "@type": iri(term.datatype)} if term.datatype else {"@value": term.text}


def _short(address: str, spaces: list[tuple[str, str]]) -> str:
    for base, name in spaces:
        rest = address.removeprefix(base)
        # What begins with // after the colon would be read as an address of its own.
        if rest and rest != address and not rest.startswith("//"):
            return f"{name}:{iri(rest)}"
    return iri(address)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
