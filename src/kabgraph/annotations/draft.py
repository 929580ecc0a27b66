"""Making records: an anchor on words that stand in a passage, an id, a log, and the record's own lines."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from string import ascii_lowercase, digits
from typing import Any

from kabgraph.annotations.anchor import CONTEXT, text_hash
from kabgraph.model import Anchor, Annotation, LogEntry, Passage, Span

_SIGNS = digits + ascii_lowercase
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*(?:[ .][A-Za-z0-9_-]+)*")
_OTHERWISE = frozenset(
    {"true", "false", "yes", "no", "on", "off", "null", "y", "n"}
)  # no text to other readers
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def make_anchor(passage: Passage, span: Span) -> Anchor:
    """Return an anchor on the words of ``passage`` at ``span`` (code points).

    Raises:
        ValueError: the span is empty, or reaches out of the passage.
    """
    text = passage.text
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"{span.start}-{span.end} holds no words of {passage.ref}")
    return Anchor(
        passage=passage.id,
        exact=text[span.slice],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
        text=text_hash(text),
    )


def renewed(annotation: Annotation, passages: Mapping[str, Passage]) -> Annotation:
    """Return a record that is placed with its anchors made anew where its words stand now.

    ``passages`` are those of its talk, by ref. Of several anchors one that has moved is made anew, and the
    others stay as they are.
    """
    old = (annotation.anchor, *annotation.also)
    anchor, *also = (
        _anew(one, passages[ref], span) for one, (ref, span) in zip(old, annotation.places, strict=True)
    )
    return replace(annotation, anchor=anchor, also=tuple(also), state="exact")


def _anew(anchor: Anchor, passage: Passage, span: Span) -> Anchor:
    exact = anchor.text == text_hash(passage.text) and (anchor.start, anchor.end) == (span.start, span.end)
    return anchor if exact else make_anchor(passage, span)


def new_id() -> str:
    """Return an id that no other branch has: eight random signs, never the clock and never a counter.

    >>> import re; bool(re.fullmatch("a-[0-9a-z]{8}", new_id()))
    True
    """
    return "a-" + "".join(secrets.choice(_SIGNS) for _ in range(8))


def now() -> str:
    """Return the moment, in UTC, as a log writes it. Nothing but the log depends on it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def logged(annotation: Annotation, by: str, did: str, at: str | None = None) -> Annotation:
    """Return the record with one more line in its log."""
    return replace(annotation, log=(*annotation.log, LogEntry(at or now(), by, did)))


def as_json(annotation: Annotation) -> dict[str, Any]:
    """Return the record as plain values, in the order of the file's keys, without what it does not need."""
    record: dict[str, Any] = {"id": annotation.id, "kind": annotation.kind}
    if annotation.concept:
        record["concept"] = annotation.concept
    if annotation.relation:
        link = annotation.relation
        record["relation"] = {"from": link.subject, "type": link.type, "to": link.object}
        record["stance"] = annotation.stance
    if annotation.claim:
        condition = {"condition": annotation.claim.condition} if annotation.claim.condition else {}
        record["claim"] = {annotation.claim.kind: list(annotation.claim.concepts), **condition}
    if annotation.kind == "mention":
        record["mode"] = annotation.mode
    record["status"] = annotation.status
    record["anchor"] = _anchor(annotation.anchor)
    if annotation.also:
        record["also"] = [_anchor(anchor) for anchor in annotation.also]
    for key in ("note", "origin", "replaces"):
        if value := getattr(annotation, key):
            record[key] = value
    record["log"] = [{"at": entry.at, "by": entry.by, "did": entry.did} for entry in annotation.log]
    return record


def _anchor(anchor: Anchor) -> dict[str, Any]:
    keys = ("passage", "exact", "prefix", "suffix", "start", "end", "text")
    return {key: getattr(anchor, key) for key in keys}


def as_lines(annotation: Annotation, indent: str = "") -> str:
    """Return the lines of the record in a file: fixed order, free text in quotes, a line a log entry."""
    lines: list[str] = []
    for key, value in as_json(annotation).items():
        if key == "anchor":
            lines += ["anchor:", *(f"  {line}" for line in _anchor_lines(value))]
        elif key == "also":
            lines.append("also:")
            for anchor in value:
                first, *rest = _anchor_lines(anchor)
                lines += [f"- {first}", *(f"  {line}" for line in rest)]
        elif key == "log":
            lines += ["log:", *(f"- {flow(entry)}" for entry in value)] if value else []
        elif isinstance(value, Mapping):
            lines.append(f"{key}: {flow(value)}")
        else:
            lines.append(f"{key}: {scalar(value, quoted=key == 'note')}")
    return "".join(f"{indent}{'  ' if n else '- '}{line}\n" for n, line in enumerate(lines))


def _anchor_lines(anchor: Mapping[str, Any]) -> list[str]:
    free = ("exact", "prefix", "suffix", "text")
    return [f"{key}: {scalar(value, quoted=key in free)}" for key, value in anchor.items()]


def flow(record: Mapping[str, Any]) -> str:
    """Return a mapping in one line; words that YAML reads as they stand need no quotes."""
    parts = []
    for key, value in record.items():
        if isinstance(value, list):
            said = "[" + ", ".join(scalar(item) for item in value) + "]"
        else:
            said = scalar(value, quoted=key in ("at", "condition"))
        parts.append(f"{key}: {said}")
    return "{" + ", ".join(parts) + "}"


def scalar(value: object, quoted: bool = False) -> str:
    """Return a value as it stands in a file: free text in double quotes, plain words and numbers without."""
    text = str(value)
    plain = isinstance(value, int) or (_PLAIN.fullmatch(text) and text.lower() not in _OTHERWISE)
    if plain and not quoted:
        return text
    escaped = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
