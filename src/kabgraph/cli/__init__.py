"""The command line: each command a thin layer over the library."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

from kabgraph.cli.app import main as run

__all__ = ["load_commands", "main"]

MODULES = (
    *("ask", "compare", "exchange", "export", "handout", "joined", "paths", "questions", "reanchor"),
    *("review", "serve", "site", "sparql", "suggest", "vocabulary", "write"),
)
"""The modules that have commands, in the order of the help."""

QUICK = {
    **dict.fromkeys(("kwic", "passages", "dispersion", "keyness", "collocates", "over-talks"), "questions"),
    **dict.fromkeys(("relations", "roles", "closure", "neighborhood", "centrality"), "joined"),
}
"""Commands that answer at once, and their modules: what the others need is not loaded for them."""


def load_commands(*modules: str) -> None:
    """Make the commands of some modules known, or all."""
    for module in modules or MODULES:
        import_module(f"kabgraph.cli.{module}")


def main() -> None:
    """Run the command that the words of the command line ask for."""
    quick = QUICK.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if quick:
        # What such a command makes lives until its end: to look for what could be freed takes a tenth of it.
        gc.disable()
    load_commands(*([quick] if quick else ()))
    run()
