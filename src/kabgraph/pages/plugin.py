"""The mkdocs plugin: hands finished pages to mkdocs in memory; nothing of ours passes through Markdown."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import get_toc

import kabgraph
from kabgraph.errors import KabgraphError
from kabgraph.pages.assets import all_assets, script_uris, search_uris, style_uris
from kabgraph.pages.csp import with_policy
from kabgraph.pages.desk import Desk
from kabgraph.pages.model import Asset, Page
from kabgraph.pages.shell import FOOT, NAV, SEARCH_HINT, SEARCH_LESS
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import NOT_FOUND

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.utils.templates import TemplateContext

    from kabgraph.library import Library

THEME = Path(__file__).parent / "theme"
_THEME_SEARCH = ("assets/javascripts/workers/", "assets/javascripts/lunr/")
_PALETTE = (
    ("(prefers-color-scheme: light)", "default", "Change to dark"),
    ("(prefers-color-scheme: dark)", "slate", "Change to light"),
)


class KabgraphConfig(base.Config):  # type: ignore[no-untyped-call]
    """``root``: the folder of corpus/, seen from mkdocs.yml; ``public``: leave out private copies."""

    root = config_options.Type(str, default=".")
    public = config_options.Type(bool, default=False)


class KabgraphPlugin(BasePlugin[KabgraphConfig]):  # type: ignore[no-untyped-call]
    """Adds every page of the library that lies beside ``mkdocs.yml``."""

    def __init__(self) -> None:
        self.library: Library | None = None
        self._pages: dict[str, Page] = {}
        self._serving = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether the live server runs: it adds a script of its own to each page."""
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Set what the pages rely on: addresses, theme folder, palette, no foreign fonts."""
        config.use_directory_urls = False
        config.theme.dirs.insert(0, str(THEME))
        config.theme["font"] = False
        config.theme["favicon"] = "assets/kabgraph/mark.svg"
        config.theme["palette"] = [_palette(*option) for option in _PALETTE]
        config.extra_css = [*style_uris(), *config.extra_css]
        config.extra_javascript = [*script_uris(), *config.extra_javascript]
        if not config.site_url:
            config.theme.static_templates.discard("sitemap.xml")  # it would list nothing
        if "material/search" in config.plugins:
            config.plugins["material/search"].config.enabled = False  # ours takes its place
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out the sources, which are no pages, and put in the finished pages and their assets."""
        root = self._root(config)
        library = self._load(root)
        ours = (root / "corpus").resolve()
        for file in list(files):
            source = file.abs_src_path and ours in Path(file.abs_src_path).resolve().parents
            template = file.src_uri == "sitemap.xml" and not config.site_url  # else copied as it is
            theme = file.src_uri.endswith(".map") or file.src_uri.startswith(_THEME_SEARCH)
            if source or template or theme:
                files.remove(file)
        site_path = urlsplit(config.site_url or "/").path
        self._pages = {}
        desk = Desk(library, self.config.public)
        for page in all_pages(desk, base=site_path):
            self._pages[page.source] = page
            if page.uri != NOT_FOUND:
                file = File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
                _put(files, file)
        for asset in all_assets(desk):
            _put(files, _asset_file(config, asset))
        return files

    def _root(self, config: MkDocsConfig) -> Path:
        if self.library is not None:
            return Path(self.library.root).resolve()
        beside = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        return (beside / self.config.root).resolve()

    def _load(self, root: Path) -> Library:
        if self.library is not None:
            return self.library
        try:
            return kabgraph.load(root)
        except KabgraphError as error:
            raise PluginError(str(error)) from error

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> str:
        """Give the engine titles and descriptions escaped: the theme prints them as they are."""
        ours = self._pages.get(page.file.src_uri)
        if ours is not None:
            page.meta["title"] = escape(ours.title)
            page.meta["listed"] = ours.listed
        return markdown

    def on_page_content(self, html: str, *, page: Any, **_: Any) -> str:
        """Return the finished body."""
        ours = self._pages.get(page.file.src_uri)
        if ours is None:
            return html
        page.toc = get_toc([{"level": 1, "id": "content", "name": "", "children": []}])  # for the skip link
        return ours.body

    def on_page_context(self, context: TemplateContext, /, *, page: Any, **_: Any) -> TemplateContext:
        """Tell the shell which entry of the header is current."""
        ours = self._pages.get(page.file.src_uri)
        return _with_shell(context, ours)

    def on_template_context(
        self, context: TemplateContext, /, *, template_name: str, **_: Any
    ) -> TemplateContext:
        """Give the page for lost readers its body."""
        lost = self._pages.get(NOT_FOUND.removesuffix(".html") + ".md")
        return _with_shell(context, lost)

    @event_priority(-100)
    def on_post_page(self, output: str, **_: Any) -> str:
        """Add the content security policy last, when all scripts are in the page."""
        return output if self._serving else with_policy(output)

    @event_priority(-100)
    def on_post_template(self, output_content: str, *, template_name: str, **_: Any) -> str:
        """Add the content security policy to the page for lost readers."""
        page = template_name.endswith(".html") and not self._serving
        return with_policy(output_content) if page else output_content

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
        """Build again when a talk or the ontology changes."""
        root = self._root(config)
        for path in (root / "corpus", root / "concepts.yaml", root / "queries"):
            if path.exists():
                server.watch(str(path))
        return server


def _with_shell(context: TemplateContext, page: Page | None) -> TemplateContext:
    search = {"hint": SEARCH_HINT, "instead": SEARCH_LESS, "scripts": search_uris()}
    values = {"nav": NAV, "foot": FOOT, "page": page, "search": search}
    return cast("TemplateContext", {**context, "kg": values})


def _palette(media: str, scheme: str, words: str) -> dict[str, Any]:
    toggle = {"name": words, "icon": "material/brightness-6"}
    return {"media": media, "scheme": scheme, "primary": "custom", "accent": "custom", "toggle": toggle}


def _asset_file(config: MkDocsConfig, asset: Asset) -> File:
    if asset.path is None:
        return File.generated(config, asset.uri, content=asset.text or asset.content)
    return File.generated(config, asset.uri, abs_src_path=str(asset.path))


def _put(files: Files, file: File) -> None:
    there = files.get_file_from_path(file.src_uri)
    if there is not None:
        files.remove(there)
    files.append(file)
