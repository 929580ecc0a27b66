"""Check a finished site: every address leads somewhere, and nothing is asked of another host."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from kabgraph.model import Address, Finding

_REFERENCES = {"href", "src", "poster", "data", "action", "formaction", "xlink:href"}
_SAFE_SCHEMES = {"", "http", "https", "mailto"}


@dataclass(frozen=True, slots=True)
class Reference:
    """An address on a page, and the element that carries it."""

    tag: str
    attribute: str
    address: str
    line: int
    column: int


@dataclass(slots=True)
class Found:
    """What a page offers and what it asks for."""

    anchors: set[str] = field(default_factory=set)
    references: list[Reference] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found = Found()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, column = self.getpos()
        for name, value in attrs:
            text = value or ""
            if name == "id" or (name == "name" and tag == "a"):
                self.found.anchors.add(text)
            elif name in _REFERENCES:
                self.found.references.append(Reference(tag, name, text, line, column + 1))
            elif name == "srcset":
                for part in text.split(","):
                    address = part.split()[0] if part.split() else ""
                    self.found.references.append(Reference(tag, name, address, line, column + 1))


def read(page: str) -> Found:
    """Return the anchors and references of a page."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.found


def check_links(site: Path, base: str = "/") -> list[Finding]:
    """Return a finding for every address on a page of ``site`` that leads nowhere or to another host.

    A plain link, an ``a`` with ``href``, may lead to another host; nothing else may.
    """
    pages = {path: read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    findings: list[Finding] = []
    for path, found in pages.items():
        for reference in found.references:
            problem = _problem(reference, path, site, pages, base)
            if problem:
                place = Address(path.relative_to(site).as_posix(), reference.line, reference.column)
                findings.append(Finding(place, problem[0], "error", problem[1], problem[2]))
    return [*findings, *_style_findings(site)]


def _problem(
    reference: Reference, page: Path, site: Path, pages: dict[Path, Found], base: str
) -> tuple[str, str, str] | None:
    address = reference.address
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return _outside(reference, page, parts.scheme)
    target = _target(parts.path, page, site, base)
    if target is None or not target.is_file():
        return "L901", f"{address!r} leads nowhere", "mend the address or add the page"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors and not anchor.startswith("__"):
        return "L902", f"{address!r}: the page has no anchor {anchor!r}", "mend the anchor"
    return None


def _outside(reference: Reference, page: Path, scheme: str) -> tuple[str, str, str] | None:
    address = reference.address
    if scheme not in _SAFE_SCHEMES:
        return "L912", f"{address!r} is no address for a page", "use http, https or a path"
    kind = (reference.tag, reference.attribute)
    if kind == ("a", "href") or (kind == ("link", "href") and _is_canonical(page, reference)):
        return None
    return "L911", f"<{reference.tag}> asks another host: {address!r}", "keep a copy in the site"


def _is_canonical(page: Path, reference: Reference) -> bool:
    lines = page.read_text(encoding="utf-8").splitlines()
    return 'rel="canonical"' in lines[reference.line - 1]


def _target(path: str, page: Path, site: Path, base: str) -> Path | None:
    clean = unquote(path)
    if not clean:
        return page
    if clean.startswith("/"):
        if not clean.startswith(base):
            return None
        inside = clean[len(base) :]
    else:
        inside = normpath(f"{page.parent.relative_to(site).as_posix()}/{clean}")
    if inside.startswith(".."):
        return None
    target = site / PurePosixPath(inside)
    return target / "index.html" if target.is_dir() else target


def _style_findings(site: Path) -> Iterator[Finding]:
    """Style sheets must not ask another host either."""
    for path in sorted(site.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            start = _foreign(line)
            if start is not None:
                place = Address(path.relative_to(site).as_posix(), number, start + 1)
                yield Finding(
                    place, "L911", "error", "the style sheet asks another host", "keep a copy in the site"
                )


def _foreign(line: str) -> int | None:
    for start in (
        "url(http",
        'url("http',
        "url('http",
        "url(//",
        'url("//',
        '@import "http',
        "@import 'http",
    ):
        at = line.find(start)
        if at >= 0:
            return at
    return None
