"""Annotations: people's decisions, anchored by quote, placed anew by named rules, never lost."""

from kabgraph.annotations.anchor import CONTEXT, Placing, place, text_hash
from kabgraph.annotations.codes import CODES
from kabgraph.annotations.draft import as_json, as_lines, logged, make_anchor, new_id, now, renewed
from kabgraph.annotations.fate import FATE, SETTLES, answered, fate
from kabgraph.annotations.patch import patched
from kabgraph.annotations.read import FOLDER, files_in, parse_lines, read_annotations, read_file
from kabgraph.annotations.record import PLACED, RecordReader, Vocabulary, span_of
from kabgraph.annotations.store import USER, Edit, Saved, Store, edit_of, place_in, save_all, tag_of

__all__ = [
    "CODES",
    "CONTEXT",
    "FATE",
    "FOLDER",
    "PLACED",
    "SETTLES",
    "USER",
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
    "fate",
    "files_in",
    "logged",
    "make_anchor",
    "new_id",
    "now",
    "parse_lines",
    "patched",
    "place",
    "place_in",
    "read_annotations",
    "read_file",
    "renewed",
    "save_all",
    "span_of",
    "tag_of",
    "text_hash",
]
