"""Single keys from a terminal, without Enter where it allows that; else lines."""

from __future__ import annotations

import os
import re
import signal
import sys
from types import FrameType, TracebackType
from typing import Any

if sys.platform == "win32":
    import msvcrt
else:
    import termios
    import tty

_TERMINATED = 143
_SEQUENCE = re.compile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|O.|.)?", re.DOTALL)
_END_OF_INPUT = "\x04"
_OTHER_LAYOUTS = str.maketrans("שרדבו/" + "фкысгй", "arscuq" * 2)
"""The keys where these letters stand with a Hebrew or Russian keyboard on."""


class Keys:
    """The keys of whoever sits at the terminal; used as a context, so that the terminal is left as it was.

    ``single`` tells whether a key counts by itself, or needs Enter.
    """

    def __init__(self) -> None:
        self._typed = ""
        self._saved: list[Any] | None = None
        self._on_end: Any = None
        self.single = False

    def __enter__(self) -> Keys:
        for stream in (sys.stdin, sys.stdout):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        self._on_end = signal.signal(signal.SIGTERM, _leave)
        if os.environ.get("TERM") == "dumb":
            return self
        if sys.platform == "win32":
            self.single = True
        else:
            try:
                self._saved = termios.tcgetattr(sys.stdin.fileno())
                self.single = True
            except termios.error:
                pass
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._by_line()
        signal.signal(signal.SIGTERM, self._on_end)

    def read(self) -> str:
        """Return the next key as a small letter of the Latin keyboard, a digit, or another sign.

        Raises:
            EOFError: there are no more.
            KeyboardInterrupt: it was Ctrl+C.
        """
        while not self._typed:
            self._typed = _SEQUENCE.sub("", self._more())
        key, self._typed = self._typed[0], self._typed[1:]
        if key == _END_OF_INPUT:
            raise EOFError
        return key.lower().translate(_OTHER_LAYOUTS)

    def line(self) -> str:
        """Return a line, with what was typed ahead of it.

        Raises:
            EOFError, KeyboardInterrupt: as for :meth:`read`.
        """
        self._by_line()
        ahead, end, self._typed = self._typed.partition("\n")
        sys.stdout.write(ahead + end)
        return (ahead if end else ahead + input()).strip()

    def _more(self) -> str:
        if not self.single:
            return input().strip()[:1] or "\n"
        if sys.platform == "win32":
            key = msvcrt.getwch()
            if key == "\x03":
                raise KeyboardInterrupt
            return "" if key in "\x00\xe0" and msvcrt.getwch() else key
        # Anew each time: whoever stopped and went on again finds the terminal reading lines.
        tty.setcbreak(sys.stdin.fileno(), termios.TCSADRAIN)
        data = os.read(sys.stdin.fileno(), 1024)
        if not data:
            raise EOFError
        return data.decode(sys.stdin.encoding or "utf-8", "replace")

    def _by_line(self) -> None:
        if sys.platform != "win32" and self._saved is not None:
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, self._saved)


def _leave(number: int, frame: FrameType | None) -> None:
    """End by way of the context, which puts the terminal right."""
    sys.exit(_TERMINATED)
