"""RDF that others wrote, as triples: read in a process of its own, with nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kabgraph.export.engine import NotReadError, call
from kabgraph.export.inlined import inlined
from kabgraph.model import Address, Finding
from kabgraph.source import escape
from kabgraph.source.child import ChildError
from kabgraph.triples import RELATIVE, XSD, Blank, Iri, Literal, Triple

SECONDS = 60
MEMORY = 1024
_MOST = 200
SYNTAXES = {
    ".ttl": "turtle",
    ".turtle": "turtle",
    ".nt": "turtle",
    ".rdf": "xml",
    ".xml": "xml",
    ".owl": "xml",
    ".jsonld": "jsonld",
    ".json": "jsonld",
}
"""The ending of a file -> how it is written."""
_PLACE = re.compile(r"^Parser error (?:at|between) line \d+.*?: ")
_MEND = "mend it there, or write the vocabulary anew with the program that it comes from"


def read_rdf(text: str, file: str, ending: str, number: int = 1) -> tuple[list[Triple] | None, list[Finding]]:
    """Return the triples of a text, or None with the reason; nothing is raised for what the text is.

    Nodes without an address are called by ``number``, which tells one file from another, and in the order in
    which they come, so that they are called alike each time.

    Raises:
        UsageError: the RDF library is not installed.
    """
    syntax = SYNTAXES.get(ending.lower())
    if syntax is None:
        known = ", ".join(SYNTAXES)
        return None, [
            _finding(
                file, "V101", f"{ending or 'no ending'} is no ending of an RDF file", f"it is one of {known}"
            )
        ]
    if syntax == "jsonld":
        whole, findings = inlined(text, file)
        if whole is None:
            return None, findings
        text = whole
    asked = {
        "do": "read",
        "syntax": syntax,
        "base": RELATIVE,
        "seconds": SECONDS,
        "memory": MEMORY,
        "most": _MOST,
    }
    try:
        found = list(_triples(asked, text, number))
        return found, list(_relative(found, file))
    except NotReadError as error:
        said = "it takes too much memory" if error.said == "memory" else _PLACE.sub("", error.said)
        said = escape(" ".join(said.split()))
        return None, [_finding(file, "V102", said, _remedy(said), error.line or 1, error.column)]
    except ChildError as error:
        what = {"time": f"more than {SECONDS} seconds", "memory": f"more than {MEMORY:,} MB of memory"}
        said = (
            f"reading it takes {what[error.why]}"
            if error.why in what
            else "reading it brings the reader down"
        )
        return None, [_finding(file, "V103", said, "split the file, or leave out what nests deeply")]


def _triples(asked: dict[str, object], text: str, number: int) -> Iterator[Triple]:
    names: dict[str, Blank] = {}

    def term(said: list[str]) -> Iri | Blank | Literal:
        if said[0] == "iri":
            return Iri(said[1])
        if said[0] == "blank":
            return names.setdefault(said[1], Blank(f"_:f{number}n{len(names) + 1}"))
        _, language, datatype, value = said
        plain = language or datatype == XSD.string
        return Literal(value, in_form(language), "" if plain else datatype)

    for answer in call(asked, text.encode()):
        for subject, predicate, object_ in answer.get("triples", ()):
            first = term(subject)
            if not isinstance(first, Literal):
                yield Triple(first, Iri(predicate), term(object_))


def _relative(triples: list[Triple], file: str) -> Iterator[Finding]:
    count = len({str(term) for triple in triples for term in triple if str(term).startswith(RELATIVE)})
    if count:
        said = f"{count} addresses are relative, and the file names no base: they stand below {RELATIVE}"
        remedy = "give it a base, such as @base <https://example.org/> ."
        yield Finding(Address(file), "V104", "warning", said, remedy)


def in_form(language: str) -> str:
    """Return a language tag in its usual form.

    >>> in_form("en-gb"), in_form("zh-hant"), in_form("he")
    ('en-GB', 'zh-Hant', 'he')
    """
    first, *rest = language.split("-")
    return "-".join([first, *(_SHAPES.get(len(part), str.lower)(part) for part in rest)])


_SHAPES = {2: str.upper, 4: str.title}


def _remedy(said: str) -> str:
    if "DOCTYPE" in said:
        return "take it out and write out what its entities stand for, or bring the file as Turtle"
    return _MEND


def _finding(file: str, code: str, said: str, remedy: str, line: int = 1, column: int = 1) -> Finding:
    return Finding(Address(file, line, column), code, "error", said, remedy)
