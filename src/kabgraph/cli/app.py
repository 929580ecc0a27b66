"""The application: what every command shares, and how errors end it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kabgraph.errors import FindingsError, KabgraphError, UsageError, system_words
from kabgraph.model import Finding

FAILED, MISUSED, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    name="kabgraph",
    help="Talks and an ontology joined into one graph, with the sentence for every relation.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Root = Annotated[
    Path | None,
    typer.Option("--root", help="The folder with concepts.yaml and corpus/; else the nearest one upward."),
]
Talk = Annotated[str | None, typer.Option("--talk", help="Only this talk, by its id.")]
User = Annotated[
    str | None,
    typer.Option("--user", help="Who decides; else KABGRAPH_USER, git's user.name, or the login's name."),
]
Yes = Annotated[bool, typer.Option("--yes", help="Write without asking.")]


def out(line: str) -> None:
    """Write one line of data to standard output."""
    sys.stdout.write(line + "\n")


def tell(line: str) -> None:
    """Write one line of words to standard error."""
    sys.stderr.write(line + "\n")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def here(path: Path) -> str:
    """Return how to write a path for whoever stands in the current folder: no longer than it must be."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


def tell_findings(findings: Iterable[Finding]) -> None:
    """Write findings to standard error."""
    for finding in findings:
        tell(str(finding))


def confirm(question: str, yes: bool) -> bool:
    """Ask before writing; without a terminal only ``--yes`` will do.

    Raises:
        UsageError: there is nobody to ask.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError("nothing was written: there is no terminal to ask", "say --yes to write")
    return typer.confirm(question, err=True)


def main() -> None:
    """Run the command line; every known error ends as words and an exit status, never as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show Hebrew gets escapes instead of an error.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        app()
    except FindingsError as error:
        tell_findings(error.findings)
        sys.exit(FAILED)
    except UsageError as error:
        tell(f"kabgraph: {error}")
        sys.exit(MISUSED)
    except KabgraphError as error:
        tell(f"kabgraph: {error}")
        sys.exit(FAILED)
    except OSError as error:
        tell(f"kabgraph: {'; '.join(system_words(error))}")
        sys.exit(FAILED)
