"""The graph as GraphML: every attribute as text or a number, and nothing that XML forbids."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from kabgraph.export.parts import Parts
from kabgraph.lazy import Lazy

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazy("networkx")

_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMED_BY_KEY = ("relation", "derived")


def write_graphml(parts: Parts) -> bytes:
    """Write the typed graph; see ``flat`` for what becomes of its attributes."""
    graph = flat(parts.make_graph())
    graph.graph["version"] = parts.version
    file = io.BytesIO()
    # The writer is named in full: the short name takes another one where lxml happens to be installed.
    nx.write_graphml_xml(graph, file, encoding="utf-8")
    return file.getvalue()


def flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the graph as GraphML can hold it.

    Lists become text with blanks between the items; what is empty is left out; a character that XML
    forbids becomes U+FFFD. An edge of a relation keeps the relation's id as its key; any other gets its
    ends about it, for programs drop a second edge of one id. A mention carries its passage's edition.
    """
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph(**_attributes(graph.graph))
    for node, attributes in graph.nodes(data=True):
        copy.add_node(node, **_attributes(attributes))
    for source, target, key, attributes in graph.edges(keys=True, data=True):
        found = dict(attributes)
        if found["layer"] == "mention":
            found["edition"] = graph.nodes[source]["edition"]
        own = key if found["layer"] in _NAMED_BY_KEY else f"{source} {key} {target}"
        copy.add_edge(source, target, clean(own), **_attributes(found))
    return copy


def clean(text: str) -> str:
    r"""Return text with what XML forbids replaced, and with its line ends as XML reads them.

    >>> clean("a\x01b\r\nc")
    'a\ufffdb\nc'
    """
    return _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _attributes(given: Any) -> dict[str, Any]:
    values = ((name, _value(value)) for name, value in given.items())
    return {name: value for name, value in values if value is not None and value != ""}


def _value(value: Any) -> Any:
    if isinstance(value, (bool, int)) or value is None:
        return value
    return clean(value if isinstance(value, str) else " ".join(value))
