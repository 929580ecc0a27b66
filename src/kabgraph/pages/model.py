"""Pages as plain data: what every adapter writes, and nothing about how."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. ``title`` and ``description`` are plain text, ``body`` is finished markup.

    ``section`` is the uri of the index page that the header shows as current; a page that is not
    ``listed`` stays out of the sitemap and of search engines. ``scripts`` are the
    addresses of what this page runs beside the common scripts; ``data`` is the address of the same
    page as JSON, and ``linked`` the schema.org summary of it, as JSON-LD.

    >>> Page("concepts/bina.html", "Bina", "", "<h1>Bina</h1>").source
    'concepts/bina.md'
    """

    uri: str
    title: str
    description: str
    body: str
    section: str = ""
    listed: bool = True
    scripts: tuple[str, ...] = ()
    data: str = ""
    linked: str = ""

    @property
    def source(self) -> str:
        """The name an engine's source file needs, so that it writes the page at ``uri``."""
        return self.uri.removesuffix(".html") + ".md"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that is copied as it is, or, without a path, written from ``text`` or else ``content``."""

    uri: str
    path: Path | None = None
    text: str = ""
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of the header or the foot."""

    title: str
    uri: str
