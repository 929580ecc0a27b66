"""The same pages through another engine: the same words, the same anchors."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kabgraph import Library
from kabgraph.pages.assets import all_assets
from kabgraph.pages.desk import Desk
from kabgraph.pages.folder import write_pages
from kabgraph.pages.linkcheck import read
from kabgraph.pages.site import all_pages
from kabgraph.pages.uris import relative


def test_every_page_and_asset_is_written(small: Library, tmp_path: Path) -> None:
    count = write_pages(small, tmp_path)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    sources = {page.source for page in all_pages(Desk(small))} - {"404.md"}
    assert {name for name in written if name.endswith(".md")} == sources
    assert count == len(sources)
    assert {asset.uri for asset in all_assets(Desk(small))} <= written


def test_zensical_builds_them_with_the_same_words(
    small: Library, tmp_path: Path, as_text: Callable[[str], str]
) -> None:
    zensical = shutil.which("zensical", path=str(Path(sys.executable).parent))
    if zensical is None:
        pytest.skip("zensical is not installed")
    write_pages(small, tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: small\nuse_directory_urls: false\ntheme: {name: material, font: false}\n",
        encoding="utf-8",
    )
    subprocess.run([zensical, "build"], cwd=tmp_path, check=True, capture_output=True)
    for page in all_pages(Desk(small)):
        if page.uri == "404.html":
            continue
        built = (tmp_path / "site" / page.uri).read_text(encoding="utf-8")
        assert read(page.body).anchors <= read(built).anchors, page.uri
        assert as_text(page.body) in as_text(built), page.uri
        for uri in ("assets/kabgraph/js/base.js", *page.scripts):
            assert f'src="{relative(uri, page.uri)}"' in built, page.uri
