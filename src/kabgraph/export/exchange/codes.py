"""The codes of what is said of a file of annotations that comes from elsewhere, one line each."""

from __future__ import annotations

CODES = {
    "X101": "a file to import that has no shape that is known",
    "X102": "a version of an exchange format that is not known",
    "X103": "an unknown key in a file to import",
    "X104": "a required key of a file to import is missing",
    "X105": "a value in a file to import that cannot be",
    "X201": "an annotation to import of a talk that is not there",
    "X202": "an annotation to import that names no concept or relation type that is known",
    "X203": "words to import that found no sure place",
    "X204": "words to import that stand elsewhere than their file says",
    "X205": "an annotation to import that is there already",
    "X206": "an annotation to import that says no, or is done with",
    "X207": "an annotation to import that is about no words",
    "X208": "a time in a file to import that cannot be used as it is",
    "X209": "an annotation to import whose id has other content here",
}
"""Code -> what it says."""

NOTES = frozenset({"X204", "X205"})
"""The codes that ask for nothing."""
