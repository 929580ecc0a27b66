"""Frame times of the whole graph at 3,000 concepts and 9,000 relations, in Chromium without a graphics card.

The peer is the same page without its scripts, scrolled as far: what the picture itself costs.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from playwright.sync_api import sync_playwright

import kabgraph
from kabgraph.pages.build import build_site

CONCEPTS, RELATIONS, FOCUSED = 3000, 9000, 20
SCROLLED = 33.4  # milliseconds: one frame missed at 60 a second passes unseen, two in a row are felt
ANSWERED = 100.1  # an answer to a click within a tenth of a second is felt as immediate
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Runs an action a frame at a time and returns how long each frame took, in milliseconds.
FRAMES = """([count, action]) => new Promise(done => {
  const act = new Function("n", action), times = []
  let last = null, n = 0
  const step = now => {
    if (last !== null) times.push(now - last)
    last = now
    if (n >= count) return done(times)
    act(n++)
    requestAnimationFrame(step)
  }
  requestAnimationFrame(step)
})"""
SCROLL = "scrollTo(0, 60 * n)"
FOCUS = f"""document.querySelectorAll("a[data-node]")[n * {CONCEPTS // FOCUSED}]
  .dispatchEvent(new MouseEvent("click", {{ bubbles: true, cancelable: true }}))"""
SWITCH = "document.querySelectorAll('.kg-graph__legend input')[n % 6].click()"


def write_library(folder: Path) -> None:
    """Write a made-up ontology: names in eight rows, relations of six types, all sourced."""
    dice = random.Random(1)  # noqa: S311 - the same graph each time
    signs = ("move", "arrow", "diamond", "circle", "double", "square")
    concepts: dict[str, Any] = {}
    for n in range(CONCEPTS):
        concepts[f"c{n}"] = {
            "pref_label": {"en": f"Concept {n}"},
            "row": f"r{dice.randrange(8)}",
            "relations": [],
        }
    for n in range(RELATIONS):
        one, other = dice.sample(range(CONCEPTS), 2)
        concepts[f"c{one}"]["relations"].append({f"t{n % len(signs)}": f"c{other}", "sources": ["S1"]})
    data = {
        "scheme": {
            "id": "made",
            "title": "Made up",
            "rows": [{"id": f"r{n}", "label": f"Row {n}"} for n in range(8)],
            "references": {"S1": {"title": "A made-up source"}},
        },
        "relation_types": {
            f"t{n}": {"label": f"is {sign} to", "family": sign, "sign": sign} for n, sign in enumerate(signs)
        },
        "concepts": concepts,
    }
    (folder / "corpus").mkdir(parents=True)
    (folder / "concepts.yaml").write_text(json.dumps(data), encoding="utf-8")


def build_page(folder: Path) -> Path:
    """Build the site of the made-up library with the page of the graph and no page for each concept."""
    from kabgraph.pages import plugin  # noqa: PLC0415 - only this script narrows the pages

    every = plugin.all_pages
    write_library(folder)
    library = kabgraph.load(folder)
    plugin.all_pages = lambda desk, **given: (  # type: ignore[assignment]
        page for page in every(desk, **given) if page.uri in ("graph.html", "404.html", "index.html")
    )
    try:
        from kabgraph.pages import build  # noqa: PLC0415 - its check of links needs all pages

        build.check_links = lambda *_: []  # type: ignore[assignment]
        return build_site(library, folder / "site").site
    finally:
        plugin.all_pages = every


def measure(browser: Any, page_file: Path) -> dict[str, list[float]]:
    """Return frame times by what was done."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(page_file.as_uri())
    page.wait_for_timeout(1500)
    found = {"scroll": page.evaluate(FRAMES, [120, SCROLL])}
    page.evaluate("scrollTo(0, 0)")
    if page.locator("#line-arrow").count():
        found["focus"] = page.evaluate(FRAMES, [FOCUSED, FOCUS])
        found["filter"] = page.evaluate(FRAMES, [12, SWITCH])
    page.close()
    return found


def main() -> None:
    """Print a row for each thing that a reader does."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        sys.exit("no chromium on the path")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        site = build_page(Path(name) / "made")
        page = site / "graph.html"
        bare = site / "bare.html"
        bare.write_text(
            re.sub(r"<script\b.*?</script>", "", page.read_text("utf-8"), flags=re.DOTALL), "utf-8"
        )
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        measure(browser, page)  # a first look, not counted
        peer = measure(browser, bare)["scroll"]
        frames = measure(browser, page)
        browser.close()
    print(f"| whole graph, {CONCEPTS:,} concepts | median ms | 95th ms | worst ms | median / peer | smooth |")
    print("|---|---|---|---|---|---|")
    for what, times in (("the picture alone, scrolled (the peer)", peer), *frames.items()):
        late = quantiles(times, n=20, method="inclusive")[-1]  # of a few frames too, never beyond the worst
        bound = ANSWERED if what in ("focus", "filter") else SCROLLED
        kept = "yes" if late <= bound else "no"
        ratio = median(times) / median(peer)
        print(f"| {what} | {median(times):.1f} | {late:.1f} | {max(times):.1f} | {ratio:.2f} | {kept} |")


if __name__ == "__main__":
    main()
