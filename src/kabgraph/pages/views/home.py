"""The first page: one relation with its sentence, three doors, the map, the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.export import FORMATS
from kabgraph.model import Event, Talk
from kabgraph.pages.pictures import Map, whole_map
from kabgraph.pages.strips import StripPicture, strip_picture
from kabgraph.pages.uris import (
    CLAIMS,
    CONCEPTS,
    DOWNLOADS,
    HOME,
    LEARN,
    QUESTIONS,
    RELATIONS,
    SHEET,
    TALKS,
    concept_uri,
    process_uri,
    talk_uri,
)
from kabgraph.pages.views.marks import named_in
from kabgraph.pages.views.parts import Anchor, RelationView
from kabgraph.pages.views.relations import event_view, relation_view
from kabgraph.pages.views.talk import talk_facts
from kabgraph.pages.views.words import listed, plural

if TYPE_CHECKING:
    from kabgraph.library import Asker
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Door:
    """What one kind of reader comes for, and where to begin."""

    title: str
    promise: str
    ways: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A count and what it counts."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the first page shows."""

    lead: str
    example: RelationView | None
    strip: StripPicture | None
    doors: tuple[Door, ...]
    maps: tuple[Map, ...]
    concepts: str
    numbers: tuple[Number, ...]
    gaps: str


def home_view(desk: Desk) -> HomeView:
    """Return what the first page shows."""
    event = _example_event(desk)
    example = event_view(desk, event) if event else _example_relation(desk)
    return HomeView(
        lead=desk.ontology.scheme.definition,
        example=example,
        strip=strip_picture(desk, [event], HOME, width=440) if event else None,
        doors=(_student(desk, example), _teacher(desk), _researcher(desk)),
        maps=whole_map(desk, HOME),
        concepts=plural(len(desk.ontology.concepts), "concept"),
        numbers=_numbers(desk),
        gaps=_gaps(desk),
    )


def _example_event(desk: Desk) -> Event | None:
    steps = [event for process in desk.processes for event in process.events]
    return next((event for event in steps if event.evidence and desk.quotes(event)), None)


def _example_relation(desk: Desk) -> RelationView | None:
    found = next((r for r in desk.relations if r.standing == "asserted" and r.evidence), None)
    return relation_view(desk, found) if found else None


def _student(desk: Desk, example: RelationView | None) -> Door:
    ways = []
    concept = next((run.concept for run in example.sentence if run.concept), None) if example else None
    if concept and concept in desk.ontology.concepts:
        note = f"named {plural(len(named_in(desk.mentions_of(concept))), 'time')}"
        ways.append(Anchor(f"Begin with {desk.label(concept)}", concept_uri(concept), note))
    talk = _talk_of(desk, example)
    if talk:
        ways.append(Anchor(f"Read “{talk.title}”", talk_uri(talk.id), talk_facts(talk)[-1]))
    for process in desk.processes[:1]:
        steps = ", ".join(event.label for event in process.events)
        count = plural(len(process.events), "step")
        ways.append(Anchor(f"See a process in {count}", process_uri(process.id), steps))
    ways.append(
        Anchor("A way to learn", LEARN, "each concept after what it rests on, with cards to test yourself")
    )
    ways += _questions(desk, "student")
    promise = "A term in five minutes: what it means, what it does, what to read next."
    return Door("I am studying", promise, tuple(ways))


def _questions(desk: Desk, asker: Asker) -> list[Anchor]:
    """The way to the questions of ``asker``, the first of them as a taste."""
    found = [query for query in desk.queries if query.asker == asker]
    if not found:
        return []
    count = plural(len(found), "question")
    return [Anchor(f"{count.capitalize()}, answered", f"{QUESTIONS}#asker-{asker}", found[0].question)]


def _talk_of(desk: Desk, example: RelationView | None) -> Talk | None:
    quoted = example.quotes[0].target.partition("#")[0] if example and example.quotes else ""
    first = desk.talks[0] if desk.talks else None
    return next((talk for talk in desk.talks if talk_uri(talk.id) == quoted), first)


def _teacher(desk: Desk) -> Door:
    ways = [Anchor("Send a class to one passage", TALKS, "each passage has its own number and address")]
    for talk in desk.talks:
        count = sum(
            1 for p in talk.passages for m in desk.mentions_in(p.ref) if m.concept is None and not m.contained
        )
        if count:
            note = f"{plural(count, 'place')} with more than one reading"
            ways.append(Anchor("Words still undecided", f"{talk_uri(talk.id)}#undecided", note))
            break
    same = sum(1 for claim in desk.ontology.claims if claim.kind == "same")
    if same:
        ways.append(Anchor("What is said to be the same", CLAIMS, plural(same, "equation")))
    ways.append(Anchor("Print a sheet", SHEET, "chosen passages with their terms and sources"))
    ways += _questions(desk, "teacher")
    return Door(
        "I am teaching", "The sentence for each claim, ready to be read out and checked.", tuple(ways)
    )


def _researcher(desk: Desk) -> Door:
    types, families = desk.ontology.relation_types, {t.family for t in desk.ontology.relation_types.values()}
    ways = [
        Anchor(
            "Relation types and their triples",
            RELATIONS,
            f"{plural(len(types), 'type')} in {plural(len(families), 'family', 'families')}",
        ),
        Anchor(
            "Every concept, in Latin and Hebrew letters",
            CONCEPTS,
            plural(len(desk.ontology.concepts), "concept"),
        ),
    ]
    kinds = ", ".join(each.label for each in FORMATS.values())
    ways.append(Anchor("Download the data", DOWNLOADS, kinds))
    ways += _questions(desk, "researcher")
    return Door("I am researching", "Ask who does what to whom, and cite the answer.", tuple(ways))


def _numbers(desk: Desk) -> tuple[Number, ...]:
    standing = Counter(relation.standing for relation in desk.relations)
    return (
        *_texts(desk),
        Number(len(desk.ontology.concepts), "concepts"),
        Number(standing["asserted"], "relations said in a text"),
        Number(standing["sourced"], "from references"),
        Number(len(desk.processes), "processes and steps that stand alone"),
    )


def _texts(desk: Desk) -> Iterator[Number]:
    for kind, count in Counter(talk.kind for talk in desk.talks).items():
        yield Number(count, kind if count == 1 else f"{kind}s")


def _gaps(desk: Desk) -> str:
    """The gravest gaps in a sentence; the honesty report has all of them."""
    gaps = desk.gaps
    sentences = sum(len(each.spans) for each in gaps.bare)
    inferred = len(gaps.inferred) + len(gaps.unsupported)
    counts = (
        (sentences, "sentence without a mark", "sentences without a mark"),
        (len(gaps.absent), "concept in no text", "concepts in no text"),
        (inferred, "relation that rests on inference", "relations that rest on inference"),
    )
    found = [plural(count, one, many) for count, one, many in counts if count]
    return f"There {'is' if found[0].startswith('1 ') else 'are'} {listed(found)}." if found else ""
