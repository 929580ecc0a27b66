"""Summaries for programs that read schema.org: JSON-LD, safe inside a script element."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kabgraph.pages.data.graph import Json, compact, filled
from kabgraph.pages.uris import CONCEPTS, HOME, concept_uri, talk_uri

if TYPE_CHECKING:
    from kabgraph.model import Concept, Talk
    from kabgraph.pages.desk import Desk

_CONTEXT = {"@context": "https://schema.org"}


def concept_linked(desk: Desk, concept: Concept) -> str:
    """Return a concept as a defined term of the set of all concepts."""
    term = _term(desk, concept)
    return compact({**_CONTEXT, **term, "inDefinedTermSet": _term_set(desk)})


def concepts_linked(desk: Desk) -> str:
    """Return the set with all its terms, each in short."""
    concepts = desk.ontology.concepts.values()
    short = [{**_term(desk, c), "description": "", "alternateName": []} for c in concepts]
    return compact({**_CONTEXT, **_term_set(desk), "hasDefinedTerm": [filled(term) for term in short]})


def home_linked(desk: Desk) -> str:
    """Return the set of concepts as what the site is."""
    described = filled({"description": desk.ontology.scheme.definition})
    return compact({**_CONTEXT, **_term_set(desk), **described, "version": desk.version})


def talk_linked(desk: Desk, talk: Talk) -> str:
    """Return a talk. Only an original is by its speaker; any other is based on a work by the speaker."""
    speaker = filled({"author": {"@type": "Person", "name": talk.speaker} if talk.speaker else {}})
    work = {
        "@type": "CreativeWork",
        "name": talk.title,
        "abstract": talk.aim or "",
        "inLanguage": talk.language,
        "genre": talk.kind,
        "creativeWorkStatus": talk.edition if talk.edition != "original" else "",
        "copyrightNotice": talk.rights,
        "version": desk.version,
        "url": _url(desk, talk_uri(talk.id)),
    }
    if talk.edition == "original":
        return compact({**_CONTEXT, **filled(work), **speaker})
    source = {"@type": "CreativeWork", **speaker, **filled({"description": talk.source})}
    relation = "translationOfWork" if talk.edition == "translation" else "isBasedOn"
    return compact({**_CONTEXT, **filled(work), relation: source})


def _term(desk: Desk, concept: Concept) -> Json:
    others = (label.text for label in concept.labels if label.role != "hidden")
    return filled(
        {
            "@type": "DefinedTerm",
            "name": concept.name,
            "alternateName": [text for text in dict.fromkeys(others) if text != concept.name],
            "description": concept.definition,
            "termCode": concept.id,
            "url": _url(desk, concept_uri(concept.id)),
            "sameAs": concept.uri,
        }
    )


def _term_set(desk: Desk) -> Json:
    scheme = desk.ontology.scheme
    return filled({"@type": "DefinedTermSet", "name": scheme.title, "url": _url(desk, CONCEPTS)})


def _url(desk: Desk, uri: str) -> str:
    """The address on the web, which only data that say where they live have."""
    base = desk.ontology.scheme.base_uri
    return f"{base.rstrip('/')}/{uri if uri != HOME else ''}" if base else ""
