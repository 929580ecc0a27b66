"""Lighthouse over each kind of page: accessibility and best practices 100, search engines at least 95.

Needs Node with npx (it installs the npm package ``lighthouse``) and Chromium; the pages are served on
this machine alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import kabgraph
from kabgraph.pages.build import build_site

BOUNDS = {"accessibility": 100, "best-practices": 100, "seo": 95}
DEEP = (
    "concepts/bina.html",
    "talks/place-of-residence.html",
    "talks/place-of-residence.html?view=two-levels",
    "processes/lowering-of-ele.html",
    "graph.html?focus=bina",
    "paths.html?from=bina&to=friends",
    "compare.html?a=bina&b=malchut",
    "sheet.html?concept=bina",
)
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking"
    " --disable-component-update --disable-sync"
)
SECONDS = 180  # for one page, the first of which installs


def scores(address: str, chromium: str, out: Path) -> dict[str, int]:
    """Return the scores of one page, out of 100."""
    command = [
        *("npx", "--yes", "lighthouse@12", address, "--quiet", "--output=json", f"--output-path={out}"),
        f"--only-categories={','.join(BOUNDS)}",
        f"--chrome-flags={FLAGS}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium}
    subprocess.run(command, check=True, env=environment, timeout=SECONDS, stdout=subprocess.DEVNULL)  # noqa: S603
    found = json.loads(out.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * found[name]["score"]) for name in BOUNDS}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Print a row for each page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    missing = [name for name, there in (("chromium", chromium), ("npx", shutil.which("npx"))) if not there]
    if missing or not chromium:
        sys.exit(f"not on the path: {', '.join(missing)}")
    with tempfile.TemporaryDirectory() as name:
        site = build_site(kabgraph.load(), Path(name) / "site").site
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        single = sorted(path.name for path in site.glob("*.html") if path.stem != "404")
        print(f"| page | {' | '.join(BOUNDS)} | kept |")
        print(f"|---|{'---|' * len(BOUNDS)}---|")
        for uri in (*single, *DEEP):
            found = scores(f"http://127.0.0.1:{server.server_port}/{uri}", chromium, Path(name) / "out.json")
            kept = "yes" if all(found[key] >= bound for key, bound in BOUNDS.items()) else "no"
            print(f"| {uri} | {' | '.join(str(found[key]) for key in BOUNDS)} | {kept} |", flush=True)
        server.shutdown()


if __name__ == "__main__":
    main()
