"""The codes of this room's findings, one line each."""

from __future__ import annotations

CODES = {
    "L901": "an address that leads nowhere",
    "L902": "an address whose page lacks the anchor",
    "L911": "something that asks another host",
    "L912": "an address that is none for a page",
    "L920": "a folder in the way of the site",
    "L921": "mkdocs stopped without saying why",
    "L922": "a mkdocs.yml without kabgraph",
    "L923": "a warning or error of mkdocs",
}
"""Code -> what it says."""
