"""The command that hands the queue out as a file, and takes it back filled in: suggest."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kabgraph.cli.app import (
    FAILED,
    Root,
    Talk,
    User,
    Yes,
    app,
    confirm,
    counted,
    here,
    out,
    tell,
    tell_findings,
)
from kabgraph.errors import ConflictError, UsageError
from kabgraph.library import default_user, find_root, load
from kabgraph.library.filled import form_of, read_filled
from kabgraph.library.review import Sort
from kabgraph.library.session import Session
from kabgraph.library.suggestions import FORMS, Form, write_suggestions
from kabgraph.library.taking import Taking, take
from kabgraph.library.verdicts import PAST
from kabgraph.source import write_atomic

Concept = Annotated[str | None, typer.Option("--concept", help="Only this concept, by any of its names.")]
Sorted = Annotated[Sort | None, typer.Option("--sort", help="Only what is to be decided for this reason.")]


@app.command()
def suggest(  # noqa: PLR0913, PLR0917 - options, given by name
    root: Root = None,
    talk: Talk = None,
    concept: Concept = None,
    sort: Sorted = None,
    format: Annotated[Form | None, typer.Option(help="The form of the file; else as its name ends.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; else standard output.")
    ] = None,
    filled: Annotated[Path | None, typer.Option("--take", help="A filled file to take back.")] = None,
    user: User = None,
    yes: Yes = False,
) -> None:
    """Write what is to be decided as a file to fill in, or take such a file back with --take.

    Write accept, reject or skip under "decision"; what stays empty stays undecided. Taking back shows all
    that it will do, then asks; with one problem in the file nothing is written.

    Example: kabgraph suggest --talk place-of-residence -o to-decide.csv
    """
    if filled is None:
        _write(root, talk, concept, sort, format, output)
    elif output or talk or concept or sort:
        raise UsageError("--take reads a file and writes none", "leave out -o, --talk, --concept and --sort")
    else:
        form = format or form_of(filled)
        if form is None:
            raise UsageError(f"the name {filled.name!r} tells no form", f"say --format {' or '.join(FORMS)}")
        folder = find_root(root)
        _take(Session(folder, user or default_user(folder)), filled, form, yes)


def _write(
    root: Path | None,
    talk: str | None,
    concept: str | None,
    sort: Sort | None,
    format: Form | None,
    output: Path | None,
) -> None:
    form = format or (form_of(output) if output else None) or "csv"
    library = load(root)
    items = library.queue(talk, concept, sort)
    text = write_suggestions(items, library, form)
    if output is None:
        sys.stdout.buffer.write(text.encode())
        return
    if output.is_dir():
        raise UsageError(f"{output} is a folder", "name a file: -o to-decide.csv")
    write_atomic(output, text)
    tell(
        f"wrote {output}: {len(items)} to decide; fill in “decision”, then: kabgraph suggest --take {output}"
    )


def _take(session: Session, path: Path, form: Form, yes: bool) -> None:
    rows, findings = read_filled(path, form)
    taking = take(rows, session.library, session.user, findings)
    for decision in taking.decisions:
        out(str(decision))
    tell_findings(taking.findings)
    tell(_sum(taking))
    if not taking.ready:
        tell("nothing was written: mend the file first")
        raise typer.Exit(FAILED)
    if not taking.decisions:
        tell("nothing to write")
        return
    if not confirm(f"Save {counted(len(taking.decisions), 'decision')} as {session.user}?", yes):
        tell("nothing was written")
        return
    if take(rows, session.library, session.user, findings) != taking:
        raise ConflictError("the project was changed meanwhile", "nothing was written; take the file again")
    verdicts = [(decision.item, decision.verdict) for decision in taking.decisions]
    for name in sorted({record.talk for record in session.decide_each(verdicts, path.name)}):
        tell(f"wrote {here(session.store.path(name))}")


def _sum(taking: Taking) -> str:
    counts = Counter(PAST[decision.verdict.did] for decision in taking.decisions)
    said = [f"{counts[word]} {word}" for word in dict.fromkeys(PAST.values()) if counts[word]]
    left = sum(1 for finding in taking.findings if finding.code in ("D111", "D112"))
    return ", ".join([*(said or ["no decisions"]), f"{left} left out", f"{taking.undecided} undecided"])
