"""What a YAML parser's complaint means in plain words, and where the mistake was made."""

from __future__ import annotations

import re

import yaml

from kabgraph.source.document import Place
from kabgraph.source.shown import escape

_OPENING = (
    "while scanning a quoted scalar|while parsing a flow (sequence|mapping)|while scanning a simple key"
)
_QUOTE = "put the text in straight quotes"
_MEANINGS = (
    # the parser's context or problem, what it means, the remedy
    ("while scanning a quoted scalar", "a quote opened here is never closed", "close it"),
    (
        "while parsing a flow sequence",
        "a bracket opened here is never closed",
        "close it with ], or part the items with commas",
    ),
    (
        "while parsing a flow mapping",
        "a brace opened here is never closed",
        "close it with }, or part the pairs with commas",
    ),
    ("while scanning a simple key", "a line without a colon", "write 'key: value'"),
    (
        "mapping values are not allowed",
        "a colon stands inside a value",
        f"{_QUOTE}, or check the indentation",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        f"{_QUOTE}; indent with blanks, not tabs",
    ),
    ("tab character", "a tab in the indentation", "indent with blanks"),
    ("escape", "an unknown escape in double quotes", r"write \\ for a backslash, or use single quotes"),
    (
        "'-' indicator|block collection",
        "a line that is no item of the list above it",
        "begin it with '- ', or check the indentation",
    ),
    ("scanning an? (alias|anchor)", "a name is missing after this sign", _QUOTE),
    (
        "expected key|block mapping",
        "no key was found where one must stand",
        f"check the indentation; {_QUOTE}",
    ),
)


def explain(
    error: Exception, last_quoted: tuple[Place, Place] | None, first_line: int
) -> tuple[Place, str, str]:
    """Return the place of the mistake, what it is, and the remedy.

    ``last_quoted`` is where the last quoted scalar began and ended. One that ran over lines just before
    the complaint was most likely left open, and is then the mistake.
    """
    context = getattr(error, "context", None) or ""
    problem = getattr(error, "problem", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    place = _place(mark, first_line) if mark else (first_line, 1)
    if last_quoted and last_quoted[1][0] == place[0] and isinstance(error, yaml.MarkedYAMLError):
        begin, end = last_quoted
        if begin[0] < end[0]:
            said = f"a quote opened here is closed only in line {end[0]}"
            return begin, said, "close it where the text ends"
        if end == place:
            said = "text goes on after the closing quote"
            return place, said, "write an inner quote twice, or use the other kind of quotes around it"
    opening = getattr(error, "context_mark", None)
    if opening and re.search(_OPENING, context):
        place = _place(opening, first_line)
    for pattern, said, remedy in _MEANINGS:
        if re.search(pattern, context) or re.search(pattern, problem):
            return place, said, remedy
    return place, f"YAML cannot be parsed: {escape(problem)}", "check the indentation and the quotes"


def _place(mark: yaml.Mark, first_line: int) -> Place:
    return mark.line + first_line, mark.column + 1
