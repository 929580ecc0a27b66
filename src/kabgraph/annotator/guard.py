"""What stands before every request: only this computer's own pages may read, and only they may write.

A page of another site can send requests to loopback. What stops it: the name it asks for (``Host``) must be
ours, which also stops a foreign name that was pointed here (DNS rebinding); a write must say no other
origin, carry JSON, and hold the token of this run in a header, which no other page can know or send.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

READS = ("GET", "HEAD")
WRITES = ("POST", "PUT")
API = "/api/"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-inline'",  # narrowed to hashes by the policy that stands in each page
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),  # no other page may load our data as a script
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)


class Guard:
    """An ASGI application in front of ``app``; ``port`` is where it listens, ``token`` that of this run."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]")}
        self._token = token.encode("ascii")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it with the reason why not."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # no web sockets
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *_HEADERS]}
            await send(message)

        refused = self._refuse(scope)
        if refused:
            status, said, remedy = refused
            answer = JSONResponse({"error": said, "remedy": remedy}, status, {"connection": "close"})
            await answer(scope, receive, sealed)
            return
        await self._app(scope, receive, sealed)

    def _refuse(self, scope: Scope) -> tuple[int, str, str] | None:
        """Return status, reason and remedy where the request must not go on."""
        method, path = scope["method"], scope["path"]
        hosts = _all(scope, b"host")
        if len(hosts) != 1 or hosts[0].lower() not in self._hosts:
            said = "the request is not for this server's own address"
            return 421, said, "open the address that kabgraph serve has printed"
        if method not in (*READS, *WRITES):
            return 405, f"the method {method[:20]} is not used here", "use GET, POST or PUT"
        if not path.startswith(API):
            return (405, "pages are only read", "use GET") if method in WRITES else None
        if method in WRITES:
            refused = _foreign(scope, f"http://{hosts[0].lower()}")
            if refused:
                return refused
        tokens = _all(scope, b"x-token", raw=True)
        if len(tokens) != 1 or not hmac.compare_digest(tokens[0].encode("latin-1"), self._token):
            said = "the token of this run is missing or another"
            return 401, said, "open the address that kabgraph serve has printed last"
        return None


def _foreign(scope: Scope, own: str) -> tuple[int, str, str] | None:
    """Tell a write that another page sends, or that no page of ours would send."""
    sites, origins = _all(scope, b"sec-fetch-site"), _all(scope, b"origin")
    if any(site != "same-origin" for site in sites) or any(origin.lower() != own for origin in origins):
        return 403, "another site asks for this change", "make it on the pages of kabgraph serve"
    kinds = [kind.split(";")[0].strip().lower() for kind in _all(scope, b"content-type")]
    if kinds != ["application/json"]:
        return 415, "the body is not JSON", "send application/json"
    return None


def _all(scope: Scope, name: bytes, raw: bool = False) -> list[str]:
    found: Iterable[bytes] = (value for key, value in scope["headers"] if key.lower() == name)
    return [value.decode("latin-1") if raw else value.decode("latin-1").strip() for value in found]
