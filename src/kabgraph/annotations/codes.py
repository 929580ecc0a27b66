"""The codes of this room's findings, one line each."""

from __future__ import annotations

CODES = {
    "A101": "annotations of the wrong shape",
    "A102": "a format that is not known",
    "A103": "an unknown key in an annotation",
    "A104": "a required key of an annotation is missing",
    "A105": "a value in an annotation that cannot be",
    "A106": "the same annotation id twice",
    "A107": "annotations of a talk that is not there",
    "A108": "an annotation of an unknown concept or relation type",
    "A109": "a merge that was left unresolved",
    "A110": "a file among the annotations that is not read",
    "A201": "annotated words placed with little of what stood about them",
    "A202": "annotated words that stand in several places",
    "A203": "annotated words that have changed",
    "A204": "annotated words that stand in another passage",
    "A205": "annotated words that are gone",
    "A206": "people who disagree on the same words",
}
"""Code -> what it says."""

WARNINGS = frozenset({"A107", "A110", "A201", "A202", "A203", "A204", "A205", "A206"})
"""The codes that leave the data as good as they were."""
