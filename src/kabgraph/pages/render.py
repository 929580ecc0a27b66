"""Templates: escaped without exception, and strict about names."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kabgraph.pages.uris import relative

TEMPLATES = Path(__file__).parent / "templates"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def render(template: str, uri: str, base: str = "/", **values: Any) -> str:
    """Return the body of the page at ``uri``; ``href`` in a template is relative to that page."""
    href = partial(relative, here=uri, base=base)
    return _environment().get_template(f"{template}.html.j2").render(href=href, **values).strip()
