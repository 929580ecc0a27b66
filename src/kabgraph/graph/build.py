"""The typed graph: concepts, events, passages and talks, and what joins them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from kabgraph.lazy import Lazy
from kabgraph.model import Event, Mention, Ontology, Relation, Talk

if TYPE_CHECKING:
    import networkx as nx
else:
    nx = Lazy("networkx")

Graph: TypeAlias = "nx.MultiDiGraph[str]"


def build_graph(ontology: Ontology, talks: Iterable[Talk], mentions: Iterable[Mention]) -> Graph:
    """Join ontology, talks and mentions into one ``MultiDiGraph``.

    Nodes carry ``kind``: concept, event, passage or talk. Their names are the concept's or event's
    id, the passage's ref (``talk#p3``) and the talk's id; a talk whose id is also a concept's or
    event's stands as ``talk:id``. Edges carry ``layer``:

    * ``relation`` (typed) and ``derived`` (from an event, a claim or a table): key = the relation's
      id; ``type``, ``family``, ``standing``, ``evidence`` (refs of passage nodes), ``sources``, ``rule``;
    * ``mention``: passage -> concept, with ``start``, ``end``, ``surface``, ``mode``, ``status`` (automatic
      or confirmed) and ``records``, the ids of the decisions on it;
    * ``role`` and ``evidence``: event -> concept, event -> passage; ``step``: event -> event;
    * ``contains``: talk -> passage.

    A relation with an end that the graph lacks is left out, and so is evidence that it lacks. A mention is
    an edge where it names one concept and counts: what is ambiguous, contained, rejected or lost is none.
    """
    graph: Graph = nx.MultiDiGraph(scheme=ontology.scheme.id, title=ontology.scheme.title)
    for concept in ontology.concepts.values():
        graph.add_node(
            concept.id,
            kind="concept",
            label=concept.name,
            concept_kind=concept.kind or "",
            row=concept.row or "",
        )
    for event in ontology.events.values():
        graph.add_node(event.id, kind="event", label=event.label, type=event.type)
    for talk in talks:
        _add_talk(graph, talk)
    for event in ontology.events.values():
        _add_event(graph, event)
    for relation in ontology.relations:
        _add_relation(graph, relation, ontology)
    for mention in mentions:
        if mention.concept and not mention.contained and mention.status in ("automatic", "confirmed"):
            graph.add_edge(
                mention.passage,
                mention.concept,
                f"{'mention' if mention.mode == 'named' else mention.mode}.{mention.start}-{mention.end}",
                layer="mention",
                type="mentions",
                start=mention.start,
                end=mention.end,
                surface=mention.surface,
                mode=mention.mode,
                status=mention.status,
                records=mention.records,
            )
    return graph


def _add_talk(graph: Graph, talk: Talk) -> None:
    node = f"talk:{talk.id}" if talk.id in graph else talk.id
    graph.add_node(node, kind="talk", label=talk.title, edition=talk.edition, language=talk.language)
    for passage in talk.passages:
        label = f"{talk.title}, passage {passage.number}"
        graph.add_node(
            passage.ref,
            kind="passage",
            label=label,
            text=passage.text,
            number=passage.number,
            edition=talk.edition,
        )
        graph.add_edge(node, passage.ref, "contains", layer="contains", type="contains")


def _add_event(graph: Graph, event: Event) -> None:
    for role in event.roles:
        if role.concept:
            key = f"role.{role.name}"
            graph.add_edge(event.id, role.concept, key, layer="role", type=role.name, inferred=role.inferred)
    for ref in _present(graph, event.evidence):
        graph.add_edge(event.id, ref, "evidence", layer="evidence", type="evidence")
    steps: Mapping[str, tuple[str, ...]] = {
        "enables": event.enables,
        "causes": event.causes,
        "counterpart_of": event.counterpart_of,
    }
    for link, others in steps.items():
        for other in others:
            graph.add_edge(event.id, other, link, layer="step", type=link)


def _add_relation(graph: Graph, relation: Relation, ontology: Ontology) -> None:
    if relation.subject not in graph or relation.object not in graph:
        return
    attributes: dict[str, Any] = {
        "layer": "derived" if relation.derived_from else "relation",
        "type": relation.type,
        "family": ontology.relation_types[relation.type].family,
        "standing": relation.standing,
        "evidence": _present(graph, relation.evidence),
        "sources": relation.sources,
        "rule": relation.rule,
        "derived_from": relation.derived_from or "",
    }
    graph.add_edge(relation.subject, relation.object, relation.id, **attributes)


def _present(graph: Graph, refs: Iterable[str]) -> tuple[str, ...]:
    return tuple(ref for ref in refs if ref in graph)
