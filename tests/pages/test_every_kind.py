"""Each kind of page in a browser: three widths, with and without scripts, from a folder and over http."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

WIDTHS = (320, 768, 1280)
QUERIES = {
    "paths.html": "?from=bina&to=friends",
    "compare.html": "?a=bina&b=malchut",
    "graph.html": "?focus=bina",
    "learn.html": "?goal=bina",
    "sheet.html": "?concept=bina&parts=passages+terms+gaps+relations+key",
    "talks/place-of-residence.html": "?view=two-levels",
}
DEEP = (
    "concepts/bina.html",
    "concepts/ma_what.html",
    "talks/place-of-residence.html",
    "processes/lowering-of-ele.html",
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def address(whole_site: Path) -> Iterator[str]:
    """The project's own site, served on this machine alone."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=whole_site))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def kinds(site: Path) -> list[str]:
    """Every page that there is once and some of each other kind, with what they are asked."""
    single = sorted(path.name for path in site.glob("*.html"))
    return [f"{uri}{QUERIES.get(uri, '')}" for uri in (*single, *DEEP)]


@contextmanager
def _watched(browser: Any, scripts: bool, **options: Any) -> Iterator[tuple[Any, list[str], list[str]]]:
    context = browser.new_context(java_script_enabled=scripts, **options)
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    yield page, said, asked
    context.close()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("way", ["file", "http"])
def test_every_kind_fits_is_quiet_and_asks_nobody(
    browser: Any, whole_site: Path, address: str, way: str, scripts: bool
) -> None:
    base = whole_site.as_uri() if way == "file" else address
    with _watched(browser, scripts) as (page, said, asked):
        for uri in kinds(whole_site):
            if uri == "404.html" and way == "file":
                continue  # it is shown at any depth, so its addresses begin at the root of a host
            page.set_viewport_size({"width": WIDTHS[-1], "height": 844})
            page.goto(f"{base}/{uri}")
            assert page.locator("h1").first.is_visible(), uri
            assert len(page.locator("article.kg").inner_text()) > 80, uri
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 844})
                wide = page.locator("html").evaluate("e => e.scrollWidth")
                assert wide <= width, f"{uri} is {wide} wide at {width}"
    assert said == []
    assert [url for url in asked if not url.startswith((base, "data:", "blob:"))] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing(browser: Any, whole_site: Path, address: str, scheme: str, width: int) -> None:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    axe = sync.Axe()
    found: list[str] = []
    with _watched(
        browser, True, color_scheme=scheme, viewport={"width": width, "height": 844}, reduced_motion="reduce"
    ) as (page, _, _):
        for uri in kinds(whole_site):
            page.goto(f"{address}/{uri}")
            page.wait_for_load_state("networkidle")
            result = axe.run(page, options={"resultTypes": ["violations"]}).response
            for violation in result["violations"]:
                place = violation["nodes"][0]
                found.append(f"{uri}: {violation['id']}: {place['html'][:160]}: {place['failureSummary']}")
    assert found == []
