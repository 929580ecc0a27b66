"""The plugin inside mkdocs itself: plain ``mkdocs build``, and the live server's watching."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config

from kabgraph import Library
from kabgraph.pages.plugin import KabgraphPlugin

OWN = "site_name: own\ndocs_dir: corpus\ntheme: {name: material}\nplugins: [search, kabgraph]\n"


@pytest.fixture
def folder(small: Library, tmp_path: Path) -> Path:
    shutil.copytree(small.root, tmp_path / "own")
    (tmp_path / "own" / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    return tmp_path / "own"


def test_mkdocs_alone_builds_the_pages(folder: Path) -> None:
    run = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    subprocess.run(run, cwd=folder, check=True, capture_output=True)
    assert (folder / "site" / "concepts" / "bina.html").is_file()
    assert not (folder / "site" / "first").exists()
    assert not (folder / "site" / "search").exists()  # ours takes the place of the search that it lists
    assert "fonts.googleapis" not in (folder / "site" / "index.html").read_text(encoding="utf-8")


def test_a_broken_ontology_is_said_with_its_place(folder: Path) -> None:
    (folder / "concepts.yaml").write_text("scheme: [\n", encoding="utf-8")
    run = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(run, cwd=folder, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "concepts.yaml:2:1: error" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_live_server_watches_talks_and_ontology(folder: Path) -> None:
    class Server:
        def __init__(self) -> None:
            self.watched: list[str] = []

        def watch(self, path: str) -> None:
            self.watched.append(Path(path).name)

    config = load_config(str(folder / "mkdocs.yml"))
    plugin = next(p for p in config.plugins.values() if isinstance(p, KabgraphPlugin))
    server = Server()
    plugin.on_serve(server, config=config)  # type: ignore[arg-type]
    assert server.watched == ["corpus", "concepts.yaml", "queries"]
