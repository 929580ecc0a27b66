"""The files beside the pages: style sheets, fonts, scripts, and what the library itself puts into data."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.pages.data.compare import compare_script
from kabgraph.pages.data.files import data_files
from kabgraph.pages.data.graph import graph_script
from kabgraph.pages.data.learn import learn_script
from kabgraph.pages.data.search import search_script
from kabgraph.pages.data.sheet import sheet_script
from kabgraph.pages.handouts import anki_of_all
from kabgraph.pages.model import Asset
from kabgraph.pages.pictures import picture_style
from kabgraph.pages.uris import (
    ANKI,
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
    "handout",
    "bar",
    "data",
    "decided",
    "agreement",
    "vocabulary",
    "search",
    "drawing",
    "print",
)
_SCRIPTS = ("base", "search", "copy")
_DATA: Mapping[str, Callable[[Desk], str]] = {
    GRAPH_DATA: graph_script,
    COMPARE_DATA: compare_script,
    LEARN_DATA: learn_script,
    SHEET_DATA: sheet_script,
    SEARCH_DATA: search_script,
    ANKI: anki_of_all,
}
_NOT_SHIPPED = (".toml",)


def all_assets(desk: Desk) -> Iterator[Asset]:
    """Yield the style sheets, fonts, scripts and signs that the pages use, and the data that scripts read."""
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file() and path.suffix not in _NOT_SHIPPED:
            yield Asset(f"{ASSET_FOLDER}/{path.relative_to(ASSETS).as_posix()}", path)
    yield Asset(f"{ASSET_FOLDER}/css/drawing.css", text=picture_style())
    for uri, script in _DATA.items():
        yield Asset(uri, text=script(desk))
    yield from data_files(desk)


def data_asset(desk: Desk, uri: str) -> Asset | None:
    """Return the one file of data at ``uri``, or None where there is none."""
    if uri in _DATA:
        return Asset(uri, text=_DATA[uri](desk))
    return next((asset for asset in data_files(desk) if asset.uri == uri), None)


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
