"""Checks: coded findings over the loaded parts."""

from kabgraph.checks import evidence, vocabulary
from kabgraph.checks.registry import CHECKS, Parts, run_checks

__all__ = ["CHECKS", "Parts", "evidence", "run_checks", "vocabulary"]
