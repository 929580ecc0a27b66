"""Where things live on the web, as an exchange names them, and back from an address to the thing.

These are the places that the site promises: ``talks/<id>.html`` and ``concepts/<id>.html`` under the
scheme's base. Data that say of no place get names that lead nowhere, yet are addresses.
"""

from __future__ import annotations

import re

from kabgraph.model import Concept, Scheme

OURS = "urn:x-kabgraph:"
"""The name space of what the Web Annotation model has no word for."""

_TALK = re.compile(r"(?:^|/)talks/([a-z0-9-]+)\.html(?:[?#]|$)")
_CONCEPT = re.compile(r"(?:^|/)concepts/([A-Za-z0-9_][A-Za-z0-9_-]*)\.html(?:[?#]|$)")


def base_of(scheme: Scheme) -> str:
    """Return what stands before the slash in every address."""
    return scheme.base_uri.rstrip("/") or f"{OURS}{scheme.id}"


def talk_address(scheme: Scheme, talk: str) -> str:
    """Return the page of a talk."""
    return f"{base_of(scheme)}/talks/{talk}.html"


def concept_address(scheme: Scheme, concept: Concept) -> str:
    """Return the concept's own address, or its page."""
    return concept.uri or f"{base_of(scheme)}/concepts/{concept.id}.html"


def type_address(scheme: Scheme, type: str) -> str:
    """Return the place of a relation type on the page of all of them."""
    return f"{base_of(scheme)}/relation-types.html#{type}"


def file_address(scheme: Scheme, file: str) -> str:
    """Return the place of a download."""
    return f"{base_of(scheme)}/data/{file}"


def talk_at(address: str) -> str:
    """Return the id of the talk whose page an address names, on whatever host; nothing for another page.

    >>> talk_at("http://localhost:8000/talks/place-of-residence.html?q=1#p3")
    'place-of-residence'
    """
    found = _TALK.search(address)
    return found[1] if found else ""


def concept_at(address: str) -> str:
    """Return the id of the concept whose page an address names; the address itself where it is another.

    >>> concept_at("https://example.org/concepts/ele.html"), concept_at("https://example.org/x")
    ('ele', 'https://example.org/x')
    """
    found = _CONCEPT.search(address)
    return found[1] if found else address
