"""The link checker finds what is broken, each with its place, and is content with what is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from kabgraph.pages.linkcheck import check_links


def _site(folder: Path, **pages: str) -> Path:
    (folder / "deep").mkdir()
    for name, body in pages.items():
        (folder / name.replace("__", "/")).with_suffix(".html").write_text(body, encoding="utf-8")
    return folder


def test_sound_addresses_are_sound(tmp_path: Path) -> None:
    site = _site(
        tmp_path,
        index='<a href="deep/page.html#here">x</a><a href="https://example.org/">out</a>'
        '<a href="#top" id="top">y</a>',
        deep__page='<p id="here"><a href="../index.html">up</a><a href="/index.html">root</a></p>',
    )
    assert check_links(site) == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<a href="missing.html">x</a>', "L901"),
        ('<a href="deep/page.html#gone">x</a>', "L902"),
        ('<a href="#gone">x</a>', "L902"),
        ('<a href="../outside.html">x</a>', "L901"),
        ('<img src="missing.png">', "L901"),
        ('<script src="https://example.org/x.js"></script>', "L911"),
        ('<link rel="stylesheet" href="//example.org/x.css">', "L911"),
        ('<img srcset="https://example.org/x.png 2x">', "L911"),
        ('<svg><image xlink:href="https://example.org/x.png"/></svg>', "L911"),
        ('<a href="javascript:alert(1)">x</a>', "L912"),
    ],
)
def test_what_is_broken_is_found(tmp_path: Path, body: str, code: str) -> None:
    site = _site(tmp_path, index=f"<p>one</p>\n{body}", deep__page="")
    findings = check_links(site)
    assert [finding.code for finding in findings] == [code]
    assert str(findings[0].address).startswith("index.html:2:")


def test_a_style_sheet_may_not_ask_another_host(tmp_path: Path) -> None:
    site = _site(tmp_path, index="")
    (site / "x.css").write_text("a {}\nb { background: url(https://example.org/x.png) }", encoding="utf-8")
    assert [str(f.address) for f in check_links(site)] == ["x.css:2:17"]


def test_a_site_below_a_path_has_its_root_there(tmp_path: Path) -> None:
    site = _site(tmp_path, index='<a href="/kab/deep/page.html">x</a>', deep__page="")
    assert check_links(site, base="/kab/") == []
    assert [finding.code for finding in check_links(site)] == ["L901"]
