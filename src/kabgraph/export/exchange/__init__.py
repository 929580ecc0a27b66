"""Exchange: annotations as other programs write and read them, and back without a loss."""

from kabgraph.export.exchange.addresses import talk_address
from kabgraph.export.exchange.arrived import Arrived, Words, finding
from kabgraph.export.exchange.codes import CODES
from kabgraph.export.exchange.read import read_arrivals
from kabgraph.export.exchange.schema import WebAnnotation
from kabgraph.export.exchange.table import write_annotation_table
from kabgraph.export.exchange.web import web_annotation, write_flat_annotations, write_web_annotations

__all__ = [
    "CODES",
    "Arrived",
    "WebAnnotation",
    "Words",
    "finding",
    "read_arrivals",
    "talk_address",
    "web_annotation",
    "write_annotation_table",
    "write_flat_annotations",
    "write_web_annotations",
]
