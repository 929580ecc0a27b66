"""The texts as a script's data: every passage with its terms, and what a sheet must say of its talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kabgraph.model import Passage, Span, Talk
from kabgraph.pages.data.graph import Json, assigned, filled, runs_data
from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.cite import cite_talk
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.handout import PARTS
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.talk import ROLES, talk_facts
from kabgraph.pages.views.tasks import Blank, Question, blanks, questions
from kabgraph.pages.views.words import concept_name, cut, edition_note, first_terms, plain

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


def sheet_script(desk: Desk) -> str:
    """Return the script that gives the passages to the page that prints them."""
    return assigned("sheet", sheet_data(desk))


def sheet_data(desk: Desk) -> Json:
    """Return the talks with their passages, the concepts that these name or imply, and the questions."""
    left_out = blanks(desk)
    talks = [_talk(desk, talk, left_out) for talk in desk.talks]
    there = {
        concept for talk in talks for passage in talk["passages"] for concept in passage.get("about", ())
    }
    concepts = {
        concept: _concept(desk, concept)
        for concept in sorted(there, key=lambda concept: (desk.label(concept).casefold(), concept))
    }
    return {
        "version": desk.version,
        "title": desk.ontology.scheme.title,
        "parts": PARTS,
        "talks": talks,
        "concepts": concepts,
        "questions": [_question(question) for question in questions(desk)],
    }


def _talk(desk: Desk, talk: Talk, left_out: Mapping[str, Sequence[Blank]]) -> Json:
    cite = cite_talk(desk, talk, talk_uri(talk.id))
    return filled(
        {
            "id": talk.id,
            "title": talk.title,
            "href": talk_uri(talk.id),
            "language": talk.language,
            "edition": edition_note(talk),
            "private": not talk.publish,
            "facts": list(talk_facts(talk)[:-1]),
            "source": talk.source,
            "rights": talk.rights,
            "cite": cite.text,
            "permalink": cite.permalink,
        }
    ) | {"passages": [_passage(desk, passage, left_out[passage.ref]) for passage in talk.passages]}


def _passage(desk: Desk, passage: Passage, left_out: Sequence[Blank]) -> Json:
    """``about``: the concepts that it names, implies or pictures; a name is a run with ``c``.

    ``gaps``: what may be left out, as places in code points: its start and end, its concept, and the
    start and end of its sentence.
    """
    mentions = desk.mentions_in(passage.ref)
    whole = Span(0, len(passage.text))
    terms = [(where, Run("", concept=run.concept)) for where, run in first_terms(mentions, whole)]
    return filled(
        {
            "id": passage.id,
            "number": passage.number,
            "role": next((ROLES[role] for role in passage.roles if role in ROLES), ""),
            "runs": runs_data(cut(passage.text, whole, terms=terms)),
            "about": list(dict.fromkeys(m.concept for m in mentions if m.concept)),
            "gaps": [
                [each.mention.start, each.mention.end, each.concept, each.sentence.start, each.sentence.end]
                for each in left_out
            ],
        }
    )


def _question(question: Question) -> Json:
    """``at``: where it is asserted, as a passage's ref and the start and end of the quote in code points."""
    card = question.card
    return {
        "id": question.relation.id,
        "concepts": card.concepts,
        "parts": card.parts,
        "options": card.options,
        "answer": card.answer,
        "say": plain(card.sentence),
        "at": [[quote.passage.ref, quote.span.start, quote.span.end] for quote in question.quotes],
    }


def _concept(desk: Desk, concept: str) -> Json:
    name = concept_name(desk, concept)
    meaning = first_sentence(desk.ontology.concepts[concept].definition)
    return filled({"name": name.text, "he": name.hebrew, "href": name.target, "meaning": meaning})
