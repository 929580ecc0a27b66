"""The sign of kabgraph: two rails, what goes down and what goes up between them."""

from __future__ import annotations

from kabgraph.drawing.markup import element, path


def wordmark() -> str:
    """Return the small sign that stands before the name in the header.

    >>> wordmark().startswith('<svg class="kg-wordmark"')
    True
    """
    attributes: dict[str, str | int] = {
        "class": "kg-wordmark",
        "viewBox": "0 0 40 36",
        "width": 20,
        "height": 18,
        "aria-hidden": "true",
        "focusable": "false",
    }
    return element(
        "svg",
        attributes,
        path("kg-rail", "M0 2H40M0 34H40"),
        path("kg-down", "M13 3V22"),
        path("kg-down kg-full", "M13 31L7 20H19Z"),
        path("kg-up", "M27 33V14"),
        path("kg-up kg-full", "M27 5L21 16H33Z"),
    )
