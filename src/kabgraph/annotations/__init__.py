"""Annotations: people's decisions, anchored by quote, placed anew by named rules, never lost."""

from kabgraph.annotations.anchor import CONTEXT, Placing, place, text_hash
from kabgraph.annotations.codes import CODES
from kabgraph.annotations.draft import as_json, as_lines, logged, make_anchor, new_id, now
from kabgraph.annotations.read import FOLDER, files_in, parse_lines, read_annotations, read_file
from kabgraph.annotations.record import RecordReader, Vocabulary
from kabgraph.annotations.store import Edit, Saved, Store, edit_of, tag_of
from kabgraph.model import PLACED

__all__ = [
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
    "as_json",
    "as_lines",
    "edit_of",
    "files_in",
    "logged",
    "make_anchor",
    "new_id",
    "now",
    "parse_lines",
    "place",
    "read_annotations",
    "read_file",
    "tag_of",
    "text_hash",
]
