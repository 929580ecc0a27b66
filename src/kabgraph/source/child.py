"""Work on what others wrote, done in a process of its own that may be stopped: it ends, or it is ended."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

_GRACE = 2


class ChildError(Exception):
    """The child did not finish; ``why`` is ``time`` or ``memory``, or else how it ended."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


def run_child(script: Path, given: bytes, seconds: float) -> bytes:
    """Run a script of ours on ``given``, which it reads from standard input, and return what it writes.

    The script sets its own limits; here the clock is held against it.

    Raises:
        ChildError: it took longer than ``seconds``, or ended in any way but its own.
    """
    # -P: no module beside the script takes the place of one that it imports.
    command = [sys.executable, "-P", str(script)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter and our own file
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        try:
            written, _ = child.communicate(given, timeout=seconds + _GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
            raise ChildError("time") from None
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise ChildError(_why(child.returncode))
    return written


def _why(status: int) -> str:
    """What a status says: a processor's limit, or memory that was not to be had."""

    ended = -status
    if ended == getattr(signal, "SIGXCPU", None):
        return "time"
    out_of_memory = (getattr(signal, "SIGABRT", None), getattr(signal, "SIGKILL", None))
    return "memory" if ended in out_of_memory else f"status {status}"
