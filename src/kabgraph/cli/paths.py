"""The command that tells how one concept is joined to another."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kabgraph.cli.answers import Format, answer
from kabgraph.cli.app import Root, app, out, tell
from kabgraph.library import Hop, Library, Path, recall
from kabgraph.model import Quote


@app.command()
def paths(
    start: Annotated[str, typer.Argument(metavar="FROM", help="A concept: id, label, alias or Hebrew name.")],
    end: Annotated[str, typer.Argument(metavar="TO", help="Another one.")],
    root: Root = None,
    max_length: Annotated[int, typer.Option("--max-length", help="The most relations in one path.")] = 3,
    count: Annotated[int, typer.Option("--count", help="The most paths.")] = 3,
    inferred: Annotated[bool, typer.Option("--inferred", help="Also through what is only inferred.")] = False,
    hubs: Annotated[bool, typer.Option("--hubs", help="Also through general terms.")] = False,
    format: Format = "text",
) -> None:
    """Tell how two concepts are joined: the shortest paths, each hop a sentence with its quotes.

    Example: kabgraph paths group Creator --max-length 2
    """
    library = recall(root)
    found = library.paths(start, end, max_length=max_length, count=count, inferred=inferred, hubs=hubs)
    if format == "json":
        out(json.dumps([_path_row(library, path) for path in found], ensure_ascii=False, indent=2))
    elif format != "text":
        answer(found, format)
    else:
        for number, path in enumerate(found):
            if number:
                out("")
            _print(library, path)
    if not found:
        more = "--max-length with a greater number, --hubs or --inferred"
        tell(f"no path of at most {max_length} relations; try {more}")


def _print(library: Library, path: Path) -> None:
    out(" - ".join(library.label(station) for station in path.stations))
    for hop in path.hops:
        out(f"  {hop.sentence} [{hop.ground}]")
        for quote in hop.quotes:
            place = _quote_row(library, quote)
            edition = "" if place["edition"] == "original" else f", {place['edition']}"
            out(f"    “{place['text']}” {place['passage']}{edition}")


def _path_row(library: Library, path: Path) -> dict[str, object]:
    return {"stations": list(path.stations), "hops": [_hop_row(library, hop) for hop in path.hops]}


def _hop_row(library: Library, hop: Hop) -> dict[str, object]:
    return {
        "relation": hop.relation.id,
        "from": hop.start,
        "to": hop.end,
        "forward": hop.forward,
        "sentence": hop.sentence,
        "standing": hop.relation.standing,
        "quotes": [_quote_row(library, quote) for quote in hop.quotes],
        "sources": list(hop.relation.sources),
        "rule": hop.relation.rule,
    }


def _quote_row(library: Library, quote: Quote) -> dict[str, str]:
    passage = quote.passage
    return {"passage": passage.ref, "edition": library.talk(passage.talk).edition, "text": quote.text}
