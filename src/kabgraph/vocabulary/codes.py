"""The codes of an import's findings, one line each."""

from __future__ import annotations

CODES = {
    "V101": "a file whose ending is none of RDF",
    "V102": "RDF that cannot be read",
    "V103": "a file that takes too much time or memory to read",
    "V104": "addresses that are relative to a base that is not named",
    "V201": "no SKOS concept in the files",
    "V202": "a condition of SKOS that does not hold",
    "V203": "a character that concepts.yaml cannot hold",
    "V204": "what has no place in concepts.yaml, and is kept beside it",
    "V301": "a vocabulary that is there already, and differs",
    "V302": "an entry of concepts.yaml that is not changed",
    "V303": "a concepts.yaml that is there and has errors",
    "V304": "a vocabulary that is too large for one file",
}
"""Code -> what it says."""
