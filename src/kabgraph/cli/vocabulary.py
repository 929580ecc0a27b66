"""The command that brings a vocabulary in: import-skos."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kabgraph.cli.app import FAILED, Root, Yes, app, confirm, out, tell, tell_findings
from kabgraph.errors import UsageError
from kabgraph.library import find_root, plan_files
from kabgraph.ontology import FILE
from kabgraph.source import ChangedMeanwhileError, escape
from kabgraph.vocabulary import VocabularyPlan, apply_vocabulary

_SHOWN = 30
_LINES = 200


@app.command("import-skos")
def import_skos(
    files: Annotated[list[Path], typer.Argument(help="A vocabulary: .ttl .nt .rdf .xml .jsonld files.")],
    into: Annotated[Path | None, typer.Option(help="The folder of concepts.yaml; else --root.")] = None,
    root: Root = None,
    update: Annotated[bool, typer.Option("--update", help="Add to a concepts.yaml that is there.")] = False,
    yes: Yes = False,
) -> None:
    """Turn a SKOS vocabulary into concepts.yaml: shows what it will write, then asks.

    Labels of all languages, hierarchy, notes, notations, mappings and collections come in, and each concept
    keeps its address. What has no place stands in a file beside it, counted here. Nothing is fetched.

    Example: kabgraph import-skos thesaurus.ttl --into my-thesaurus --yes
    """
    folder = into or (find_root(root) if root is None and _is_inside() else root or Path())
    plan, findings = plan_files(files, folder, update=update)
    if plan:
        _show(plan)
    tell_findings(findings)
    if plan is None or any(found.level == "error" for found in findings):
        raise typer.Exit(FAILED)
    if not plan.texts:
        why = "all of it is there already" if plan.found.concepts else "no concept was found"
        tell(f"nothing to write: {why}")
        return
    names = " and ".join(escape(path.as_posix()) for path in plan.texts)
    if not confirm(f"Write {names}?", yes):
        tell("nothing was written")
        return
    try:
        written = apply_vocabulary(plan)
    except ChangedMeanwhileError as error:
        said = f"{error.args[0]} has changed since the import was planned"
        raise UsageError(said, "import again to see what would change now") from None
    for path in written:
        tell(f"wrote {path}")


def _is_inside() -> bool:
    """Whether a folder upward holds an ontology."""
    here = Path.cwd()
    return any((folder / FILE).exists() for folder in (here, *here.parents))


def _show(plan: VocabularyPlan) -> None:
    found = plan.found
    if not found.concepts:
        return
    tell(f"{escape(found.title)} [{found.id}], in {found.language} first")
    for name, count in plan.counts.items():
        tell(f"{count:>8}  {name}")
    if found.rest:
        tell("with no place in concepts.yaml:")
    for row in found.rest[:_SHOWN]:
        tell(f"{row.count:>8}  {escape(row.what)}: {row.why}")
    if len(found.rest) > _SHOWN:
        tell(f"          and {len(found.rest) - _SHOWN} more sorts")
    if plan.diff:
        lines = plan.diff.split("\n")
        out("\n".join(lines[:_LINES]))
        if len(lines) > _LINES:
            tell(f"... and {len(lines) - _LINES} more lines of changes")
        tell(f"added: {len(plan.added)}, changed: {len(plan.changed)}")
