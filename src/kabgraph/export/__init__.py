"""Exports: the data of a library in formats that other programs read, the same bytes each time."""

from kabgraph.export.documents import concept_document, process_document, talk_document
from kabgraph.export.formats import FORMATS, Format, format_of
from kabgraph.export.parts import Parts
from kabgraph.export.plain import as_json
from kabgraph.export.records import EDITIONS
from kabgraph.export.sheets import disarmed, rearmed, sheet

__all__ = [
    "EDITIONS",
    "FORMATS",
    "Format",
    "Parts",
    "as_json",
    "concept_document",
    "disarmed",
    "format_of",
    "process_document",
    "rearmed",
    "sheet",
    "talk_document",
]
