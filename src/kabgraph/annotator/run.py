"""Running the editing server: a site built aside, an address on loopback, an end that leaves nothing."""

from __future__ import annotations

import secrets
import socket
import tempfile
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kabgraph.annotator.app import make_app
from kabgraph.errors import UsageError
from kabgraph.library.session import Session
from kabgraph.pages.build import build_site

HOST = "127.0.0.1"


def serve(root: Path, user: str, port: int, tell: Callable[[str], None]) -> None:
    """Build the site into a temporary folder and serve it, with its edit mode, until interrupted.

    ``port`` 0 takes a free one. ``tell`` gets the words for the person, the address among them. The server
    listens on loopback alone, and never commits anything.

    Raises:
        LoadError, BuildError: the folder cannot be loaded, or its site cannot be built.
        UsageError: the port is taken, or the user's name is no file name.
    """
    session = Session(root, user)
    library = session.library
    with tempfile.TemporaryDirectory(prefix="kabgraph-serve-") as folder, _listening(port) as listener:
        tell("building the site ...")
        site = build_site(library, Path(folder) / "site").site
        number = listener.getsockname()[1]
        token = secrets.token_urlsafe(32)
        app = make_app(session, site, number, token)
        config = uvicorn.Config(
            app,
            log_level="critical",
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=False,
            ws="none",
            lifespan="off",
            timeout_graceful_shutdown=2,
        )
        listener.listen()  # whoever opens the address at once is served as soon as all is ready
        tell(f"decisions are saved as {user}; nothing leaves this computer")
        tell(f"open http://{HOST}:{number}/review.html#token={token}")
        tell("Ctrl+C ends it")
        uvicorn.Server(config).run(sockets=[listener])


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError:
        listener.close()
        said = f"the port {port} is taken"
        raise UsageError(said, "choose another with --port, or 0 for any that is free") from None
    return listener
