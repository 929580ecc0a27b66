"""The file of proposals that a reader of the published site takes away, and sends to whoever decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kabgraph.export.exchange.arrived import Arrived, Words, finding
from kabgraph.export.exchange.shape import checked
from kabgraph.model import AnnotationMode, Finding, Stance
from kabgraph.source import Document, shown

FORMAT = "kabgraph-proposal/1"
MAX_WORDS = 10_000
_Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]
_Exact = Annotated[str, StringConstraints(min_length=1, max_length=MAX_WORDS)]
_Near = Annotated[str, StringConstraints(max_length=MAX_WORDS)]
TalkName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$", max_length=200)]
PassageName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=200)]
Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{12}$")]
Offset = Annotated[int, Field(ge=0)]


class Part(BaseModel):
    """A part of the file: what is absent may be absent, what is there has to be known."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SitePart(Part):
    """The site on which the proposals were made."""

    title: str = ""
    version: str = ""


class AnchorPart(Part):
    """The words that were selected."""

    passage: PassageName | None = None
    exact: _Exact
    prefix: _Near | None = None
    suffix: _Near | None = None
    start: Offset | None = None
    end: Offset | None = None
    text: Hash | None = None

    def words(self) -> Words:
        """Return it as what it is on arrival."""
        near = {"prefix": self.prefix or "", "suffix": self.suffix or ""}
        return Words(self.exact, **near, passage=self.passage, start=self.start, end=self.end, text=self.text)


class RelationPart(Part):
    """The relation of which the words speak."""

    subject: _Name = Field(alias="from")
    type: _Name
    object: _Name = Field(alias="to")


class ClaimPart(Part):
    """The concepts that the words call the same, or different."""

    same: list[_Name] | None = None
    different: list[_Name] | None = None
    condition: str | None = None


class ProposalPart(Part):
    """One proposal; what its kind needs is looked at where records are read."""

    talk: TalkName
    kind: Literal["mention", "relation", "claim", "note"] = "mention"
    concept: _Name | None = None
    mode: AnnotationMode | None = None
    relation: RelationPart | None = None
    stance: Stance | None = None
    claim: ClaimPart | None = None
    anchor: AnchorPart
    also: list[AnchorPart] | None = None
    note: str | None = None


class FilePart(Part):
    """The file; each proposal is looked at by itself."""

    format: Literal["kabgraph-proposal/1"]
    site: SitePart | None = None
    by: Annotated[str, StringConstraints(max_length=200)] | None = None
    proposals: list[Any]


def read_proposals(document: Document, findings: list[Finding]) -> Iterator[Arrived]:
    """Yield the sound proposals of a document; ``findings`` gets what is wrong with the others."""
    named = document.data.get("format")
    if named != FORMAT:
        remedy = f"this program reads {FORMAT}; use the version that matches the site"
        said = f"the format is {shown(str(named))}"
        findings.append(finding(document.at(("format",)), "X102", said, remedy))
        return
    file = checked(FilePart, document, (), findings)
    for n in range(len(file.proposals) if file else 0):
        if part := checked(ProposalPart, document, ("proposals", n), findings):
            yield _arrived(part, (file.by if file else None) or "", document, ("proposals", n))


def _arrived(part: ProposalPart, by: str, document: Document, path: tuple[str | int, ...]) -> Arrived:
    given = part.model_dump(by_alias=True, exclude_none=True, exclude={"talk", "anchor", "also"})
    return Arrived(
        address=document.at(path),
        talk=part.talk,
        talk_address=document.at((*path, "talk")),
        by=by,
        words=(part.anchor.words(), *(anchor.words() for anchor in part.also or ())),
        record={"origin": "proposal", **given, "kind": part.kind},
        places={key: document.at((*path, key)) for key in given},
    )
