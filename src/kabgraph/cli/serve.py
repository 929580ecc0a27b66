"""The command that edits in a browser: serve."""

from __future__ import annotations

import os
from getpass import getuser
from typing import Annotated

import typer

from kabgraph.cli.app import Root, app, tell
from kabgraph.errors import UsageError
from kabgraph.library import find_root

INTERRUPTED = 130


@app.command()
def serve(
    root: Root = None,
    port: Annotated[int, typer.Option(help="Where to listen on this computer; 0 takes any.")] = 8765,
    user: Annotated[str | None, typer.Option("--user", help="The file that decisions go into.")] = None,
) -> None:
    """Serve the site with its edit mode to this computer alone: link passages, review what was found.

    Decisions are saved at once in corpus/annotations/<talk-id>/<user>.yaml. Nothing is committed.

    Example: kabgraph serve --user teacher1
    """
    try:
        from kabgraph.annotator import serve as run  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        remedy = 'install it: pip install "kabgraph[annotate]"'
        raise UsageError("the editing server is not installed", remedy) from None
    name = user or os.environ.get("KABGRAPH_USER") or getuser()
    try:
        run(find_root(root), name, port, tell)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
