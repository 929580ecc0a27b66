"""One record of a file -> an Annotation, with every problem at its place; a bad record is left out alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kabgraph.annotations.anchor import Placing, place
from kabgraph.annotations.codes import WARNINGS
from kabgraph.lazy import Lazy
from kabgraph.model import Address, AnchorState, Annotation, Finding, Passage, Span, TalkId
from kabgraph.source import Document, parse_yaml, shown
from kabgraph.text import nearest

if TYPE_CHECKING:
    import pydantic
    from pydantic_core import ErrorDetails

    from kabgraph.annotations import schema
else:
    pydantic, schema = Lazy("pydantic"), Lazy("kabgraph.annotations.schema")

Path = tuple[str | int, ...]
_WORST: tuple[AnchorState, ...] = ("exact", "shifted", "weak", "changed", "ambiguous", "moved?", "orphan")
_FAULTS = {
    "string_pattern_mismatch": "does not have its form",
    "string_type": "should be one line of text",
    "string_too_short": "is empty",
}
_FORMS = {
    "id": "ids are a- and eight of 0-9 a-z",
    "replaces": "it is the id of another record: a- and eight of 0-9 a-z",
    "passage": "it is the id in the talk's file, such as p3, without the talk",
    "text": "it is sha256: and twelve hex digits, in quotes",
    "at": 'write it as "2026-11-22T10:04:00Z"',
    "start": "count code points from the passage's first, from 0",
    "end": "count code points from the passage's first, from 0",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What records may name: concept ids, relation type ids, and the passages of each talk."""

    concepts: Collection[str]
    types: Collection[str]
    passages: Mapping[TalkId, Sequence[Passage]]


class RecordReader:
    """Reads the records of one file, and keeps its findings."""

    def __init__(self, talk: TalkId, user: str, vocabulary: Vocabulary) -> None:
        self.findings: list[Finding] = []
        self.talk, self._user = talk, user
        self._known = vocabulary

    @property
    def talks(self) -> Collection[str]:
        """The ids of the talks that are there."""
        return self._known.passages

    def report(self, place: Address, code: str, said: str, remedy: str) -> None:
        """Note a finding."""
        level = "warning" if code in WARNINGS else "error"
        self.findings.append(Finding(place, code, level, said, remedy))  # type: ignore[arg-type]

    def read(self, raw: Any, document: Document, path: Path) -> Annotation | None:
        """Return the record at ``path`` of ``document``, or None with findings that say why."""
        if not isinstance(raw, dict):
            said = "a record should be a mapping"
            self.report(document.at(path), "A101", said, "write '- id: ...' and its other keys")
            return None
        try:
            part = schema.RecordPart.model_validate({k: v for k, v in raw.items() if v is not None})
        except pydantic.ValidationError as error:
            for fault in error.errors(include_url=False):
                self._fault(fault, document, path)
            return None
        if not (self._has_its_keys(part, document, path) and self._names_hold(part, document, path)):
            return None
        return self._annotation(part, document.at(path))

    def _has_its_keys(self, part: schema.RecordPart, document: Document, path: Path) -> bool:
        backwards = [n for n, anchor in enumerate((part.anchor, *part.also)) if anchor.end < anchor.start]
        for n in backwards:
            place = document.at((*path, *(("also", n - 1) if n else ("anchor",)), "end"))
            self.report(place, "A105", "the anchor ends before it starts", _FORMS["end"])
        lacking, foreign = schema.lacks(part), schema.foreign(part)
        for key in lacking:
            said = f"a record of the kind {part.kind} needs {key!r}"
            self.report(document.at(path), "A104", said, f"add '{key}: ...'")
        for key in foreign:
            said = f"a record of the kind {part.kind} has no {key!r}"
            self.report(document.key_at((*path, key)), "A103", said, "delete it, or change the kind")
        return not (backwards or lacking or foreign)

    def _names_hold(self, part: schema.RecordPart, document: Document, path: Path) -> bool:
        named = [(*each, self._known.concepts, "concept") for each in schema.concepts_of(part)]
        if part.relation:
            named.append((("relation", "type"), part.relation.type, self._known.types, "relation type"))
        unknown = [(inner, name, known, what) for inner, name, known, what in named if name not in known]
        for inner, name, known, what in unknown:
            near = nearest(name, known)
            remedy = f"did you mean {near[0]!r}?" if near else f"use the id of a {what} that is defined"
            self.report(document.at((*path, *inner)), "A108", f"unknown {what} {shown(name)}", remedy)
        return not unknown

    def _annotation(self, part: schema.RecordPart, address: Address) -> Annotation:
        passages = self._known.passages.get(self.talk, ())
        anchors = tuple(anchor.noun() for anchor in (part.anchor, *part.also))
        state, placings = placed(tuple(place(anchor, passages) for anchor in anchors))
        spans = tuple(placing.span for placing in placings if placing.span) if state in PLACED else ()
        return Annotation(
            id=part.id,
            talk=self.talk,
            kind=part.kind,
            concept=part.concept or "",
            mode=part.mode or "named",
            status=part.status,
            anchor=anchors[0],
            also=anchors[1:],
            by=self._user,
            state=state,
            span=spans[0] if spans else None,
            also_spans=spans[1:],
            near=next((placing.near for placing in placings if placing.near), None),
            address=address,
            note=part.note,
            origin=part.origin,
            relation=part.relation.noun() if part.relation else None,
            stance=part.stance or "supports",
            claim=part.claim.noun() if part.claim else None,
            replaces=part.replaces,
            log=tuple(entry.noun() for entry in part.log),
        )

    def _fault(self, fault: ErrorDetails, document: Document, path: Path) -> None:
        loc = tuple(step for step in fault["loc"] if step != "function-plain")
        kind, key = fault["type"], str(loc[-1])
        if kind == "extra_forbidden":
            inside = schema.KEYS_OF.get(str(loc[0])) if len(loc) > 1 else None
            self.unknown_key(document, (*path, *loc), inside or tuple(schema.RecordPart.model_fields))
        elif kind == "missing":
            self.report(document.at((*path, *loc)), "A104", f"{key!r} is missing", f"add '{key}: ...'")
        else:
            what = _FAULTS.get(kind) or fault["msg"].removeprefix("Value error, ").replace(
                "Input should", "should"
            )
            given = f" {shown(fault['input'])}" if isinstance(fault["input"], str) else ""
            said = f"{'.'.join(map(str, loc))}:{given} {what}"
            self.report(document.at((*path, *loc)), "A105", said, _FORMS.get(key, "write what it asks for"))

    def unknown_key(self, document: Document, path: Path, known: Iterable[str]) -> None:
        """Note a key that the format does not have."""
        key, known = str(path[-1]), tuple(known)
        near = nearest(key, known)
        remedy = f"did you mean {near[0]!r}?" if near else f"it is one of: {', '.join(known)}"
        self.report(document.key_at(path), "A103", f"unknown key {shown(key)}", remedy)


PLACED: frozenset[AnchorState] = frozenset({"exact", "shifted", "weak"})
"""The states of words that have a place."""


def placed(placings: Sequence[Placing]) -> tuple[AnchorState, Sequence[Placing]]:
    """Return the worst state among the anchors of one record: it is placed as a whole, or not at all."""
    return max((placing.state for placing in placings), key=_WORST.index), placings


def unreadable(lines: str) -> str | None:
    """Say why the lines of a record would not be read back, None where they would."""
    document = parse_yaml(lines, "")
    if not _is_one(document):
        return "; ".join(finding.message for finding in document.findings) or "its lines are no record"
    reader = RecordReader(TalkId(""), "", Vocabulary((), (), {}))
    reader.read(document.data[0], document, (0,))
    return "; ".join(finding.message for finding in reader.findings if finding.code != "A108") or None


def is_record(lines: str) -> bool:
    """Whether the lines are one record of a file, sound or not, and nothing beside it."""
    return _is_one(parse_yaml(lines, ""))


def _is_one(document: Document) -> bool:
    broken = any(finding.level == "error" for finding in document.findings)
    return not broken and isinstance(document.data, list) and len(document.data) == 1


def span_of(annotation: Annotation) -> Span:
    """Return where the words stand, or where they stood when the record was made."""
    return annotation.span or Span(
        annotation.anchor.start, max(annotation.anchor.start, annotation.anchor.end)
    )
