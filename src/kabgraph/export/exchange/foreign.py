"""Annotations of other programs: Hypothesis' rows, and Web Annotations without a key of ours.

Their formats grow without us, so that a key that we do not know is passed over; what we read has to have
its type. Offsets into another program's text of a page say nothing here and are not read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

from kabgraph.export.exchange.addresses import concept_at, talk_at
from kabgraph.export.exchange.arrived import Arrived, Words, finding
from kabgraph.export.exchange.proposal import MAX_WORDS
from kabgraph.export.exchange.shape import Path, checked
from kabgraph.model import Address, Finding
from kabgraph.source import Document, shown

_ACCOUNT = re.compile(r"^acct:([^@]*)@?")
_PASSAGE = re.compile(r"[a-z][a-z0-9-]*")
_NAMING = ("identifying", "tagging", "classifying", "linking", "describing")


class Loose(BaseModel):
    """A part of a file that another program wrote."""

    model_config = ConfigDict(extra="ignore", strict=True)


def _listed(value: Any) -> Any:
    return value if isinstance(value, list) else [] if value is None else [value]


def _as_source(value: Any) -> Any:
    return {"source": value} if isinstance(value, str) else value


class SelectorPart(Loose):
    """How the words are found."""

    type: str = ""
    exact: Annotated[str, StringConstraints(max_length=MAX_WORDS)] | None = None
    prefix: str | None = None
    suffix: str | None = None
    value: str | None = None
    refinedBy: Annotated[list[SelectorPart], BeforeValidator(_listed)] = []  # noqa: N815 - its name there


class TargetPart(Loose):
    """What an annotation is about."""

    source: str | None = None
    selector: Annotated[list[SelectorPart], BeforeValidator(_listed)] = []


class BodyPart(Loose):
    """What it says."""

    id: str | None = None
    source: str | None = None
    value: str | None = None
    purpose: Annotated[list[str], BeforeValidator(_listed)] = []


class CreatorPart(Loose):
    """Who made it."""

    name: str | None = None
    nickname: str | None = None


class ForeignPart(Loose):
    """A Web Annotation of another program."""

    target: Annotated[list[Annotated[TargetPart, BeforeValidator(_as_source)]], BeforeValidator(_listed)]
    body: Annotated[list[Annotated[BodyPart, BeforeValidator(_as_source)]], BeforeValidator(_listed)] = []
    bodyValue: str | None = None  # noqa: N815 - its name there
    creator: Annotated[list[CreatorPart | str], BeforeValidator(_listed)] = []
    created: str | None = None


class RowPart(Loose):
    """A row of Hypothesis."""

    uri: str
    target: list[TargetPart] = []
    text: str | None = None
    tags: list[str] = []
    user: str | None = None
    created: str | None = None
    references: list[str] = []


@dataclass(frozen=True, slots=True)
class _Row:
    """What both kinds of files say, each in its own way."""

    source: str
    source_at: Path
    targets: list[TargetPart]
    names: list[tuple[str, Address]]
    note: str
    by: str
    created: str
    origin: str


def read_row(document: Document, path: Path, findings: list[Finding]) -> Arrived | None:
    """Return a row of Hypothesis; a note on a whole page, and an answer to another row, are left out."""
    part = checked(RowPart, document, path, findings)
    if part is None:
        return None
    account = _ACCOUNT.match(part.user or "")
    row = _Row(
        source=part.uri,
        source_at=("uri",),
        targets=[] if part.references else part.target,
        names=[(tag, document.at((*path, "tags", n))) for n, tag in enumerate(part.tags)],
        note=part.text or "",
        by=account[1] if account else part.user or "",
        created=part.created or "",
        origin="hypothesis",
    )
    return _arrived(row, document, path, findings)


def read_foreign(document: Document, path: Path, findings: list[Finding]) -> Arrived | None:
    """Return a Web Annotation of another program."""
    part = checked(ForeignPart, document, path, findings)
    if part is None:
        return None
    names: list[tuple[str, Address]] = []
    texts = [part.bodyValue] if part.bodyValue else []
    for n, body in enumerate(part.body):
        at = document.at((*path, "body", n))
        names += ((name, at) for name in _names(body))
        texts += [body.value] if body.value and not _is_name(body) else []
    creator = part.creator[0] if part.creator else ""
    row = _Row(
        source=next((target.source for target in part.target if target.source), ""),
        source_at=("target",),
        targets=part.target,
        names=names,
        note="\n\n".join(texts),
        by=creator if isinstance(creator, str) else creator.nickname or creator.name or "",
        created=part.created or "",
        origin="web annotation",
    )
    return _arrived(row, document, path, findings)


def _is_name(body: BodyPart) -> bool:
    """Whether a text of a body is a tag: where no purpose is told, it is a remark."""
    return any(purpose in _NAMING for purpose in body.purpose)


def _names(body: BodyPart) -> list[str]:
    """The tag, or the address, by which a body names something."""
    if body.value is not None:
        return [body.value] if _is_name(body) else []
    address = body.source or body.id
    return [concept_at(address)] if address and (not body.purpose or _is_name(body)) else []


def _arrived(row: _Row, document: Document, path: Path, findings: list[Finding]) -> Arrived | None:
    address, at = document.at(path), document.at((*path, *row.source_at))
    words = tuple(found for target in row.targets if (found := _words(target)))
    if not words:
        said = "this annotation quotes no words: it is about a whole page, or answers another one"
        findings.append(finding(address, "X207", said, "it is not taken; select words, and annotate these"))
        return None
    talk = talk_at(row.source)
    if not talk:
        said = f"{shown(row.source)} is no page of a talk"
        findings.append(finding(at, "X201", said, "it is not taken; such a page ends in talks/<id>.html"))
        return None
    record = {"origin": row.origin, **({"note": row.note} if row.note else {})}
    return Arrived(address, talk, at, row.by, words, record, tuple(row.names), row.created)


def _words(target: TargetPart) -> Words | None:
    """The quote of a target, and the passage that a fragment names."""
    selectors = [inner for each in target.selector for inner in (each, *each.refinedBy)]
    quote = next((each for each in selectors if each.exact), None)
    if quote is None or not quote.exact:
        return None
    values = [(each.value or "").lstrip("#") for each in selectors if each.type == "FragmentSelector"]
    passage = next((value for value in values if _PASSAGE.fullmatch(value)), None)
    return Words(quote.exact, quote.prefix or "", quote.suffix or "", passage)
