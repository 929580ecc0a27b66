"""The codes of this room's findings, one line each."""

from __future__ import annotations

CODES = {
    "S101": "not a regular file",
    "S102": "the file lies outside the project's folder",
    "S103": "no such file",
    "S104": "the file cannot be opened or read",
    "S105": "the file is too large",
    "S106": "the file is not UTF-8",
    "S107": "the file is UTF-16 or UTF-32",
    "S108": "a control character",
    "S109": "a control character in a file's name",
    "S201": "YAML that cannot be parsed",
    "S202": "an alias or anchor",
    "S203": "a tag",
    "S204": "nested too deeply",
    "S205": "too many values in one file",
    "S206": "the same key twice in one mapping",
    "S207": "a key that is empty or no text",
    "S208": "a second document in one file",
    "S209": "a character that YAML cannot hold",
    "S210": "too many problems to list them all",
    "S211": "a merge key",
    "S212": "no front matter",
    "S213": "front matter that is never closed",
    "S301": "a byte order mark within the text",
    "S302": "a bidirectional override, embedding or isolate",
    "S303": "a zero-width character",
    "S304": "a hidden tag character",
    "S305": "a code point that is no character",
    "S306": "many combining marks on one letter",
    "S307": "mixed scripts in one word",
    "S401": "JSON that cannot be parsed",
    "S402": "a number that JSON does not have",
    "S403": "half of a surrogate pair",
    "S411": "CSV that cannot be parsed",
}
"""Code -> what it says."""

FATAL = frozenset(code for code in CODES if not code.startswith("S3"))
"""The codes that make a file unreadable; all of them errors. The others are warnings."""
