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


def read_tables(raw: Any, reporter: Reporter) -> Iterator[Correspondence]:
    """The ``correspondences`` section."""
    for id_, value in entries(raw, ("correspondences",), reporter):
        part = check_part(schema.CorrespondencePart, value, ("correspondences", id_), reporter)
        if part:
            rows = (TableRow(row.cells, tuple(map(PassageRef, row.evidence)), row.note) for row in part.rows)
            yield Correspondence(
                id=id_,
                rows=tuple(rows),
                address=reporter.document.key_at(("correspondences", id_)),
                **part.model_dump(exclude={"rows"}),
            )
