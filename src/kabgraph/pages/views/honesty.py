"""The honesty report: what is not known, or rests on something weaker than a quoted sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from kabgraph.model import Relation, Talk
from kabgraph.pages.pictures import relation_sign
from kabgraph.pages.uris import CORRESPONDENCES, passage_uri, process_uri, table_id, talk_uri
from kabgraph.pages.views.decided import DecidedView, decided_everywhere, decided_in
from kabgraph.pages.views.open_words import OpenWord, open_words
from kabgraph.pages.views.parts import Anchor, Name, Run
from kabgraph.pages.views.relations import reference_links
from kabgraph.pages.views.words import concept_name, edition_note, plural, sentence_runs

if TYPE_CHECKING:
    from kabgraph.library import Gaps
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class TalkSentences:
    """The sentences of a talk that hold no mark, each with where it stands."""

    talk: Anchor
    language: str
    edition: str
    count: str
    sentences: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """A relation with what it rests on in place of a sentence, in words."""

    sign: Markup
    sentence: tuple[Run, ...]
    why: tuple[str, ...]
    sources: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class TalkDecided:
    """A talk that people went through: how many places who decided, and what stands beside them."""

    talk: Anchor
    places: str
    beside: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Unseen:
    """A concept with its names that stand in no text."""

    name: Name
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HonestyView:
    """All that the report shows; ``counts`` leads to its sections."""

    counts: tuple[Anchor, ...]
    sentences: tuple[TalkSentences, ...]
    absent: tuple[Name, ...]
    unnamed: tuple[Name, ...]
    sourced: str
    by_source: tuple[tuple[Anchor, int], ...]
    inferred: tuple[Reasoned, ...]
    unsupported: tuple[Reasoned, ...]
    untold: tuple[Anchor, ...]
    decided: DecidedView
    by_talk: tuple[TalkDecided, ...]
    others: str
    ambiguous: tuple[OpenWord, ...]
    editions: tuple[Anchor, ...]
    traditions: tuple[Reasoned, ...]
    tables: tuple[Anchor, ...]
    unseen: tuple[Unseen, ...]
    findings: tuple[str, ...]


def honesty_view(desk: Desk) -> HonestyView:
    """Return what is not known."""
    gaps = desk.gaps
    decided, by_talk = decided_everywhere(desk), tuple(_by_talk(desk))
    by_source = Counter(source for relation in gaps.sourced for source in relation.sources)
    return HonestyView(
        counts=_counts(desk, gaps),
        sentences=_sentences(desk),
        absent=tuple(concept_name(desk, concept) for concept in gaps.absent),
        unnamed=tuple(concept_name(desk, concept) for concept in gaps.unnamed),
        sourced=plural(len(gaps.sourced), "relation rests", "relations rest"),
        by_source=tuple(
            (reference_links(desk, [source])[0], count) for source, count in by_source.most_common()
        ),
        inferred=tuple(_reasoned(desk, relation) for relation in gaps.inferred),
        unsupported=tuple(_reasoned(desk, relation) for relation in gaps.unsupported),
        untold=_untold(desk),
        decided=decided,
        by_talk=by_talk,
        others=_others(len(desk.talks), len(by_talk)),
        ambiguous=open_words(desk, gaps.ambiguous),
        editions=tuple(_edition(talk) for talk in gaps.not_original),
        traditions=tuple(_reasoned(desk, relation) for relation in gaps.traditions),
        tables=tuple(
            Anchor(
                each.table.label,
                f"{CORRESPONDENCES}#{table_id(each.table.id)}",
                f"{each.rows} of {plural(len(each.table.rows), 'row')}",
            )
            for each in gaps.tables
        ),
        unseen=tuple(Unseen(concept_name(desk, each.concept), each.labels) for each in gaps.unseen),
        findings=tuple(map(str, gaps.findings)),
    )


def _counts(desk: Desk, gaps: Gaps) -> tuple[Anchor, ...]:
    """The length of each section, in the order of the page."""
    sentences = sum(len(each.spans) for each in gaps.bare)
    ungrounded = len(gaps.inferred) + len(gaps.unsupported)
    rows = sum(each.rows for each in gaps.tables)
    passages = sum(len(talk.passages) for talk in gaps.not_original)
    concepts = len(gaps.absent) + len(gaps.unnamed)
    alone = sum(1 for mention in desk.library.mentions if mention.status == "automatic")
    found = (
        ("sentences", sentences, "sentence", "sentences", "without a mark"),
        ("concepts", concepts, "concept", "concepts", "that no text names"),
        ("inferred", ungrounded, "relation", "relations", "by inference, or on no ground"),
        ("sourced", len(gaps.sourced), "relation", "relations", "from references alone"),
        ("steps", len(gaps.untold), "step", "steps", "of a process that no passage tells"),
        ("decided", alone, "place", "places", "found automatically, and confirmed by nobody"),
        ("disputed", len(gaps.disputed), "place", "places", "on which people disagree"),
        ("lost", len(gaps.lost), "decision", "decisions", "whose words are not there any more"),
        ("undecided", len(gaps.ambiguous), "word", "words", "still undecided"),
        ("editions", passages, "passage", "passages", "not in the speaker’s words"),
        ("traditions", len(gaps.traditions), "relation", "relations", "of one tradition"),
        ("tables", rows, "row", "rows", "of a table that no passage says"),
        ("names", len(gaps.unseen), "concept", "concepts", "with names that no text uses"),
        ("checks", len(gaps.findings), "fault", "faults", "that the checks find"),
    )
    return tuple(
        Anchor(f"{one if count == 1 else many} {rest}", f"#{section}", str(count))
        for section, count, one, many, rest in found
    )


def _sentences(desk: Desk) -> tuple[TalkSentences, ...]:
    by_talk: dict[str, list[Anchor]] = {}
    for each in desk.gaps.bare:
        passage, where = each.passage, passage_uri(each.passage.ref)
        found = by_talk.setdefault(passage.talk, [])
        found += [Anchor(passage.text[span.slice], where, str(passage.number)) for span in each.spans]
    return tuple(
        TalkSentences(
            Anchor(talk.title, talk_uri(talk.id)),
            talk.language,
            edition_note(talk),
            plural(len(by_talk[talk.id]), "sentence"),
            tuple(by_talk[talk.id]),
        )
        for talk in desk.talks
        if talk.id in by_talk
    )


def _reasoned(desk: Desk, relation: Relation) -> Reasoned:
    why = [relation.rule, *relation.qualifiers.get("note", ())]
    why += [f"in the tradition {relation.tradition}"] if relation.tradition else []
    return Reasoned(
        sign=relation_sign(desk, relation),
        sentence=sentence_runs(desk, relation),
        why=tuple(filter(None, why)),
        sources=reference_links(desk, relation.sources),
    )


def _untold(desk: Desk) -> tuple[Anchor, ...]:
    found = []
    for event in desk.gaps.untold:
        process = desk.process_of(event.id)
        if process:
            found.append(Anchor(event.label, f"{process_uri(process.id)}#{event.id}", process.title))
    return tuple(found)


def _by_talk(desk: Desk) -> Iterator[TalkDecided]:
    """The talks on which people decided something."""
    for talk in desk.talks:
        view = decided_in(desk, talk)
        if view.files:
            yield TalkDecided(Anchor(talk.title, talk_uri(talk.id)), view.places, view.beside)


def _others(talks: int, decided: int) -> str:
    left = talks - decided
    if not left or not decided:
        return "" if not left else "Nobody has decided anything yet."
    return (
        f"In {'the other text' if left == 1 else f'the other {left} texts'} nobody has decided anything yet."
    )


def _edition(talk: Talk) -> Anchor:
    return Anchor(talk.title, talk_uri(talk.id), f"{talk.edition}, {plural(len(talk.passages), 'passage')}")
