"""Annotations: people's decisions, anchored by quote, placed anew by named rules, never lost."""

from kabgraph.annotations.anchor import CONTEXT, Placing, place, text_hash
from kabgraph.annotations.codes import CODES
from kabgraph.annotations.draft import as_json, as_lines, logged, make_anchor, new_id, now
from kabgraph.annotations.read import FOLDER, files_in, read_annotations, read_file
from kabgraph.annotations.record import (
    ANSWERS,
    PLACED,
    RecordReader,
    Vocabulary,
    answered,
    span_of,
)
from kabgraph.annotations.store import Edit, Saved, Store, edit_of, tag_of

__all__ = [
    "ANSWERS",
    "CODES",
    "CONTEXT",
    "FOLDER",
    "PLACED",
    "Edit",
    "Placing",
    "RecordReader",
    "Saved",
    "Store",
    "Vocabulary",
    "answered",
    "as_json",
    "as_lines",
    "edit_of",
    "files_in",
    "logged",
    "make_anchor",
    "new_id",
    "now",
    "place",
    "read_annotations",
    "read_file",
    "span_of",
    "tag_of",
    "text_hash",
]
