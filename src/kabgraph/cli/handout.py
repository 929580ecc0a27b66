"""The command that makes a sheet for a class: class."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kabgraph.cli.app import Root, app, tell
from kabgraph.errors import UsageError
from kabgraph.library import load
from kabgraph.source import write_atomic
from kabgraph.text import nearest

if TYPE_CHECKING:
    from kabgraph.pages.views.handout import Handout

Form = Literal["html", "tsv", "md"]
_ENDINGS: dict[str, Form] = {".tsv": "tsv", ".txt": "tsv", ".md": "md"}


@app.command("class")
def class_(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TALK|CONCEPT", help="A talk's id, a concept by any name."),
    ] = None,
    root: Root = None,
    passages: Annotated[
        str, typer.Option("--passages", help="Only these: p1,p2, or talk#p1,talk#p2 for any.")
    ] = "",
    format: Annotated[
        Form | None,
        typer.Option("--format", help="html, tsv (for Anki) or md; else by the file's name."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
    parts: Annotated[
        str, typer.Option("--parts", help="Of: passages,terms,gaps,relations,key; or none.")
    ] = "passages,gaps,relations,key",
    most: Annotated[int, typer.Option("--most", min=0, help="The most questions; 0 asks for all.")] = 20,
    title: Annotated[str, typer.Option("--title", help="What stands at its head.")] = "",
) -> None:
    """Make a sheet for a class: passages, the same with gaps, questions, and a key that cites each passage.

    It holds what the site's page "Print a sheet" shows for the same choice.

    Example: kabgraph class place-of-residence --passages p3,p4 -o sheet.html
    """
    from kabgraph.pages import Desk  # noqa: PLC0415 - templates take a while to load
    from kabgraph.pages.handouts import anki, choose, markdown, paper  # noqa: PLC0415
    from kabgraph.pages.views.handout import PARTS, handout  # noqa: PLC0415

    chosen_parts = _parts(parts, tuple(PARTS))
    desk = Desk(load(root))
    refs = choose(desk, names or (), _listed(passages))
    writers: dict[Form, Callable[[Handout], str]] = {"html": paper, "tsv": anki, "md": markdown}
    form = format or _ENDINGS.get(output.suffix.lower() if output else "", "html")
    text = writers[form](handout(desk, refs, chosen_parts, title, most))
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    write_atomic(output, text)
    tell(f"wrote {output}")


def _listed(text: str) -> list[str]:
    return text.replace(",", " ").split()


def _parts(text: str, known: tuple[str, ...]) -> tuple[str, ...]:
    parts = _listed(text)
    for part in parts if parts != ["none"] else ():
        if part not in known:
            near = " or ".join(nearest(part, known)) or ", ".join(known)
            raise UsageError(f"a sheet has no part {part!r}", f"use {near}")
    return tuple(part for part in known if part in parts)
