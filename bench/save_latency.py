"""How soon a decision is seen: from a press to the page that shows it, in Chromium.

The peer is loading the talk's page anew from the same server, in the same run: what there would be without
replacing single passages.
"""

from __future__ import annotations

import shutil
import socket
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from kabgraph.annotator import make_app
from kabgraph.library.session import Session
from kabgraph.pages.build import build_site

ROOT = Path(__file__).resolve().parents[1]
TALK = "place-of-residence"
DECISIONS, SOON = 30, 300.0
TOKEN = "b" * 43
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
# Accepts a find that waits; returns the milliseconds until it is saved, marked, and its link confirmed.
DECIDE = """async () => {
  const { items } = await kabgraph.api.get("queue", { talk: document.querySelector(".kg-text").dataset.talk })
  const item = items.find(one => one.sort === "automatic" && document.querySelector(
    `[id="${one.passage.split("#")[1]}"] a[data-concept="${one.concept}"][data-found="named"]`))
  const passage = item.passage.split("#")[1]
  const element = document.getElementById(passage)
  const painted = () => [...(CSS.highlights.get("kg-accepted") || [])].some(range =>
    element.contains(range.startContainer) && kabgraph.points(kabgraph.textOf(element),
      kabgraph.unitAt(element, range.startContainer, range.startOffset)) === item.start)
  const confirmed = () => document.querySelector(
    `[id="${passage}"] a[data-concept="${item.concept}"][data-found="confirmed"]`)
  const began = performance.now()
  await kabgraph.api.post("decide", { items: [{ key: item.key, tag: item.tag }], did: "accept" })
  const saved = performance.now() - began
  const late = () => performance.now() - began > 20000
  const until = seen => new Promise((done, failed) => {
    const look = () => {
      if (seen()) done(performance.now() - began)
      else if (late()) failed(item.key)
      else requestAnimationFrame(look)
    }
    look()
  })
  const marked = await until(painted), followed = await until(confirmed)
  return [saved, marked, followed]
}"""


def served(root: Path, site: Path) -> tuple[uvicorn.Server, int]:
    """Serve a copy of the project on a free port of loopback."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    config = uvicorn.Config(
        make_app(Session(root, "bench"), site, port, TOKEN), log_level="critical", lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, port


def row(name: str, times: list[float], limit: float | None) -> str:
    """A row of the table; the last cell tells whether the limit holds."""
    ninety_fifth = quantiles(times, n=20)[-1]
    held = "" if limit is None else "yes" if ninety_fifth <= limit else "no"
    figures = f"{median(times):.0f} | {ninety_fifth:.0f} | {max(times):.0f}"
    return f"| {name} | {figures} | {'' if limit is None else f'{limit:.0f}'} | {held} |"


def measured(browser: Any, port: int) -> tuple[list[float], ...]:
    """Milliseconds of saves, until the mark is painted, until the text follows, and of loading the page."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    address = f"http://127.0.0.1:{port}/talks/{TALK}.html"
    page.goto(f"{address}#token={TOKEN}")
    page.locator(".kg-edit label", has_text="(").wait_for()  # all is read
    saves, seen, followed, loads = [], [], [], []
    for _ in range(DECISIONS):
        saved, shown, last = page.evaluate(DECIDE)
        saves.append(saved)
        seen.append(shown)
        followed.append(last)
        page.wait_for_timeout(300)
    for _ in range(10):
        began = time.monotonic()
        page.goto(address, wait_until="load")
        loads.append((time.monotonic() - began) * 1000)
    page.close()
    return saves, seen, followed, loads


def main() -> int:
    """Measure, and print the table."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("no chromium on the path: not measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playing:
        root = Path(folder) / "project"
        hidden = shutil.ignore_patterns(".*", "site", "node_modules")
        shutil.copytree(ROOT, root, ignore=hidden)
        site = build_site(Session(root, "bench").library, Path(folder) / "site").site
        server, port = served(root, site)
        browser = playing.chromium.launch(executable_path=chromium, args=FLAGS)
        saves, seen, followed, loads = measured(browser, port)
        browser.close()
        server.should_exit = True
    print("| a decision on the longest talk, ms | median | 95th | worst | limit | held |")
    print("| --- | ---: | ---: | ---: | ---: | --- |")
    print(row("the page loaded anew (peer)", loads, None))
    print(row("saved, as the page hears it", saves, SOON))
    print(
        row("its mark on the page, after the save", [b - a for a, b in zip(saves, seen, strict=True)], SOON)
    )
    print(
        row(
            "the page's own links, after the save",
            [b - a for a, b in zip(saves, followed, strict=True)],
            None,
        )
    )
    print(f"| from the press to the page, against the peer | {median(seen) / median(loads):.2f} | | | | |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
