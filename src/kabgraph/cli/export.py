"""The command that hands the data to other programs: export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kabgraph.cli.app import Root, app, tell
from kabgraph.errors import UsageError
from kabgraph.export import FORMATS, format_of
from kabgraph.library import load, parts_of


@app.command()
def export(
    format: Annotated[str, typer.Argument(help=f"One of: {', '.join(FORMATS)}.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
    root: Root = None,
    public: Annotated[
        bool, typer.Option("--public", help="As for build; exports always leave private copies out.")
    ] = False,
    flat: Annotated[
        bool, typer.Option("--flat", help="webanno: offsets into whole talks, for tools that need them.")
    ] = False,
) -> None:
    """Write all data in a format of other programs. Asks nothing, and leaves private copies out.

    Example: kabgraph export csv -o kabgraph.csv.zip
    """
    del public  # an export is never anything else
    chosen = format_of(format)
    if output is None and not chosen.text and sys.stdout.isatty():
        raise UsageError(f"{format} is no text for a terminal", f"name a file: -o {chosen.file}")
    write = chosen.writer(flat=flat)
    library = load(root)
    if output is None:
        sys.stdout.buffer.write(write(parts_of(library)))
        return
    written = library.export(format, output, flat=flat)
    tell(f"wrote {written}")
