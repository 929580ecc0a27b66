"""What the tests of the editing server share: a copy of the small folder, and a server on a free port."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import uvicorn

from kabgraph.annotator import make_app
from kabgraph.library.session import Session
from kabgraph.pages.build import build_site

SMALL = Path(__file__).resolve().parents[1] / "data" / "small"
TOKEN = "t" * 43


@dataclass
class Running:
    """A server that runs in a thread of this process."""

    root: Path
    port: int
    token: str
    user: str

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def open(self, page: str) -> str:
        """The address that a person opens first."""
        return f"{self.address}/{page}#token={self.token}"


@pytest.fixture(scope="session")
def built_small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small folder, without its annotations."""
    root = tmp_path_factory.mktemp("built") / "small"
    shutil.copytree(SMALL, root)
    return build_site(Session(root, "teacher1").library, root / "site").site


@pytest.fixture
def server(tmp_path: Path, built_small: Path) -> Iterator[Running]:
    """The editing server over a copy of the small folder; it ends with the test."""
    root = tmp_path / "own"
    shutil.copytree(SMALL, root)
    with running(root, built_small) as found:
        yield found


class running:  # noqa: N801 - used like a function
    """Serve ``root`` with the built ``site`` on a free port, until the block ends."""

    def __init__(self, root: Path, site: Path, user: str = "teacher1", port: int = 0) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        port = listener.getsockname()[1]
        app = make_app(Session(root, user), site, port, TOKEN)
        config = uvicorn.Config(
            app, log_level="critical", lifespan="off", ws="none", timeout_graceful_shutdown=1
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listener]}, daemon=True)
        self.found = Running(root, port, TOKEN, user)

    def __enter__(self) -> Running:
        self._thread.start()
        end = time.monotonic() + 20
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.01)
        return self.found

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)
