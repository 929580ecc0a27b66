"""The application: the site's pages and the interface, behind the guard."""

from __future__ import annotations

import re
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kabgraph.annotator import bodies
from kabgraph.annotator.guard import Guard
from kabgraph.annotator.pages import Pages
from kabgraph.annotator.refusal import Refusal, answer
from kabgraph.annotator.workshop import Workshop
from kabgraph.errors import FindingsError
from kabgraph.library.session import Session

_TAG = re.compile(r'"([0-9a-f]{16})"')
_Value = TypeVar("_Value")
_Endpoint = Callable[[Request], Awaitable[Response]]


def make_app(session: Session, site: Path, port: int, token: str) -> ASGIApp:
    """Return the application that serves the built ``site`` and saves for ``session``.

    ``port`` is where it will listen on loopback, ``token`` what every request to the interface must hold.
    """
    workshop = Workshop(session)
    pages = Pages(site, lambda: session.library)
    lock = threading.Lock()

    async def alone(act: Callable[[], _Value]) -> _Value:
        """Do something with the session, off the loop and never two things at once."""

        def locked() -> _Value:
            with lock:
                return act()

        try:
            return await run_in_threadpool(locked)
        except FindingsError as error:
            said = "; ".join(str(finding) for finding in error.findings[:3])
            raise Refusal(409, f"the folder cannot be read as it is: {said}", "mend it, then go on") from None

    def reading(ask: Callable[[Request], dict[str, Any]]) -> _Endpoint:
        async def endpoint(request: Request) -> Response:
            return JSONResponse(await alone(lambda: ask(request)))

        return endpoint

    async def page(request: Request) -> Response:
        served = await alone(lambda: pages.get(request.url.path))
        if served is None:
            lost = await alone(lambda: pages.get("/404.html"))
            content, kind = lost or (b"not found", "text/plain")
            return Response(content, 404, media_type=kind)
        content, kind = served
        return Response(content, media_type=kind)

    async def decide(request: Request) -> Response:
        body = await bodies.body_of(request, bodies.Decision)
        return JSONResponse(await alone(lambda: workshop.decide(body)))

    async def create(request: Request) -> Response:
        body = await bodies.body_of(request, bodies.Record)
        return JSONResponse(await alone(lambda: workshop.create(body)), 201)

    async def change(request: Request) -> Response:
        given = request.headers.get("if-match")
        tag = _TAG.fullmatch(given.strip()) if given else None
        if tag is None:
            raise Refusal(428, "which version is to be changed is not said", "send If-Match with its tag")
        body = await bodies.body_of(request, bodies.Record)
        return JSONResponse(await alone(lambda: workshop.change(request.path_params["id"], body, tag[1])))

    async def undo(request: Request) -> Response:
        await bodies.body_of(request, bodies.Nothing)
        return JSONResponse(await alone(workshop.undo))

    async def redo(request: Request) -> Response:
        await bodies.body_of(request, bodies.Nothing)
        return JSONResponse(await alone(workshop.redo))

    async def nothing(request: Request) -> Response:
        raise Refusal(404, "there is no such question", "see the pages of kabgraph serve")

    get, post, put = ["GET"], ["POST"], ["PUT"]
    queue = reading(lambda r: workshop.queue(*_asked(r, "talk", "concept", "sort")))
    annotations = reading(lambda r: workshop.annotations(_asked(r, "talk")[0] or ""))
    routes = [
        Route("/api/state", reading(lambda _: workshop.state()), methods=get),
        Route("/api/queue", queue, methods=get),
        Route("/api/item", reading(lambda r: workshop.item(_asked(r, "key")[0] or "")), methods=get),
        Route("/api/annotations", annotations, methods=get),
        Route("/api/annotations", create, methods=post),
        Route("/api/annotations/{id}", change, methods=put),
        Route("/api/decide", decide, methods=post),
        Route("/api/undo", undo, methods=post),
        Route("/api/redo", redo, methods=post),
        Route("/api/{rest:path}", nothing, methods=[*get, *post, *put]),
        Route("/{path:path}", page, methods=get),
    ]
    app = Starlette(routes=routes, exception_handlers={Refusal: answer})
    return Guard(app, port, token)


def _asked(request: Request, *names: str) -> list[str | None]:
    return [request.query_params.get(name) or None for name in names]
