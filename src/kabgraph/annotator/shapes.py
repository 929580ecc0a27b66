"""What the interface answers: items, records and mentions as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from kabgraph.annotations import as_json
from kabgraph.library.review import SORTS, Item
from kabgraph.model import Annotation, Mention, Passage, Span

if TYPE_CHECKING:
    from kabgraph.library import Library

Json = dict[str, Any]


def record_json(record: Annotation, user: str, tags: Mapping[str, str]) -> Json:
    """Return a record with what became of its words; its tag, where it is the user's own."""
    near = record.near
    return {
        **as_json(record),
        "talk": record.talk,
        "by": record.by,
        "own": record.by == user,
        "tag": tags.get(record.id) if record.by == user else None,
        "state": record.state,
        "span": _span(record.span),
        "near": {"passage": near[0].partition("#")[2], **_span_of(near[1])} if near else None,
    }


def mention_json(mention: Mention) -> Json:
    """Return a mention of a passage."""
    return {
        "passage": mention.passage.partition("#")[2],
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "concept": mention.concept,
        "candidates": list(mention.candidates),
        "mode": mention.mode,
        "status": mention.status,
        "contained": mention.contained,
        "verdict": mention.verdict,
        "records": list(mention.records),
    }


def tag_of_item(item: Item) -> str:
    """Return what an item is known by: it is another when anything that a person sees of it has changed."""
    record = item.record
    seen = (item.key, item.sort, item.surface, item.candidates, item.mode, record and as_json(record))
    return sha256(repr(seen).encode("utf-8")).hexdigest()[:16]


def item_json(item: Item, library: Library) -> Json:
    """Return an item with the names and meanings of its candidates."""
    passage = library.find_passage(item.passage)
    talk = item.passage.partition("#")[0]
    record = item.record
    return {
        "key": item.key,
        "tag": tag_of_item(item),
        "sort": item.sort,
        "talk": talk,
        "title": library.label(talk) if passage else talk,
        "number": passage.number if passage else None,
        "passage": item.passage,
        "start": item.span.start if item.span else None,
        "end": item.span.end if item.span else None,
        "surface": item.surface,
        "candidates": [
            {**candidate_json(concept, library), "why": _why(item, concept, library)}
            for concept in item.candidates
        ],
        "concept": item.concept,
        "mode": item.mode,
        "similar": item.similar,
        "kind": record.kind if record else "hit",
        "by": record.by if record else None,
        "note": record.note if record else "",
    }


def _why(item: Item, concept: str, library: Library) -> str:
    """Return in a sentence what speaks for a candidate, or against it."""
    mention = item.mention
    if mention is not None and mention.rule:
        return f"Proposed: {mention.rule.rstrip('.')}."
    if not library.mentions_of(concept):
        return "Not in any text so far."
    here = sum(m.passage == item.passage for m in library.mentions_of(concept))
    return f"Stands {here} times in this passage." if here > 1 else ""


def candidate_json(concept: str, library: Library) -> Json:
    """Return what a person needs to know of a concept to choose it."""
    found = library.ontology.concepts[concept]
    hebrew = found.pref_label.get("he", "")
    return {
        "id": concept,
        "name": found.name,
        "hebrew": hebrew if hebrew != found.name else "",
        "definition": found.definition,
        "article": found.article,
    }


def queue_json(items: Iterable[Item], whole: Iterable[Item], decided: int, library: Library) -> Json:
    """Return the items asked for, with the numbers of the whole queue by sort, talk and concept."""
    whole = tuple(whole)
    sorts = Counter(item.sort for item in whole)
    talks = Counter(item.passage.partition("#")[0] for item in whole)
    concepts = Counter(concept for item in whole for concept in item.candidates)
    titles = {talk.id: talk.title for talk in library.talks}
    return {
        "items": [item_json(item, library) for item in items],
        "counts": {sort: sorts[sort] for sort in SORTS},
        "decided": decided,
        "total": decided + len(whole),
        "talks": [
            {"id": id_, "title": title, "waiting": talks[id_]} for id_, title in titles.items() if talks[id_]
        ],
        "concepts": sorted(
            ({"id": id_, "name": library.label(id_), "waiting": n} for id_, n in concepts.items()),
            key=lambda c: str(c["name"]).casefold(),
        ),
    }


def context_json(item: Item, library: Library) -> Json:
    """Return an item's passage with its marks, and a little of the passages before and after it."""
    passage = library.find_passage(item.passage)
    if passage is None:
        return {"language": "", "before": None, "text": "", "after": None, "marks": []}
    talk = library.talk(passage.talk)
    place = talk.passages.index(passage)
    before = talk.passages[place - 1] if place else None
    after = talk.passages[place + 1] if place + 1 < len(talk.passages) else None
    return {
        "language": talk.language,
        "edition": talk.edition,
        "before": _end_of(before),
        "text": passage.text,
        "after": _start_of(after),
        "marks": [
            {"start": m.start, "end": m.end, "status": m.status, "concept": m.concept, "mode": m.mode}
            for m in library.mentions_in(passage.ref)
        ],
    }


def _end_of(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    last = passage.sentences[-1] if passage.sentences else Span(0, len(passage.text))
    return {"text": passage.text[last.slice], "cut": last.start > 0}


def _start_of(passage: Passage | None) -> Json | None:
    if passage is None:
        return None
    first = passage.sentences[0] if passage.sentences else Span(0, len(passage.text))
    return {"text": passage.text[first.slice], "cut": first.end < len(passage.text)}


def near_json(item: Item, library: Library) -> Json | None:
    """Return where lost words may stand now."""
    near = item.record.near if item.record and item.record.span is None else None
    passage = library.find_passage(near[0]) if near else None
    if near is None or passage is None:
        return None
    return {"passage": near[0], "number": passage.number, **_span_of(near[1]), "text": passage.text}


def _span(span: Span | None) -> Json | None:
    return _span_of(span) if span else None


def _span_of(span: Span) -> Json:
    return {"start": span.start, "end": span.end}
