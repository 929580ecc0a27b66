"""Where each page lives, and how one page refers to another: always relative, so file:// works.

The index pages stand at the top level, so that no concept or talk, not even one whose id is
``index``, can take their place.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote, urlencode, urlsplit

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
CARDS = "cards.html"
SHEET = "sheet.html"
TEACHERS = "teachers.html"
HONESTY = "honesty.html"
AGREEMENT = "agreement.html"
DOWNLOADS = "downloads.html"
CITE = "cite.html"
ABOUT = "about.html"
NOT_FOUND = "404.html"

ASSET_FOLDER = "assets/kabgraph"
GRAPH_DATA = f"{ASSET_FOLDER}/data/graph.js"
COMPARE_DATA = f"{ASSET_FOLDER}/data/compare.js"
LEARN_DATA = f"{ASSET_FOLDER}/data/learn.js"
SHEET_DATA = f"{ASSET_FOLDER}/data/sheet.js"
SEARCH_DATA = f"{ASSET_FOLDER}/data/search.js"
ANKI = "cards.tsv"


def concept_uri(concept: str) -> str:
    """Return the page of a concept."""
    return f"concepts/{concept}.html"


def talk_uri(talk: str) -> str:
    """Return the page of a talk."""
    return f"talks/{talk}.html"


def process_uri(process: str) -> str:
    """Return the page of a process."""
    return f"processes/{process}.html"


def way_to(concept: str) -> str:
    """Return the way to learn that ends at a concept."""
    return f"{LEARN}?goal={concept}"


def sheet_of_talk(talk: str) -> str:
    """Return the sheet that holds all passages of a talk."""
    return f"{SHEET}?talk={talk}"


def sheet_of_concept(concept: str) -> str:
    """Return the sheet that holds all passages that name, imply or picture a concept."""
    return f"{SHEET}?concept={concept}"


def data_uri(page: str) -> str:
    """Return the data of a page, which lie beside it.

    >>> data_uri("concepts/ele.html")
    'concepts/ele.json'
    """
    return f"{page.removesuffix('.html')}.json"


def download_uri(file: str) -> str:
    """Return the place of a download."""
    return f"data/{file}"


def script_uri(name: str) -> str:
    """Return the address of a script of ours.

    >>> script_uri("base")
    'assets/kabgraph/js/base.js'
    """
    return f"{ASSET_FOLDER}/js/{name}.js"


def scripts_of(*names: str) -> tuple[str, ...]:
    """Return the addresses of scripts of ours, in that order."""
    return tuple(script_uri(name) for name in names)


def choosing_uris() -> tuple[str, ...]:
    """Return what a page reads, in this order, before a concept can be chosen by any of its names."""
    return (GRAPH_DATA, *scripts_of("fold", "names", "choose"))


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


def asked(page: str, **values: str) -> str:
    """Return the address of a page with a query, by which its script shows what is asked.

    >>> asked("paths.html", **{"from": "bina", "to": "the friends"})
    'paths.html?from=bina&to=the+friends'
    """
    return f"{page}?{urlencode(values)}"


@lru_cache(maxsize=4096)  # a page names the same places again and again
def relative(target: str, here: str, base: str = "/") -> str:
    """Return ``target`` as an address on the page ``here``.

    The page for lost readers is shown at any depth, so its addresses begin at ``base``.

    >>> relative("concepts/ele.html", "talks/place-of-residence.html")
    '../concepts/ele.html'
    >>> relative("concepts/ele.html#cite", "concepts/ele.html")
    '#cite'
    >>> relative("talks.html", "404.html")
    '/talks.html'
    >>> relative("paths.html?from=bina&to=the+friends", "concepts/bina.html")
    '../paths.html?from=bina&to=the+friends'
    """
    address, _, fragment = target.partition("#")
    path, mark, query = address.partition("?")
    tail = mark + quote(query, safe="=&+%") + (f"#{quote(fragment)}" if fragment else "")
    if here == NOT_FOUND:
        return base + quote(path) + tail
    if path == here and tail.startswith("#"):
        return tail
    return quote(posixpath.relpath(path, posixpath.dirname(here) or ".")) + tail


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
