"""The bodies of requests: bounded, whole, strict JSON, and of a known shape."""

from __future__ import annotations

import asyncio
import json
from typing import Annotated, Any, NoReturn, TypeVar

from pydantic import Field, ValidationError
from starlette.requests import ClientDisconnect, Request

from kabgraph.annotations.schema import ClaimPart, Part, RecordId, RelationPart
from kabgraph.annotator.refusal import Refusal
from kabgraph.model import AnnotationKind, AnnotationMode, AnnotationStatus, Stance

LIMIT = 1_000_000
"""The most bytes of a body."""

PATIENCE = 5.0
"""How many seconds a body may take to arrive."""

_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Note = Annotated[str, Field(max_length=20_000)]
_Offset = Annotated[int, Field(ge=0, strict=True)]


class Nothing(Part):
    """The body of a request that has nothing to say."""


class Seen(Part):
    """An item as the person saw it."""

    key: _Name
    tag: _Name


class Decision(Part):
    """A verdict on some items."""

    items: Annotated[tuple[Seen, ...], Field(min_length=1, max_length=100_000)]
    did: Annotated[str, Field(pattern="^(accept|reject|skip|correct)$")]
    concept: _Name | None = None
    mode: AnnotationMode | None = None
    start: _Offset | None = None
    end: _Offset | None = None
    note: _Note = ""


class Words(Part):
    """Where some words stand, and what they are."""

    passage: _Name
    start: _Offset
    end: _Offset
    exact: Annotated[str, Field(min_length=1, max_length=100_000)]


class Record(Part):
    """A record as a page sends it: its context, hash and log are the server's to write."""

    talk: _Name
    id: RecordId | None = None
    kind: AnnotationKind = "mention"
    concept: _Name | None = None
    relation: RelationPart | None = None
    stance: Stance | None = None
    claim: ClaimPart | None = None
    mode: AnnotationMode | None = None
    status: AnnotationStatus = "accepted"
    anchor: Words
    also: Annotated[tuple[Words, ...], Field(max_length=20)] = ()
    note: _Note = ""
    replaces: RecordId | None = None


_Body = TypeVar("_Body", bound=Part)


async def body_of(request: Request, shape: type[_Body]) -> _Body:
    """Return the body of ``request`` in its shape.

    Raises:
        Refusal: it is too large, too slow, cut off, no JSON, or of another shape.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            data = await _read(request)
    except TimeoutError:
        raise Refusal(408, "the rest of the request did not arrive", "send it again") from None
    except ClientDisconnect:
        raise Refusal(400, "the request was cut off", "send it again") from None
    try:
        return shape.model_validate(_parse(data))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, f['loc']))}: {f['msg']}" for f in error.errors()[:5])
        raise Refusal(400, f"the request has another shape: {faults}", "reload the page") from None


async def _read(request: Request) -> bytes:
    said = request.headers.get("content-length", "")
    if said.isdigit() and int(said) > LIMIT:
        _too_large()
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > LIMIT:
            _too_large()
    return bytes(data)


def _too_large() -> NoReturn:
    raise Refusal(413, f"the request has more than {LIMIT:,} bytes", "save less at a time", close=True)


def _parse(data: bytes) -> Any:
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_no_twins)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half of a surrogate pair fails here
    except (ValueError, RecursionError) as error:
        raise Refusal(400, f"the body is no JSON that can be read: {error}", "reload the page") from None
    return value


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("the same key twice")
    return found
