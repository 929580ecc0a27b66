"""A pseudo terminal for tests: a command runs in it as a person would meet it."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

import pytest

import kabgraph

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

_SEQUENCE = re.compile("\x1b\\[[0-9;?]*[a-zA-Z]")
_WAIT = 30.0
_QUIET = 0.25


class Terminal:
    """``python -m kabgraph`` with ``arguments`` in a terminal of its own, ``width`` signs wide."""

    def __init__(self, *arguments: str | Path, width: int = 90, **environment: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
        self._theirs = theirs
        own = {**os.environ, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8"}
        own |= {"PYTHONPATH": str(Path(kabgraph.__file__).parents[1]), **environment}
        own = {name: value for name, value in own.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kabgraph", *map(str, arguments)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=own,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - so that Ctrl+C arrives
        )
        self.raw = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)
        os.close(self._theirs)

    @property
    def text(self) -> str:
        """All that was shown so far, without colours."""
        return _SEQUENCE.sub("", self.raw).replace("\r\n", "\n")

    @property
    def echoes(self) -> bool:
        """Whether the terminal shows what is typed, as it does between commands."""
        return bool(termios.tcgetattr(self._theirs)[3] & termios.ECHO)

    def type(self, keys: str, then: str) -> str:
        """Type ``keys``, wait until ``then`` is shown, and return what was shown since."""
        before = len(self.text)
        os.write(self._ours, keys.encode())
        return self.wait(then, before)

    def wait(self, words: str, start: int = 0) -> str:
        """Wait until ``words`` are shown after ``start`` signs, and no more comes; return what was."""
        end = time.monotonic() + _WAIT
        while words not in self.text[start:]:
            if not self._read(end):
                raise AssertionError(f"{words!r} was not shown in: {self.text[start:]}")
        while self._read(time.monotonic() + _QUIET):
            pass
        return self.text[start:]

    def end(self, keys: str = "") -> int:
        """Type ``keys`` and return the exit status."""
        os.write(self._ours, keys.encode())
        end = time.monotonic() + _WAIT
        while self.process.poll() is None and time.monotonic() < end:
            self._read(time.monotonic() + 0.2)
        while self._read(time.monotonic() + 0.1):
            pass
        return self.process.wait(1)

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            return False
        self.raw += os.read(self._ours, 65536).decode("utf-8", "replace")
        return True


@pytest.fixture(scope="session")
def terminal() -> type[Terminal]:
    """A command in a terminal of its own: ``terminal("review", "--root", root)``."""
    if sys.platform == "win32":
        pytest.skip("there is no pseudo terminal on Windows")
    return Terminal
