"""Checks of grounds: the passages that relations, events, claims and definitions rest on."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check, exceptions
from kabgraph.model import Address, Finding, Ontology
from kabgraph.text import nearest


@check("L101")
def missing_passage(parts: Parts) -> Iterator[Finding]:
    """A passage is named that its talk does not have; where the folder lacks the whole talk, a warning."""
    passages: dict[str, list[str]] = {
        talk.id: [passage.id for passage in talk.passages] for talk in parts.talks
    }
    for place, ref in sorted(set(_refs(parts))):
        talk, _, passage = ref.partition("#")
        if talk not in passages:
            near = nearest(talk, passages)
            remedy = f"did you mean {near[0]!r}?" if near else "import the talk, or remove the evidence"
            yield Finding(place, "L101", "warning", f"no talk {talk!r} in corpus/ for {ref!r}", remedy)
        elif passage not in passages[talk]:
            near = nearest(passage, passages[talk])
            remedy = (
                f"did you mean {talk}#{near[0]}?"
                if near
                else f"{talk} has {', '.join(passages[talk]) or 'none'}"
            )
            yield Finding(place, "L101", "error", f"no passage {passage!r} in talk {talk!r}", remedy)


def _refs(parts: Parts) -> Iterator[tuple[Address, str]]:
    ontology = parts.ontology
    for relation in ontology.relations:
        for ref in (*relation.evidence, relation.subject, relation.object):
            if "#" in ref:
                yield relation.address, ref
    for event in ontology.events.values():
        yield from ((event.address, ref) for ref in event.evidence)
    for claim in ontology.claims:
        yield from ((claim.address, ref) for ref in claim.evidence)
    for table in ontology.correspondences.values():
        yield from ((table.address, ref) for row in table.rows for ref in row.evidence)
    for concept in ontology.concepts.values():
        yield from ((concept.address, ref) for ref in concept.drawn_from)


@check("L102")
def talk_named_as_concept(parts: Parts) -> Iterator[Finding]:
    """A talk has the id of a concept or event: in the graph its node is called ``talk:id``."""
    concepts, events = parts.ontology.concepts, parts.ontology.events
    for talk in parts.talks:
        taken = concepts.get(talk.id) or events.get(talk.id)
        if taken:
            other = taken.address
            yield Finding(
                talk.address,
                "L102",
                "warning",
                f"talk id {talk.id!r} is also an id in {other}",
                f"its node in the graph is 'talk:{talk.id}'; rename the file to avoid it",
            )


@check("L103")
def unknown_reference(parts: Parts) -> Iterator[Finding]:
    """A relation, event, claim or table names a source that the scheme's references do not list."""
    known = parts.ontology.scheme.references
    if not known:
        return
    for place, source in sorted(set(_sources(parts.ontology))):
        if source not in known:
            near = nearest(source, known)
            remedy = f"did you mean {near[0]!r}?" if near else "list it under the scheme's references"
            yield Finding(place, "L103", "error", f"unknown reference {source!r}", remedy)


def _sources(ontology: Ontology) -> Iterator[tuple[Address, str]]:
    """The sources named, with their places; those of concepts are checked where they are read."""
    for relation in ontology.relations:
        yield from ((relation.address, source) for source in relation.sources)
    for event in ontology.events.values():
        yield from ((event.address, source) for source in event.sources)
    for claim in ontology.claims:
        yield from ((claim.address, source) for source in claim.sources)
    for table in ontology.correspondences.values():
        yield from ((table.address, source) for source in table.sources)


@check("L104")
def concept_without_passage(parts: Parts) -> Iterator[Finding]:
    """A concept is named in no passage and rests on no passage or source, though at least half of them do."""
    named = {mention.concept for mention in parts.mentions if not mention.contained}
    named.update(id_ for mention in parts.mentions for id_ in mention.candidates)
    # A passage that cites a text names it.
    named.update(r.object for r in parts.ontology.relations if "#" in r.subject)
    for concept in exceptions(parts.ontology, lambda c: c.id in named or bool(c.drawn_from or c.sources)):
        if parts.talks:
            yield Finding(
                concept.address,
                "L104",
                "warning",
                f"no passage names concept {concept.id!r}, and it names no ground",
                "add 'drawn_from: [talk#p3]', 'sources: [S1]', or a label that the talks use",
            )
