"""Files of annotations -> Annotations, with every problem at its place; a bad record is left out alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kabgraph.annotations import schema
from kabgraph.annotations.anchor import Placing, place
from kabgraph.annotations.codes import WARNINGS
from kabgraph.model import Address, Anchor, Annotation, Finding, Passage, Talk, TalkId
from kabgraph.source import Document, address_of, load_yaml, shown
from kabgraph.text import nearest

FOLDER = "annotations"
SUFFIX = ".yaml"
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
}
_LOST: Mapping[str, tuple[str, str]] = {
    "weak": ("A201", "are placed, though little of what stood about them is left"),
    "ambiguous": ("A202", "stand in several places, and none is surely the one that was meant"),
    "changed": ("A203", "are no longer what stands there"),
    "moved?": ("A204", "no longer stand in the passage, yet in another"),
    "orphan": ("A205", "are gone from the talk"),
}


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files of annotations under ``folder``, and what else lies there, both by name."""
    files: list[Path] = []
    others: list[Path] = []
    for entry in _visible(folder):
        if not entry.is_dir():
            others.append(entry)
            continue
        for inner in _visible(entry):
            (files if inner.suffix == SUFFIX else others).append(inner)
    return files, others


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))


def read_annotations(
    folder: Path, root: Path, talks: Iterable[Talk], concepts: Collection[str]
) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """Return the annotations under ``folder``, placed in ``talks``, in the texts' order, and all findings.

    Files lie in ``<talk-id>/<user>.yaml``. Nothing is ever written.
    """
    passages = {talk.id: talk.passages for talk in talks}
    files, others = files_in(folder)
    findings = [_stray(path, root) for path in others]
    found: dict[str, Annotation] = {}
    for path in files:
        reader = _Reader(load_yaml(path, root), path, passages, concepts)
        for annotation in reader.read():
            first = found.setdefault(annotation.id, annotation)
            if first is not annotation:
                said = f"{annotation.id!r} stands already at {first.address}"
                reader.report(annotation.address, "A106", said, "give one of the two another id")
        findings += reader.findings
    order = {passage.ref: n for own in passages.values() for n, passage in enumerate(own)}
    annotations = sorted(
        found.values(), key=lambda a: (a.talk, order.get(a.passage, -1), a.anchor.start, a.anchor.end, a.id)
    )
    return tuple(annotations), tuple(sorted({*findings, *_lost(annotations, passages)}))


def _finding(place: Address, code: str, said: str, remedy: str) -> Finding:
    return Finding(place, code, "warning" if code in WARNINGS else "error", said, remedy)


def _stray(path: Path, root: Path) -> Finding:
    remedy = f"annotations lie in {FOLDER}/<talk-id>/<user>{SUFFIX}"
    said = f"{shown(path.name)} is not read"
    return _finding(Address(address_of(path, root)), "A110", said, remedy)


def _lost(annotations: Iterable[Annotation], talks: Mapping[TalkId, Sequence[Passage]]) -> Iterator[Finding]:
    """One warning for each record that is not placed, or placed weakly; retired ones are done with."""
    for annotation in annotations:
        if annotation.state not in _LOST or annotation.talk not in talks or annotation.status == "retired":
            continue
        code, what = _LOST[annotation.state]
        words = shown(annotation.anchor.exact)
        said = f"{annotation.id}: the words {words} of {annotation.passage} {what}"
        near = place(annotation.anchor, talks[annotation.talk]).near
        yield _finding(annotation.address, code, said, _proposal(near, talks[annotation.talk]))


def _proposal(near: tuple[str, Any] | None, passages: Sequence[Passage]) -> str:
    if near is None:
        return "check the anchor, or retire the record"
    ref, span = near
    text = next(passage.text for passage in passages if passage.ref == ref)
    return f"is it {shown(text[span.slice])} at {ref}, {span.start}-{span.end}?"


class _Reader:
    """Reads one file, and keeps its findings."""

    def __init__(
        self,
        document: Document,
        path: Path,
        passages: Mapping[TalkId, Sequence[Passage]],
        concepts: Collection[str],
    ) -> None:
        self.findings = list(document.findings)
        self._document = document
        self._user = path.stem
        self._talk = TalkId(path.parent.name)
        self._passages = passages
        self._concepts = concepts

    def report(self, place: Address, code: str, said: str, remedy: str) -> None:
        """Note a finding."""
        self.findings.append(_finding(place, code, said, remedy))

    def read(self) -> Iterator[Annotation]:
        """Yield the records that are sound."""
        raw = self._document.data
        if not isinstance(raw, dict):
            if not self.findings:
                self._shape((), "the file should be a mapping", f"begin with 'format: {schema.FORMAT}'")
            return
        if not self._head_holds(raw):
            return
        records = raw.get("annotations")
        if records is not None and not isinstance(records, list):
            self._shape(("annotations",), "'annotations' should be a list", "write '- id: ...' records")
            return
        for n, record in enumerate(records or ()):
            annotation = self._record(record, n)
            if annotation is not None:
                yield annotation

    def _shape(self, path: Sequence[str | int], said: str, remedy: str) -> None:
        self.report(self._document.at(path), "A101", said, remedy)

    def _head_holds(self, raw: Mapping[str, Any]) -> bool:
        for key in raw:
            if key not in schema.KEYS:
                self._unknown_key((key,), schema.KEYS)
        if raw.get("format") != schema.FORMAT:
            said = (
                f"the format is {shown(str(raw.get('format')))}" if "format" in raw else "no format is named"
            )
            self.report(self._document.at(("format",)), "A102", said, f"write 'format: {schema.FORMAT}'")
            return False
        if raw.get("talk") != self._talk:
            said = (
                f"the file lies in the folder of {shown(self._talk)} and is of {shown(str(raw.get('talk')))}"
            )
            self.report(self._document.at(("talk",)), "A105", said, "the two must be one")
            return False
        if self._talk not in self._passages:
            near = nearest(self._talk, self._passages)
            remedy = f"did you mean {near[0]!r}?" if near else "put the talk back, or move the file away"
            said = f"there is no talk {shown(self._talk)}"
            self.report(self._document.at(("talk",)), "A107", said, remedy)
        return True

    def _record(self, raw: Any, n: int) -> Annotation | None:
        path = ("annotations", n)
        if not isinstance(raw, dict):
            self._shape(path, "a record should be a mapping", "write '- id: ...' and its other keys")
            return None
        if raw.get("kind") in schema.OTHER_KINDS:
            said = f"annotations of the kind {raw['kind']!r} are kept, and not read yet"
            self.report(self._document.at((*path, "kind")), "A109", said, "nothing needs to be done")
            return None
        try:
            part = schema.RecordPart.model_validate({k: v for k, v in raw.items() if v is not None})
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                self._fault(fault, path)
            return None
        if part.concept not in self._concepts:
            near = nearest(part.concept, self._concepts)
            remedy = f"did you mean {near[0]!r}?" if near else "use the id of a concept that is defined"
            place = self._document.at((*path, "concept"))
            self.report(place, "A108", f"unknown concept {shown(part.concept)}", remedy)
            return None
        return self._annotation(part, self._document.at(path))

    def _annotation(self, part: schema.RecordPart, address: Address) -> Annotation:
        anchor = Anchor(**part.anchor.model_dump())
        placed: Placing = place(anchor, self._passages.get(self._talk, ()))
        return Annotation(
            id=part.id,
            talk=self._talk,
            concept=part.concept,
            mode=part.mode,
            status=part.status,
            anchor=anchor,
            by=self._user,
            state=placed.state,
            span=placed.span,
            address=address,
            note=part.note,
            origin=part.origin,
        )

    def _fault(self, fault: ErrorDetails, path: tuple[str | int, ...]) -> None:
        loc, kind = fault["loc"], fault["type"]
        key = str(loc[-1])
        if kind == "extra_forbidden":
            inside = schema.KEYS_OF.get(str(loc[0])) if len(loc) > 1 else None
            self._unknown_key((*path, *loc), inside or tuple(schema.RecordPart.model_fields))
        elif kind == "missing":
            self.report(self._document.at((*path, *loc)), "A104", f"{key!r} is missing", f"add '{key}: ...'")
        else:
            what = _FAULTS.get(kind) or fault["msg"].replace("Input should", "should")
            given = f" {shown(fault['input'])}" if isinstance(fault["input"], str) else ""
            said = f"{'.'.join(map(str, loc))}:{given} {what}"
            self.report(
                self._document.at((*path, *loc)), "A105", said, _FORMS.get(key, "write what it asks for")
            )

    def _unknown_key(self, path: tuple[str | int, ...], known: Collection[str]) -> None:
        key = str(path[-1])
        near = nearest(key, known)
        remedy = f"did you mean {near[0]!r}?" if near else f"it is one of: {', '.join(known)}"
        self.report(self._document.key_at(path), "A103", f"unknown key {shown(key)}", remedy)
