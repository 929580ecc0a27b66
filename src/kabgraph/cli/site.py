"""Commands that make pages: build, pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kabgraph.cli.app import FAILED, Root, app, tell, tell_findings
from kabgraph.library import load


@app.command()
def build(
    root: Root = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings stop the build too.")] = False,
    public: Annotated[bool, typer.Option("--public", help="Leave private copies out.")] = False,
) -> None:
    """Build the site into site/, checked: no broken link, no other host. On errors the old site stays.

    Example: kabgraph build --strict
    """
    from kabgraph.pages.build import build_site  # noqa: PLC0415 - the engine takes a second to load

    library = load(root)
    findings = library.check()
    tell_findings(findings)
    if any(finding.level == "error" or strict for finding in findings):
        tell("the site was not built; the old one, if any, stays")
        raise typer.Exit(FAILED)
    report = build_site(library, library.root / "site", strict=strict, public=public)
    tell_findings(report.findings)
    tell(f"built {report.pages} pages: open {Path(report.site, 'index.html')}")


@app.command()
def pages(
    into: Annotated[Path, typer.Option("--into", help="The folder to write into.")],
    root: Root = None,
    public: Annotated[bool, typer.Option("--public", help="Leave private copies out.")] = False,
) -> None:
    """Write the same pages for any other engine: Markdown files with finished bodies, and the assets.

    Example: kabgraph pages --into docs
    """
    from kabgraph.pages.folder import write_pages  # noqa: PLC0415 - so does what reads the theme

    count = write_pages(load(root), into, public=public)
    tell(f"wrote {count} pages into {into}")
