"""Front matter: the YAML between two lines of hyphens at the top of a talk, and the body below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kabgraph.model import Address, Finding
from kabgraph.source.document import Document
from kabgraph.source.parse import parse_yaml

_RULE = "---"
_ENDS = frozenset({"---", "..."})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A file in two: ``document`` is None without front matter, ``body`` begins in line ``body_line``."""

    document: Document | None
    body: str
    body_line: int
    findings: tuple[Finding, ...]


def closing_rule(lines: Sequence[str]) -> int | None:
    """Return the index of the line that closes the front matter: 0 where none does, None without any.

    >>> closing_rule(["---", "title: x", "---", "Body"]), closing_rule(["---", "x"]), closing_rule(["x"])
    (2, 0, None)
    """
    if not lines or lines[0].rstrip() != _RULE:
        return None
    return next((n for n, line in enumerate(lines) if n and line.rstrip() in _ENDS), 0)


def split_front_matter(text: str, file: str) -> FrontMatter:
    """Split ``text`` (with LF line ends) into front matter and body; the findings include the YAML's own.

    >>> front = split_front_matter("---\\ntitle: One\\n---\\nBody\\n", "talk.md")
    >>> front.document.data, front.body, front.body_line
    ({'title': 'One'}, 'Body\\n', 4)
    """
    lines = text.split("\n")
    end = closing_rule(lines)
    if not end:
        return FrontMatter(None, text, 1, (_missing(file) if end is None else _open(file),))
    document = parse_yaml("\n".join(lines[1:end]) + "\n", file, first_line=2)
    return FrontMatter(document, "\n".join(lines[end + 1 :]), end + 2, document.findings)


def _missing(file: str) -> Finding:
    remedy = "begin the file with '---', the title and so on, and '---' (kabgraph import writes it)"
    return Finding(Address(file), "S212", "error", "there is no front matter", remedy)


def _open(file: str) -> Finding:
    said = "the front matter that begins here is never closed"
    return Finding(Address(file), "S213", "error", said, "put a line '---' below its last key")
