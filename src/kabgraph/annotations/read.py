"""Files of annotations -> Annotations, in the texts' order, with all findings. Nothing is ever written."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kabgraph.annotations.fate import answered, fate
from kabgraph.annotations.layout import Layout, lay_out, parts_of
from kabgraph.annotations.record import RecordReader, Vocabulary
from kabgraph.lazy import Lazy
from kabgraph.model import Address, AnchorState, Annotation, Finding, Level, Passage, Talk, TalkId
from kabgraph.source import Document, address_of, parse_yaml, read_marred, shown
from kabgraph.text import nearest

if TYPE_CHECKING:
    from kabgraph.annotations import schema
else:
    schema = Lazy("kabgraph.annotations.schema")

FOLDER = "annotations"
SUFFIX = ".yaml"
_BEFORE = 5  # words that tell a place to a reader
_LOST: Mapping[AnchorState, str] = {
    "weak": "A201",
    "ambiguous": "A202",
    "changed": "A203",
    "moved?": "A204",
    "orphan": "A205",
}
_DECIDE = "kabgraph review --sort"


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the files of annotations under ``folder``, and what else lies there, both by name."""
    files: list[Path] = []
    others: list[Path] = []
    entries = _visible(folder)
    if entries is None:
        return [], [folder] if os.path.lexists(folder) else []
    for entry in entries:
        within = _visible(entry)
        if within is None:
            others.append(entry)
        for inner in within or ():
            (files if inner.suffix == SUFFIX else others).append(inner)
    return files, others


def _visible(folder: Path) -> list[Path] | None:
    """What lies in a folder, None where it is none or cannot be looked into."""
    try:
        return sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError:
        return None


def read_annotations(
    folder: Path, root: Path, talks: Iterable[Talk], concepts: Collection[str], types: Collection[str] = ()
) -> tuple[tuple[Annotation, ...], tuple[Finding, ...]]:
    """Return the annotations under ``folder``, placed in ``talks``, in the texts' order, and all findings.

    Files lie in ``<talk-id>/<user>.yaml``. ``types`` are the ids of the relation types. What is wrong with
    a record leaves out that record alone, and hides no other.
    """
    passages = {talk.id: talk.passages for talk in talks}
    vocabulary = Vocabulary(concepts, types, passages)
    files, others = files_in(folder)
    findings = [_stray(path, root) for path in others]
    found: dict[str, Annotation] = {}
    for path in files:
        text, marred = read_marred(path, root)
        findings += marred
        if text is None:
            continue
        own, said = read_file(text, address_of(path, root), path, vocabulary)
        # What cannot be text was told with its place; that YAML cannot hold it says nothing more.
        findings += [f for f in said if f.code != "S209" or not any(m.level == "error" for m in marred)]
        for annotation in own:
            first = found.setdefault(annotation.id, annotation)
            if first is not annotation:
                words = f"{annotation.id!r} stands already at {first.address}"
                remedy = "give one of the two another id"
                findings.append(Finding(annotation.address, "A106", "error", words, remedy))
    order = {passage.ref: n for own in passages.values() for n, passage in enumerate(own)}
    annotations = sorted(
        found.values(), key=lambda a: (a.talk, order.get(a.passage, -1), a.anchor.start, a.anchor.end, a.id)
    )
    return tuple(annotations), tuple(sorted({*findings, *_lost(annotations, passages)}))


def read_file(
    text: str, file: str, path: Path, vocabulary: Vocabulary
) -> tuple[list[Annotation], list[Finding]]:
    """Return the sound records of one file, and what is wrong with it.

    ``file`` is its part of addresses; ``path`` names the talk and the user.
    """
    reader = RecordReader(TalkId(path.parent.name), path.stem, vocabulary)
    document = parse_yaml(text, file)
    layout = lay_out(text)
    if _has_errors(document) and layout is not None:
        records = list(_piecewise(layout, document, reader))
        if not any(finding.level == "error" for finding in reader.findings):
            reader.findings += document.findings
    else:
        reader.findings += document.findings
        records = list(_whole(document, reader))
    return [record for record in records if record], reader.findings


def parse_lines(lines: str, talk: str, user: str, vocabulary: Vocabulary) -> Annotation | None:
    """Return the record that some lines of a file hold, or None where they hold no sound one."""
    document = parse_yaml(lines, "")
    records = document.data if isinstance(document.data, list) else []
    return RecordReader(TalkId(talk), user, vocabulary).read(records[0], document, (0,)) if records else None


def _whole(document: Document, reader: RecordReader) -> Iterator[Annotation | None]:
    """The records of a file that is sound YAML."""
    raw = document.data
    if not isinstance(raw, dict):
        if not reader.findings:
            said, remedy = "the file should be a mapping", f"begin with 'format: {schema.FORMAT}'"
            reader.report(document.at(), "A101", said, remedy)
        return
    if not _head_holds(raw, document, reader):
        return
    if "annotations" not in raw:
        remedy = "put its records back; where there are none, write 'annotations:'"
        reader.report(document.at(), "A104", "'annotations' is missing", remedy)
    records = raw.get("annotations")
    if records is not None and not isinstance(records, list):
        place = document.at(("annotations",))
        reader.report(place, "A101", "'annotations' should be a list", "write '- id: ...' records")
        return
    for n, record in enumerate(records or ()):
        yield reader.read(record, document, ("annotations", n))


def _piecewise(layout: Layout, whole: Document, reader: RecordReader) -> Iterator[Annotation | None]:
    """The records of a file that is none, each read by itself."""
    head = parse_yaml(layout.head, whole.file)
    reader.findings += head.findings
    if not isinstance(head.data, dict) or not _head_holds(head.data, head, reader):
        return
    for chunk in layout.chunks:
        if chunk.conflict:
            said = (
                f"a merge left lines {chunk.line} to {chunk.line + chunk.text.count(chr(10)) - 1} unresolved"
            )
            remedy = "keep the records of one side, or of both, and delete the lines of the marks"
            reader.report(Address(whole.file, chunk.line), "A109", said, remedy)
            continue
        parts = [parse_yaml(part, whole.file, chunk.line) for part in parts_of(chunk, layout.indent)]
        reader.findings += parts[0].findings
        document = next((part for part in parts if not _has_errors(part)), parts[0])
        if document is parts[0] and document.data is not None and not isinstance(document.data, list):
            said = "these lines belong to no record"
            reader.report(document.at(), "A101", said, f"begin a record with '{layout.indent}- id: ...'")
        if isinstance(document.data, list) and not _has_errors(document):
            for n, record in enumerate(document.data):
                yield reader.read(record, document, (n,))


def _has_errors(document: Document) -> bool:
    return any(finding.level == "error" for finding in document.findings)


def _head_holds(raw: Mapping[str, Any], document: Document, reader: RecordReader) -> bool:
    for key in raw:
        if key not in schema.KEYS:
            reader.unknown_key(document, (key,), schema.KEYS)
    if raw.get("format") != schema.FORMAT:
        named = f"the format is {shown(str(raw.get('format')))}" if "format" in raw else "no format is named"
        remedy = f"write 'format: {schema.FORMAT}', or read it with the version that wrote it"
        reader.report(document.at(("format",)), "A102", named, remedy)
        return False
    talk, talks = reader.talk, reader.talks
    if raw.get("talk") != talk:
        said = f"the file lies in the folder of {shown(talk)} and is of {shown(str(raw.get('talk')))}"
        reader.report(document.at(("talk",)), "A105", said, "the two must be one")
        return False
    if talk not in talks:
        near = nearest(talk, talks)
        remedy = f"did you mean {near[0]!r}?" if near else "put the talk back, or move the file away"
        reader.report(document.at(("talk",)), "A107", f"there is no talk {shown(talk)}", remedy)
    return True


def _stray(path: Path, root: Path) -> Finding:
    remedy = f"annotations lie in {FOLDER}/<talk-id>/<user>{SUFFIX}"
    said = f"{shown(path.name)} is not read"
    if path.is_dir():
        said, remedy = f"the folder {shown(path.name)} cannot be read", "check its permissions"
    return Finding(Address(address_of(path, root)), "A110", "warning", said, remedy)


def _lost(annotations: Iterable[Annotation], talks: Mapping[TalkId, Sequence[Passage]]) -> Iterator[Finding]:
    """One warning for each record that is not placed, or placed weakly.

    What is retired, or has been answered by another record, asks for nothing.
    """
    annotations = tuple(annotations)
    done = answered(annotations)
    for annotation in annotations:
        done_with = annotation.status == "retired" or annotation.id in done
        if annotation.state not in _LOST or annotation.talk not in talks or done_with:
            continue
        words = shown(annotation.anchor.exact)
        of = f"{annotation.passage} ({annotation.by}, {annotation.id})"
        proposed, remedy = _proposal(annotation, talks[annotation.talk])
        said = f"the words {words} of {of} {fate(annotation, proposed)}"
        # What is proposed waits in the queue and is nobody's decision yet: it must stop no build.
        level: Level = "note" if annotation.status == "proposed" else "warning"
        yield Finding(annotation.address, _LOST[annotation.state], level, said, remedy)


def _proposal(annotation: Annotation, passages: Sequence[Passage]) -> tuple[str | None, str]:
    """The proposed words, and what to do: their place is told by what stands before them."""
    if annotation.state == "weak":
        return None, f"look whether they are still meant: {_DECIDE} weak"
    if annotation.near is None:
        return None, f"retire the record, or choose other words: {_DECIDE} lost"
    ref, span = annotation.near
    text = next(passage.text for passage in passages if passage.ref == ref)
    before = " ".join(text[: span.start].split()[-_BEFORE:])
    where = f"after {shown(before)}" if before else "at its beginning"
    return text[span.slice], f"is it {shown(text[span.slice])} in {ref}, {where}? {_DECIDE} lost"
