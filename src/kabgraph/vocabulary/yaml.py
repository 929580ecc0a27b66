"""Plain values as lines of YAML: what is short stands on one line, and nothing can change its type."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kabgraph.source import quoted

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_ -]*[A-Za-z0-9_]|[A-Za-z]")
_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Words that other readers of YAML take for something else than text.
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_WIDTH = 100


def entry_lines(key: str, value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of ``key: value`` at an indent.

    >>> print("\\n".join(entry_lines("bina", {"pref_label": {"en": "Bina", "no": "12:30"}}, 2)))
      bina:
        pref_label: {en: Bina, "no": "12:30"}
    """
    head = f"{' ' * indent}{_key(key)}:"
    flat = flow(value)
    if not _is_tall(value) and (not isinstance(value, (dict, list)) or indent + len(flat) <= _WIDTH):
        yield f"{head} {flat}"
    elif isinstance(value, Mapping):
        yield head
        for name, part in value.items():
            yield from entry_lines(name, part, indent + 2)
    else:
        yield head
        yield from (f"{' ' * indent}- {flow(item)}" for item in value)


def _is_tall(value: Any) -> bool:
    """Whether a value stands on several lines however short it is: an entry of its own, or its relations."""
    if isinstance(value, list):
        return any(isinstance(item, dict) for item in value)
    return isinstance(value, Mapping) and ("pref_label" in value or "uri" in value or "members" in value)


def flow(value: Any) -> str:
    """Return a value on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(name)}: {flow(part)}" for name, part in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(flow, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return ""
    text = str(value)
    bare = _BARE.fullmatch(text) and text.lower() not in _WORDS
    return text if bare else quoted(text)


def _key(name: str) -> str:
    return name if _KEY.fullmatch(name) and name.lower() not in _WORDS else quoted(name)
