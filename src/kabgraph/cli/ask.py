"""Commands that only read: check, mentions, show, stats, schema."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from kabgraph.cli.app import FAILED, Root, app, counted, out, tell
from kabgraph.cli.table import csv_lines
from kabgraph.errors import LoadError
from kabgraph.library import Entry, load
from kabgraph.model import Finding, Level, Mention


@app.command()
def check(
    root: Root = None,
    format: Annotated[Literal["text", "json", "github"], typer.Option(help="How to print.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    notes: Annotated[bool, typer.Option("--notes", help="Also what asks for nothing.")] = False,
) -> None:
    """Print every finding as path:line:column: level[code]: message; remedy.

    Example: kabgraph check --format json
    """
    try:
        findings: Iterable[Finding] = load(root).check(notes=notes)
    except LoadError as error:
        findings = error.findings
    findings = tuple(findings)
    for finding in findings:
        out(_FORMATS[format](finding))
    levels = Counter(finding.level for finding in findings)
    shown: tuple[Level, ...] = ("error", "warning", "note") if notes else ("error", "warning")
    tell(", ".join(counted(levels[level], level) for level in shown))
    if levels["error"] or (strict and levels["warning"]):
        raise typer.Exit(FAILED)


def _as_json(finding: Finding) -> str:
    return json.dumps(asdict(finding), ensure_ascii=False)


def _as_github(finding: Finding) -> str:
    place = finding.address
    said = f"{finding.message}; {finding.remedy}".replace("%", "%25").replace("\n", "%0A")
    where = f"file={place.file},line={place.line},col={place.column}"
    level = "notice" if finding.level == "note" else finding.level
    return f"::{level} {where},title={finding.code}::{said}"


_FORMATS: dict[str, Callable[[Finding], str]] = {"text": str, "json": _as_json, "github": _as_github}


@app.command()
def mentions(
    root: Root = None,
    format: Annotated[Literal["jsonl", "csv"], typer.Option(help="How to print.")] = "jsonl",
    contained: Annotated[
        bool, typer.Option("--contained", help="Also hits inside a longer mention.")
    ] = False,
) -> None:
    """Print one row a mention: talk, passage, start, end, surface, concept, mode, candidates.

    Offsets are half-open code points into the passage's text; concept is null where ambiguous.

    Example: kabgraph mentions --format csv > mentions.csv
    """
    library = load(root)
    found = [*library.mentions, *(library.contained if contained else ())]
    rows = [_mention_row(mention, contained) for mention in found]
    if format == "csv":
        header = ("talk", "passage", "start", "end", "surface", "concept", "mode", "candidates")
        for line in csv_lines(rows, (*header, "contained") if contained else header):
            out(line)
    else:
        for row in rows:
            out(json.dumps(row, ensure_ascii=False))


def _mention_row(mention: Mention, with_contained: bool) -> dict[str, object]:
    row: dict[str, object] = {
        "talk": mention.talk,
        "passage": mention.passage.partition("#")[2],
        "start": mention.start,
        "end": mention.end,
        "surface": mention.surface,
        "concept": mention.concept,
        "mode": mention.mode,
        "candidates": list(mention.candidates),
    }
    return row | {"contained": mention.contained} if with_contained else row


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A concept by id, label, alias or Hebrew name.")],
    root: Root = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to print.")] = "text",
) -> None:
    """Show a concept: names, meaning, relations with their grounds, mentions.

    Example: kabgraph show Bina
    """
    library = load(root)
    entry = library[name]
    if format == "json":
        out(json.dumps(_entry_row(entry), ensure_ascii=False, indent=2))
        return
    out(repr(entry))
    out("")
    out(repr(entry.relations()))
    out("")
    out(repr(entry.mentions))


def _entry_row(entry: Entry) -> dict[str, object]:
    return {
        "id": entry.id,
        "pref_label": entry.pref_label,
        "alt_labels": list(entry.alt_labels),
        "kind": entry.kind,
        "definition": entry.definition,
        "relations": [
            {
                "id": relation.id,
                "subject": relation.subject,
                "type": relation.type,
                "object": relation.object,
                "standing": relation.standing,
                "evidence": list(relation.evidence),
                "sources": list(relation.sources),
                "rule": relation.rule,
            }
            for relation in entry.relations()
        ],
        "passages": [passage.ref for passage in entry.passages()],
    }


@app.command()
def stats(
    root: Root = None,
    format: Annotated[Literal["text", "json"], typer.Option(help="How to print.")] = "text",
) -> None:
    """Count what there is: texts, passages, concepts, relations by standing, mentions by mode, findings.

    Example: kabgraph stats --format json
    """
    counts = load(root).stats()
    if format == "json":
        out(json.dumps(counts, ensure_ascii=False))
        return
    for name, count in counts.items():
        out(f"{count:>6}  {name}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of concepts.yaml, for completion in an editor.

    Example: kabgraph schema > concepts.schema.json
    """
    from kabgraph.ontology import json_schema  # noqa: PLC0415 - what reads the file is slow to load

    out(json.dumps(json_schema(), ensure_ascii=False, indent=2))
