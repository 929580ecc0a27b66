"""The command that takes in annotations from elsewhere: import-annotations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kabgraph.cli.app import FAILED, Root, Yes, app, confirm, counted, out, tell, tell_findings
from kabgraph.library import ArrivalPlan, describe, load, plan_annotations, store_annotations
from kabgraph.source import address_of

_NOTES = 10


@app.command("import-annotations")
def import_annotations(
    files: Annotated[
        list[Path],
        typer.Argument(help="Proposal files, Web Annotation JSON-LD, an export of Hypothesis, or CSV."),
    ],
    root: Root = None,
    user: Annotated[
        str | None, typer.Option("--user", help="Whose file they go to; else that of whoever made them.")
    ] = None,
    as_decisions: Annotated[
        bool,
        typer.Option("--as-decisions", help="Keep what this program exported as it was, not as proposals."),
    ] = False,
    yes: Yes = False,
) -> None:
    """Take annotations from elsewhere into the review queue: shows what it will store, then asks.

    Words are placed only where they stand for sure; the others are stored without a place and listed. What
    is there already is left out. All is stored, or nothing.

    Example: kabgraph import-annotations kabgraph-proposals.json --yes
    """
    library = load(root)
    plan = plan_annotations(library, files, user, as_decisions=as_decisions)
    for incoming in plan.incoming:
        out(describe(incoming.record))
    _tell_all(plan)
    if not plan.ready:
        tell("nothing was stored: mend the errors, then import again")
        raise typer.Exit(FAILED)
    if not plan.incoming:
        there = all(found.level == "note" for found in plan.findings)
        tell("nothing to store: all of it is there already" if there else "nothing to store")
        raise typer.Exit(0 if there else FAILED)
    _tell_plan(plan)
    if not confirm(f"Store {counted(len(plan.incoming), 'record')}?", yes):
        tell("nothing was stored")
        return
    for path in store_annotations(library, plan):
        tell(f"wrote {address_of(path, library.root)}")


def _tell_all(plan: ArrivalPlan) -> None:
    """Write the findings; of many that ask for nothing, the first and the number of the others."""
    notes = [found for found in plan.findings if found.level == "note"]
    tell_findings(sorted({*notes[:_NOTES], *(found for found in plan.findings if found.level != "note")}))
    if len(notes) > _NOTES:
        tell(f"and {len(notes) - _NOTES} more notes")


def _tell_plan(plan: ArrivalPlan) -> None:
    """How many go where, and how many of them have no place."""
    records = [incoming.record for incoming in plan.incoming]
    counts = Counter((record.talk, record.by, record.status) for record in records)
    lost = Counter((r.talk, r.by, r.status) for r in records if r.span is None)
    for key, count in sorted(counts.items()):
        talk, by, status = key
        without = f", {lost[key]} without a place" if lost[key] else ""
        tell(f"{counted(count, 'record')} of {talk} for {by}: {status}{without}")
