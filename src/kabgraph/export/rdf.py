"""The one place that knows an RDF library, run as a program of its own behind closed doors.

It reads a line of JSON that says what to do, then the data; it answers with lines of JSON. Once it has
read, it can open no file and no connection: neither Python (an audit hook) nor the library (no more
descriptors are to be had). Time and memory are bounded.
"""

from __future__ import annotations

import io
import json
import sys
import xml.parsers.expat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

try:
    import pyoxigraph
except ImportError:
    pyoxigraph = None  # type: ignore[assignment]
try:
    import resource
except ImportError:  # Windows has no such limits; the clock is held by the parent
    resource = None  # type: ignore[assignment]

MEGABYTE = 1 << 20
_BATCH = 1000
_OUTSIDE = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "ctypes.")

Json = dict[str, Any]


class RefusedError(Exception):
    """What is not read; ``line`` says where, 0 where that is not known."""

    def __init__(self, said: str, line: int = 0, column: int = 1) -> None:
        super().__init__(said)
        self.said, self.line, self.column = said, line, column


def main() -> None:
    """Do what the first line of standard input asks."""
    asked = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    _close_doors(asked["memory"] * MEGABYTE, asked["seconds"])
    if pyoxigraph is None:
        _say({"missing": True})
        return
    work: dict[str, Callable[[Json, bytes], Iterable[Json]]] = {"read": _read, "ask": _ask}
    try:
        for answer in work[asked["do"]](asked, data):
            _say(answer)
    except RefusedError as error:
        _say({"refused": error.said, "line": error.line, "column": error.column})
    except SyntaxError as error:
        place = {"line": error.lineno or 0, "column": error.offset or 1}
        _say({"refused": str(error.msg), **place})
    except MemoryError:
        _say({"refused": "memory", "line": 0, "column": 1})
    except (ValueError, OSError, RecursionError) as error:
        _say({"refused": str(error) or type(error).__name__, "line": 0, "column": 1})
    sys.stdout.flush()


def _say(answer: Json) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")


def _close_doors(memory: int, seconds: int) -> None:
    """From here on: no file, no connection, and only so much memory and time."""
    if resource is not None:
        limits = {
            resource.RLIMIT_AS: (memory, memory),
            resource.RLIMIT_CPU: (seconds, seconds + 1),  # the first ends it by a signal that says why
            resource.RLIMIT_NOFILE: (0, 0),
            resource.RLIMIT_CORE: (0, 0),
        }
        for limit, most in limits.items():
            with suppress(ValueError, OSError):
                resource.setrlimit(limit, most)
    sys.addaudithook(_guard)


def _guard(event: str, _: tuple[object, ...]) -> None:
    if event == "open" or event.startswith(_OUTSIDE):
        raise OSError(f"refused: {event}")


# -- reading


def _read(asked: Json, data: bytes) -> Iterator[Json]:
    """Yield the triples of a text in batches, and at last how many there are."""
    syntax = asked["syntax"]
    text = data.decode("utf-8")
    if syntax == "xml":
        _refuse_doctype(data)
    formats = {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "xml": pyoxigraph.RdfFormat.RDF_XML,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    left, count = asked["most"] * MEGABYTE, 0
    batch: list[list[Any]] = []
    for quad in pyoxigraph.parse(text, formats[syntax], base_iri=asked["base"], without_named_graphs=True):
        triple = [_term(quad.subject), quad.predicate.value, _term(quad.object)]
        left -= sum(len(part) if isinstance(part, str) else len(part[-1]) for part in triple)
        if left < 0:
            raise RefusedError(f"it expands to more than {asked['most']} MB", 1)
        batch.append(triple)
        count += 1
        if len(batch) == _BATCH:
            yield {"triples": batch}
            batch = []
    yield {"triples": batch}
    yield {"count": count}


def _term(term: Any) -> list[str]:
    """A term as a list whose first item says what it is."""
    if isinstance(term, pyoxigraph.NamedNode):
        return ["iri", term.value]
    if isinstance(term, pyoxigraph.BlankNode):
        return ["blank", term.value]
    if isinstance(term, pyoxigraph.Literal):
        return ["text", term.language or "", term.datatype.value, term.value]
    raise RefusedError("a triple within a triple is not read")


def _refuse_doctype(data: bytes) -> None:
    """Refuse a document type, and with it every entity, before anything is expanded or fetched."""
    parser = xml.parsers.expat.ParserCreate("utf-8")

    def doctype(*_: object) -> None:
        raise RefusedError(
            "a document type (<!DOCTYPE>), with which entities come", parser.CurrentLineNumber, _column()
        )

    def _column() -> int:
        return int(parser.CurrentColumnNumber) + 1

    def begun(*_: object) -> None:
        raise _BegunError

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = begun
    try:
        parser.Parse(data, True)
    except _BegunError:
        return
    except xml.parsers.expat.ExpatError as error:
        raise RefusedError(str(error).partition(":")[0], error.lineno, error.offset + 1) from None


class _BegunError(Exception):
    """The first element has begun: no document type can follow."""


# -- asking


def _ask(asked: Json, data: bytes) -> Iterator[Json]:
    """Yield the names of the columns, then the rows."""
    store = pyoxigraph.Store()
    store.bulk_load(io.BytesIO(data), pyoxigraph.RdfFormat.N_TRIPLES)
    found = store.query(asked["query"], prefixes=asked["prefixes"])
    if isinstance(found, pyoxigraph.QueryBoolean):
        yield {"columns": ["answer"]}
        yield {"rows": [[["bool", str(bool(found)).lower()]]]}
        return
    if isinstance(found, pyoxigraph.QueryTriples):
        yield {"columns": ["subject", "predicate", "object"]}
    else:
        yield {"columns": [variable.value for variable in found.variables]}
    rows = ([None if value is None else _term(value) for value in row] for row in found)
    left = asked["most"] * MEGABYTE
    for number, row in enumerate(rows):
        left -= sum(len(value[-1]) + 40 for value in row if value)
        if number == asked["rows"] or left < 0:
            raise RefusedError("rows")
        yield {"rows": [row]}


if __name__ == "__main__":
    main()
