"""From the library's values to runs of text: sentences, quotes, passages with their terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kabgraph.model import Annotation, Event, Mention, Quote, Relation, Span, Talk
from kabgraph.pages.uris import concept_uri, passage_uri, talk_uri
from kabgraph.pages.views.parts import Anchor, Name, QuoteView, Run

if TYPE_CHECKING:
    from kabgraph.library import Segment
    from kabgraph.library.quotes import Ground
    from kabgraph.pages.desk import Desk

Term = tuple[Span, Run]
"""A span of a text and the run that dresses it; the run's own text is not used."""


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun.

    >>> plural(1, "talk"), plural(2, "talk"), plural(2, "process", "processes")
    ('1 talk', '2 talks', '2 processes')
    """
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["2", "3", "10"])
    '2, 3 and 10'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def short_title(talk: Talk, limit: int = 32) -> str:
    """Return the title up to its colon, or its first words where it is long."""
    title = talk.title.partition(":")[0].strip() or talk.title
    if len(title) <= limit:
        return title
    cut = title[:limit].rsplit(" ", 1)[0].rstrip(" ,;")
    return f"{cut} …"


def short_place(talk: Talk) -> str:
    """Return the shortest way to say which text: its place in its series, else its first words."""
    return f"{talk.kind} {talk.order}" if talk.order else short_title(talk, 18)


def edition_note(talk: Talk) -> str:
    """Return what a quote must say of its edition: nothing for an original."""
    return "" if talk.edition == "original" else talk.edition


def concept_name(desk: Desk, concept: str) -> Name:
    """Return a concept's name with its Hebrew, where it has one."""
    labels = desk.ontology.concepts[concept].pref_label
    text = desk.label(concept)
    hebrew = labels.get("he", "")
    return Name(text, concept_uri(concept), hebrew if hebrew != text else "")


def with_article(desk: Desk, concept: str) -> str:
    """Return a concept's name as one says it inside a sentence."""
    return f"{desk.ontology.concepts[concept].article} {desk.label(concept)}".strip()


def target_of(name: str) -> str:
    """Return the page of a concept, or the place of a passage."""
    return passage_uri(name) if "#" in name else concept_uri(name)


def sentence_runs(desk: Desk, item: Relation | Event) -> tuple[Run, ...]:
    """Return the sentence of a relation or an event, its concepts as links, its verb marked."""
    return segment_runs(desk.sentence(item))


def segment_runs(segments: Iterable[Segment]) -> tuple[Run, ...]:
    """Return the segments of a sentence as runs."""
    return tuple(
        Run(
            segment.text,
            target=target_of(segment.concept) if segment.concept else None,
            verb=segment.role == "verb",
            concept=segment.concept,
        )
        for segment in segments
    )


def plain(runs: Iterable[Run]) -> str:
    """Return the bare text of runs."""
    return "".join(run.text for run in runs)


def cut(text: str, span: Span, marks: Iterable[Span] = (), terms: Iterable[Term] = ()) -> tuple[Run, ...]:
    """Return ``text`` within ``span`` as runs: marked where a mark lies, dressed where a term lies.

    Of terms that lie over one another the shortest dresses what they share.

    >>> [run.text for run in cut("Bina lowers ELE", Span(0, 15), marks=[Span(5, 11)])]
    ['Bina ', 'lowers', ' ELE']
    """
    marks, terms = list(marks), sorted(terms, key=lambda term: term[0])
    edges = {span.start, span.end}
    for other in [*marks, *(where for where, _ in terms)]:
        edges.update(edge for edge in (other.start, other.end) if span.start < edge < span.end)
    points = sorted(edges)
    dressed = [_dress(text, Span(a, b), marks, terms) for a, b in pairwise(points)]
    return tuple(run for run in dressed if run.text)


def _dress(text: str, piece: Span, marks: Sequence[Span], terms: Sequence[Term]) -> Run:
    marked = any(mark.contains(piece) for mark in marks)
    over = [(where, run) for where, run in terms if where.contains(piece)]
    dress = min(over, key=lambda term: len(term[0]))[1] if over else None
    if dress is None:
        return Run(text[piece.slice], mark=marked)
    return Run(text[piece.slice], dress.target, mark=marked, concept=dress.concept, found=dress.found)


def first_terms(mentions: Iterable[Mention], within: Span, leave_out: str | None = None) -> tuple[Term, ...]:
    """Return the first mention by name of each concept inside ``within`` as a term."""
    seen: set[str] = set()
    terms: list[Term] = []
    for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
        concept = mention.concept
        if mention.mode in ("implied", "analogy") or mention.contained:
            continue
        if concept is None or concept in seen or concept == leave_out:
            continue
        if within.contains(mention.span):
            seen.add(concept)
            run = Run("", concept_uri(concept), concept=concept, found=mention.mode)
            terms.append((mention.span, run))
    return tuple(terms)


def quote_view(desk: Desk, quote: Quote, terms: Iterable[Term] = ()) -> QuoteView:
    """Return a quote with its words marked, and what must be said of where it is from."""
    passage, span = quote.passage, quote.span
    talk = desk.talk(passage.talk)
    return QuoteView(
        ref=passage.ref,
        runs=cut(passage.text, span, quote.marks, terms),
        where=f"{short_title(talk)}, passage {passage.number}",
        target=passage_uri(passage.ref),
        edition=edition_note(talk),
        before=span.start > 0 and all(span.start != s.start for s in passage.sentences),
        after=span.end < len(passage.text) and all(span.end != s.end for s in passage.sentences),
    )


def quotes_of(desk: Desk, item: Ground) -> tuple[QuoteView, ...]:
    """Return every quote that supports a relation, an event, a claim, a row of a table or an answer."""
    return tuple(quote_view(desk, quote) for quote in desk.quotes(item))


def passage_numbers(desk: Desk, refs: Iterable[str]) -> str:
    """Return the numbers of passages, talk by talk; refs that lead nowhere are left out."""
    by_talk: dict[str, list[str]] = {}
    for ref in refs:
        number = passage_number(desk, ref)
        if number is not None:
            by_talk.setdefault(ref.partition("#")[0], []).append(str(number))
    return "; ".join(", ".join(numbers) for numbers in by_talk.values())


def passage_number(desk: Desk, ref: str) -> int | None:
    """Return the number of a passage, or None where there is none of that ref."""
    passage = desk.passage(ref)
    return passage.number if passage else None


def where_marked(desk: Desk, mark: Annotation) -> Anchor:
    """Return the passage on which a mark was made, or its talk where that passage is gone."""
    talk, there = desk.talk_or_none(mark.talk), desk.passage(mark.passage)
    if talk is None:
        return Anchor(mark.talk, "")
    if there is None:
        return Anchor(short_title(talk), talk_uri(talk.id))
    return Anchor(f"{short_title(talk)}, passage {there.number}", passage_uri(there.ref))


LABELS = {
    "agent": "Who", "theme": "What", "source": "From", "goal": "Into", "from": "From", "to": "To",
    "instrument": "By", "purpose": "Why", "manner": "How", "detail": "How", "result": "Result",
    "condition": "When", "place": "Where", "means": "By", "stages": "Stages",
}  # fmt: skip


def role_label(name: str) -> str:
    """Return what to call a role: the question that it answers, if there is one."""
    return LABELS.get(name, name.replace("_", " ").capitalize())


PARTS = {
    "agent": "who does it", "theme": "what is moved or changed", "source": "where it starts",
    "goal": "where it leads", "from": "what it was", "to": "what it becomes", "instrument": "by means of it",
    "means": "by means of it", "purpose": "what it is for", "manner": "how it is done",
    "result": "what comes of it", "condition": "on what it depends", "place": "where it happens",
    "stages": "a stage of the way", "members": "one of those that unite", "mediator": "what joins the two",
    "end_a": "one of the two that are joined", "end_b": "one of the two that are joined",
}  # fmt: skip


ROLES = {"end_a": "end", "end_b": "end", "members": "member", "stages": "stage"}


def role_name(name: str) -> str:
    """Return the name of a role as one says it of a single concept; two ends are one role.

    >>> role_name("end_b"), role_name("aspired_state")
    ('end', 'aspired state')
    """
    return ROLES.get(name, name.replace("_", " "))


def part_phrase(name: str) -> str:
    """Return what a role says of the one that plays it, in plain words.

    >>> part_phrase("goal"), part_phrase("aspired_state")
    ('where it leads', 'aspired state')
    """
    return PARTS.get(name, name.replace("_", " "))
