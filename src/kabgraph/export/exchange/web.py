"""All annotations as W3C Web Annotation JSON-LD: one collection of one page, a line for each."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from kabgraph.export.exchange.addresses import concept_address, file_address, talk_address, type_address
from kabgraph.export.exchange.schema import CONTEXT, HTML_FRAGMENT, Motivation
from kabgraph.export.parts import Parts
from kabgraph.export.plain import Json
from kabgraph.export.records import EDITIONS
from kabgraph.model import Anchor, Annotation, PassageRef, Span

FILE = "kabgraph.annotations.jsonld"
_AFFIRMED: dict[str, Motivation] = {
    "mention": "identifying",
    "relation": "classifying",
    "claim": "linking",
    "note": "commenting",
}


def write_web_annotations(parts: Parts) -> bytes:
    """Write the annotations; offsets are those into a passage's text."""
    return _write(parts, flat=False)


def write_flat_annotations(parts: Parts) -> bytes:
    """Write the annotations; offsets are those into a talk's whole text, its passages joined by line ends."""
    return _write(parts, flat=True)


def _write(parts: Parts, *, flat: bool) -> bytes:
    scheme = parts.ontology.scheme
    file = file_address(scheme, FILE)
    items = [web_annotation(parts, each, flat=flat) for each in parts.annotations]
    label = f"{scheme.title}: annotations"
    collection = {
        "@context": CONTEXT,
        "id": file,
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "kabgraph:version": parts.version,
        "last": f"{file}#page-1",
    }
    page = {"id": f"{file}#page-1", "type": "AnnotationPage", "startIndex": 0}
    head = "".join(f"{_flat(key)}: {_flat(value)},\n" for key, value in collection.items())
    inner = "".join(f"{_flat(key)}: {_flat(value)},\n" for key, value in page.items())
    lines = ",\n".join(map(_flat, items))
    return f'{{\n{head}"first": {{\n{inner}"items": [\n{lines}\n]}}\n}}\n'.encode()


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def web_annotation(parts: Parts, value: Annotation, *, flat: bool = False) -> Json:
    """Return one record as a Web Annotation: nothing of it is lost.

    Only what a person affirmed identifies or classifies; what was rejected, or is done with, assesses, and
    what is proposed or put off is a question: no other program shall take a no for a yes.
    """
    log = value.log
    purpose = _motivation(value)
    record: Json = {
        "@context": CONTEXT,
        "id": f"{file_address(parts.ontology.scheme, FILE)}#{value.id}",
        "type": "Annotation",
        "motivation": purpose,
        "creator": {"nickname": value.by},
        **({"created": log[0].at} if log and _is_moment(log[0].at) else {}),
        **({"modified": log[-1].at} if len(log) > 1 and _is_moment(log[-1].at) else {}),
    }
    if bodies := [*_resources(parts, value, purpose), *_note(value)]:
        record["body"] = bodies
    targets = _targets(parts, value, flat=flat)
    return {**record, "target": targets[0] if len(targets) == 1 else targets, **_ours(value)}


def _is_moment(at: str) -> bool:
    """Whether there is such a day and hour: a log that a hand has written may tell of a 30 February."""
    try:
        datetime.fromisoformat(at)
    except ValueError:
        return False
    return True


def _motivation(value: Annotation) -> Motivation:
    if value.kind == "note":
        return "commenting"
    if value.status in ("proposed", "skipped"):
        return "questioning"
    affirmed = value.status == "accepted" and (value.relation is None or value.stance == "supports")
    return _AFFIRMED[value.kind] if affirmed else "assessing"


def _resources(parts: Parts, value: Annotation, purpose: Motivation) -> list[Json]:
    """What the record speaks of, as addresses; a concept that is gone has the address of its page."""
    scheme, concepts = parts.ontology.scheme, parts.ontology.concepts

    def resource(source: str, why: str) -> Json:
        return {"type": "SpecificResource", "source": source, "purpose": why}

    def concept(id: str, why: str) -> Json:
        return resource(concept_address(scheme, concepts[id]), why)

    if value.relation:
        link = value.relation
        ends = [concept(id_, "linking") for id_ in (link.subject, link.object) if id_ in concepts]
        return [resource(type_address(scheme, link.type), purpose), *ends]
    named = value.claim.concepts if value.claim else (value.concept,)
    why = "linking" if value.kind == "note" else purpose
    return [concept(id_, why) for id_ in named if id_ in concepts]


def _note(value: Annotation) -> list[Json]:
    text = {"type": "TextualBody", "value": value.note, "format": "text/plain", "purpose": "commenting"}
    return [text] if value.note else []


def _targets(parts: Parts, value: Annotation, *, flat: bool) -> list[Json]:
    spans: tuple[Span | None, ...] = (value.span, *value.also_spans)
    anchors = (value.anchor, *value.also)
    placed = spans if value.span else (None,) * len(anchors)
    return [
        _target(parts, value, anchor, span, flat=flat) for anchor, span in zip(anchors, placed, strict=True)
    ]


def _target(parts: Parts, value: Annotation, anchor: Anchor, span: Span | None, *, flat: bool) -> Json:
    """One anchor: where its words stand now is for all; as it is stored, for ourselves.

    Words that are lost have no position: a program would paint others.
    """
    ref = PassageRef(f"{value.talk}#{anchor.passage}")
    before = parts.before[ref] if flat and span else 0
    quote = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    selectors: list[Json] = [{"type": "TextQuoteSelector", **quote}]
    if span:
        place = {"start": before + span.start, "end": before + span.end}
        selectors.append({"type": "TextPositionSelector", **place})
    fragment = {"type": "FragmentSelector", "value": anchor.passage, "conformsTo": HTML_FRAGMENT}
    edition = parts.editions[value.talk]
    return {
        "type": "SpecificResource",
        "source": talk_address(parts.ontology.scheme, value.talk),
        "selector": selectors if flat else {**fragment, "refinedBy": selectors},
        "kabgraph:edition": edition,
        "kabgraph:wording": EDITIONS[edition],
        "kabgraph:passage": anchor.passage,
        "kabgraph:start": anchor.start,
        "kabgraph:end": anchor.end,
        "kabgraph:text": anchor.text,
    }


def _ours(value: Annotation) -> Json:
    """What the model has no word for."""
    link, claim = value.relation, value.claim
    record: Json = {
        "kind": value.kind,
        "status": value.status,
        "state": value.state,
        "concept": value.concept,
        "mode": value.mode if value.kind == "mention" else "",
        "relation": _prefixed({"from": link.subject, "type": link.type, "to": link.object}) if link else {},
        "stance": value.stance if link else "",
        "claim": {},
        "origin": value.origin,
        "replaces": value.replaces,
        "log": [_prefixed({"at": entry.at, "by": entry.by, "did": entry.did}) for entry in value.log],
    }
    if claim:
        condition = {"condition": claim.condition} if claim.condition else {}
        record["claim"] = _prefixed({"kind": claim.kind, "concepts": list(claim.concepts), **condition})
    return _prefixed({key: said for key, said in record.items() if said})


def _prefixed(record: Json) -> Json:
    return {f"kabgraph:{key}": value for key, value in record.items()}
