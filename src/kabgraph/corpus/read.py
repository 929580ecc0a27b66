"""Talk files -> Talks. Every problem becomes a finding; a talk that cannot be made is left out."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from kabgraph.corpus.blocks import Block, check_blocks, split_blocks
from kabgraph.corpus.findings import finding
from kabgraph.corpus.head import KINDS, read_head
from kabgraph.corpus.names import SUFFIX, Names, check_name, names_in
from kabgraph.model import Address, Finding, Passage, Talk, TalkId
from kabgraph.source import address_of, escape, read_text, shown, split_front_matter
from kabgraph.text import split_sentences

_IMPORT = "'kabgraph import' makes a talk of it"


def read_corpus(folder: Path, root: Path) -> tuple[tuple[Talk, ...], tuple[Finding, ...]]:
    """Return the talks of ``folder`` in the order of their file names, and all findings.

    Every ``.md`` file at the top level is a talk; a ``.txt`` file waits to be imported; hidden files,
    folders and others are no business of ours.
    """
    where = Address(address_of(folder, root))
    try:
        names = names_in(folder)
    except FileNotFoundError:
        names = {}
    except OSError as error:
        said = f"the folder of talks cannot be read: {escape(error.strerror or str(error))}"
        return (), (finding(where, "T207", said, "it must be a folder that you may read"),)
    talks: list[Talk] = []
    findings: list[Finding] = []
    for name in sorted(name for group in names.values() for name in group):
        found, said_of = _read_entry(folder / name, names, root)
        talks += found
        findings += said_of
    if not talks and not findings:
        remedy = "'kabgraph import' turns a plain text into a talk"
        findings.append(finding(where, "T206", "there are no talks here", remedy))
    return tuple(sorted(talks, key=_reading_order)), tuple(sorted(findings))


def _read_entry(path: Path, names: Names, root: Path) -> tuple[list[Talk], list[Finding]]:
    suffix = path.suffix.lower()
    if suffix == ".txt":
        return [], _plain_text(path, root)
    if suffix != SUFFIX:
        return [], []
    refused = check_name(path, names, root)
    text, findings = read_text(path, root)
    if text is None:
        return [], [*refused, *findings]
    talk, more = read_talk(text, address_of(path, root), TalkId(path.stem))
    return ([talk] if talk and not refused else []), [*refused, *findings, *more]


def _plain_text(path: Path, root: Path) -> list[Finding]:
    """Say that a plain text waits; what makes it unreadable is said too, but stops nothing else."""
    text, findings = read_text(path, root)
    if text is not None:
        where = Address(address_of(path, root))
        return [finding(where, "T204", f"{shown(path.name)} is plain text, and no talk yet", _IMPORT)]
    return [finding(found.address, "T205", found.message, found.remedy) for found in findings]


def read_talk(text: str, file: str, talk_id: TalkId) -> tuple[Talk | None, list[Finding]]:
    """Return the talk in ``text`` (LF line ends), or None where its front matter cannot be used.

    Paragraphs without an id, with an id that stood before, and ids without a paragraph are left out,
    each with a finding.
    """
    front = split_front_matter(text, file)
    findings = list(front.findings)
    if front.document is None:
        return None, findings
    blocks, said = check_blocks(split_blocks(front.body, front.body_line), file)
    if any(found.level == "error" for found in findings):
        return None, [*findings, *said]
    head, said_of_head = read_head(front.document)
    findings += said_of_head
    findings += said
    if not front.body.strip():
        remedy = "write a paragraph, or delete the file"
        findings.append(finding(Address(file, front.body_line), "T304", "the talk has no text", remedy))
    if head is None:
        return None, findings
    passages = tuple(_passages(blocks, talk_id, file))
    return Talk(talk_id, **dict(head), passages=passages, address=Address(file)), findings


def _reading_order(talk: Talk) -> tuple[int, float, TalkId]:
    """Talks before lessons; each by its own order, then by id."""
    return KINDS.index(talk.kind), talk.order or math.inf, talk.id


def _passages(blocks: Iterable[Block], talk_id: TalkId, file: str) -> Iterable[Passage]:
    for number, block in enumerate(blocks, 1):
        text = block.text
        where = block.address(file)
        yield Passage(talk_id, block.id or "", text, number, block.roles, split_sentences(text), where)
