"""Keeping: what the commands that only ask have read once, kept as JSON in ``.kabgraph/``.

What is kept is a copy that nothing depends on: it holds for exactly these files and this program, and where
it is missing, old, damaged or cannot be written, the folder is read as ever. No command that writes uses it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import kabgraph
from kabgraph.library.codec import decode, encode
from kabgraph.library.hall import Library
from kabgraph.library.load import CORPUS, ONTOLOGY, find_root, load
from kabgraph.source import bytes_in, write_atomic

FOLDER = ".kabgraph"
_FILE = "read.json"
_FORMAT = "kabgraph-read/1"
_ROOMS = ("model", "text", "source", "corpus", "ontology", "annotations", "mentions", "library")
_READ = frozenset({".md", ".yaml", ".yml"})


def recall(path: str | Path | None = None) -> Library:
    """Load a folder, from what an earlier call left there if nothing has changed.

    Raises:
        LoadError: as for ``kabgraph.load``.
    """
    root = find_root(path)
    try:
        key = _key(root)
    except OSError:
        return load(root)
    kept = _kept(root, key)
    if kept is None:
        kept = load(root)
        # A folder that cannot be written is read each time; so is one that holds what is not kept.
        with suppress(OSError, TypeError, UnicodeEncodeError):
            _keep(root, key, kept)
    return kept


def _key(root: Path) -> str:
    """A hash of all that the reading looks at: the contents of the files, and the program that reads them."""
    digest = hashlib.sha256(repr((_FORMAT, sys.version_info, kabgraph.__version__)).encode())
    for name, size, time in _program():
        digest.update(f"{name}\0{size}\0{time}\0".encode())
    files = [root / ONTOLOGY, *sorted((root / "queries").glob("*")), *sorted((root / CORPUS).rglob("*"))]
    for file in files:
        content = bytes_in(file, root) if file.suffix in _READ and file.is_file() else None
        name, size = file.relative_to(root).as_posix(), -1 if content is None else len(content)
        digest.update(f"{name}\0{size}\0".encode("utf-8", "surrogateescape"))
        digest.update(content or b"")
    return digest.hexdigest()


def _program() -> Iterator[tuple[str, int, int]]:
    """The files of the rooms that read, each with its size and when it was written."""
    home = Path(kabgraph.__file__).parent
    for room in _ROOMS:
        for file in sorted((home / room).glob("*.py")):
            status = file.stat()
            yield f"{room}/{file.name}", status.st_size, status.st_mtime_ns


def _kept(root: Path, key: str) -> Library | None:
    try:
        head, _, body = (root / FOLDER / _FILE).read_bytes().partition(b"\n")
        if head.decode() != f"{_FORMAT} {key} {hashlib.sha256(body).hexdigest()}":
            return None
        ontology, talks, findings, version, annotations, queries, hits = decode(json.loads(body))
        library = Library(root, ontology, talks, findings, version, annotations=annotations, queries=queries)
        library.take_hits(hits)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None
    return library


def _keep(root: Path, key: str, library: Library) -> None:
    folder = root / FOLDER
    if folder.is_symlink():
        return
    parts = encode(library.parts())
    body = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(body.encode()).hexdigest()
    if not folder.exists():
        folder.mkdir()
        write_atomic(folder / ".gitignore", "*\n")
    write_atomic(folder / _FILE, f"{_FORMAT} {key} {digest}\n{body}")
