"""What stands around every page: the entries of the header and of the foot."""

from __future__ import annotations

from kabgraph.pages.model import NavItem
from kabgraph.pages.uris import (
    ABOUT,
    CITE,
    CLAIMS,
    COMPARE,
    CONCEPTS,
    CORRESPONDENCES,
    DOWNLOADS,
    GRAPH,
    HONESTY,
    IN_LIFE,
    LEARN,
    PATHS,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    ROLES,
    SHEET,
    TALKS,
    TEACHERS,
)

NAV = (
    NavItem("Concepts", CONCEPTS),
    NavItem("Talks", TALKS),
    NavItem("Processes", PROCESSES),
    NavItem("Graph", GRAPH),
    NavItem("Paths", PATHS),
    NavItem("Learn", LEARN),
    NavItem("About", ABOUT),
)
FOOT = (
    NavItem("Relations", RELATIONS),
    NavItem("Same and not the same", CLAIMS),
    NavItem("Correspondences", CORRESPONDENCES),
    NavItem("Compare two concepts", COMPARE),
    NavItem("In life", IN_LIFE),
    NavItem("Who does what", ROLES),
    NavItem("Questions", QUESTIONS),
    NavItem("Print a sheet", SHEET),
    NavItem("For teachers", TEACHERS),
    NavItem("Honesty report", HONESTY),
    NavItem("Downloads", DOWNLOADS),
    NavItem("How to cite", CITE),
    NavItem("About and rights", ABOUT),
)

SEARCH_HINT = "Search in English or עברית"
SEARCH_LESS = NavItem("All concepts A to Z", CONCEPTS)
