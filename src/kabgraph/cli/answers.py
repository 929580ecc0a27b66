"""How the commands that ask print what they found."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

import typer

from kabgraph.cli.app import out, tell
from kabgraph.library import Results

Format = Annotated[
    Literal["text", "csv", "json", "md"],
    typer.Option("--format", help="How to print; json and md say how to cite it."),
]
Concept = Annotated[str, typer.Argument(help="A concept by id, label, alias or Hebrew name.")]
Implied = Annotated[bool, typer.Option("--implied", help="Also where a person marked it as implied.")]
Inferred = Annotated[bool, typer.Option("--inferred", help="Also through what is only inferred.")]


def answer(results: Results[Any], format: str) -> None:
    """Print all answers; in text, whose words they are goes to standard error."""
    if format == "text":
        out(results.noun)
        for line in results.lines():
            out(f"  {line}")
        for note in results.notes():
            tell(note)
        return
    sys.stdout.write({"csv": results.csv, "json": results.json, "md": results.md}[format]())
