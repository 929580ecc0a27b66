"""The library: everything of one folder, joined, and every question one can ask of it."""

from kabgraph.library.agreement import (
    COEFFICIENTS,
    Agreement,
    Figures,
    annotators,
    pairs_of_annotators,
)
from kabgraph.library.arrivals import ArrivalPlan, plan_annotations, store_annotations
from kabgraph.library.decisions import describe
from kabgraph.library.entry import Entry
from kabgraph.library.gaps import Gaps, bare_sentences, named_concepts
from kabgraph.library.hall import Library
from kabgraph.library.incoming import plan_files
from kabgraph.library.learning import Step
from kabgraph.library.load import CORPUS, find_root, load
from kabgraph.library.occurrences import Occurrence, Verdict, why_apart
from kabgraph.library.outward import parts_of
from kabgraph.library.paths import Hop, Path
from kabgraph.library.processes import Process
from kabgraph.library.queries import Asker, Query
from kabgraph.library.results import Results
from kabgraph.library.roles import Participation
from kabgraph.library.rows import Row
from kabgraph.library.sentences import Segment, said
from kabgraph.library.user import default_user

__all__ = [
    "COEFFICIENTS",
    "CORPUS",
    "Agreement",
    "ArrivalPlan",
    "Asker",
    "Entry",
    "Figures",
    "Gaps",
    "Hop",
    "Library",
    "Occurrence",
    "Participation",
    "Path",
    "Process",
    "Query",
    "Results",
    "Row",
    "Segment",
    "Step",
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
    "said",
    "store_annotations",
    "why_apart",
]
