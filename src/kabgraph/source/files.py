"""Reading files without being led astray: only regular files that really lie inside the folder."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from kabgraph.errors import system_words
from kabgraph.model import Address, Finding
from kabgraph.source.decode import decode
from kabgraph.source.document import Document
from kabgraph.source.parse import parse_yaml
from kabgraph.source.shown import address_of, escape, shown

MAX_BYTES = 20_000_000
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class _RefusedError(Exception):
    """A file that is not read; carries code, message and remedy."""


def read_text(path: Path, root: Path, name: str | None = None) -> tuple[str | None, list[Finding]]:
    """Return the text of the file at ``path``, decoded and checked, or None with the reason.

    Links out of ``root``, dangling links, pipes, devices, folders and files without permission are
    refused, and never opened. ``name`` is the file's part of addresses (escaped), its path in ``root``
    otherwise. Never raises for what the file is.
    """
    file = name or address_of(path, root)
    data, findings = _read_bytes(path, root, file)
    return (None, findings) if data is None else decode(data, file)


def read_exact(path: Path, root: Path) -> tuple[str | None, list[Finding]]:
    """Return the text like :func:`read_text`, but with its own line ends and byte order mark."""
    file = address_of(path, root)
    data, findings = _read_bytes(path, root, file)
    if data is None:
        return None, findings
    text, findings = decode(data, file)
    return (None if text is None else data.decode("utf-8")), findings


def bytes_in(path: Path, root: Path) -> bytes | None:
    """Return what the file at ``path`` holds, None where :func:`read_text` would refuse to read it."""
    return _read_bytes(path, root, "")[0]


def load_yaml(path: Path, root: Path) -> Document:
    """Read and parse the YAML file at ``path``; the document's findings include those of reading."""
    text, findings = read_text(path, root)
    file = address_of(path, root)
    if text is None:
        return Document(file, None, tuple(findings))
    document = parse_yaml(text, file)
    return document.with_findings(findings)


def _read_bytes(path: Path, root: Path, file: str) -> tuple[bytes | None, list[Finding]]:
    try:
        _check_name(path.name)
        return _bytes_of(_inside(path, root)), []
    except _RefusedError as refused:
        code, said, remedy = refused.args
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        code, said = "S104", f"the file cannot be read: {escape(reason)}"
        remedy = "check its permissions, or move it out of the folder"
        if isinstance(error, OSError):
            remedy = system_words(error, remedy)[1]
    return None, [Finding(Address(file), code, "error", said, remedy)]


def _check_name(name: str) -> None:
    if _CONTROL.search(name):
        said = f"the file's name holds a control character: {shown(name)}"
        raise _RefusedError("S109", said, "rename the file with letters, digits and hyphens")


def _inside(path: Path, root: Path) -> Path:
    """Return where ``path`` really is, once that is known to be inside ``root``."""
    real = Path(os.path.realpath(path))
    if not os.path.lexists(path):
        raise _RefusedError("S103", "there is no such file", "check the name")
    if not real.is_relative_to(os.path.realpath(root)):
        said = (
            "a link leads out of the project's folder"
            if path.is_symlink()
            else "the file lies outside the folder"
        )
        raise _RefusedError("S102", said, "put a copy of the file in its place")
    if not real.exists():
        raise _RefusedError("S103", "the link leads to nothing", "delete the link, or put the file there")
    return real


def _bytes_of(real: Path) -> bytes:
    """Read a regular file; what it is is asked before it is opened, and again once it is open."""
    _check_kind(real.stat())
    with os.fdopen(os.open(real, _OPEN), "rb") as file:
        _check_kind(os.fstat(file.fileno()))
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data))
    return data


def _check_kind(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something else")
        raise _RefusedError("S101", f"this is {kind}, not a file", "move it out of the folder")
    if status.st_size > MAX_BYTES:
        raise _too_large(status.st_size)


def _too_large(size: int) -> _RefusedError:
    said = f"the file has {size:,} bytes or more; {MAX_BYTES:,} are read at most"
    return _RefusedError("S105", said, "split it into several files")
