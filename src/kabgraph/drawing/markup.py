"""Write SVG and HTML elements: everything that is text is cleaned and escaped here, nowhere else."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

Anchor = Literal["start", "middle", "end"]

_FLIPPED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}
JOINERS = "\u200c\u200d"  # they change letter shapes; all other format characters only move text about
_NONCHARACTERS = range(0xFDD0, 0xFDF0)


def clean(text: str) -> str:
    """Return ``text`` on one line, without characters that XML refuses or that turn text about.

    >>> clean("a\\u202eb\\x00\\n  c")
    'ab c'
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (char for char in unicodedata.normalize("NFC", text) if char.isspace() or _shows(char))
    return " ".join("".join(kept).split())


def _shows(char: str) -> bool:
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or code in _NONCHARACTERS:
        return False
    return char in JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs")


def is_rtl(text: str) -> bool:
    """Tell whether the first letter with a direction of its own runs from right to left.

    >>> is_rtl("1. שלום"), is_rtl("Bina")
    (True, False)
    """
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def words(text: str) -> str:
    """Return ``text`` as element content.

    >>> words("<b> & 'c'")
    "&lt;b&gt; &amp; 'c'"
    """
    return escape(clean(text))


def element(tag: str, attributes: Mapping[str, str | int], *content: str) -> str:
    """Return an element; empty attribute values are left out, ``content`` is markup already.

    >>> element("path", {"class": "kg-path", "d": "M0 0H9", "id": ""})
    '<path class="kg-path" d="M0 0H9"/>'
    """
    given = {key: clean(str(value)) for key, value in attributes.items() if value != ""}
    written = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    inside = "".join(content)
    return f"<{tag}{written}>{inside}</{tag}>" if inside else f"<{tag}{written}/>"


def group(css: str, *content: str) -> str:
    """Return ``content`` in one group."""
    return element("g", {"class": css}, *content)


def path(css: str, data: str, transform: str = "") -> str:
    """Return a path element."""
    return element("path", {"class": css, "d": data, "transform": transform})


def text(
    x: float, y: float, content: str, css: str, *, anchor: Anchor = "middle", lang: str = "", more: str = ""
) -> str:
    """Return a line of text; ``anchor`` means sides of the page, whichever way the script runs.

    ``more`` is markup that follows inside the element: a tspan.
    """
    rtl = is_rtl(content)
    side = _FLIPPED[anchor] if rtl else anchor
    attributes: dict[str, str | int] = {
        "class": css,
        "x": round(x),
        "y": round(y),
        "text-anchor": "" if side == "start" else side,
        "lang": lang,
    }
    if rtl:
        attributes |= {"direction": "rtl", "unicode-bidi": "isolate"}
    return element("text", attributes, words(content), more)


def link(href: str, *content: str, title: str = "", node: str = "") -> str:
    """Return ``content`` as a hyperlink, or as a group where there is no address."""
    head = element("title", {}, words(title)) if title else ""
    return element("a" if href else "g", {"href": href, "data-node": node}, head, *content)


def svg(width: int, height: int, css: str, label: str, *content: str) -> str:
    """Return the outer element of a picture that holds links: a named group, without any id."""
    attributes: dict[str, str | int] = {
        "class": css,
        "viewBox": f"0 0 {width} {height}",
        "width": width,
        "height": height,
        "role": "group",
        "aria-label": label,
    }
    return element("svg", attributes, *content)
