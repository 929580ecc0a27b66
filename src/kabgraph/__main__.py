"""``python -m kabgraph``."""

from kabgraph.cli import main

main()
