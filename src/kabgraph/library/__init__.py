"""The library: everything of one folder, joined, and every question one can ask of it."""

from kabgraph.library.asking import Around, Asked, ask
from kabgraph.library.entry import Entry
from kabgraph.library.filled import form_of, read_filled
from kabgraph.library.gaps import Gaps, bare_sentences, named_concepts
from kabgraph.library.hall import Library
from kabgraph.library.learning import Step
from kabgraph.library.load import CORPUS, find_root, load
from kabgraph.library.outward import parts_of
from kabgraph.library.paths import Hop, Path
from kabgraph.library.processes import Process
from kabgraph.library.queries import Asker, Query
from kabgraph.library.reanchoring import Move, Plan, plan_moves
from kabgraph.library.results import Results
from kabgraph.library.review import SORTS, Sort
from kabgraph.library.roles import Participation
from kabgraph.library.sentences import Segment, said
from kabgraph.library.session import Session
from kabgraph.library.suggestions import FORMS, Form, write_suggestions
from kabgraph.library.taking import Taking, take
from kabgraph.library.user import default_user

__all__ = [
    "CORPUS",
    "FORMS",
    "SORTS",
    "Around",
    "Asked",
    "Asker",
    "Entry",
    "Form",
    "Gaps",
    "Hop",
    "Library",
    "Move",
    "Participation",
    "Path",
    "Plan",
    "Process",
    "Query",
    "Results",
    "Segment",
    "Session",
    "Sort",
    "Step",
    "Taking",
    "ask",
    "bare_sentences",
    "default_user",
    "find_root",
    "form_of",
    "load",
    "named_concepts",
    "parts_of",
    "plan_moves",
    "read_filled",
    "said",
    "take",
    "write_suggestions",
]
