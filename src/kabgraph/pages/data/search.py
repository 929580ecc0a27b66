"""What search looks in, as a script's data: concepts, relations, passages, talks, processes and pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from kabgraph.pages.data.graph import Json, assigned, filled
from kabgraph.pages.singles import SINGLES
from kabgraph.pages.uris import (
    CONCEPTS,
    HOME,
    QUESTIONS,
    RELATIONS,
    concept_uri,
    passage_uri,
    process_uri,
    talk_uri,
)
from kabgraph.pages.views.words import (
    concept_name,
    edition_note,
    listed,
    plain,
    plural,
    sentence_runs,
    short_title,
)

if TYPE_CHECKING:
    from kabgraph.library import Process
    from kabgraph.model import Concept, Relation, Talk
    from kabgraph.pages.desk import Desk

Sort = Literal["concept", "relation", "passage", "talk", "process", "question", "page"]
Name = tuple[str, str]
"""Another name of a record, with its role: ``alt``, ``weak`` or ``hidden``."""

_WEIGHT = {"asserted": 2, "sourced": 1, "inferred": 0}


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that can be found: what it is called, where it is, and the text that it holds.

    ``title`` and ``hebrew`` are its first names; ``note`` says under a result what is not looked in;
    ``weight`` settles which of two concepts of one name comes first, and lifts a relation that is said.
    """

    kind: Sort
    title: str
    href: str
    hebrew: str = ""
    labels: tuple[Name, ...] = ()
    text: str = ""
    note: str = ""
    weight: int = 0


def search_script(desk: Desk) -> str:
    """Return the script that gives the records to the search field."""
    return assigned("catalogue", search_data(desk))


def search_data(desk: Desk) -> Json:
    """Return all records; addresses are seen from the site's first page."""
    records = [filled(asdict(record)) for record in search_records(desk)]
    return {"version": desk.version, "records": records}


def search_records(desk: Desk) -> Iterator[Record]:
    """Yield every record, kind by kind, each in the library's order."""
    yield from (_concept(desk, concept) for concept in desk.ontology.concepts.values())
    yield from (_relation(desk, relation) for relation in desk.relations)
    for talk in desk.talks:
        yield from _talk(talk)
    for process in desk.processes:
        yield from _process(desk, process)
    for query in desk.queries:
        yield Record("question", query.question, f"{QUESTIONS}#{query.id}", text=query.answer)
    yield from _pages(desk)


def _concept(desk: Desk, concept: Concept) -> Record:
    name = concept_name(desk, concept.id)
    kind = desk.ontology.kinds.get(concept.kind or "")
    return Record(
        "concept",
        name.text,
        concept_uri(concept.id),
        hebrew=name.hebrew,
        labels=tuple(_other_names(concept, {name.text, name.hebrew})),
        text=concept.definition,
        note=kind.label if kind else "",
        weight=len(desk.mentions_of(concept.id)),
    )


def _other_names(concept: Concept, shown: set[str]) -> Iterator[Name]:
    """Every label, then what serves search alone: how it is said, its letters, its id now and before."""
    given: list[Name] = [
        (label.text, "alt" if label.role == "pref" else label.role) for label in concept.labels
    ]
    letters = (concept.letters.spelling,) if concept.letters else ()
    given += [(text, "hidden") for text in (concept.pronunciation, *letters, concept.id, *concept.former_ids)]
    seen = {"", *shown}
    for text, role in given:
        if text not in seen:
            seen.add(text)
            yield text, role


def _relation(desk: Desk, relation: Relation) -> Record:
    return Record(
        "relation",
        "",
        relation_uri(desk, relation),
        text=plain(sentence_runs(desk, relation)),
        note=", ".join((relation.standing, *_rests_on(desk, relation))),
        weight=_WEIGHT[relation.standing],
    )


def _rests_on(desk: Desk, relation: Relation) -> tuple[str, ...]:
    """The text and the passages that say it, how many texts there are, or its references."""
    there = [passage for ref in relation.evidence if (passage := desk.passage(ref))]
    talks = list(dict.fromkeys(passage.talk for passage in there))
    if not talks:
        return relation.sources
    if len(talks) > 1:
        return (plural(len(talks), "text"),)
    numbers = listed([str(passage.number) for passage in there])
    return short_title(desk.talk(talks[0])), f"passage{'s' if len(there) > 1 else ''} {numbers}"


def relation_uri(desk: Desk, relation: Relation) -> str:
    """Return where a relation's line stands, on its subject's page if it has one there.

    A step of a process stands there in place of the relation that it yields; what a claim yields, and
    what a text cites, stand on the page of all relations alone.
    """
    origin = relation.derived_from
    step = origin if origin in desk.ontology.events else None
    if relation.subject in desk.ontology.concepts and (step or not origin):
        return f"{concept_uri(relation.subject)}?relation={quote(step or relation.id)}"
    return f"{RELATIONS}?relation={quote(relation.id)}"


def _talk(talk: Talk) -> Iterator[Record]:
    edition = edition_note(talk)
    short = short_title(talk)
    names: tuple[Name, ...] = ((short, "alt"),) if short != talk.title and not short.endswith("…") else ()
    note = ", ".join(part for part in (talk.kind, edition, talk.speaker or "") if part)
    yield Record("talk", talk.title, talk_uri(talk.id), labels=names, text=talk.aim or "", note=note)
    for passage in talk.passages:
        where = ", ".join(part for part in (short, f"passage {passage.number}", edition) if part)
        yield Record("passage", "", passage_uri(passage.ref), text=passage.text, note=where)


def _process(desk: Desk, process: Process) -> Iterator[Record]:
    """A process, and each of its steps as a sentence; where it is one step, both are one."""
    uri = process_uri(process.id)
    steps = [plain(sentence_runs(desk, event)) for event in process.events]
    said = f"{steps[0]}. {process.definition}".strip() if len(steps) == 1 else process.definition
    yield Record("process", process.title, uri, text=said, note="process")
    if len(steps) > 1:
        for number, (event, text) in enumerate(zip(process.events, steps, strict=True), 1):
            note = f"step {number} of {process.title}"
            yield Record("process", event.label, f"{uri}#{event.id}", text=text, note=note)


def _pages(desk: Desk) -> Iterator[Record]:
    yield Record("page", desk.ontology.scheme.title, HOME, text=desk.ontology.scheme.definition)
    for single in SINGLES:
        yield Record("page", single.title, single.uri)
    used = {concept.kind for concept in desk.ontology.concepts.values()}
    for kind in desk.ontology.kinds.values():
        if kind.id in used:
            yield Record("page", kind.label, f"{CONCEPTS}#kind-{kind.id}", text=kind.definition, note="kind")
    for known in desk.ontology.relation_types.values():
        uri = f"{RELATIONS}#{known.id}"
        yield Record("page", known.label, uri, text=known.definition, note="type of relation")
