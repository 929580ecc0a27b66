"""Loading: a folder -> a library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.errors import LoadError
from kabgraph.model import Address, Finding

if TYPE_CHECKING:
    from kabgraph.library.hall import Library

ONTOLOGY = "concepts.yaml"
CORPUS = "corpus"


def find_root(path: str | Path | None = None) -> Path:
    """The project's folder: ``path`` itself, or the nearest one upward that has a concepts.yaml.

    Raises:
        LoadError: there is none.
    """
    start = Path(path) if path is not None else Path.cwd()
    folders = [start] if path is not None else [start, *start.resolve().parents]
    for folder in folders:
        if (folder / ONTOLOGY).exists():
            return folder
    where = start / ONTOLOGY if path is not None else Path(ONTOLOGY)
    raise LoadError(
        [
            Finding(
                Address(where.as_posix()),
                "O109",
                "error",
                "there is no concepts.yaml",
                "write one (scheme and concepts are enough), or name its folder with --root DIR",
            )
        ]
    )


def load(path: str | Path | None = None) -> Library:
    """Load the talks and the ontology of a folder; without one, of the nearest folder upward.

    Raises:
        LoadError: files cannot be read or parsed; its ``findings`` list every problem, with places. What
            is wrong with annotations is a finding of the library and never stops the loading.

    >>> load("tests/data/small")["Bina"].pref_label["he"]
    'בינה'
    """
    from kabgraph.library.reading import read_base, with_annotations  # noqa: PLC0415 - slow, may be spared

    return with_annotations(read_base(find_root(path)))
