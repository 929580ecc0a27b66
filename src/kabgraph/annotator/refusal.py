"""Saying no: a status, a sentence, what would help, and both versions where two people meet."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """A request that is not carried out; nothing has changed."""

    def __init__(self, status: int, said: str, remedy: str, *, close: bool = False, **more: Any) -> None:
        self.status, self.said, self.remedy, self.close, self.more = status, said, remedy, close, more
        super().__init__(said)


def answer(request: Request, refusal: Exception) -> JSONResponse:
    """Turn a refusal into its answer."""
    if not isinstance(refusal, Refusal):
        raise refusal
    headers = {"connection": "close"} if refusal.close else {}
    content = {"error": refusal.said, "remedy": refusal.remedy, **refusal.more}
    return JSONResponse(content, refusal.status, headers)
