"""How to cite a page: one shape of words for all pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kabgraph.model import Talk
from kabgraph.pages.uris import DOWNLOADS, data_uri
from kabgraph.pages.views.parts import Anchor, CiteView

if TYPE_CHECKING:
    from kabgraph.model import Address
    from kabgraph.pages.desk import Desk

ARTICLES = {"retelling": "a retelling", "translation": "a translation"}


def address_of(desk: Desk, uri: str) -> str:
    """Return the lasting address of a page: on the web, where the data say where they live."""
    base = desk.ontology.scheme.base_uri
    return f"{base.rstrip('/')}/{uri}" if base else uri


def citation(desk: Desk, title: str, uri: str, edition: str = "original") -> str:
    """Return the words of a citation. The edition is named; a speaker is not: the words may not be theirs."""
    scheme = desk.ontology.scheme
    said = f", {ARTICLES[edition]}" if edition in ARTICLES else ""
    whole = f"“{title}”{said}. In {scheme.title}" if title != scheme.title else title
    where = f" {address_of(desk, uri)}" if scheme.base_uri else ""
    return f"{whole}, data version {desk.version}.{where}"


def original_of(talk: Talk) -> str:
    """Return what a text that is no original goes back to; nothing for an original."""
    if talk.edition == "original":
        return ""
    speaker = f"Speaker: {talk.speaker}. " if talk.speaker else ""
    return f"{speaker}{talk.source or 'The source is not given.'}"


def cite_view(desk: Desk, title: str, uri: str, address: Address, python: str) -> CiteView:
    """Return how to cite the page at ``uri``; what it shows is written down at ``address``."""
    return CiteView(
        text=citation(desk, title, uri),
        permalink=address_of(desk, uri),
        source=f"{address.file}, line {address.line}",
        python=python,
        version=desk.version,
        data=Anchor("JSON", data_uri(uri)),
    )


def cite_talk(desk: Desk, talk: Talk, uri: str) -> CiteView:
    """Return how to cite a talk; what is no original names what it goes back to."""
    return CiteView(
        text=citation(desk, talk.title, uri, talk.edition),
        permalink=address_of(desk, uri),
        source=talk.address.file,
        python=f'kabgraph.load().talk("{talk.id}").passages',
        version=desk.version,
        data=Anchor("JSON", data_uri(uri)) if talk.publish else None,
        original=original_of(talk),
    )


def cite_list(desk: Desk, title: str, uri: str, line: str) -> CiteView:
    """Return how to cite a page that shows many things; its data are the downloads.

    ``line`` is Python over ``kabgraph.load()``.
    """
    return CiteView(
        text=citation(desk, title, uri),
        permalink=address_of(desk, uri),
        source="",
        python=f"kabgraph.load(){line}",
        version=desk.version,
        data=Anchor("All downloads", DOWNLOADS),
    )
