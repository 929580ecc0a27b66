"""The page of a talk: the text first, then what it says, what is only here, what is still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kabgraph.annotations import text_hash
from kabgraph.library import bare_sentences
from kabgraph.model import Event, Mention, Relation, Talk
from kabgraph.pages.uris import ABOUT, choosing_uris, concept_uri, sheet_of_talk, talk_uri
from kabgraph.pages.views.cite import cite_talk
from kabgraph.pages.views.decided import DecidedView, decided_in
from kabgraph.pages.views.inner import InnerLine, inner_of
from kabgraph.pages.views.margin import Margin, margin_of
from kabgraph.pages.views.marks import counted as counted_by_mode
from kabgraph.pages.views.marks import named_in, passage_runs
from kabgraph.pages.views.parts import Anchor, CiteView, Name, RelationView, Run
from kabgraph.pages.views.relations import event_view, relation_view
from kabgraph.pages.views.terms import TermView, terms_view
from kabgraph.pages.views.words import concept_name, edition_note, passage_numbers, plural, short_title

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk

WORDS_A_MINUTE = 180
STRIP_LENGTH = 12
ROLES = {"question": "Question", "answer": "Answer"}


@dataclass(frozen=True, slots=True)
class StripItem:
    """A concept of the talk and how often it is named, or else implied; ``note`` tells the modes."""

    name: str
    target: str
    concept: str
    count: int
    named: bool
    note: str


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its terms as links, the notes in its margin, and what it says on the inner level.

    ``hash`` is that of its text, by which a proposal knows what it was made on.
    """

    id: str
    hash: str
    number: int
    role: str
    question: bool
    runs: tuple[Run, ...]
    margin: Margin
    inner: tuple[InnerLine, ...]


@dataclass(frozen=True, slots=True)
class TalkView:
    """All that the page of a talk shows, in its order.

    ``site`` is the title of the whole, ``choosing`` what a script loads before it lets choose a concept.
    """

    id: str
    site: str
    choosing: tuple[str, ...]
    title: str
    language: str
    facts: tuple[str, ...]
    edition: str
    private: bool
    rights: str
    aim: str
    strip: tuple[StripItem, ...]
    strip_more: tuple[StripItem, ...]
    implied: bool
    passages: tuple[PassageView, ...]
    says: tuple[RelationView, ...]
    terms: tuple[TermView, ...]
    only_here: tuple[Name, ...]
    unmarked: tuple[Anchor, ...]
    unmarked_sentences: int
    decided: DecidedView
    cite: CiteView
    sheet: str
    previous: Anchor | None
    next: Anchor | None


def talk_view(desk: Desk, talk: Talk) -> TalkView:
    """Return what the page of ``talk`` shows."""
    mentions = {passage.id: tuple(desk.mentions_in(passage.ref)) for passage in talk.passages}
    counted = tuple(m for found in mentions.values() for m in found if not m.contained)
    gaps = {p.id: len(bare_sentences(p, mentions[p.id])) for p in talk.passages}
    previous, following = _neighbours(desk, talk)
    strip = _strip(desk, counted)
    said = _said(desk, talk)
    return TalkView(
        id=talk.id,
        site=desk.ontology.scheme.title,
        choosing=choosing_uris(),
        title=talk.title,
        language=talk.language,
        facts=talk_facts(talk),
        edition=edition_note(talk),
        private=not talk.publish,
        rights=f"{ABOUT}#talk-{talk.id}",
        aim=talk.aim or "",
        strip=strip[:STRIP_LENGTH],
        strip_more=strip[STRIP_LENGTH:],
        implied=not all(item.named for item in strip),
        passages=_passages(desk, talk, mentions, said),
        says=tuple(_line(desk, talk, item) for item in said),
        terms=terms_view(desk, talk, [item.concept for item in strip], said, counted),
        only_here=_only_here(desk, talk, counted),
        unmarked=tuple(
            Anchor(str(p.number), f"{talk_uri(talk.id)}#{p.id}") for p in talk.passages if gaps[p.id]
        ),
        unmarked_sentences=sum(gaps.values()),
        decided=decided_in(desk, talk),
        sheet=sheet_of_talk(talk.id),
        cite=cite_talk(desk, talk, talk_uri(talk.id)),
        previous=previous,
        next=following,
    )


def talk_facts(talk: Talk) -> tuple[str, ...]:
    """Return speaker, form, length: what the line under the title says."""
    roles = {role for passage in talk.passages for role in passage.roles}
    form = "question and answer" if {"question", "answer"} <= roles else talk.kind
    minutes = max(1, round(talk.words / WORDS_A_MINUTE))
    length = ", ".join(
        (plural(len(talk.passages), "passage"), plural(talk.words, "word"), plural(minutes, "minute"))
    )
    return tuple(fact for fact in (talk.speaker, form, talk.date, length) if fact)


def _strip(desk: Desk, mentions: Sequence[Mention]) -> tuple[StripItem, ...]:
    """The concepts by how often they are named, then those that are not, by how often they are implied."""
    by_concept: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.concept:
            by_concept.setdefault(mention.concept, []).append(mention)
    items = []
    for concept, found in by_concept.items():
        named = len(named_in(found))
        name, target = desk.label(concept), concept_uri(concept)
        items.append(StripItem(name, target, concept, named or len(found), named > 0, counted_by_mode(found)))
    return tuple(sorted(items, key=lambda item: (not item.named, -item.count)))


def _passages(
    desk: Desk, talk: Talk, mentions: dict[str, tuple[Mention, ...]], said: Sequence[Event | Relation]
) -> tuple[PassageView, ...]:
    views, last = [], ""
    for passage in talk.passages:
        role = next((ROLES[role] for role in passage.roles if role in ROLES), "")
        views.append(
            PassageView(
                id=passage.id,
                hash=text_hash(passage.text),
                number=passage.number,
                role=role if role != last else "",
                question="question" in passage.roles,
                runs=passage_runs(passage, mentions[passage.id]),
                margin=margin_of(desk, passage, said),
                inner=inner_of(desk, passage, said, mentions[passage.id]),
            )
        )
        last = role
    return tuple(views)


def _said(desk: Desk, talk: Talk) -> list[Event | Relation]:
    """What passages of the talk assert: events, and relations that no such event yields."""
    refs = {passage.ref for passage in talk.passages}
    events = [e for e in desk.ontology.events.values() if refs & set(e.evidence)]
    told = {event.id for event in events}
    relations = [
        r
        for r in desk.relations
        if r.standing == "asserted" and refs & set(r.evidence) and r.derived_from not in told
    ]
    return [*events, *relations]


def _line(desk: Desk, talk: Talk, item: Event | Relation) -> RelationView:
    """A line with the numbers of this talk's passages as its ground: which talk it is goes without saying."""
    view = event_view(desk, item) if isinstance(item, Event) else relation_view(desk, item)
    refs = [ref for ref in item.evidence if ref.partition("#")[0] == talk.id]
    return replace(view, text="", ground=passage_numbers(desk, refs))


def _only_here(desk: Desk, talk: Talk, mentions: Sequence[Mention]) -> tuple[Name, ...]:
    if len(desk.talks) < 2:
        return ()
    concepts = dict.fromkeys(m.concept for m in named_in(mentions) if m.concept)
    alone = [c for c in concepts if all(m.talk == talk.id for m in named_in(desk.mentions_of(c)))]
    return tuple(concept_name(desk, concept) for concept in alone)


def _neighbours(desk: Desk, talk: Talk) -> tuple[Anchor | None, Anchor | None]:
    talks = list(desk.talks)
    place = next(index for index, other in enumerate(talks) if other.id == talk.id)

    def anchor(other: Talk) -> Anchor:
        return Anchor(short_title(other), talk_uri(other.id))

    before = anchor(talks[place - 1]) if place else None
    after = anchor(talks[place + 1]) if place + 1 < len(talks) else None
    return before, after
