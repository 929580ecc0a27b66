"""The shape of a file of annotations: what a record may hold."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from kabgraph.model import (
    Anchor,
    AnnotationMode,
    AnnotationStatus,
    LinkedClaim,
    LinkedRelation,
    LogEntry,
    Stance,
)

FORMAT = "kabgraph-annotations/1"
KEYS = ("format", "talk", "annotations")


def _whole_number(given: object) -> object:
    """Refuse what Python takes for an integer and a person does not, such as 57.0 or 5_7."""
    if isinstance(given, str) and not re.fullmatch(r"-?[0-9]{1,9}", given):
        raise ValueError("should be a whole number")
    return given


RecordId = Annotated[str, StringConstraints(pattern=r"^a-[0-9a-z]{8}$")]
_PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
_Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{12}$")]
_Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Note = Annotated[str, StringConstraints(max_length=20_000)]
_Offset = Annotated[int, BeforeValidator(_whole_number), Field(ge=0)]


class Part(BaseModel):
    """A part of the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AnchorPart(Part):
    """Where the words stood, and what stood about them."""

    passage: _PassageId
    exact: _Words
    prefix: str = ""
    suffix: str = ""
    start: _Offset
    end: _Offset
    text: _Hash

    def noun(self) -> Anchor:
        """Return it as the noun of the model."""
        return Anchor(**dict(self))


class LogPart(Part):
    """Who did what, and when."""

    at: _Moment
    by: _Words
    did: _Words

    def noun(self) -> LogEntry:
        """Return it as the noun of the model."""
        return LogEntry(**dict(self))


class RelationPart(Part):
    """Which relation the words speak of: concepts about a type of the ontology."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    subject: _Words = Field(alias="from")
    type: _Words
    object: _Words = Field(alias="to")

    def noun(self) -> LinkedRelation:
        """Return it as the noun of the model."""
        return LinkedRelation(**dict(self))


class ClaimPart(Part):
    """Which concepts the words call the same, or call different."""

    same: Annotated[tuple[_Words, ...], Field(min_length=2)] | None = None
    different: Annotated[tuple[_Words, ...], Field(min_length=2)] | None = None
    condition: str = ""

    def noun(self) -> LinkedClaim:
        """Return it as the noun of the model; a claim that is both is read as ``same``."""
        return LinkedClaim(
            "same" if self.same else "different", self.same or self.different or (), self.condition
        )


class RecordPart(Part):
    """One decision. What each kind needs beside this, :func:`lacks` tells."""

    id: RecordId
    kind: Literal["mention", "relation", "claim", "note"] = "mention"
    concept: _Words | None = None
    relation: RelationPart | None = None
    stance: Stance | None = None
    claim: ClaimPart | None = None
    mode: AnnotationMode | None = None
    status: AnnotationStatus
    anchor: AnchorPart
    also: tuple[AnchorPart, ...] = ()
    note: _Note = ""
    origin: str = ""
    replaces: RecordId | None = None
    log: tuple[LogPart, ...] = ()


KEYS_OF = {
    "anchor": tuple(AnchorPart.model_fields),
    "also": tuple(AnchorPart.model_fields),
    "log": tuple(LogPart.model_fields),
    "relation": ("from", "type", "to"),
    "claim": tuple(ClaimPart.model_fields),
}
"""The keys of the parts inside a record; ``RecordPart`` has the others."""

NEEDS = {
    "mention": ("concept", "mode"),
    "relation": ("relation", "stance"),
    "claim": ("claim",),
    "note": ("note",),
}
"""What a record must hold beside its anchor, by its kind."""

_OWN = {
    "mention": {"concept", "mode"},
    "relation": {"relation", "stance"},
    "claim": {"claim"},
    "note": {"concept"},
}


def lacks(record: RecordPart) -> tuple[str, ...]:
    """Return the keys that a record of this kind needs and has not.

    A claim names either the same concepts or different ones: with both, or neither, ``claim`` is lacking.
    """
    missing = tuple(key for key in NEEDS[record.kind] if not getattr(record, key))
    if record.claim and bool(record.claim.same) == bool(record.claim.different):
        return (*missing, "claim")
    return missing


def foreign(record: RecordPart) -> tuple[str, ...]:
    """Return the keys that a record of this kind has no use for."""
    own = _OWN[record.kind]
    keys = ("concept", "mode", "relation", "stance", "claim")
    return tuple(key for key in keys if key not in own and getattr(record, key) is not None)


def concepts_of(record: RecordPart) -> tuple[tuple[tuple[str | int, ...], str], ...]:
    """Return every concept that a record names, with the path of its value inside the record."""
    found: list[tuple[tuple[str | int, ...], str]] = []
    if record.concept:
        found.append((("concept",), record.concept))
    if record.relation:
        found += [
            (("relation", "from"), record.relation.subject),
            (("relation", "to"), record.relation.object),
        ]
    if record.claim:
        for key in ("same", "different"):
            found += [(("claim", key, n), name) for n, name in enumerate(getattr(record.claim, key) or ())]
    return tuple(found)
