"""kabgraph: talks and an ontology joined into one graph, with the sentence for every relation."""

from kabgraph.errors import (
    AmbiguousNameError,
    BuildError,
    ConflictError,
    KabgraphError,
    LoadError,
    UnknownNameError,
    UsageError,
)
from kabgraph.library import Entry, Hop, Library, Participation, Path, Process, Query, Results, load
from kabgraph.model import (
    Address,
    Annotation,
    Claim,
    Concept,
    Event,
    Finding,
    Mention,
    Passage,
    Quote,
    Relation,
    RelationType,
    Span,
    Talk,
)

__version__ = "0.1.0"

__all__ = [
    "Address",
    "AmbiguousNameError",
    "Annotation",
    "BuildError",
    "Claim",
    "Concept",
    "ConflictError",
    "Entry",
    "Event",
    "Finding",
    "Hop",
    "KabgraphError",
    "Library",
    "LoadError",
    "Mention",
    "Participation",
    "Passage",
    "Path",
    "Process",
    "Query",
    "Quote",
    "Relation",
    "RelationType",
    "Results",
    "Span",
    "Talk",
    "UnknownNameError",
    "UsageError",
    "load",
]
