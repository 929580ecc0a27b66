"""Questions in SPARQL over the triples of a library: no network, and only so much time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress

from kabgraph.errors import UsageError
from kabgraph.export.engine import NotReadError, call
from kabgraph.source.child import ChildError

SECONDS = 20
MEMORY = 1024
ROWS = 100_000
_MOST = 64
_LONGEST = 100_000
_LEVELS = 8

Value = str | int | float | bool | None

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
    | <[^<>"{}|^`\\\x00-\x20]*>
    | [?$]\w+ | @[A-Za-z-]+
    | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*
    | (?P<word>[A-Za-z_]\w*)
    | .
    """,
    re.S | re.X,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_REFUSED = {
    "SERVICE": "SERVICE asks another host",
    "LOAD": "LOAD fetches from another place",
    "FROM": "FROM names data from another place",
    **{word: f"{word} changes data" for word in ("INSERT", "DELETE", "CLEAR", "DROP", "CREATE")},
}


def refusal(query: str) -> str:
    """Return why a query is not asked, or nothing.

    Comments, texts and names are read as such, and an escape for a letter as that letter.

    >>> refusal("SELECT * { SERVICE <http://a.invalid/> { ?s ?p ?o } }")
    'SERVICE asks another host'
    >>> refusal('SELECT ?service { ?service skos:prefLabel "FROM" } # LOAD')
    ''
    """
    for _ in range(_LEVELS):
        for found in _TOKEN.finditer(query):
            why = _REFUSED.get((found["word"] or "").upper())
            if why:
                return why
        plain = _ESCAPE.sub(_plain, query)
        if plain == query:
            return ""
        query = plain
    return "its letters are hidden behind escapes of escapes"


def _plain(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def select(
    data: bytes, query: str, prefixes: Mapping[str, str], seconds: int = SECONDS
) -> tuple[list[str], list[list[Value]]]:
    """Ask ``query`` of ``data`` (N-Triples); return the names of the columns, and the rows.

    A number or truth value comes as such, all else as text: an address, or what a literal says. Rows
    that no ORDER BY puts in order are sorted, so that they come alike each time.

    Raises:
        UsageError: the query is refused, cannot be read or takes too much; or the library is missing.
    """
    why = refusal(query) if len(query) <= _LONGEST else f"it is longer than {_LONGEST:,} characters"
    if why:
        raise UsageError(f"this query is not asked: {why}", "ask what these data hold; nothing is fetched")
    asked = {
        "do": "ask",
        "query": query,
        "prefixes": dict(prefixes),
        "rows": ROWS,
        "most": _MOST,
        "seconds": seconds,
        "memory": MEMORY,
    }
    columns: list[str] = []
    rows: list[list[Value]] = []
    try:
        for answer in call(asked, data):
            columns = answer.get("columns", columns)
            rows += (list(map(_value, row)) for row in answer.get("rows", ()))
    except NotReadError as error:
        raise _refused(error) from None
    except ChildError as error:
        raise _too_much(error.why, seconds) from None
    in_order = any((found["word"] or "").upper() == "ORDER" for found in _TOKEN.finditer(query))
    return columns, rows if in_order else sorted(rows, key=lambda row: list(map(str, row)))


def _refused(error: NotReadError) -> UsageError:
    if error.said == "rows":
        return UsageError(f"more than {ROWS:,} rows, or too long ones", "add LIMIT, or ask for less")
    if error.said == "memory":
        return _too_much("memory", SECONDS)
    where = f" in line {error.line}, column {error.column}" if error.line else ""
    return UsageError(f"the query cannot be read{where}: {' '.join(error.said.split())}", "mend it there")


def _too_much(why: str, seconds: int) -> UsageError:
    said = {
        "time": f"the query took more than {seconds} seconds",
        "memory": f"the query took more than {MEMORY:,} MB of memory",
    }.get(why, "the query brought the engine down")
    return UsageError(said, "join fewer patterns, or add LIMIT")


def _value(term: list[str] | None) -> Value:
    if term is None:
        return None
    kind, text = term[0], term[-1]
    if kind == "blank":
        return f"_:{text}"
    datatype = term[2].rpartition("#")[2] if kind == "text" else kind
    return next(_typed(text, datatype), text)


def _typed(text: str, datatype: str) -> Iterator[Value]:
    with suppress(ValueError):
        if datatype in ("integer", "int", "long", "nonNegativeInteger"):
            yield int(text)
        elif datatype in ("decimal", "double", "float"):
            yield float(text)
        elif datatype in ("boolean", "bool"):
            yield text in ("true", "1")
