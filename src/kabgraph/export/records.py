"""Each noun as a plain record: what JSON holds, and what the sheets are filled from."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest
from typing import Any

from kabgraph.export.parts import Chain, Parts, Question
from kabgraph.export.plain import Json
from kabgraph.model import (
    Address,
    Anchor,
    Annotation,
    Claim,
    Collection,
    Concept,
    Correspondence,
    Event,
    Kind,
    Mention,
    Quote,
    Relation,
    RelationType,
    Span,
    TableRow,
    Talk,
)

EDITIONS = {
    "original": "The words are the text’s own.",
    "translation": "A translation: the words are the translator’s.",
    "retelling": "A retelling: the thoughts are the speaker’s, the wording is not.",
}
"""What each edition says of its words."""


def place(address: Address) -> Json:
    """Return where something is written down."""
    return {"file": address.file, "line": address.line}


def quote(parts: Parts, found: Quote) -> Json:
    """Return a quote with its edition; offsets are half-open code points into the passage's text."""
    return {
        "passage": found.passage.ref,
        "edition": parts.editions[found.passage.talk],
        "start": found.span.start,
        "end": found.span.end,
        "text": found.text,
        "marks": [[mark.start, mark.end] for mark in found.marks],
    }


def quotes(parts: Parts, ground: Relation | Event | Claim | TableRow) -> list[Json]:
    """Return the quotes from exported passages on which something rests."""
    there = set(parts.there(ground.evidence))
    return [quote(parts, found) for found in parts.quotes(ground) if found.passage.ref in there]


def kind(_: Parts, value: Kind) -> Json:
    """Return a kind of concepts."""
    return {"id": value.id, "label": value.label, "definition": value.definition}


def relation_type(_: Parts, value: RelationType) -> Json:
    """Return a type of relations."""
    return {
        "id": value.id,
        "label": value.label,
        "family": value.family,
        "inverse": value.inverse,
        "inverse_label": value.inverse_label,
        "symmetric": value.symmetric,
        "transitive": value.transitive,
        "skos": value.skos,
        "definition": value.definition,
        "uri": value.uri,
    }


def concept(parts: Parts, value: Concept) -> Json:
    """Return a concept with all its labels."""
    return {
        "id": value.id,
        "name": value.name,
        "labels": [{"role": x.role, "language": x.language, "text": x.text} for x in value.labels],
        "kind": value.kind,
        "row": value.row,
        "definition": value.definition,
        "drawn_from": parts.there(value.drawn_from),
        "sources": list(value.sources),
        "scope_note": value.scope_note,
        "pronunciation": value.pronunciation,
        "letters": {"spelling": value.letters.spelling, "sum": value.letters.sum} if value.letters else None,
        "uri": value.uri,
        "notations": [{"text": x.text, "datatype": x.datatype} for x in value.notations],
        "notes": [{"kind": x.kind, "language": x.language, "text": x.text} for x in value.notes],
        "mappings": [{"kind": x.kind, "uri": x.uri} for x in value.mappings],
        "former_ids": list(value.former_ids),
        "address": place(value.address),
    }


def collection(_: Parts, value: Collection) -> Json:
    """Return a collection with the ids of its members."""
    return {
        "id": value.id,
        "name": value.name,
        "labels": [{"language": x.language, "text": x.text} for x in value.labels],
        "ordered": value.ordered,
        "members": list(value.members),
        "uri": value.uri,
        "address": place(value.address),
    }


def relation(parts: Parts, value: Relation) -> Json:
    """Return a relation with its sentence, its standing and what it rests on."""
    return {
        "id": value.id,
        "subject": value.subject,
        "type": value.type,
        "object": value.object,
        "sentence": parts.say(value),
        "standing": value.standing,
        "evidence": quotes(parts, value),
        "sources": list(value.sources),
        "rule": value.rule,
        "scheme": value.scheme,
        "table": value.table,
        "tradition": value.tradition,
        "qualifiers": {name: list(values) for name, values in value.qualifiers.items()},
        "derived_from": value.derived_from,
        "address": place(value.address),
    }


def event(parts: Parts, value: Event) -> Json:
    """Return a step of a process with its roles."""
    return {
        "id": value.id,
        "label": value.label,
        "type": value.type,
        "sentence": parts.say(value),
        "definition": value.definition,
        "roles": [
            {"name": r.name, "concept": r.concept, "text": r.text, "inferred": r.inferred}
            for r in value.roles
        ],
        "evidence": quotes(parts, value),
        "sources": list(value.sources),
        "enables": list(value.enables),
        "causes": list(value.causes),
        "counterpart_of": list(value.counterpart_of),
        "address": place(value.address),
    }


def process(_: Parts, value: Chain) -> Json:
    """Return a process with the ids of its steps."""
    steps = [step.id for step in value.events]
    return {"id": value.id, "title": value.title, "definition": value.definition, "events": steps}


def claim(parts: Parts, value: Claim) -> Json:
    """Return an equation or its denial with its scope."""
    return {
        "id": value.id,
        "kind": value.kind,
        "concepts": list(value.concepts),
        "standing": standing_of_claim(parts, value),
        "condition": value.condition,
        "phrase": value.phrase,
        "because": value.because,
        "rule": value.rule,
        "evidence": quotes(parts, value),
        "sources": list(value.sources),
        "address": place(value.address),
    }


def standing_of_claim(parts: Parts, value: Claim) -> str:
    """Return what a claim rests on: a rule, passages that are handed out, or published sources."""
    if value.rule or not (value.sources or quotes(parts, value)):
        return "inferred"
    return "asserted" if quotes(parts, value) else "sourced"


def stands(parts: Parts, value: Claim) -> bool:
    """Whether a claim still has a ground when what is not exported is taken away."""
    lost = value.evidence and not parts.there(value.evidence)
    return bool(not lost or value.sources or value.rule)


def table(parts: Parts, value: Correspondence) -> Json:
    """Return a table; its cells are concept ids, or words where there is no concept."""
    return {
        "id": value.id,
        "label": value.label,
        "columns": list(value.columns),
        "tradition": value.tradition,
        "derive": value.derive,
        "note": value.note,
        "sources": list(value.sources),
        "rows": [row(parts, each) for each in value.rows],
        "address": place(value.address),
    }


def row(parts: Parts, value: TableRow) -> Json:
    """Return a row of a table."""
    return {
        "cells": list(value.cells),
        "concepts": list(value.concepts),
        "note": value.note,
        "evidence": quotes(parts, value),
    }


def talk(_: Parts, value: Talk) -> Json:
    """Return a talk with its passages, each with its edition."""
    return {
        "id": value.id,
        "title": value.title,
        "kind": value.kind,
        "edition": value.edition,
        "wording": EDITIONS[value.edition],
        "language": value.language,
        "speaker": value.speaker,
        "date": value.date,
        "aim": value.aim,
        "order": value.order,
        "source": value.source,
        "rights": value.rights,
        "words": value.words,
        "address": place(value.address),
        "passages": [
            {
                "ref": passage.ref,
                "number": passage.number,
                "edition": value.edition,
                "roles": list(passage.roles),
                "text": passage.text,
                "sentences": [[s.start, s.end] for s in passage.sentences],
            }
            for passage in value.passages
        ],
    }


def mention(parts: Parts, value: Mention) -> Json:
    """Return a mention; ``concept`` is null where the words may name several.

    ``records`` are the ids of the annotations that decide it. The words of a lost one stood at its offsets
    once.
    """
    return {
        "passage": value.passage,
        "start": value.start,
        "end": value.end,
        "surface": value.surface,
        "concept": value.concept,
        "candidates": list(value.candidates),
        "mode": value.mode,
        "status": value.status,
        "records": list(value.records),
        "rule": value.rule,
        "edition": parts.editions[value.talk],
    }


def annotation(parts: Parts, value: Annotation) -> Json:
    """Return a person's decision: the words it was made on, and where they stand now."""
    link, said = value.relation, value.claim
    return {
        "id": value.id,
        "kind": value.kind,
        **anchored(value, value.anchor, value.span),
        "edition": parts.editions[value.talk],
        "concept": value.concept or None,
        "mode": value.mode if value.kind == "mention" else None,
        "relation": {"from": link.subject, "type": link.type, "to": link.object} if link else None,
        "stance": value.stance if link else None,
        "claim": {"kind": said.kind, "concepts": list(said.concepts), "condition": said.condition}
        if said
        else None,
        "status": value.status,
        "state": value.state,
        "also": [anchored(value, *pair) for pair in zip_longest(value.also, value.also_spans)],
        "note": value.note,
        "by": value.by,
        "origin": value.origin,
        "replaces": value.replaces,
        "address": place(value.address),
    }


def anchored(value: Annotation, anchor: Anchor, span: Span | None) -> Json:
    """Return the words of one anchor; without ``span`` they have no place now."""
    return {
        "passage": f"{value.talk}#{anchor.passage}",
        "start": span.start if span else None,
        "end": span.end if span else None,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def question(parts: Parts, value: Question) -> Json:
    """Return a question with its answer and its passages."""
    return {
        "id": value.id,
        "asker": value.asker,
        "question": value.question,
        "answer": value.answer,
        "line": value.line,
        "evidence": parts.there(value.evidence),
    }


def listed(parts: Parts, record: Any, values: Iterable[Any]) -> list[Json]:
    """Return the record of each value."""
    return [record(parts, value) for value in values]
