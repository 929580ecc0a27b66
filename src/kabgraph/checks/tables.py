"""Checks of tables of correspondences: what they rest on, and whether their rows line up."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import multimode

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding


@check("L131")
def table_without_ground(parts: Parts) -> Iterator[Finding]:
    """A table of correspondences names no source, and not each of its rows a passage."""
    for table in parts.ontology.correspondences.values():
        if not table.sources and not (table.rows and all(row.evidence for row in table.rows)):
            yield Finding(
                table.address,
                "L131",
                "warning",
                f"table {table.id!r} has no ground",
                "add sources: [S1], or evidence: [talk#p3] to each row",
            )


@check("L132")
def uneven_rows(parts: Parts) -> Iterator[Finding]:
    """The rows of a table are not of one length."""
    for table in parts.ontology.correspondences.values():
        lengths = [len(row.cells) for row in table.rows]
        # Without headings, the length that most rows have; of two, the longer.
        wanted = len(table.columns) or max(multimode(lengths), default=0)
        odd = [(n, length) for n, length in enumerate(lengths, 1) if length != wanted]
        if odd:
            said = ", ".join(f"row {n} has {length}" for n, length in odd)
            yield Finding(
                table.address,
                "L132",
                "warning",
                f"table {table.id!r} has {wanted} columns, and {said}",
                "write the missing cells as words, or take out what is too much",
            )
