"""The page of a concept: what it means, how it relates, where the talks say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.model import Concept, Mention, Passage, Span
from kabgraph.pages.pictures import Picture, neighbourhood
from kabgraph.pages.uris import CONCEPTS, ROLES, concept_uri, passage_uri, sheet_of_concept
from kabgraph.pages.views.across import TextView, across_view
from kabgraph.pages.views.cite import cite_view
from kabgraph.pages.views.concept_more import LedgerRow, NextStep, StripView, go_on, ledger, strips, ways_on
from kabgraph.pages.views.decided import beside_concept
from kabgraph.pages.views.marks import MARKED, counted, named_in
from kabgraph.pages.views.parts import Anchor, CiteView, QuoteView, RelationView, Run
from kabgraph.pages.views.people import people
from kabgraph.pages.views.relations import event_view, reference_links, relation_view
from kabgraph.pages.views.roles import counted_roles
from kabgraph.pages.views.tables import TableView, tables_of
from kabgraph.pages.views.vocabulary import FactRow, vocabulary_rows
from kabgraph.pages.views.words import (
    concept_name,
    cut,
    edition_note,
    first_terms,
    listed,
    passage_number,
    plural,
    quote_view,
    short_title,
)

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Group:
    """Relations under one heading."""

    title: str
    relations: tuple[RelationView, ...]


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage that mentions the concept, with its words marked; ``how`` is its mode in words."""

    mode: str
    how: str
    runs: tuple[Run, ...]
    number: int
    target: str
    before: bool
    after: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class TalkRows:
    """The passages of one talk that mention the concept."""

    title: str
    target: str
    edition: str
    rows: tuple[PassageRow, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """All that the page of a concept shows, in its order.

    Of its processes ``strips_open`` show at once, of the texts that name it ``talks_open``; the
    others open on demand.
    """

    id: str
    name: str
    hebrew: str
    language: str
    paths: tuple[tuple[Anchor, ...], ...]
    kind: Anchor | None
    also: tuple[str, ...]
    counts: str
    definition: str
    meaning: tuple[Run, ...]
    drawn_from: tuple[Anchor, ...]
    sources: tuple[Anchor, ...]
    scope_note: str
    key: QuoteView | None
    groups: tuple[Group, ...]
    roles: Anchor | None
    picture: Picture | None
    strips: tuple[StripView, ...]
    strips_open: int
    ledger: tuple[LedgerRow, ...]
    across: tuple[TextView, ...]
    talks: tuple[TalkRows, ...]
    talks_open: int
    places: str
    beside: tuple[tuple[str, tuple[Anchor, ...]], ...]
    tables: tuple[TableView, ...]
    vocabulary: tuple[FactRow, ...]
    next: tuple[NextStep, ...]
    ways: tuple[Anchor, ...]
    cite: CiteView
    sheet: str


def concept_view(desk: Desk, concept: Concept) -> ConceptView:
    """Return what the page of ``concept`` shows."""
    name = concept_name(desk, concept.id)
    mentions = tuple(desk.mentions_of(concept.id))
    kind = desk.ontology.kinds.get(concept.kind or "")
    groups = relation_groups(desk, concept)
    return ConceptView(
        id=concept.id,
        name=name.text,
        hebrew=name.hebrew,
        language=desk.ontology.scheme.language,
        paths=_paths(desk, concept),
        kind=Anchor(kind.label, f"{CONCEPTS}#kind-{kind.id}", kind.definition) if kind else None,
        also=_also(concept, name.text, name.hebrew),
        counts=_counts(desk, mentions),
        definition=concept.definition,
        meaning=_meaning(desk, concept),
        drawn_from=_drawn_from(desk, concept),
        sources=reference_links(desk, concept.sources),
        scope_note=concept.scope_note,
        key=_key_passage(desk, concept),
        groups=groups,
        roles=_roles(desk, concept),
        picture=neighbourhood(desk, concept.id) if groups else None,
        strips=strips(desk, concept),
        strips_open=2,
        ledger=ledger(desk, concept),
        across=across_view(desk, concept.id),
        talks=_talk_rows(desk, mentions),
        talks_open=4,
        places=_places(mentions),
        beside=beside_concept(desk, concept.id),
        tables=tables_of(desk, concept.id),
        vocabulary=vocabulary_rows(desk, concept),
        next=go_on(desk, concept),
        ways=ways_on(desk, concept, bool(groups)),
        sheet=sheet_of_concept(concept.id),
        cite=cite_view(
            desk,
            f"{name.text} ({name.hebrew})" if name.hebrew else name.text,
            concept_uri(concept.id),
            concept.address,
            f'kabgraph.load()["{concept.id}"].relations()',
        ),
    )


def _paths(desk: Desk, concept: Concept) -> tuple[tuple[Anchor, ...], ...]:
    here = Anchor(desk.label(concept.id), "")
    paths = []
    kind = desk.ontology.kinds.get(concept.kind or "")
    if kind:
        paths.append((Anchor(kind.label, f"{CONCEPTS}#kind-{kind.id}"), here))
    types = desk.ontology.relation_types
    for relation in desk.relations_at(concept.id):
        hierarchical = types[relation.type].family == "hierarchical" and relation.subject == concept.id
        if hierarchical and relation.object in desk.ontology.concepts:
            broader = concept_name(desk, relation.object)
            paths.append((Anchor(broader.text, broader.target), here))
    # Its kind is often a concept as well: one way up by one name is enough.
    return tuple({path[0].text: path for path in reversed(paths)}.values())[::-1][:3]


def _also(concept: Concept, name: str, hebrew: str) -> tuple[str, ...]:
    others = [label.text for label in concept.labels if label.role in ("pref", "alt", "weak")]
    said = [f"said {concept.pronunciation}"] if concept.pronunciation else []
    return tuple(dict.fromkeys(text for text in others if text not in (name, hebrew))) + tuple(said)


def _counts(desk: Desk, mentions: tuple[Mention, ...]) -> str:
    if not mentions:
        return "not named in the talks"
    talks = len({mention.talk for mention in mentions})
    return f"{counted(mentions)}, in {talks} of {plural(len(desk.talks), 'talk')}"


def _meaning(desk: Desk, concept: Concept) -> tuple[Run, ...]:
    whole = Span(0, len(concept.definition))
    terms = first_terms(desk.named_in_definition(concept.id), whole, leave_out=concept.id)
    return cut(concept.definition, whole, terms=terms)


def _drawn_from(desk: Desk, concept: Concept) -> tuple[Anchor, ...]:
    by_talk: dict[str, list[tuple[int, str]]] = {}
    for ref in concept.drawn_from:
        number = passage_number(desk, ref)
        if number is not None:
            by_talk.setdefault(ref.partition("#")[0], []).append((number, ref))
    found = []
    for talk, places in by_talk.items():
        numbers = listed([str(number) for number, _ in places])
        found.append(Anchor(f"{short_title(desk.talk(talk))}, {numbers}", passage_uri(places[0][1])))
    return tuple(found)


def _key_passage(desk: Desk, concept: Concept) -> QuoteView | None:
    quote = desk.key_passage(concept.id)
    if quote is None:
        return None
    terms = first_terms(desk.mentions_in(quote.passage.ref), quote.span, leave_out=concept.id)
    return quote_view(desk, quote, terms)


def relation_groups(desk: Desk, concept: Concept) -> tuple[Group, ...]:
    """Return the relations at either end of ``concept``, an event in place of its shortcuts."""
    name = desk.label(concept.id)
    events = desk.events_with(concept.id)
    told = {event.id for event in events} | {claim.id for claim in desk.claims_at(concept.id)}
    does: list[RelationView] = []
    undergoes: list[RelationView] = []
    other: list[RelationView] = []
    for event in events:
        view = event_view(desk, event)
        first = next((segment.concept for segment in desk.sentence(event) if segment.concept), None)
        chosen = other if view.standing != "asserted" else does if first == concept.id else undergoes
        chosen.append(view)
    for relation in desk.relations_at(concept.id):
        if relation.derived_from in told:
            continue
        view = relation_view(desk, relation)
        chosen = (
            other if view.standing != "asserted" else does if relation.subject == concept.id else undergoes
        )
        chosen.append(view)
    groups = (
        Group(f"What {name} does", tuple(does)),
        Group(f"What is done to {name}, or said of it", tuple(undergoes)),
        Group("From published references, or inferred", tuple(sorted(other, key=lambda view: view.faint))),
    )
    return tuple(group for group in groups if group.relations)


def _roles(desk: Desk, concept: Concept) -> Anchor | None:
    parts = desk.library.roles(concept.id)
    return Anchor(counted_roles(parts), f"{ROLES}#{concept.id}") if parts else None


def _talk_rows(desk: Desk, mentions: tuple[Mention, ...]) -> tuple[TalkRows, ...]:
    by_passage: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_passage.setdefault(mention.passage, []).append(mention)
    found = []
    for talk in desk.talks:
        rows = tuple(row for p in talk.passages for row in _rows(desk, p, by_passage.get(p.ref, [])))
        if rows:
            found.append(TalkRows(talk.title, f"talks/{talk.id}.html", edition_note(talk), rows))
    return tuple(found)


def _rows(desk: Desk, passage: Passage, mentions: list[Mention]) -> Iterator[PassageRow]:
    """One row for the names of a passage, then one for each mark on it."""
    names = list(named_in(mentions))
    if names:
        yield _row(desk, passage, names)
    marks = [mention for mention in mentions if mention.mode in MARKED]
    yield from (_row(desk, passage, [mark]) for mark in sorted(marks, key=lambda m: MARKED.index(m.mode)))


def _row(desk: Desk, passage: Passage, mentions: list[Mention]) -> PassageRow:
    first = min(mentions, key=lambda mention: mention.start)
    shown = Span(
        passage.sentence_at(first.start).start, passage.sentence_at(max(first.start, first.end - 1)).end
    )
    confirmed = [mention for mention in mentions if mention.mode == "confirmed"]
    return PassageRow(
        mode=first.mode if len(confirmed) in (0, len(mentions)) else "named",
        how=f"confirmed {len(confirmed)} of {len(mentions)}"
        if 0 < len(confirmed) < len(mentions)
        else first.mode,
        runs=cut(passage.text, shown, [m.span for m in mentions if shown.contains(m.span)]),
        number=passage.number,
        target=passage_uri(passage.ref),
        before=shown.start > 0,
        after=shown.end < len(passage.text),
        why=first.rule or "" if first.mode in MARKED else _confirmed_by(desk, confirmed),
    )


def _confirmed_by(desk: Desk, mentions: list[Mention]) -> str:
    """Who confirmed the names, and why."""
    records = desk.decisions.records(dict.fromkeys(id_ for mention in mentions for id_ in mention.records))
    records = tuple(record for record in records if record.status == "accepted")
    notes = "; ".join(dict.fromkeys(record.note for record in records if record.note))
    return f"confirmed by {people(records)}{f': {notes}' if notes else ''}" if records else ""


def _places(mentions: tuple[Mention, ...]) -> str:
    passages = len({mention.passage for mention in mentions})
    return f"{plural(len(mentions), 'place')} in {plural(passages, 'passage')}."
