"""Our own Web Annotation JSON-LD, read back: every key is known, and nothing is looked up elsewhere."""

from __future__ import annotations

from typing import Any

from kabgraph.export.exchange.addresses import talk_at
from kabgraph.export.exchange.arrived import Arrived, Words, finding
from kabgraph.export.exchange.schema import CONTEXT, Target, WebAnnotation
from kabgraph.export.exchange.shape import Path, checked
from kabgraph.model import Finding
from kabgraph.source import Document


def is_own(item: Any) -> bool:
    """Whether an annotation of a file was written by this program: it has a key of ours."""
    return isinstance(item, dict) and any(str(key).startswith("kabgraph:") for key in item)


def read_own(document: Document, path: Path, findings: list[Finding]) -> Arrived | None:
    """Return the annotation at ``path`` as it was written, or None with ``findings`` that say why."""
    part = checked(WebAnnotation, document, path, findings)
    if part is None or not context_holds(part.context, document, path, findings):
        return None
    talks = {talk_at(target.source) for target in part.targets}
    at = _target_at(part, document, path)
    quotes = [_words(target) for target in part.targets]
    if len(talks) > 1 or "" in talks or None in quotes:
        said = "a target is no page of a talk" if "" in talks else "its targets are on several pages"
        if None in quotes:
            said = "a target has no TextQuoteSelector"
        remedy = "a source ends in talks/<id>.html, and a record stays in one talk, with its words"
        findings.append(finding(at, "X105", said, remedy))
        return None
    return Arrived(
        address=document.at(path),
        talk=talks.pop(),
        talk_address=at,
        by=part.creator.nickname,
        words=tuple(words for words in quotes if words),
        record=_record(part),
        own=True,
        places={
            key: document.at((*path, f"kabgraph:{key}"))
            for key in ("concept", "relation", "claim", "mode", "stance", "log", "replaces")
        },
    )


def context_holds(context: Any, document: Document, path: Path, findings: list[Finding]) -> bool:
    """Whether a context is that of an export: another one would give the keys another meaning.

    None at all is that of the whole.
    """
    if context in (None, CONTEXT):
        return True
    remedy = "leave it as it was exported: no context is fetched, and the keys mean what they meant"
    said = "the context is not that of an export"
    findings.append(finding(document.at((*path, "@context")), "X105", said, remedy))
    return False


def _target_at(part: WebAnnotation, document: Document, path: Path) -> Any:
    inner: Path = ("target", 0) if isinstance(part.target, list) else ("target",)
    return document.at((*path, *inner, "source"))


def _words(target: Target) -> Words | None:
    quote = target.quote
    if quote is None:
        return None
    return Words(
        quote.exact, quote.prefix, quote.suffix, target.passage, target.start, target.end, target.text
    )


def _record(part: WebAnnotation) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": part.id[-10:],
        "kind": part.kind,
        "concept": part.concept,
        "mode": part.mode,
        "status": part.status,
        "stance": part.stance,
        "note": part.note or None,
        "origin": part.origin or None,
        "replaces": part.replaces,
        "log": [entry.model_dump() for entry in part.log],
    }
    if part.relation:
        record["relation"] = {
            "from": part.relation.subject,
            "type": part.relation.type,
            "to": part.relation.object,
        }
    if claim := part.claim:
        condition = {"condition": claim.condition} if claim.condition else {}
        record["claim"] = {claim.kind: claim.concepts, **condition}
    return {key: value for key, value in record.items() if value is not None}
