"""The texts as a script's data: every passage with its terms, and what a sheet must say of its talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kabgraph.model import Passage, Span, Talk
from kabgraph.pages.data.graph import Json, assigned, filled, runs_data
from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.cite import cite_talk
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.parts import Run
from kabgraph.pages.views.talk import ROLES, talk_facts
from kabgraph.pages.views.words import concept_name, cut, edition_note, first_terms

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


def sheet_script(desk: Desk) -> str:
    """Return the script that gives the passages to the page that prints them."""
    return assigned("sheet", sheet_data(desk))


def sheet_data(desk: Desk) -> Json:
    """Return the talks with their passages, and the concepts that these name or imply."""
    talks = [_talk(desk, talk) for talk in desk.talks]
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
        "talks": talks,
        "concepts": concepts,
    }


def _talk(desk: Desk, talk: Talk) -> Json:
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
    ) | {"passages": [_passage(desk, passage) for passage in talk.passages]}


def _passage(desk: Desk, passage: Passage) -> Json:
    """``about``: the concepts that it names, implies or pictures; a name is a run with ``c``."""
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
        }
    )


def _concept(desk: Desk, concept: str) -> Json:
    name = concept_name(desk, concept)
    meaning = first_sentence(desk.ontology.concepts[concept].definition)
    return filled({"name": name.text, "he": name.hebrew, "href": name.target, "meaning": meaning})
