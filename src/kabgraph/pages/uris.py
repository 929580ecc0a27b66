"""Where each page lives, and how one page refers to another: always relative, so file:// works.

The index pages stand at the top level, so that no concept or talk, not even one whose id is
``index``, can take their place.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote, urlsplit

HOME = "index.html"
CONCEPTS = "concepts.html"
TALKS = "talks.html"
PROCESSES = "processes.html"
RELATIONS = "relation-types.html"
QUESTIONS = "questions.html"
CLAIMS = "claims.html"
CORRESPONDENCES = "correspondences.html"
IN_LIFE = "in-life.html"
ROLES = "who-does-what.html"
GRAPH = "graph.html"
PATHS = "paths.html"
COMPARE = "compare.html"
LEARN = "learn.html"
SHEET = "sheet.html"
HONESTY = "honesty.html"
DOWNLOADS = "downloads.html"
CITE = "cite.html"
ABOUT = "about.html"
NOT_FOUND = "404.html"

ASSET_FOLDER = "assets/kabgraph"
GRAPH_DATA = f"{ASSET_FOLDER}/data/graph.js"
SEARCH_DATA = f"{ASSET_FOLDER}/data/search.js"


def concept_uri(concept: str) -> str:
    """Return the page of a concept."""
    return f"concepts/{concept}.html"


def talk_uri(talk: str) -> str:
    """Return the page of a talk."""
    return f"talks/{talk}.html"


def process_uri(process: str) -> str:
    """Return the page of a process."""
    return f"processes/{process}.html"


def table_id(table: str) -> str:
    """Return the anchor of a table of correspondences: no page has another that begins like it."""
    return f"table-{table}"


def passage_uri(ref: str) -> str:
    """Return the place of a passage on its talk's page.

    >>> passage_uri("place-of-residence#p3")
    'talks/place-of-residence.html#p3'
    """
    talk, _, passage = ref.partition("#")
    return f"{talk_uri(talk)}#{passage}" if passage else talk_uri(talk)


def relative(target: str, here: str, base: str = "/") -> str:
    """Return ``target`` as an address on the page ``here``.

    The page for lost readers is shown at any depth, so its addresses begin at ``base``.

    >>> relative("concepts/ele.html", "talks/place-of-residence.html")
    '../concepts/ele.html'
    >>> relative("concepts/ele.html#cite", "concepts/ele.html")
    '#cite'
    >>> relative("talks.html", "404.html")
    '/talks.html'
    """
    path, _, fragment = target.partition("#")
    anchor = f"#{quote(fragment)}" if fragment else ""
    if here == NOT_FOUND:
        return base + quote(path) + anchor
    if path == here and anchor:
        return anchor
    return quote(posixpath.relpath(path, posixpath.dirname(here) or ".")) + anchor


def outside(address: str) -> str | None:
    """Return a web address that is safe in an ``href``, or None for what is no web address.

    >>> outside("kabbalah.academy/en/library")
    'https://kabbalah.academy/en/library'
    >>> outside("javascript:alert(1)") is None
    True
    """
    text = address.strip()
    if not text or any(char.isspace() or ord(char) < 32 for char in text):
        return None
    full = text if text.startswith(("https://", "http://")) else f"https://{text}"
    try:
        parts = urlsplit(full)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    plain = all(label.replace("-", "").isalnum() for label in host.split("."))
    if "." not in host or not plain or parts.username or (port and "://" not in text):
        return None
    return quote(full, safe="%/:=&?~#+!$,;'@()*[]")
