"""JSON-LD made whole before it is read: known contexts are put in, and no other is ever fetched."""

from __future__ import annotations

import json
from typing import Any

from kabgraph.model import Finding
from kabgraph.source import Document, parse_json, shown
from kabgraph.triples import UNDEFINED
from kabgraph.triples.contexts import CONTEXTS, Context

_CONTEXT, _IMPORT = "@context", "@import"
_REMEDY = "write the context into the file, or bring the file as Turtle"
Path = tuple[str | int, ...]


def inlined(text: str, file: str) -> tuple[str | None, list[Finding]]:
    """Return JSON-LD that names no context by an address, or None with every reason, each at its place.

    A key that no context defines, which readers drop without a word, gets an address below ``UNDEFINED``.
    """
    document = parse_json(text, file)
    findings = [found for found in document.findings if found.level == "error"]
    if findings or document.data is None:
        return None, findings
    data = document.data
    findings = _replace(data, document)
    if findings:
        return None, findings
    for top in data if isinstance(data, list) else [data]:
        if isinstance(top, dict):
            top[_CONTEXT] = [{"@vocab": UNDEFINED}, *_listed(top.get(_CONTEXT, []))]
    return json.dumps(data), []


def _replace(data: Any, document: Document) -> list[Finding]:
    """Put in the contexts that are known; return a finding for every other."""
    findings: list[Finding] = []
    waiting: list[tuple[Any, Path]] = [(data, ())]
    while waiting:
        node, path = waiting.pop()
        if isinstance(node, list):
            waiting.extend((item, (*path, number)) for number, item in enumerate(node))
        elif isinstance(node, dict):
            waiting.extend((value, (*path, key)) for key, value in node.items())
            for key in (_CONTEXT, _IMPORT):
                named = _listed(node.get(key, []))
                if any(isinstance(each, str) for each in named):
                    foreign = [each for each in named if isinstance(each, str) and not _known(key, each)]
                    findings += [_refused(key, each, (*path, key), document) for each in foreign]
                    node[key] = [_known(key, each) if isinstance(each, str) else each for each in named]
    return findings


def _known(key: str, address: str) -> Context | None:
    """The context of an address; None where it is not known."""
    return CONTEXTS.get(address.rstrip("/#")) if key == _CONTEXT else None


def _refused(key: str, named: str, path: Path, document: Document) -> Finding:
    said = f"a context from elsewhere ({key} {shown(named)}): nothing is fetched"
    return Finding(document.key_at(path), "V102", "error", said, _REMEDY)


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
