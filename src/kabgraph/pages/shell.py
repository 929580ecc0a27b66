"""What stands around every page: the entries of the header and of the foot."""

from __future__ import annotations

from kabgraph.pages.model import NavItem
from kabgraph.pages.uris import (
    ABOUT,
    CLAIMS,
    CONCEPTS,
    CORRESPONDENCES,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    TALKS,
)

NAV = (
    NavItem("Concepts", CONCEPTS),
    NavItem("Talks", TALKS),
    NavItem("Processes", PROCESSES),
    NavItem("About", ABOUT),
)
FOOT = (
    NavItem("Relations", RELATIONS),
    NavItem("Same and not the same", CLAIMS),
    NavItem("Correspondences", CORRESPONDENCES),
    NavItem("Questions", QUESTIONS),
    NavItem("About and rights", ABOUT),
)

SEARCH_HINT = "Search in English or עברית"
SEARCH_LESS = NavItem("All concepts A to Z", CONCEPTS)
