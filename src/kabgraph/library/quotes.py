"""Quotes: the sentences of a passage that carry a relation, an event or a claim."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from kabgraph.model import Claim, Event, Mention, Passage, Quote, Relation, Span

MentionsIn = Callable[[str], Sequence[Mention]]


def named_by(ground: Relation | Event | Claim) -> tuple[str, ...]:
    """The concepts that a quote should name."""
    if isinstance(ground, Relation):
        return (ground.subject, ground.object)
    if isinstance(ground, Claim):
        return ground.concepts
    return tuple(dict.fromkeys(role.concept for role in ground.roles if role.concept))


def quote(passage: Passage, concepts: Collection[str], mentions: Iterable[Mention]) -> Quote:
    """The shortest run of sentences that names as many of ``concepts`` as the passage does.

    Of equal runs the first; the whole passage where it names none of them.
    """
    named = [mention for mention in mentions if mention.concept in concepts]
    counted = {mention.concept for mention in named if not mention.contained}
    named = [mention for mention in named if not mention.contained or mention.concept not in counted]
    if not named:
        return Quote(passage, Span(0, len(passage.text)), ())
    where = [
        {mention.concept for mention in named if sentence.contains(mention.span)}
        for sentence in passage.sentences
    ]
    first, last = _shortest_run(where)
    span = Span(passage.sentences[first].start, passage.sentences[last].end)
    marks = tuple(sorted({mention.span for mention in named if span.contains(mention.span)}))
    return Quote(passage, span, marks)


def _shortest_run(where: Sequence[set[str | None]]) -> tuple[int, int]:
    """The shortest run of sets, the first of equals, whose union is the union of all."""
    wanted = len(set().union(*where))
    for length in range(1, len(where)):
        for first in range(len(where) - length + 1):
            if len(set().union(*where[first : first + length])) == wanted:
                return first, first + length - 1
    return 0, len(where) - 1
