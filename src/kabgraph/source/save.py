"""Saving so that neither a crash nor a full disk loses what was there."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

_TEMPORARY = ".kabgraph-"


def write_atomic(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, line ends as they are: wholly, or not at all.

    The text goes to a file of its own beside ``path``, reaches the disk, and then takes the place of the
    old file, which keeps its mode. A link keeps leading where it led.

    Raises:
        OSError: the folder cannot be written; what was there is untouched.
        UnicodeEncodeError: ``text`` holds half of a surrogate pair; likewise.
    """
    write_all({path: text})


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as ``write_atomic`` does a text.

    Raises:
        OSError: the folder cannot be written; what was there is untouched.
    """
    _write({path: content})


def clear_leftovers(folder: Path) -> None:
    """Delete what saves that were killed have left in ``folder``, which only the holder of a lock may do."""
    with suppress(OSError):
        for temporary in folder.glob(f"{_TEMPORARY}*.tmp"):
            temporary.unlink(missing_ok=True)


class ChangedMeanwhileError(Exception):
    """A file is no longer what its new content was made from; nothing was written."""


def write_all(texts: Mapping[Path, str], over: Mapping[Path, str | None] | None = None) -> None:
    """Write several files: all of them, or none when a write fails.

    Everything is on the disk before the first old file is replaced; when a replacement fails, or is not seen
    onto the disk, the files replaced before it get their old content back. ``over`` is what each of its files
    held, None for no file, when the new content was made: the last thing that is looked at before replacing.

    Raises:
        ChangedMeanwhileError: one of ``over`` holds something else by now.
        OSError: a folder cannot be written; what was there is untouched.
        UnicodeEncodeError: a text holds half of a surrogate pair; likewise.
    """
    held = {path: None if text is None else text.encode("utf-8") for path, text in (over or {}).items()}
    _write({path: text.encode("utf-8") for path, text in texts.items()}, held)


def _write(data: Mapping[Path, bytes], over: Mapping[Path, bytes | None] | None = None) -> None:
    real = {Path(os.path.realpath(path)): content for path, content in data.items()}
    held = {Path(os.path.realpath(path)): content for path, content in (over or {}).items()}
    staged: dict[Path, Path] = {}
    try:
        for path, content in real.items():
            staged[path] = _stage(path, content)
        _replace_all(staged, held)
    finally:
        for temporary in staged.values():
            _forget(temporary)


def _stage(path: Path, content: bytes) -> Path:
    """Write ``content`` to a new file beside ``path`` and see it onto the disk."""
    temporary = path.parent / f"{_TEMPORARY}{secrets.token_hex(8)}.tmp"
    try:
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:
            file.write(content)
            file.flush()
            with suppress(FileNotFoundError):
                temporary.chmod(path.stat().st_mode & 0o7777)
            os.fsync(file.fileno())
    except BaseException as error:
        if isinstance(error, OSError):
            error.filename = str(path)  # a full disk names no file, and nobody knows the temporary one
        _forget(temporary)
        raise
    return temporary


def _forget(temporary: Path) -> None:
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _replace_all(staged: Mapping[Path, Path], held: Mapping[Path, bytes | None]) -> None:
    old = {path: path.read_bytes() if path.exists() else None for path in staged}
    for path in held:
        if old[path] != held[path]:
            raise ChangedMeanwhileError(path)
    done: list[Path] = []
    try:
        for path, temporary in staged.items():
            temporary.replace(path)
            done.append(path)
        for folder in sorted({path.parent for path in staged}):
            _sync_folder(folder)
    except BaseException:
        for path in done:
            _restore(path, old[path])
        raise


def _restore(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            path.unlink()
        else:
            _stage(path, content).replace(path)


def _sync_folder(folder: Path) -> None:
    """See the new names onto the disk; where folders cannot be opened (Windows), the system does."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
