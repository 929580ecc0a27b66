"""The files beside the pages: style sheets, fonts, scripts, and what the library itself puts into data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.pages.data.compare import compare_script
from kabgraph.pages.data.files import data_files
from kabgraph.pages.data.graph import graph_script
from kabgraph.pages.data.learn import learn_script
from kabgraph.pages.data.search import search_script
from kabgraph.pages.data.sheet import sheet_script
from kabgraph.pages.model import Asset
from kabgraph.pages.pictures import picture_style
from kabgraph.pages.uris import (
    ASSET_FOLDER,
    COMPARE_DATA,
    GRAPH_DATA,
    LEARN_DATA,
    SEARCH_DATA,
    SHEET_DATA,
    script_uri,
)

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

ASSETS = Path(__file__).parent / "assets"
_STYLES = (
    "fonts",
    "tokens",
    "frame",
    "parts",
    "concept",
    "talk",
    "process",
    "roles",
    "lists",
    "ledgers",
    "paths",
    "graph",
    "learn",
    "sheet",
    "data",
    "decided",
    "search",
    "drawing",
    "print",
)
_SCRIPTS = ("base", "search", "copy")
_NOT_SHIPPED = (".toml",)


def all_assets(desk: Desk) -> Iterator[Asset]:
    """Yield the style sheets, fonts, scripts and signs that the pages use, and the data that scripts read."""
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file() and path.suffix not in _NOT_SHIPPED:
            yield Asset(f"{ASSET_FOLDER}/{path.relative_to(ASSETS).as_posix()}", path)
    yield Asset(f"{ASSET_FOLDER}/css/drawing.css", text=picture_style())
    yield Asset(GRAPH_DATA, text=graph_script(desk))
    yield Asset(COMPARE_DATA, text=compare_script(desk))
    yield Asset(LEARN_DATA, text=learn_script(desk))
    yield Asset(SHEET_DATA, text=sheet_script(desk))
    yield from data_files(desk)
    yield Asset(SEARCH_DATA, text=search_script(desk))


def style_uris() -> list[str]:
    """Return the style sheets in the order in which they must be read."""
    return [f"{ASSET_FOLDER}/css/{name}.css" for name in _STYLES]


def script_uris() -> list[str]:
    """Return the scripts of every page; each reads well without them."""
    return [script_uri(name) for name in _SCRIPTS]


def search_uris() -> list[str]:
    """Return what the search field reads when it is first used, in this order."""
    own = [script_uri(name) for name in ("fold", "names", "find")]
    return [f"{ASSET_FOLDER}/vendor/minisearch.js", *own, SEARCH_DATA]
