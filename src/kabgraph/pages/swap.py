"""Put a new folder in the place of an old one, in one step where the system can."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD: paths are seen from the current folder
_EXCHANGE = 2  # RENAME_EXCHANGE: both names stay, their folders change places


def stands_in_the_way(target: Path) -> bool:
    """Whether ``target`` holds something that a build must not replace: files, but no site."""
    if not target.exists():
        return False
    if not target.is_dir():
        return True
    names = {path.name for path in target.iterdir()}
    return bool(names) and not names & {"index.html", ".gitkeep"}


def put_in_place(new: Path, target: Path) -> None:
    """Give ``new`` the name of ``target``; what stood there ends up beside ``new``, for its caller to remove.

    Raises:
        OSError: the folders cannot be renamed; the old one has its name again.
    """
    new.chmod(0o755)
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = new.with_name("old")
        target.rename(old)
        try:
            new.rename(target)
        except OSError:
            old.rename(target)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places at once; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    return call is not None and call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0
