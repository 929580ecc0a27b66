"""The shape of a file of annotations: what a record may hold."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from kabgraph.model import AnnotationMode, AnnotationStatus

FORMAT = "kabgraph-annotations/1"
KEYS = ("format", "talk", "annotations")
OTHER_KINDS = ("relation", "claim", "note")  # known to the format, read by nobody yet

RecordId = Annotated[str, StringConstraints(pattern=r"^a-[0-9a-z]{8}$")]
_PassageId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
_Hash = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{12}$")]
_Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
_Words = Annotated[str, StringConstraints(min_length=1)]
_Offset = Annotated[int, Field(ge=0)]


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


class LogPart(Part):
    """Who did what, and when."""

    at: _Moment
    by: _Words
    did: _Words


class RecordPart(Part):
    """One decision."""

    id: RecordId
    kind: Literal["mention"] = "mention"
    concept: _Words
    mode: AnnotationMode
    status: AnnotationStatus
    anchor: AnchorPart
    note: str = ""
    origin: str = ""
    replaces: RecordId | None = None
    log: tuple[LogPart, ...] = ()


KEYS_OF = {"anchor": tuple(AnchorPart.model_fields), "log": tuple(LogPart.model_fields)}
"""The keys of the parts inside a record; ``RecordPart`` has the others."""
