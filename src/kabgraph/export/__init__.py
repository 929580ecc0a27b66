"""Exports: the data of a library in formats that other programs read, the same bytes each time."""

from kabgraph.export.documents import concept_document, process_document, talk_document
from kabgraph.export.formats import FORMATS, Format, format_of
from kabgraph.export.linked import all_triples, prefixes_of
from kabgraph.export.parts import Parts
from kabgraph.export.plain import as_json
from kabgraph.export.reading import read_rdf
from kabgraph.export.records import EDITIONS
from kabgraph.export.sheets import disarmed, rearmed, sheet
from kabgraph.export.sparql import select

__all__ = [
    "EDITIONS",
    "FORMATS",
    "Format",
    "Parts",
    "all_triples",
    "as_json",
    "concept_document",
    "disarmed",
    "format_of",
    "prefixes_of",
    "process_document",
    "read_rdf",
    "rearmed",
    "select",
    "sheet",
    "talk_document",
]
