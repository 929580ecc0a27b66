"""Files as they are: text, YAML and front matter with line and column, and saves that survive a crash."""

from kabgraph.source.codes import CODES, FATAL
from kabgraph.source.decode import decode, with_lf
from kabgraph.source.document import Branch, Document
from kabgraph.source.files import MAX_BYTES, bytes_in, load_yaml, read_exact, read_text
from kabgraph.source.front import FrontMatter, closing_rule, split_front_matter
from kabgraph.source.hygiene import inspect
from kabgraph.source.parse import parse_yaml
from kabgraph.source.save import ChangedMeanwhileError, clear_leftovers, write_all, write_atomic, write_bytes
from kabgraph.source.shown import address_of, escape, quoted, shown
from kabgraph.source.strict_json import parse_json
from kabgraph.source.table import parse_csv

__all__ = [
    "CODES",
    "FATAL",
    "MAX_BYTES",
    "Branch",
    "ChangedMeanwhileError",
    "Document",
    "FrontMatter",
    "address_of",
    "bytes_in",
    "clear_leftovers",
    "closing_rule",
    "decode",
    "escape",
    "inspect",
    "load_yaml",
    "parse_csv",
    "parse_json",
    "parse_yaml",
    "quoted",
    "read_exact",
    "read_text",
    "shown",
    "split_front_matter",
    "with_lf",
    "write_all",
    "write_atomic",
    "write_bytes",
]
