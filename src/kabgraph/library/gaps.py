"""Gaps: what the data do not know yet, or rest on something weaker than a quoted sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.checks import Parts, unseen_labels
from kabgraph.library.quotes import is_name

if TYPE_CHECKING:
    from kabgraph.library.whole import Whole
    from kabgraph.model import (
        Annotation,
        Correspondence,
        Event,
        Finding,
        Mention,
        Ontology,
        Passage,
        Relation,
        Span,
        Talk,
    )


@dataclass(frozen=True, slots=True)
class BareSentences:
    """The sentences of one passage that hold neither a name nor a mark."""

    passage: Passage
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class UnseenLabels:
    """Labels of a concept that stand in no text."""

    concept: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenTable:
    """A table with the number of its rows that no passage says."""

    table: Correspondence
    rows: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a library, each list in the order of the texts or of the ontology."""

    bare: tuple[BareSentences, ...]
    absent: tuple[str, ...]
    unnamed: tuple[str, ...]
    sourced: tuple[Relation, ...]
    inferred: tuple[Relation, ...]
    unsupported: tuple[Relation, ...]
    untold: tuple[Event, ...]
    unseen: tuple[UnseenLabels, ...]
    lost: tuple[Annotation, ...]
    disputed: tuple[Mention, ...]
    ambiguous: tuple[Mention, ...]
    not_original: tuple[Talk, ...]
    traditions: tuple[Relation, ...]
    tables: tuple[OpenTable, ...]
    findings: tuple[Finding, ...]


def find_gaps(library: Whole) -> Gaps:
    """Return what is not known.

    ``absent`` stand in no passage by any mode; ``unnamed`` are implied or pictured alone. ``inferred``
    relations have a rule, ``unsupported`` ones nothing. ``traditions`` are the relations, tables aside,
    that hold in one tradition.
    """
    ontology, talks, mentions = library.ontology, tuple(library.talks), tuple(library.mentions)
    relations = tuple(library.relations())
    refs: set[str] = {passage.ref for talk in talks for passage in talk.passages}
    named, met = named_concepts(mentions), {mention.concept for mention in mentions}
    inferred = tuple(r for r in relations if r.standing == "inferred")
    return Gaps(
        bare=_all_bare(talks, mentions),
        absent=tuple(c for c in ontology.concepts if c not in met),
        unnamed=tuple(c for c in ontology.concepts if c in met and c not in named),
        sourced=tuple(r for r in relations if r.standing == "sourced"),
        inferred=tuple(r for r in inferred if r.rule),
        unsupported=tuple(r for r in inferred if not r.rule),
        untold=tuple(e for e in ontology.events.values() if refs.isdisjoint(e.evidence)),
        unseen=_unseen(ontology, talks, (*mentions, *library.contained)),
        lost=tuple(library.lost_records),
        disputed=tuple(library.disputed),
        ambiguous=tuple(m for m in mentions if m.concept is None),
        not_original=tuple(talk for talk in talks if talk.edition != "original"),
        traditions=tuple(r for r in relations if r.tradition and not r.table),
        tables=_open_tables(ontology.correspondences, refs),
        findings=tuple(library.check()),
    )


def bare_sentences(passage: Passage, mentions: Iterable[Mention]) -> tuple[Span, ...]:
    """Return the sentences of a passage that hold neither a name nor a mark."""
    counted = [mention.span for mention in mentions if not mention.contained]
    return tuple(s for s in passage.sentences if not any(s.overlaps(span) for span in counted))


def named_concepts(mentions: Iterable[Mention]) -> set[str]:
    """Return the concepts that some text names."""
    return {mention.concept for mention in mentions if mention.concept and is_name(mention)}


def _all_bare(talks: Iterable[Talk], mentions: Iterable[Mention]) -> tuple[BareSentences, ...]:
    here: dict[str, list[Mention]] = {}
    for mention in mentions:
        here.setdefault(mention.passage, []).append(mention)
    found = (
        BareSentences(passage, bare_sentences(passage, here.get(passage.ref, ())))
        for talk in talks
        for passage in talk.passages
    )
    return tuple(each for each in found if each.spans)


def _unseen(
    ontology: Ontology, talks: tuple[Talk, ...], mentions: tuple[Mention, ...]
) -> tuple[UnseenLabels, ...]:
    parts = Parts(ontology, talks, mentions)
    return tuple(UnseenLabels(concept.id, labels) for concept, labels in unseen_labels(parts))


def _open_tables(tables: Mapping[str, Correspondence], refs: set[str]) -> tuple[OpenTable, ...]:
    found = (
        OpenTable(table, sum(1 for row in table.rows if refs.isdisjoint(row.evidence)))
        for table in tables.values()
    )
    return tuple(each for each in found if each.rows)
