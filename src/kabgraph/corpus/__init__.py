"""The talks: files of a folder -> Talks with permanent passage ids; plain text -> talk files."""

from kabgraph.corpus.codes import CODES, FATAL
from kabgraph.corpus.drafts import Draft, DraftPassage
from kabgraph.corpus.ids import Minted, mint_ids
from kabgraph.corpus.importer import ImportPlan, Step, apply, plan_import
from kabgraph.corpus.names import TALK_ID
from kabgraph.corpus.read import read_corpus, read_talk

__all__ = [
    "CODES",
    "FATAL",
    "TALK_ID",
    "Draft",
    "DraftPassage",
    "ImportPlan",
    "Minted",
    "Step",
    "apply",
    "mint_ids",
    "plan_import",
    "read_corpus",
    "read_talk",
]
