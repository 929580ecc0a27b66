"""The page of the whole graph: every concept in its row, every relation as a line and as a row of a table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.drawing import SIGN_WORDS
from kabgraph.pages.pictures import named_sign, relation_sign, whole_graph
from kabgraph.pages.views.parts import QuoteView, Run
from kabgraph.pages.views.relations import relation_view
from kabgraph.pages.views.words import plural, sentence_runs

if TYPE_CHECKING:
    from kabgraph.model import Relation
    from kabgraph.pages.desk import Desk

MOST_ROWS = 1500  # a page of more is slow to open; scripts make the other rows from the graph's data


@dataclass(frozen=True, slots=True)
class LegendRow:
    """A sign with its words and how many relations bear it."""

    key: str
    sign: Markup
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A relation as a row: who, how, whom, and where it is said."""

    sign: Markup
    subject: tuple[Run, ...]
    verb: str
    object: tuple[Run, ...]
    quote: QuoteView | None
    ground: str
    standing: str


@dataclass(frozen=True, slots=True)
class GraphView:
    """What the page of the whole graph shows; ``left_out`` rows stand on the page of relations only."""

    count: str
    picture: Markup | None
    legend: tuple[LegendRow, ...]
    rows: tuple[EdgeRow, ...]
    left_out: int


def graph_view(desk: Desk) -> GraphView:
    """Return the whole graph."""
    relations = desk.relations
    return GraphView(
        count=f"{plural(len(desk.ontology.concepts), 'concept')}, {plural(len(relations), 'relation')}",
        picture=whole_graph(desk),
        legend=_legend(desk),
        rows=tuple(_row(desk, relation) for relation in relations[:MOST_ROWS]),
        left_out=max(0, len(relations) - MOST_ROWS),
    )


def _legend(desk: Desk) -> tuple[LegendRow, ...]:
    counts = Counter(desk.sign_of(relation) for relation in desk.relations)
    words = {**SIGN_WORDS, **{key: key for key in sorted(counts) if key not in SIGN_WORDS}}
    return tuple(LegendRow(key, named_sign(key), words[key], counts[key]) for key in words if counts[key])


def _row(desk: Desk, relation: Relation) -> EdgeRow:
    view = relation_view(desk, relation)
    runs = sentence_runs(desk, relation)
    at = next((n for n, run in enumerate(runs) if run.verb), len(runs))
    return EdgeRow(
        sign=relation_sign(desk, relation),
        subject=runs[:at],
        verb=runs[at].text.strip() if at < len(runs) else "",
        object=runs[at + 1 :],
        quote=view.quotes[0] if view.quotes else None,
        ground=view.ground,
        standing=view.standing,
    )
