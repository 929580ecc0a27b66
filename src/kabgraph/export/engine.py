"""The front of the RDF library: what is handed to it, and what comes back, in words of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kabgraph.errors import UsageError
from kabgraph.source.child import run_child

_SCRIPT = Path(__file__).with_name("rdf.py")
MISSING = "install it with the extra rdf: pip install 'kabgraph[rdf]'"


class NotReadError(Exception):
    """The library refused; where in the text, if that is known."""

    def __init__(self, said: str, line: int, column: int) -> None:
        super().__init__(said)
        self.said, self.line, self.column = said, line, column


def call(asked: dict[str, Any], data: bytes) -> Iterator[dict[str, Any]]:
    """Yield the answers of the RDF library, which works in a process of its own.

    Raises:
        NotReadError: it refused what it was given.
        ChildError: it took too long or too much memory.
        UsageError: the library is not installed.
    """
    head = json.dumps(asked, ensure_ascii=True).encode() + b"\n"
    for line in run_child(_SCRIPT, head + data, asked["seconds"]).splitlines():
        answer: dict[str, Any] = json.loads(line)
        if "missing" in answer:
            raise UsageError("this needs pyoxigraph, which is not installed", MISSING)
        if "refused" in answer:
            raise NotReadError(answer["refused"], answer["line"], answer["column"])
        yield answer
