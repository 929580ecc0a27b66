"""YAML, event by event: one pass, no recursion, no resolver, so nothing expands, runs or changes type.

libyaml tells the events where it is installed, PyYAML's own parser elsewhere.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from kabgraph.model import Finding
from kabgraph.source.compose import Composer, EndedError
from kabgraph.source.document import Document
from kabgraph.source.locate import Locator
from kabgraph.source.shown import code_point
from kabgraph.source.syntax import explain

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FOREIGN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str, file: str, first_line: int = 1) -> Document:
    """Parse ``text``; every scalar stays text, and each value and key keeps its line and column.

    Aliases, anchors, tags, merge keys, a key twice in one mapping, keys that are no text, deep nesting,
    very many values and a second document are refused, each with a finding; what follows is still read
    where it can be. ``data`` is None where reading had to stop. Never raises for what the text is.

    >>> document = parse_yaml("bina:\\n  verse: 12:30\\n", "concepts.yaml")
    >>> document.data, str(document.at(["bina", "verse"]))
    ({'bina': {'verse': '12:30'}}, 'concepts.yaml:2:10')
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    foreign = _FOREIGN.search(text)
    if foreign:
        return Document(file, None, (_foreign(foreign, Locator(text, file, first_line)),), (first_line, 1))
    composer = Composer(file, first_line)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            composer.take(event)
        composer.close()
    except EndedError:
        pass
    except (yaml.YAMLError, ValueError) as error:
        place, said, remedy = explain(error, composer.last_quoted, first_line)
        composer.fail(place, said, remedy)
    return Document(file, composer.data, tuple(sorted(composer.findings)), composer.places)


def _foreign(match: re.Match[str], locator: Locator) -> Finding:
    said = f"YAML cannot hold {code_point(match.group())} as it is"
    remedy = "delete it, or write it as an escape in double quotes"
    return Finding(locator.at(match.start()), "S209", "error", said, remedy)
