"""Annotations: people's decisions, anchored by quote, placed anew by named rules, never rewritten."""

from kabgraph.annotations.anchor import CONTEXT, Placing, place, text_hash
from kabgraph.annotations.codes import CODES
from kabgraph.annotations.read import FOLDER, files_in, read_annotations

__all__ = ["CODES", "CONTEXT", "FOLDER", "Placing", "files_in", "place", "read_annotations", "text_hash"]
