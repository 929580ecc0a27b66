"""The library: everything of one folder, joined, and every question one can ask of it."""

from kabgraph.library.agreement import (
    COEFFICIENTS,
    Agreement,
    Figures,
    annotators,
    pairs_of_annotators,
)
from kabgraph.library.centrality import Centrality
from kabgraph.library.closure import Derivation
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

__all__ = [
    "COEFFICIENTS",
    "CORPUS",
    "Agreement",
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
    "Segment",
    "Step",
    "TalkCount",
    "Verdict",
    "annotators",
    "bare_sentences",
    "find_root",
    "load",
    "named_concepts",
    "pairs_of_annotators",
    "parts_of",
    "recall",
    "said",
    "why_apart",
]
