"""Claims, what is the same and what is not, and tables of correspondences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from kabgraph.model import Claim, Concept, Correspondence, PassageRef, TableRow
from kabgraph.ontology import schema
from kabgraph.ontology.parts import Reporter, check_part, entries, items

_ENOUGH = 2


def read_claims(raw: Any, concepts: Mapping[str, Concept], reporter: Reporter) -> Iterator[Claim]:
    """The ``claims`` section; a claim about an unknown concept is reported and left out."""
    for index, value in items(raw, ("claims",), reporter):
        path = ("claims", index)
        part = check_part(schema.ClaimPart, value, path, reporter)
        if part is None:
            continue
        named = part.same or part.different
        if bool(part.same) == bool(part.different) or len(named) < _ENOUGH:
            said = "a claim joins two or more concepts by 'same' or by 'different'"
            remedy = "write {same: [a, b], ...} or {different: [a, b], because: ...}"
            reporter.report(reporter.at(path), "O307", said, remedy)
            continue
        unknown = [name for name in named if name not in concepts]
        for name in unknown:
            reporter.unknown(reporter.at(path), "O301", "concept", name, concepts)
        if unknown:
            continue
        kind: Literal["same", "different"] = "same" if part.same else "different"
        yield Claim(
            id=f"{kind}.{'.'.join(named)}.{index}",
            kind=kind,
            concepts=named,
            evidence=tuple(map(PassageRef, part.evidence)),
            address=reporter.at(path),
            condition=part.condition,
            because=part.because,
            rule=part.rule,
            sources=part.sources,
            phrase=part.phrase,
        )


def read_tables(raw: Any, concepts: Mapping[str, Concept], reporter: Reporter) -> Iterator[Correspondence]:
    """The ``correspondences`` section; a concept that a row names and nobody defined is reported."""
    for id_, value in entries(raw, ("correspondences",), reporter):
        part = check_part(schema.CorrespondencePart, value, ("correspondences", id_), reporter)
        if part:
            for number, row in enumerate(part.rows):
                for name in row.concepts:
                    if name not in concepts:
                        place = reporter.at(("correspondences", id_, "rows", number, "concepts"))
                        reporter.unknown(place, "O301", "concept", name, concepts)
            yield Correspondence(
                id=id_,
                rows=tuple(_read_row(row, concepts) for row in part.rows),
                address=reporter.document.key_at(("correspondences", id_)),
                **part.model_dump(exclude={"rows"}),
            )


def _read_row(row: schema.TableRowPart, concepts: Mapping[str, Concept]) -> TableRow:
    return TableRow(
        cells=row.cells,
        evidence=tuple(map(PassageRef, row.evidence)),
        concepts=tuple(name for name in row.concepts if name in concepts),
        note=row.note,
    )
