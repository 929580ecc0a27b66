"""The page of questions: who asks, what the answer is, where it is said, and the line that finds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from kabgraph.library import Asker
from kabgraph.model import Span
from kabgraph.pages.views.parts import QuoteView, Run
from kabgraph.pages.views.words import cut, first_terms, plural, quotes_of

if TYPE_CHECKING:
    from kabgraph.library import Query
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its answer."""

    id: str
    question: str
    answer: tuple[Run, ...]
    quotes: tuple[QuoteView, ...]
    line: str
    source: str


@dataclass(frozen=True, slots=True)
class AskerView:
    """The questions of one kind of reader."""

    id: str
    title: str
    count: str
    questions: tuple[QuestionView, ...]


def questions_view(desk: Desk) -> tuple[AskerView, ...]:
    """Return all questions by who asks them."""
    found = []
    for asker in get_args(Asker):
        questions = tuple(_question(desk, query) for query in desk.queries if query.asker == asker)
        if questions:
            count = plural(len(questions), "question")
            found.append(AskerView(f"asker-{asker}", f"A {asker} asks", count, questions))
    return tuple(found)


def _question(desk: Desk, query: Query) -> QuestionView:
    whole = Span(0, len(query.answer))
    return QuestionView(
        id=query.id,
        question=query.question,
        answer=cut(query.answer, whole, terms=first_terms(desk.named_in(query.answer), whole)),
        quotes=quotes_of(desk, query),
        line=query.line,
        source=f"{query.address.file}, line {query.address.line}",
    )
