"""The same pages for any engine that reads Markdown: front matter and one block of finished markup."""

from __future__ import annotations

import json
import shutil
from html import escape
from pathlib import Path

from kabgraph.library import Library
from kabgraph.pages.assets import all_assets, script_uris
from kabgraph.pages.desk import Desk
from kabgraph.pages.model import Asset, Page
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import NOT_FOUND, relative
from kabgraph.source import write_atomic, write_bytes


def write_pages(library: Library, folder: Path | str, public: bool = False) -> int:
    """Write every page and asset into ``folder`` and return the number of pages.

    The engine must keep file addresses (``use_directory_urls: false``) and list the style sheets
    under ``assets/kabgraph/css``. Files of other names in the folder are left alone.

    Raises:
        OSError: a file cannot be written.
    """
    root = Path(folder)
    desk = Desk(library, public)
    for asset in all_assets(desk):
        _write_asset(asset, root)
    pages = [page for page in all_pages(desk) if page.uri != NOT_FOUND]
    for page in pages:
        _write_page(page, root)
    return len(pages)


def source_text(page: Page) -> str:
    r"""Return a page as an engine's source file.

    >>> print(source_text(Page("a.html", "A", "", "<p>x</p>\n\n<p>y</p>")))
    ---
    title: "A"
    ---
    <div class="kg">
    <p>x</p>
    <p>y</p>
    <script src="assets/kabgraph/js/base.js"></script>
    <script src="assets/kabgraph/js/search.js"></script>
    <script src="assets/kabgraph/js/copy.js"></script>
    </div>
    <BLANKLINE>
    """
    front = {"title": escape(page.title), "description": escape(" ".join(page.description.split()))}
    head = "\n".join(
        f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items() if value
    )
    body = "\n".join(line for line in page.body.splitlines() if line.strip())
    needed = (*script_uris(), *page.scripts)
    scripts = "".join(f'<script src="{relative(uri, page.uri)}"></script>\n' for uri in needed)
    return f'---\n{head}\n---\n<div class="kg">\n{body}\n{scripts}</div>\n'


def _write_page(page: Page, root: Path) -> None:
    target = root / page.source
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, source_text(page))


def _write_asset(asset: Asset, root: Path) -> None:
    target = root / asset.uri
    target.parent.mkdir(parents=True, exist_ok=True)
    if asset.path:
        shutil.copyfile(asset.path, target)
    elif asset.content:
        write_bytes(target, asset.content)
    else:
        write_atomic(target, asset.text)
