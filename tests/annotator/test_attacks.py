"""A page of another site, in a real Chromium, against the server: it reads and changes nothing."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from .conftest import Running
from .test_guard import GOOD, state_of

ATTACK = """async ([address, token, body]) => {
  const said = {}
  const attempt = async (name, path, options) => {
    try {
      const answer = await fetch(address + path, options)
      said[name] = answer.type + " " + answer.status + " " + (await answer.text()).length
    } catch (error) { said[name] = "blocked" }
  }
  const json = {"Content-Type": "application/json", "X-Token": token}
  await attempt("read", "/api/state", {headers: {"X-Token": token}})
  await attempt("read blindly", "/api/queue", {mode: "no-cors"})
  await attempt("page", "/index.html", {})
  await attempt("write", "/api/annotations", {method: "POST", headers: json, body})
  await attempt("write blindly", "/api/annotations", {method: "POST", mode: "no-cors", body})
  await attempt("write as text", "/api/annotations", {method: "POST", mode: "no-cors",
    headers: {"Content-Type": "text/plain"}, body})
  return said
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere(tmp_path: Path, server: Running) -> Iterator[str]:
    """Another site on loopback, with a form, a frame and a script that point at the editing server."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    form = f"<form method=post enctype=text/plain action='{server.address}/api/annotations'>"
    field = '<input name=\'{"talk": "first", "x": "\' value=\'"}\'>'
    (folder / "index.html").write_text(
        f"<!doctype html><title>elsewhere</title>{form}{field}</form>"
        f"<iframe src='{server.address}/index.html'></iframe>"
        f"<script src='{server.address}/assets/kabgraph/data/graph.js'></script>"
    )
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as other:
        thread = threading.Thread(target=other.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{other.server_port}/index.html"
        other.shutdown()
        thread.join(5)


def attack(page: Page, server: Running, address: str) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(ATTACK, [address, server.token, json.dumps(GOOD)])
    return found


def test_another_site_reads_nothing_and_changes_nothing(
    browser: Browser, server: Running, elsewhere: str
) -> None:
    before = state_of(server.root)
    context = browser.new_context()
    page = context.new_page()
    page.goto(elsewhere)
    said = attack(page, server, server.address)
    assert {name for name, answer in said.items() if answer == "blocked"} >= {"read", "page", "write"}
    assert all(answer == "blocked" or answer.startswith("opaque 0 0") for answer in said.values()), said
    assert page.evaluate("window.kabgraph === undefined"), "our data were read as a script"
    frame = page.frames[-1]
    assert "kg-nav" not in frame.content(), "our page stands in a frame of another"
    page.evaluate("document.forms[0].submit()")
    page.wait_for_load_state()
    assert state_of(server.root) == before
    context.close()


def test_a_foreign_name_that_was_pointed_here_reads_nothing(
    launch: Callable[..., AbstractContextManager[Browser]], server: Running
) -> None:
    before = state_of(server.root)
    with launch("--host-resolver-rules=MAP attacker.test 127.0.0.1") as foreign:
        page = foreign.new_page()
        answer = page.goto(f"http://attacker.test:{server.port}/index.html")
        assert answer is not None
        assert answer.status == 421
        assert "kg-nav" not in page.content()
        # Same origin for the browser now: only the host rule stands between.
        said = attack(page, server, "")
        assert {name: answer.split()[1] for name, answer in said.items()} == dict.fromkeys(said, "421")
    assert state_of(server.root) == before


def test_its_own_page_may(browser: Browser, server: Running) -> None:
    page = browser.new_page()
    page.goto(server.open("index.html"))
    assert attack(page, server, "")["write"].startswith("basic 201")
    assert page.evaluate("location.hash") == "", "the token stays in the address"
    assert page.evaluate("kabgraph.api.get('state').then(s => s.user)") == "teacher1"
    page.close()
