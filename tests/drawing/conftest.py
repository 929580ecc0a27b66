"""What all tests of pictures ask of a picture."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

_GEOMETRY = (
    "viewBox",
    "width",
    "height",
    "x",
    "y",
    "dx",
    "rx",
    "d",
    "transform",
)


def _checked(markup: str) -> ElementTree.Element:
    root = ElementTree.fromstring(f"<div>{markup}</div>")  # noqa: S314 - our own output
    for element in root.iter():
        for name in _GEOMETRY:
            assert not re.search(r"\d\.|\.\d|\de|nan|inf", element.get(name, ""), re.I), ElementTree.tostring(
                element
            )
        assert "id" not in element.attrib, "an id would clash with the next picture on the page"
        assert element.tag not in ("script", "style", "image", "use", "foreignObject")
        assert not any(name.startswith("on") for name in element.attrib)
    assert "url(" not in markup
    return root


@pytest.fixture(scope="session")
def checked() -> Callable[[str], ElementTree.Element]:
    """Parse a picture, and fail where it is not well formed, not in whole numbers, or not alone."""
    return _checked
