"""The command line: each command a thin layer over the library."""

from kabgraph.cli import ask as ask
from kabgraph.cli import compare as compare
from kabgraph.cli import export as export
from kabgraph.cli import handout as handout
from kabgraph.cli import joined as joined
from kabgraph.cli import paths as paths
from kabgraph.cli import questions as questions
from kabgraph.cli import serve as serve
from kabgraph.cli import site as site
from kabgraph.cli import write as write
from kabgraph.cli.app import main

__all__ = ["main"]
