"""The command that tells what became of the words of all decisions, and moves what may be moved: reanchor."""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kabgraph.cli.app import Root, Talk, User, Yes, app, confirm, counted, here, out, tell
from kabgraph.export import sheet
from kabgraph.library import Library, default_user, find_root, load
from kabgraph.library.asking import says
from kabgraph.library.reanchoring import Move, Plan, plan_moves, write_moves
from kabgraph.library.results import short
from kabgraph.model import Annotation
from kabgraph.source import escape

_WORDS = 40
_UNBOUND = 1000  # in a pipe each record keeps its line
COLUMNS = (
    *("id", "user", "talk", "status", "says", "state", "was", "was_start", "was_end", "words"),
    *("now", "now_start", "now_end", "now_words", "step", "advice"),
)


@app.command()
def reanchor(
    root: Root = None,
    talk: Talk = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the new places of what has surely moved.")
    ] = False,
    user: User = None,
    format: Annotated[Literal["text", "csv", "json"], typer.Option(help="How to print.")] = "text",
    yes: Yes = False,
) -> None:
    """List each decision whose words do not stand as they were marked, and what to do about it.

    With --write what has moved with all that stands about it is written anew, in every user's file, with
    a line in its log; git's diff then shows each move. All else is left for a person to decide.

    Example: kabgraph reanchor --write
    """
    folder = find_root(root)
    library = load(folder)
    plan = plan_moves(library, talk)
    _FORMATS[format](plan, library)
    _tell_counts(plan, library)
    if not write:
        if plan.writable:
            tell("nothing was written; say --write to write what has surely moved")
        return
    if not plan.writable:
        tell("nothing to write")
        return
    name = user or default_user(folder)
    if not confirm(f"Write {counted(len(plan.writable), 'record')} anew as {name}?", yes):
        tell("nothing was written")
        return
    for path in write_moves(plan, library, name):
        tell(f"wrote {here(path)}")


def _tell_counts(plan: Plan, library: Library) -> None:
    every = counted(plan.records, "record")
    said = ", ".join(f"{count} {state}" for state, count in plan.counts.items())
    tell(f"{every}, not as marked: {said}" if said else f"{every}, all exact")
    for talk, count in plan.fresh.items():
        tell(
            f"new hits: {count} undecided in {talk}, where others are decided: kabgraph review --talk {talk}"
        )
    unread = sum(1 for finding in library.check() if finding.code.startswith("A1"))
    if unread:
        tell(f"{counted(unread, 'problem')} in the files of records: kabgraph check tells where")


def _text(plan: Plan, library: Library) -> None:
    width = None if sys.stdout.isatty() else _UNBOUND
    console = Console(highlight=False, markup=False, emoji=False, width=width)
    if plan.moves:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for name in ("state", "id", "user", "says", "was", "now", "what to do"):
            table.add_column(name, overflow="fold")
        whole = len({move.record.talk for move in plan.moves}) > 1
        for move in plan.moves:
            table.add_row(*(Text(escape(cell)) for cell in _cells(move, library, whole)))
        with console.capture() as printed:
            console.print(table)
        for line in printed.get().splitlines():
            out(line.rstrip())
    if plan.unfound:
        out("")
        out("accepted, and no longer found by the matcher:")
        for record in plan.unfound:
            out(
                escape(
                    f"  {record.id}  {record.by}  {record.passage}  “{record.anchor.exact}”  {record.concept}"
                )
            )


def _cells(move: Move, library: Library, whole: bool) -> tuple[str, ...]:
    """A row; the talk stands in its places where they are not all of one (``whole``)."""
    record, anchor = move.record, move.record.anchor
    was = f"{_ref(record.passage, whole)} {anchor.start}-{anchor.end} “{short(anchor.exact, _WORDS)}”"
    what = f"{record.status}: {says(record, library)}"
    return record.state, record.id, record.by, short(what, _WORDS), was, _now(move, whole), move.advice


def _now(move: Move, whole: bool) -> str:
    """Where the words stand now, as far as it differs from where they stood."""
    if move.now is None:
        return "nowhere"
    ref, span, words = move.now
    passage = "" if ref == move.record.passage else f"{_ref(ref, whole)} "
    other = "" if words == move.record.anchor.exact else f" “{short(words, _WORDS)}”"
    return f"{'' if move.record.span else 'perhaps '}{passage}{span.start}-{span.end}{other}"


def _ref(ref: str, whole: bool) -> str:
    return ref if whole else ref.partition("#")[2]


def _row(record: Annotation, library: Library, move: Move | None) -> dict[str, object]:
    ref, span, words = (move and move.now) or (None, None, None)
    return {
        "id": record.id,
        "user": record.by,
        "talk": record.talk,
        "status": record.status,
        "says": says(record, library),
        "state": record.state,
        "was": record.passage,
        "was_start": record.anchor.start,
        "was_end": record.anchor.end,
        "words": record.anchor.exact,
        "now": ref,
        "now_start": span.start if span else None,
        "now_end": span.end if span else None,
        "now_words": words,
        "step": move.step if move else "none",
        "advice": move.advice
        if move
        else "the matcher no longer finds these words: nothing, if the name is meant",
    }


def _rows(plan: Plan, library: Library) -> list[dict[str, object]]:
    return [_row(move.record, library, move) for move in plan.moves]


def _unfound(plan: Plan, library: Library) -> list[dict[str, object]]:
    moved = {move.record.id: move for move in plan.moves}
    return [_row(record, library, moved.get(record.id)) for record in plan.unfound]


def _csv(plan: Plan, library: Library) -> None:
    rows = [*((row, "") for row in _rows(plan, library)), *((row, "yes") for row in _unfound(plan, library))]
    cells = [[*(row[name] for name in COLUMNS), unfound] for row, unfound in rows]
    sys.stdout.buffer.write(sheet((*COLUMNS, "unfound"), cells).encode())


def _json(plan: Plan, library: Library) -> None:
    document = {
        "records": _rows(plan, library),
        "counts": plan.counts,
        "unfound": _unfound(plan, library),
        "new_hits": dict(plan.fresh),
    }
    out(json.dumps(document, ensure_ascii=False, indent=2))


_FORMATS = {"text": _text, "csv": _csv, "json": _json}
