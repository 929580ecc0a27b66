"""The ontology: ``concepts.yaml`` read into concepts, relation types, relations, events and claims."""

from kabgraph.ontology.cited import cited_passages
from kabgraph.ontology.codes import CODES, FATAL
from kabgraph.ontology.concepts import language_of
from kabgraph.ontology.join import with_asserted
from kabgraph.ontology.read import FILE, read_ontology
from kabgraph.ontology.schema import json_schema

__all__ = [
    "CODES",
    "FATAL",
    "FILE",
    "cited_passages",
    "json_schema",
    "language_of",
    "read_ontology",
    "with_asserted",
]
