"""Processes: events that lead to one another, in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.lazy import Lazy
from kabgraph.model import Event

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazy("networkx")


@dataclass(frozen=True, slots=True)
class Process:
    """A chain of events joined by ``enables`` and ``causes``; its id is that of the first step."""

    id: str
    title: str
    definition: str
    events: tuple[Event, ...]


def chain(events: Mapping[str, Event]) -> tuple[Process, ...]:
    """Group events into processes, in the file's order; the steps of one stand in causal order.

    Steps that run in a circle keep the order of the file.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(events)
    for event in events.values():
        graph.add_edges_from((event.id, step) for step in (*event.enables, *event.causes))
    place = {id_: n for n, id_ in enumerate(events)}
    groups = sorted(
        (sorted(group, key=place.__getitem__) for group in nx.weakly_connected_components(graph)),
        key=lambda group: place[group[0]],
    )
    return tuple(
        _process([events[id_] for id_ in _ordered(graph.subgraph(group), place)]) for group in groups
    )


def _ordered(graph: nx.DiGraph[str], place: Mapping[str, int]) -> list[str]:
    if not nx.is_directed_acyclic_graph(graph):
        return sorted(graph, key=place.__getitem__)
    return list(nx.lexicographical_topological_sort(graph, key=place.__getitem__))


def _process(events: list[Event]) -> Process:
    head = next((event for event in events if event.process), events[0])
    definition = head.definition if len(events) == 1 or head.process else ""
    return Process(events[0].id, head.process or head.label, definition, tuple(events))
