"""Checks: coded findings over the loaded parts."""

from kabgraph.checks import (
    claims,
    definitions,
    events,
    evidence,
    hierarchy,
    labels,
    letters,
    relations,
    tables,
    vocabulary,
)
from kabgraph.checks.labels import unseen_labels
from kabgraph.checks.registry import CHECKS, Parts, run_checks

__all__ = [
    "CHECKS",
    "Parts",
    "claims",
    "definitions",
    "events",
    "evidence",
    "hierarchy",
    "labels",
    "letters",
    "relations",
    "run_checks",
    "tables",
    "unseen_labels",
    "vocabulary",
]
