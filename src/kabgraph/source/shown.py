"""How text from outside is shown in a message, and written into YAML: nothing invisible, nothing raw."""

from __future__ import annotations

import json
import re
from pathlib import Path

_LONGEST = 80
_UNSAFE = re.compile(
    "[^\t\n\r -~\u00a0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd]"
)


def escape(text: str) -> str:
    r"""Return ``text`` with each character that does not print as its ``\`` escape.

    >>> escape("bi\x1b[31mna")
    'bi\\x1b[31mna'
    """
    return text if text.isprintable() else "".join(map(_escaped, text))


def _escaped(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape", "surrogatepass").decode("ascii")


def shown(text: str) -> str:
    r"""Return ``text`` in quotes for a message: on one line, escaped, and cut where it is long.

    >>> print(shown("bi\nna"))
    'bi\nna'
    """
    cut = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"'{escape(cut)}'"


def quoted(text: str) -> str:
    r"""Return ``text`` as a double-quoted YAML scalar on one line.

    >>> print(quoted('a: "b" \ufeff'))
    "a: \"b\" \ufeff"
    """
    return _UNSAFE.sub(_yaml_escape, json.dumps(text, ensure_ascii=False))


def _yaml_escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code > 0xFFFF:
        return match.group() if match.group().isprintable() else f"\\U{code:08x}"
    return f"\\u{code:04x}"


def address_of(path: Path, root: Path) -> str:
    """Return the file part of an address: relative to ``root`` where it lies inside, with ``/``, escaped."""
    try:
        relative = path.relative_to(root)
    except ValueError:
        relative = path
    return escape(relative.as_posix())


def code_point(char: str) -> str:
    """Return ``U+202E`` for the character."""
    return f"U+{ord(char):04X}"
