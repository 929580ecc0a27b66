"""The command that edits in a browser: serve."""

from __future__ import annotations

from typing import Annotated

import typer

from kabgraph.cli.app import INTERRUPTED, Root, User, app, tell
from kabgraph.errors import UsageError
from kabgraph.library import default_user, find_root


@app.command()
def serve(
    root: Root = None,
    port: Annotated[int, typer.Option(help="Where to listen on this computer; 0 takes any.")] = 8765,
    user: User = None,
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
    folder = find_root(root)
    try:
        run(folder, user or default_user(folder), port, tell)
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
