"""A sheet for a class as one file to print: no script, no other file, no other host."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from kabgraph.pages.csp import script_hash
from kabgraph.pages.render import render
from kabgraph.pages.uris import outside
from kabgraph.pages.views.handout import Handout

ASSETS = Path(__file__).parents[1] / "assets"
_STYLES = ("tokens", "parts", "concept", "talk", "sheet", "handout", "print")
_FACE = re.compile(r"@font-face \{.*?\n\}", re.DOTALL)
_FILE = re.compile(r'url\("\.\./fonts/(?P<name>[\w.-]+)"\)')
_RANGE = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def paper(sheet: Handout) -> str:
    """Return the sheet as a whole page of HTML, in the site's own dress, its fonts and styles inside."""
    gaps = [list(group) for _, group in groupby(sheet.gaps, key=lambda gap: gap.cited.ref)]
    body = render("handout", "handout.html", sheet=sheet, groups=gaps, outside=outside)
    style = "\n".join((*_faces(body), "html { font-size: 125%; }", *map(_style, _STYLES)))
    policy = f"default-src 'none'; style-src {script_hash(style)}; font-src data:"
    return render("handout_file", "handout.html", sheet=sheet, body=body, style=style, policy=policy) + "\n"


@cache
def _style(name: str) -> str:
    return (ASSETS / "css" / f"{name}.css").read_text(encoding="utf-8")


def _faces(text: str) -> Iterator[str]:
    """The upright faces of which the text has a character, each with its font inside."""
    letters = {ord(letter) for letter in text}
    for face in _FACE.findall(_style("fonts")):
        ranges = [(int(a, 16), int(b or a, 16)) for a, b in _RANGE.findall(face)]
        if "font-style: normal" in face and any(a <= n <= b for a, b in ranges for n in letters):
            yield _FILE.sub(lambda file: f'url("data:font/woff2;base64,{_font(file["name"])}")', face)


@cache
def _font(name: str) -> str:
    return base64.b64encode((ASSETS / "fonts" / name).read_bytes()).decode()
