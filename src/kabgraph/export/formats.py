"""The table of formats: a new one is a writer and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.errors import UsageError
from kabgraph.export.documents import write_json
from kabgraph.export.graphml import write_graphml
from kabgraph.export.linked import write_jsonld, write_turtle
from kabgraph.export.parts import Parts
from kabgraph.export.sheets import write_sheets
from kabgraph.lazy import Lazy

if TYPE_CHECKING:
    from kabgraph.export import exchange
else:
    exchange = Lazy("kabgraph.export.exchange")


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the ending of its files, what it is called and what it is for, and what writes it.

    ``write`` is a function of the parts alone: the same parts give the same bytes. ``flat`` writes offsets
    into whole talks, where a format has them.
    """

    name: str
    ending: str
    label: str
    title: str
    purpose: str
    write: Callable[[Parts], bytes]
    text: bool = True
    flat: Callable[[Parts], bytes] | None = None

    @property
    def file(self) -> str:
        """What the file is called where nobody names it."""
        return f"kabgraph.{self.ending}"

    def writer(self, *, flat: bool = False) -> Callable[[Parts], bytes]:
        """Return what writes it, with offsets into whole talks where ``flat``.

        Raises:
            UsageError: it has no flat form.
        """
        if not flat:
            return self.write
        if self.flat is None:
            able = " or ".join(each.name for each in FORMATS.values() if each.flat)
            raise UsageError(f"{self.name} has no flat form", f"leave --flat out, or use {able}")
        return self.flat


# What writes annotations checks them too, and takes a while to load: only who writes them waits.
def _write_web(parts: Parts) -> bytes:
    return exchange.write_web_annotations(parts)


def _write_flat(parts: Parts) -> bytes:
    return exchange.write_flat_annotations(parts)


def _write_table(parts: Parts) -> bytes:
    return exchange.write_annotation_table(parts)


FORMATS = {
    each.name: each
    for each in (
        Format(
            "json",
            "json",
            "JSON",
            "Everything as one JSON document",
            "For programs: concepts, relations with their quotes, events, claims, tables, texts, mentions.",
            write_json,
        ),
        Format(
            "csv",
            "csv.zip",
            "CSV",
            "Sheets, one CSV file for each thing",
            "For spreadsheets and statistics: concepts, labels, relations, quotes, passages and mentions.",
            write_sheets,
            text=False,
        ),
        Format(
            "graphml",
            "graphml",
            "GraphML",
            "The graph as GraphML",
            "For programs that draw or measure graphs: nodes and edges with their attributes.",
            write_graphml,
        ),
        Format(
            "skos-ttl",
            "ttl",
            "SKOS Turtle",
            "The concepts as a SKOS vocabulary, in Turtle",
            "For vocabulary tools and triple stores: labels, hierarchy, notes, mappings, and each relation, "
            "event and claim with the passages that say it.",
            write_turtle,
        ),
        Format(
            "skos-jsonld",
            "jsonld",
            "SKOS JSON-LD",
            "The same vocabulary, in JSON-LD",
            "For programs that read linked data as JSON; it needs no context from the network.",
            write_jsonld,
        ),
        Format(
            "webanno",
            "annotations.jsonld",
            "Web Annotation",
            "Annotations as W3C Web Annotation JSON-LD",
            "For annotation programs, and back into kabgraph: every decision with its words and its history.",
            _write_web,
            flat=_write_flat,
        ),
        Format(
            "annotations-csv",
            "annotations.csv",
            "Annotations as CSV",
            "Annotations as one CSV file",
            "For spreadsheets, and back into kabgraph: a row for each decision, with all that it holds.",
            _write_table,
        ),
    )
}
"""Name -> format, in the order in which they are offered."""


def format_of(name: str) -> Format:
    """Return the format of that name.

    Raises:
        UsageError: there is none; the remedy lists all.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}", f"use {' or '.join(FORMATS)}")
    return FORMATS[name]
