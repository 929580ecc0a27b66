"""What a page of each kind weighs: compressed HTML, and style sheets and scripts beyond the theme's own.

The bounds are ours: a page of text in a second on a slow phone line (about 200 KB). What a page runs only
there counts with it; what the search reads on first use is listed by itself.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
from pathlib import Path

import kabgraph
from kabgraph.pages.assets import search_uris
from kabgraph.pages.build import build_site

KINDS = {
    "home": "index.html",
    "concept (most relations)": "concepts/malchut.html",
    "concept (few)": "concepts/net.html",
    "talk": "talks/place-of-residence.html",
    "lesson": "talks/four-phases.html",
    "process": "processes/lowering-of-ele.html",
}
HTML, OWN, LATER = 60_000, 140_000, 140_000  # bytes, compressed


def squeezed(path: Path) -> int:
    """Return the size of a file as a server sends it."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def own_files(page: Path) -> list[Path]:
    """Return the style sheets and scripts of ours that a page loads."""
    text = page.read_text(encoding="utf-8")
    given = re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', text)
    return [(page.parent / uri).resolve() for uri in given if "assets/kabgraph/" in uri]


def main() -> None:
    """Print a row for each kind of page, then what the search loads."""
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as name:
        site = build_site(kabgraph.load(project), Path(name) / "site").site.resolve()
        single = {path.stem: path.name for path in sorted(site.glob("*.html")) if path.stem != "404"}
        every = {**KINDS, **single}
        print("| page | HTML | ours: CSS and JavaScript | light |")
        print("|---|---|---|---|")
        for kind, uri in every.items():
            page = site / uri
            html, own = squeezed(page), sum(map(squeezed, own_files(page)))
            print(f"| {kind} | {html:,} | {own:,} | {'yes' if html <= HTML and own <= OWN else 'no'} |")
        later = sum(squeezed(site / uri) for uri in search_uris())
        print(f"| search, on first use | | {later:,} | {'yes' if later <= LATER else 'no'} |")


if __name__ == "__main__":
    main()
