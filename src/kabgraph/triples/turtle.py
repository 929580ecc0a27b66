"""Triples as Turtle: the same triples give the same text, one subject after another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby

from kabgraph.triples.names import PREFIXES, RDF
from kabgraph.triples.terms import Blank, Literal, Object, Subject, Triple, iri, ordered

# Less than Turtle allows, so that every reader reads it: no dot, no escape, no digit at the start.
_LOCAL = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]')


def as_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str] | None = None, title: str = "") -> str:
    """Return triples as Turtle under ``PREFIXES`` and ``prefixes``; ``title`` stands in its first line."""
    names = {**PREFIXES, **(prefixes or {})}
    writer = _Writer(names)
    lines = [f"# {' '.join(title.split())}"] if title else []
    lines += [f"@prefix {name}: <{iri(names[name])}> ." for name in sorted(names)]
    return "\n".join([*lines, *writer.blocks(ordered(triples))]) + "\n"


class _Writer:
    """Writes terms; what is written often is made once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest namespace first: the shortest name of an address wins.
        self._spaces = sorted(((base, name) for name, base in prefixes.items()), key=_longest_first)
        self.name = lru_cache(maxsize=100_000)(self._name)

    def blocks(self, triples: Iterable[Triple]) -> Iterator[str]:
        for subject, about in groupby(triples, key=lambda triple: triple.subject):
            by_predicate = [
                (self._verb(predicate), [self.term(triple.object) for triple in group])
                for predicate, group in groupby(about, key=lambda triple: triple.predicate)
            ]
            by_predicate.sort(key=lambda pair: (pair[0] != "a", pair[0]))
            said = " ;\n".join(f"  {verb} {' , '.join(terms)}" for verb, terms in by_predicate)
            yield f"\n{self.name(subject)}\n{said} ."

    def _verb(self, predicate: str) -> str:
        return "a" if predicate == RDF["type"] else self.name(predicate)

    def term(self, term: Object) -> str:
        if not isinstance(term, Literal):
            return self.name(term)
        text = f'"{_ESCAPED.sub(_escape, term.text)}"'
        if term.language:
            return f"{text}@{term.language}"
        return f"{text}^^{self.name(term.datatype)}" if term.datatype else text

    def _name(self, address: Subject | str) -> str:
        if isinstance(address, Blank):
            return address
        for base, prefix in self._spaces:
            if address.startswith(base) and _LOCAL.fullmatch(address, len(base)):
                return f"{prefix}:{address[len(base) :]}"
        return f"<{iri(address)}>"


def _longest_first(space: tuple[str, str]) -> tuple[int, str, str]:
    return -len(space[0]), *space


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"


def as_ntriples(triples: Iterable[Triple]) -> str:
    """Return triples as N-Triples: one a line, nothing shortened."""
    writer = _Writer({})
    return "".join(f"{writer.term(s)} {writer.term(p)} {writer.term(o)} .\n" for s, p, o in triples)
