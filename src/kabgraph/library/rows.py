"""Answers of SPARQL: rows of named values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kabgraph.export import all_triples, prefixes_of, select
from kabgraph.library.outward import parts_of
from kabgraph.library.results import Results, short
from kabgraph.triples import as_ntriples

if TYPE_CHECKING:
    from kabgraph.library.asked import Asked
    from kabgraph.library.whole import Whole

Value = str | int | float | bool | None


class Row(Mapping[str, Value]):
    """One row: a value by its name, as an item or an attribute; None where the query left it open.

    >>> row = Row(("concept", "n"), ("https://example.org/c", 2))
    >>> row["n"], row.n, row
    (2, 2, concept: https://example.org/c, n: 2)
    """

    __slots__ = ("_values",)

    def __init__(self, names: Sequence[str], values: Sequence[Value]) -> None:
        self._values = dict(zip(names, values, strict=True))

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __getattr__(self, name: str) -> Value:
        if not name.startswith("_") and name in self._values:
            return self._values[name]
        raise AttributeError(f"no column is called {name!r}; there is {', '.join(self) or 'none'}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __hash__(self) -> int:
        return hash(tuple(self._values.items()))

    def __repr__(self) -> str:
        return ", ".join(f"{name}: {short(str(value))}" for name, value in self._values.items())


Triples = tuple[bytes, dict[str, str]]
"""What a query is asked of: all triples as N-Triples, and the prefixes that it need not declare."""


def triples_of(library: Whole) -> Triples:
    """Return what a query to ``library`` is asked of."""
    parts = parts_of(library)
    return as_ntriples(all_triples(parts)).encode(), prefixes_of(parts)


def ask(triples: Triples, query: str, asked: Asked | None = None) -> Results[Row]:
    """Ask a query in SPARQL; ``asked`` is the question for who cites the answer.

    Raises:
        UsageError: the query is refused, cannot be read or takes too much; or the extra is missing.
    """
    names, rows = select(triples[0], query, triples[1])
    return Results((Row(names, row) for row in rows), "rows", repr, asked=asked, columns=names)
