"""The codes of this room's findings, one line each."""

from __future__ import annotations

CODES = {
    "T101": "front matter that is no mapping",
    "T102": "a required key of the front matter is missing or empty",
    "T103": "an unknown key in the front matter",
    "T104": "a value in the front matter that cannot be",
    "T201": "a file name that is no talk id",
    "T202": "two file names that some systems take for one",
    "T203": "a file name that Windows keeps for itself",
    "T204": "plain text in the folder of talks, not yet imported",
    "T205": "a text file in the folder of talks that cannot be read",
    "T206": "no talks",
    "T207": "the folder of talks cannot be read",
    "T301": "a paragraph without an id",
    "T302": "the same passage id twice in one talk",
    "T303": "an id line without text",
    "T304": "a talk without text",
    "T305": "an id line inside a paragraph",
    "T401": "nothing to import",
    "T402": "no title found in the text",
    "T403": "a talk of this id is there and differs",
    "T404": "two imported talks of one id",
    "T405": "a passage is gone with the update",
    "T406": "no talk id can be made",
    "T407": "one id for several talks",
    "T408": "the talk that is there cannot be updated",
}
"""Code -> what it says."""

FATAL = frozenset({"T101", "T207"})
"""The codes that make a talk unreadable, beside those of the source room; all of them errors."""

WARNINGS = frozenset({"T204", "T206", "T304", "T305", "T402", "T405"})
"""The codes that are warnings; the others are errors."""
