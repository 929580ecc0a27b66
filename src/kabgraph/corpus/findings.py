"""One way to make this room's findings: the code decides the level."""

from __future__ import annotations

from kabgraph.corpus.codes import WARNINGS
from kabgraph.model import Address, Finding


def finding(address: Address, code: str, message: str, remedy: str) -> Finding:
    """Return the finding at its code's level."""
    return Finding(address, code, "warning" if code in WARNINGS else "error", message, remedy)
