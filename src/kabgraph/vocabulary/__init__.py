"""Vocabularies that others made, as SKOS: their triples become ``concepts.yaml``."""

from kabgraph.vocabulary.codes import CODES
from kabgraph.vocabulary.found import Found, FoundConcept, Rest
from kabgraph.vocabulary.plan import Target, VocabularyPlan, apply_vocabulary, plan_vocabulary
from kabgraph.vocabulary.read import read_vocabulary

__all__ = [
    "CODES",
    "Found",
    "FoundConcept",
    "Rest",
    "Target",
    "VocabularyPlan",
    "apply_vocabulary",
    "plan_vocabulary",
    "read_vocabulary",
]
