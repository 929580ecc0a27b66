"""The built site as it is served: found by name, never by a path, and made anew where it is stale."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.pages.assets import data_asset
from kabgraph.pages.csp import with_policy
from kabgraph.pages.desk import Desk
from kabgraph.pages.model import Page
from kabgraph.pages.site import page_at
from kabgraph.pages.uris import ANKI, ASSET_FOLDER, GRAPH_DATA, relative, script_uri

if TYPE_CHECKING:
    from kabgraph.library import Library

ASSETS = Path(__file__).parent / "assets"
REVIEW = "review.html"
SHELL = "about.html"
_ARTICLE = re.compile(r'(<article class="kg [^>]*>)(.*)(</article>)', re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_CHOOSING = (GRAPH_DATA, *(script_uri(name) for name in ("fold", "names", "choose")))
_MADE = (f"{ASSET_FOLDER}/data/", "data/", ANKI)
_ORDER = ("client", "mark-data", "mark-layers", "mark-panel")
Served = tuple[bytes, str]
"""The bytes of a file, and their media type."""


class Pages:
    """The pages of the site at ``folder``, each with the edit mode; ``library`` gives what is now."""

    def __init__(self, folder: Path, library: Callable[[], Library]) -> None:
        self._files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*"))}
        self._files = {uri: path for uri, path in self._files.items() if path.is_file()}
        self._library = library
        self._built = library().version
        self._desk: Desk | None = None
        self._made: dict[str, Served] = {}

    def get(self, path: str) -> Served | None:
        """Return what stands at the path of a request; None where there is nothing."""
        uri = path.removeprefix("/") or "index.html"
        if uri.startswith("edit/"):
            return _edit_file(uri.removeprefix("edit/"))
        desk = self._fresh()
        if uri not in self._made:
            served = self._make(uri, desk)
            if served is None:
                return None
            self._made[uri] = served
        return self._made[uri]

    def _fresh(self) -> Desk | None:
        """The desk of the library as it is now; None while the built files still tell the same."""
        library = self._library()
        if self._desk is None and library.version == self._built:
            return None
        if self._desk is None or self._desk.library is not library:
            self._desk, self._made = Desk(library), {}
        return self._desk

    def _make(self, uri: str, desk: Desk | None) -> Served | None:
        if uri == REVIEW:
            body = (ASSETS / REVIEW).read_text(encoding="utf-8")
            return _html(self._shell(uri, Page(uri, "Review", "", body, listed=False)))
        if desk is not None:
            if uri.endswith(".html") and (page := page_at(desk, uri)):
                return _html(self._shell(uri, page))
            if uri.startswith(_MADE) and (asset := data_asset(desk, uri)):
                return asset.text.encode("utf-8") or asset.content, _type(uri)
        if uri not in self._files:
            return None
        if uri.endswith(".html"):
            return _html(_with_edit_mode(self._files[uri].read_text(encoding="utf-8"), uri))
        return self._files[uri].read_bytes(), _type(uri)

    def _shell(self, uri: str, page: Page) -> str:
        """A page in the shell of its built file; one that was not built takes that of another page."""
        built = uri if uri in self._files else SHELL
        text = self._files[built].read_text(encoding="utf-8")
        text = _ARTICLE.sub(lambda match: f"{match[1]}\n{page.body}\n{match[3]}", text)
        if built != uri:
            text = text.replace(' aria-current="true"', "")
            text = _TITLE.sub(lambda _: f"<title>{escape(page.title)}</title>", text)
        return _with_edit_mode(text, uri)


def _with_edit_mode(text: str, uri: str) -> str:
    """The page with the scripts and styles of the edit mode, under a policy that knows them."""
    text = _POLICY.sub("", text, count=1)
    style = f'<link rel="stylesheet" href="{relative("edit/edit.css", here=uri)}">'
    text = text.replace("</head>", f"{style}\n</head>", 1)
    head, _, tail = text.rpartition("</body>")
    return with_policy(f"{head}{''.join(_tags(text, uri))}</body>{tail}")


def _tags(text: str, uri: str) -> Iterator[str]:
    """The scripts that the page lacks, in their order."""
    talk = uri.startswith("talks/")
    names = [name for name in _scripts() if _belongs(name, talk, uri == REVIEW)]
    wanted = list(_CHOOSING) if talk or uri == REVIEW else []
    for name in [*wanted, *(f"edit/{name}.js" for name in names)]:
        source = relative(name, here=uri)
        if f'src="{source}"' not in text:
            yield f'<script src="{source}"></script>\n'


def _belongs(script: str, talk: bool, review: bool) -> bool:
    return talk if script.startswith("mark") else review if script.startswith("review") else True


def _scripts() -> list[str]:
    names = sorted(path.stem for path in (ASSETS / "js").glob("*.js"))
    return sorted(names, key=lambda name: (_ORDER.index(name) if name in _ORDER else len(_ORDER), name))


def _edit_file(name: str) -> Served | None:
    if name == "edit.css":
        styles = sorted((ASSETS / "css").glob("*.css"))
        return "\n".join(style.read_text(encoding="utf-8") for style in styles).encode(), "text/css"
    if name.removesuffix(".js") in _scripts() and name.endswith(".js"):
        return (ASSETS / "js" / name).read_bytes(), "text/javascript"
    return None


def _html(text: str) -> Served:
    return text.encode("utf-8"), "text/html"


def _type(uri: str) -> str:
    return mimetypes.guess_type(uri)[0] or "application/octet-stream"
