"""The command that asks in SPARQL."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kabgraph.cli.app import Root, app, out, tell
from kabgraph.cli.table import csv_lines
from kabgraph.errors import LoadError, UsageError
from kabgraph.library import Results, Row, load
from kabgraph.source import escape, read_text


@app.command()
def sparql(
    query: Annotated[str | None, typer.Argument(help="The query; - reads it from standard input.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="A file that holds the query.")] = None,
    root: Root = None,
    format: Annotated[Literal["text", "csv", "json"], typer.Option(help="How to print.")] = "text",
) -> None:
    """Ask in SPARQL over the RDF form: the same triples as those of export skos-ttl, and its prefixes.

    Nothing is fetched: SERVICE, LOAD and FROM are refused. A query has 20 seconds. Needs the extra rdf.

    Example: kabgraph sparql 'SELECT ?name { concept:bina skos:narrower/skos:prefLabel ?name }'
    """
    rows = load(root).sparql(_query(query, file))
    if format == "text":
        out(repr(rows) if len(rows) <= _SHORT else "\n".join(_all(rows)))
    elif format == "json":
        out(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2))
    else:
        for line in csv_lines([_filled(row) for row in rows], list(rows[0]) if rows else []):
            out(line)
    if not rows:
        tell("no row answers this")


_SHORT = 12


def _all(rows: Results[Row]) -> list[str]:
    """Every row, where the short form would leave some out."""
    return [f"{len(rows)} rows", *(f"  {row!r}" for row in rows)]


def _filled(row: Row) -> dict[str, object]:
    return {name: str(value).lower() if isinstance(value, bool) else value for name, value in row.items()}


def _query(query: str | None, file: Path | None) -> str:
    if (query is None) == (file is None):
        raise UsageError("one query is asked at a time", "give it as it is, or a file with it: -f FILE")
    if file is None:
        return sys.stdin.read() if query == "-" else str(query)
    text, findings = read_text(file, file.parent, name=escape(file.as_posix()))
    if text is None:
        raise LoadError(findings)
    return text
