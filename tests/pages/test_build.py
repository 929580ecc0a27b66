"""Building: checked before it counts, whole or not at all, the same bytes each time."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import kabgraph
from kabgraph import BuildError, Library
from kabgraph.pages import build as building
from kabgraph.pages.assets import search_uris
from kabgraph.pages.build import PLACEHOLDER, build_site


def _bytes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def test_every_page_is_there_and_nothing_is_found(small: Library, tmp_path: Path) -> None:
    report = build_site(small, tmp_path / "out", strict=True)
    assert report.findings == ()
    assert (report.site / "concepts" / "bina.html").is_file()
    assert (report.site / ".gitkeep").read_text(encoding="utf-8") == PLACEHOLDER
    assert not list(report.site.rglob("*.md"))
    assert not (report.site / "first.html").exists()  # the source itself is no page
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_project_s_own_site_builds(library: Library, tmp_path: Path) -> None:
    report = build_site(library, tmp_path / "out", strict=True)
    assert report.pages > len(library.ontology.concepts)
    assert (library.root / "site" / ".gitkeep").read_text(encoding="utf-8") == PLACEHOLDER


def test_the_least_ontology_builds_from_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "concepts.yaml").write_text(
        "scheme: {id: x, title: Least}\nconcepts: {a: {pref_label: {en: Alpha}}, b: {pref_label: {he: ב}}}\n",
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    report = build_site(kabgraph.load("."), "site", strict=True)
    text = (report.site / "concepts" / "a.html").read_text(encoding="utf-8")
    assert "It stands in no relation yet." in text
    assert "No passage of the talks names or implies it." in text


def test_a_build_that_fails_leaves_the_old_site(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = build_site(small, tmp_path / "out").site
    before = _bytes(site)
    broken = kabgraph.Finding(kabgraph.Address("a.html"), "L901", "error", "broken", "mend it")
    monkeypatch.setattr(building, "check_links", lambda *_: [broken])
    with pytest.raises(BuildError) as caught:
        build_site(small, site)
    assert caught.value.findings == (broken,)
    assert _bytes(site) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_warnings_stop_a_strict_build_only(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warning = kabgraph.Finding(kabgraph.Address("a.html"), "L902", "warning", "odd", "look")
    monkeypatch.setattr(building, "check_links", lambda *_: [warning])
    assert build_site(small, tmp_path / "out").findings == (warning,)
    with pytest.raises(BuildError):
        build_site(small, tmp_path / "out", strict=True)


def test_mkdocs_warnings_become_findings(small: Library, tmp_path: Path) -> None:
    root = tmp_path / "own"
    shutil.copytree(small.root, root)
    (root / "mkdocs.yml").write_text(
        "site_name: own\ndocs_dir: corpus\nuse_directory_urls: false\nnav: [nowhere.md]\n"
        "theme: {name: material, font: false}\nplugins: [kabgraph]\n",
        encoding="utf-8",
    )
    report = build_site(kabgraph.load(root), tmp_path / "out")
    assert [finding.level for finding in report.findings] == ["warning"]
    assert "nowhere.md" in report.findings[0].message


def test_a_folder_that_is_no_site_is_not_replaced(small: Library, tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "letter.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(BuildError, match="holds files that are no site"):
        build_site(small, tmp_path / "precious")
    assert (tmp_path / "precious" / "letter.txt").is_file()


_AGAIN = """
import sys, kabgraph
from kabgraph.pages.build import build_site
build_site(kabgraph.load(sys.argv[1]), sys.argv[2])
"""


def test_the_same_input_gives_the_same_bytes(small: Library, tmp_path: Path) -> None:
    hashes = []
    for seed, zone in (("1", "UTC"), ("77", "Asia/Jerusalem")):
        target = tmp_path / seed / "out"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            [sys.executable, "-c", _AGAIN, str(small.root), str(target)], env=environment, check=True
        )
        hashes.append(_bytes(target))
    assert hashes[0] == hashes[1]


def test_every_page_has_a_policy_and_no_other_host(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text, path.name
        assert 'name="generator"' not in text


def test_nothing_of_the_theme_s_search_is_left(site: Path) -> None:
    assert not (site / "search").exists()
    assert not list(site.glob("assets/javascripts/*/"))
    text = (site / "index.html").read_text(encoding="utf-8")
    assert "md-search" not in text
    for asset in search_uris():
        assert (site / asset).is_file()
        assert f'src="{asset}"' not in text  # read when the field is first used, and not before
