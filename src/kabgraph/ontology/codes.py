"""The codes of this room's findings, one line each."""

from __future__ import annotations

CODES = {
    "O100": "concepts.yaml that is no mapping",
    "O101": "a value that cannot be",
    "O102": "an unknown key or section",
    "O103": "a required key is missing",
    "O104": "a section of the wrong shape",
    "O105": "an id with characters that ids do not have",
    "O106": "two ids that differ only in case, or an event with a concept's id",
    "O107": "no mapping of concepts",
    "O109": "there is no concepts.yaml",
    "O201": "one label twice in one concept",
    "O301": "an unknown concept",
    "O302": "an unknown relation type, or an unknown key of a relation",
    "O303": "a relation with no type, or with two",
    "O304": "an unknown kind",
    "O305": "an unknown row of the map",
    "O306": "an unknown reference",
    "O307": "a claim that does not join two concepts",
    "O308": "a rule that names nothing",
    "O309": "an unknown role or event",
    "O310": "a relation without ground",
    "O311": "a relation typed that is derived as well",
    "O312": "a role's word that looks like a concept",
}
"""Code -> what it says."""

FATAL = frozenset({"O100", "O107"})
"""The codes that leave no ontology to load; all of them errors."""
