"""The command line: each command a thin layer over the library."""

from kabgraph.cli import ask, site, write
from kabgraph.cli.app import main

__all__ = ["ask", "main", "site", "write"]
