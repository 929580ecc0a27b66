"""Commands that write talk files: import, ids. Each shows what it will write before it writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kabgraph.cli.app import FAILED, Root, Yes, app, confirm, out, tell, tell_findings
from kabgraph.errors import LoadError
from kabgraph.library import CORPUS, find_root

if TYPE_CHECKING:
    from kabgraph.corpus import Step


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="Plain text, Markdown or talk files.")],
    root: Root = None,
    into: Annotated[Path | None, typer.Option(help="The folder of talks; else corpus/ of the root.")] = None,
    id: Annotated[str | None, typer.Option("--id", help="The id of the one talk in the files.")] = None,
    language: Annotated[str | None, typer.Option(help="The language of the talks (BCP 47).")] = None,
    update: Annotated[bool, typer.Option("--update", help="Change talks that are there already.")] = False,
    yes: Yes = False,
) -> None:
    """Turn plain text into talk files: shows what it will write, then asks.

    Finds several talks in one file, titles, questions and answers, and joins hard-wrapped lines. An
    imported talk is a private copy (publish: false) until its owner says otherwise.

    Example: kabgraph import talks.txt --yes
    """
    from kabgraph.corpus import apply, plan_import  # noqa: PLC0415 - what reads talks is slow to load
    from kabgraph.ontology import FILE, cited_passages  # noqa: PLC0415

    folder = into or _root_or_here(root) / CORPUS
    cited = cited_passages(folder.parent / FILE)
    plan = plan_import(files, folder, update, talk_id=id, language=language, taken=cited)
    for step in plan.steps:
        _show(step)
    tell_findings(plan.findings)
    if not plan.ready:
        raise typer.Exit(FAILED)
    if not plan.writes:
        tell("nothing to write: all talks are there already, unchanged")
        return
    if not confirm(f"Write {len(plan.writes)} talk files?", yes):
        tell("nothing was written")
        return
    for path in apply(plan):
        tell(f"wrote {path}")


def _root_or_here(root: Path | None) -> Path:
    """The project's folder; a folder that has no ontology yet may still take talks."""
    if root is not None:
        return root
    try:
        return find_root()
    except LoadError:
        return Path()


def _show(step: Step) -> None:
    ids = f"{len(step.kept) + len(step.changed) + len(step.added)} passages"
    gone = f", {len(step.gone)} gone" if step.gone else ""
    tell(f"{step.state}: {step.path} ({step.title!r}, {ids}{gone})")
    if step.diff:
        out(step.diff)


@app.command()
def ids(
    root: Root = None,
    write: Annotated[bool, typer.Option("--write", help="Write the new ids into the talk files.")] = False,
    yes: Yes = False,
) -> None:
    """Give an id to each passage that lacks one; ids that are there never change, none is used again.

    Without --write it only lists them.

    Example: kabgraph ids --write
    """
    from kabgraph.corpus import mint_ids  # noqa: PLC0415 - what reads talks is slow to load
    from kabgraph.ontology import FILE, cited_passages  # noqa: PLC0415
    from kabgraph.source import read_exact, write_all  # noqa: PLC0415

    folder = find_root(root)
    cited = cited_passages(folder / FILE)
    changed: dict[Path, str] = {}
    for path in sorted((folder / CORPUS).glob("*.md")):
        text, findings = read_exact(path, folder)
        tell_findings(findings)
        if text is None:
            continue
        taken = [ref.partition("#")[2] for ref in cited if ref.startswith(f"{path.stem}#")]
        new, minted = mint_ids(text, path.relative_to(folder).as_posix(), taken)
        for one in minted:
            out(f"{one.address}: {one.id}: {one.words}")
        if minted:
            changed[path] = new
    if not changed:
        tell("every passage has its id")
    elif not write:
        tell("nothing was written; say --write to write these ids")
    elif confirm(f"Write ids into {len(changed)} files?", yes):
        write_all(changed)
        tell(f"wrote {len(changed)} files")
