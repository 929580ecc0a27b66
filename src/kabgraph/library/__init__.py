"""The library: everything of one folder, joined, and every question one can ask of it."""

from importlib import import_module
from typing import TYPE_CHECKING

from kabgraph.library.agreement import (
    COEFFICIENTS,
    Agreement,
    Figures,
    annotators,
    pairs_of_annotators,
)
from kabgraph.library.centrality import Centrality
from kabgraph.library.closure import Derivation
from kabgraph.library.decisions import describe
from kabgraph.library.entry import Entry
from kabgraph.library.figures import Collocate, Dispersion, Keyness, TalkCount
from kabgraph.library.gaps import Gaps, bare_sentences, named_concepts
from kabgraph.library.hall import Library
from kabgraph.library.keeping import recall
from kabgraph.library.kwic import KwicLine
from kabgraph.library.learning import Step
from kabgraph.library.load import CORPUS, find_root, load
from kabgraph.library.neighborhood import Neighborhood
from kabgraph.library.occurrences import Occurrence, Verdict, why_apart
from kabgraph.library.outward import parts_of
from kabgraph.library.paths import Hop, Path
from kabgraph.library.processes import Process
from kabgraph.library.question import Asker, Query
from kabgraph.library.results import Groups, Results
from kabgraph.library.roles import Participation
from kabgraph.library.sentences import Segment, said
from kabgraph.library.user import default_user

if TYPE_CHECKING:
    from kabgraph.library.arrivals import ArrivalPlan, plan_annotations, store_annotations
    from kabgraph.library.incoming import plan_files
    from kabgraph.library.rows import Row

__all__ = [
    "COEFFICIENTS",
    "CORPUS",
    "Agreement",
    "ArrivalPlan",
    "Asker",
    "Centrality",
    "Collocate",
    "Derivation",
    "Dispersion",
    "Entry",
    "Figures",
    "Gaps",
    "Groups",
    "Hop",
    "Keyness",
    "KwicLine",
    "Library",
    "Neighborhood",
    "Occurrence",
    "Participation",
    "Path",
    "Process",
    "Query",
    "Results",
    "Row",
    "Segment",
    "Step",
    "TalkCount",
    "Verdict",
    "annotators",
    "bare_sentences",
    "default_user",
    "describe",
    "find_root",
    "load",
    "named_concepts",
    "pairs_of_annotators",
    "parts_of",
    "plan_annotations",
    "plan_files",
    "recall",
    "said",
    "store_annotations",
    "why_apart",
]

_LATER = {
    **dict.fromkeys(("ArrivalPlan", "plan_annotations", "store_annotations"), "arrivals"),
    "plan_files": "incoming",
    "Row": "rows",
}


def __getattr__(name: str) -> object:
    """Load what takes in files, or asks in SPARQL, when it is asked for: it needs much else."""
    if name in _LATER:
        return getattr(import_module(f"kabgraph.library.{_LATER[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
