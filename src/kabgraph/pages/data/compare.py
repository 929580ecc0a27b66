"""What only the comparison of two concepts needs: claims, and passages cut where they name a concept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kabgraph.model import Passage, Span
from kabgraph.pages.data.graph import Json, anchor_data, assigned, filled, quote_data, runs_data
from kabgraph.pages.uris import CLAIMS
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.concept_more import LedgerRow
from kabgraph.pages.views.marks import named_in
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.words import cut

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


def compare_script(desk: Desk) -> str:
    """Return the script that the page for two concepts reads beside the graph."""
    return assigned("compare", compare_data(desk))


def compare_data(desk: Desk) -> Json:
    """Return every claim, and every passage that names two concepts or more.

    ``talk`` is a place among the graph's talks; ``say`` has a list of runs for each sentence, in which
    ``c`` is the concept that the run names.
    """
    claims = claims_view(desk)
    rows = [*claims.same, *claims.different]
    passages = [
        _passage(desk, place, passage)
        for place, talk in enumerate(desk.talks)
        for passage in talk.passages
        if len({mention.concept for mention in named_in(desk.mentions_in(passage.ref))}) > 1
    ]
    return {"claims": [_claim(row) for row in rows], "passages": passages}


def _claim(row: LedgerRow) -> Json:
    return filled(
        {
            "concepts": [run.concept for run in row.sides if run.concept],
            "sides": runs_data(row.sides),
            "scope": row.scope,
            "because": row.because,
            "standing": row.standing,
            "href": f"{CLAIMS}#{row.id}" if row.id else "",
            "quotes": [quote_data(quote) for quote in row.quotes],
            "sources": [anchor_data(source) for source in row.sources],
        }
    )


def _passage(desk: Desk, talk: int, passage: Passage) -> Json:
    named = [mention for mention in named_in(desk.mentions_in(passage.ref)) if mention.concept]
    terms = [(mention.span, Run("", concept=mention.concept)) for mention in named]
    whole = passage.sentences or (Span(0, len(passage.text)),)
    say = [runs_data(cut(passage.text, sentence, terms=terms)) for sentence in whole]
    return {"talk": talk, "ref": passage.ref, "number": passage.number, "say": say}
