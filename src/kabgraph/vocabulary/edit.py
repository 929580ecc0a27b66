"""Changing a YAML file entry by entry: every other line stays as a person wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from kabgraph.source import Document, parse_yaml
from kabgraph.vocabulary.yaml import entry_lines

_COMMENT = re.compile(r"(^|\s)#")


class Editor:
    """Puts entries into the text of a file.

    Edits are collected and made from the end, so that the places of earlier lines stay right.
    """

    def __init__(self, text: str, file: str) -> None:
        self._lines = text.split("\n")
        self._document: Document = parse_yaml(text, file)
        self._edits: dict[tuple[int, int], list[str]] = {}
        self._behind: list[str] = []

    def replace(self, path: Sequence[str], value: Any) -> bool:
        """Write an entry anew; False where that would lose a comment, or it shares its line with others."""
        where = self._block(path)
        if where is None:
            return False
        start, end, indent = where
        if any(_COMMENT.search(line) for line in self._lines[start:end]):
            return False
        self._edits[start, end] = list(entry_lines(path[-1], value, indent))
        return True

    def append(self, path: Sequence[str], entries: dict[str, Any]) -> bool:
        """Add entries to the mapping at ``path``, made where it is missing; False where it cannot be."""
        if not entries:
            return True
        if len(path) == 1 and path[0] not in (self._document.data or {}):
            return self._append_section(path[0], entries)
        section = self._at(path)
        if section is None and self._at(path[:-1]):
            return self.append(path[:-1], {path[-1]: entries})
        if not isinstance(section, dict) or not section:
            return False
        where = self._block([*path, list(section)[-1]])
        if where is None:
            return False
        _, end, indent = where
        self._edits.setdefault((end, end), []).extend(_lines(entries, indent))
        return True

    def _append_section(self, name: str, entries: dict[str, Any]) -> bool:
        """Add a section at the end; False where the whole file is one mapping in braces."""
        place = self._document.at()
        if self._lines[place.line - 1][place.column - 1 :].startswith("{"):
            return False
        self._behind += [f"{name}:", *_lines(entries, 2), ""]
        return True

    def text(self) -> str:
        """Return the text with all edits."""
        lines = list(self._lines)
        for (start, end), new in sorted(self._edits.items(), reverse=True):
            lines[start:end] = new
        if not self._behind:
            return "\n".join(lines)
        while lines and not lines[-1].strip():
            lines.pop()
        return "\n".join([*lines, "", *self._behind])

    def _at(self, path: Sequence[str]) -> Any:
        value = self._document.data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def _block(self, path: Sequence[str]) -> tuple[int, int, int] | None:
        """The lines of an entry, and its indent; None where it does not stand on lines of its own."""
        place = self._document.key_at(path)
        start, indent = place.line - 1, place.column - 1
        if self._lines[start][:indent].strip():
            return None
        end = start + 1
        while end < len(self._lines) and self._belongs(self._lines[end], indent):
            end += 1
        while end > start + 1 and not self._lines[end - 1].strip():
            end -= 1
        # Comments at the end that stand no deeper than the entry belong to what follows.
        while end > start + 1 and _stands_before(self._lines[end - 1], indent):
            end -= 1
        return start, end, indent

    def _belongs(self, line: str, indent: int) -> bool:
        stripped = line.lstrip(" ")
        depth = len(line) - len(stripped)
        if not stripped or depth > indent:
            return True
        # A list may stand at its key's own indent; a comment may stand anywhere.
        return (depth == indent and f"{stripped} ".startswith("- ")) or stripped.startswith("#")


def _stands_before(line: str, indent: int) -> bool:
    stripped = line.lstrip(" ")
    return not stripped or (stripped.startswith("#") and len(line) - len(stripped) <= indent)


def _lines(entries: dict[str, Any], indent: int) -> list[str]:
    return [line for key, value in entries.items() for line in entry_lines(key, value, indent)]
