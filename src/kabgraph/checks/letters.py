"""Checks of letters: sums of Hebrew letters that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding
from kabgraph.text import letter_sum


@check("L241")
def sum_of_letters(parts: Parts) -> Iterator[Finding]:
    """The letters of a spelling do not add up to the sum beside it."""
    for concept in parts.ontology.concepts.values():
        if concept.letters is None:
            continue
        spelling, said = concept.letters.spelling, concept.letters.sum
        found = letter_sum(spelling)
        if found != said:
            yield Finding(
                concept.address,
                "L241",
                "error",
                f"the letters of {concept.id!r}, {spelling!r}, add up to {found}, not to {said}",
                f"write 'sum: {found}', or mend the spelling",
            )
