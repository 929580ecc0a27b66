"""How to cite: the whole, a concept, a passage, a relation, each by an example from the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.library import said
from kabgraph.pages.uris import CITE, HOME, RELATIONS, concept_uri, passage_uri
from kabgraph.pages.views.bibliography import Work, bibtex, csl
from kabgraph.pages.views.cite import ARTICLES, address_of, citation, cite_list, original_of
from kabgraph.pages.views.parts import CiteView
from kabgraph.pages.views.words import concept_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kabgraph.model import Talk
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Example:
    """One thing cited: the words, and the same for reference managers."""

    id: str
    title: str
    advice: str
    text: str
    original: str
    bibtex: str
    csl: str


@dataclass(frozen=True, slots=True)
class CitingView:
    """What the page on citing shows."""

    version: str
    examples: tuple[Example, ...]
    retold: bool
    cite: CiteView


def citing_view(desk: Desk) -> CitingView:
    """Return how to cite each sort of thing, with the first of its sort as the example."""
    examples = (_whole(desk), *_concept(desk), *_passage(desk), *_relation(desk))
    retold = any(talk.edition == "retelling" for talk in desk.talks)
    return CitingView(desk.version, examples, retold, cite_list(desk, "How to cite", CITE, ""))


def _whole(desk: Desk) -> Example:
    title = desk.ontology.scheme.title
    advice = "Name the data version: it is what another reader needs to find the same words."
    return _example(desk, "whole", "The whole", advice, title, HOME)


def _concept(desk: Desk) -> Iterator[Example]:
    for id_ in list(desk.ontology.concepts)[:1]:
        name = concept_name(desk, id_)
        title = f"{name.text} ({name.hebrew})" if name.hebrew else name.text
        advice = "By its name; its page keeps its address when the name changes."
        yield _example(desk, "concept", "A concept", advice, title, concept_uri(id_))


def _passage(desk: Desk) -> Iterator[Example]:
    """A passage of a retelling if there is one: that is the case where one goes wrong."""
    talks = [talk for talk in desk.parts.talks if talk.passages]
    for talk in sorted(talks, key=lambda talk: talk.edition != "retelling")[:1]:
        passage = talk.passages[0]
        advice = (
            "Say that it is a retelling, and name what it goes back to. The words are not the speaker’s."
            if talk.edition == "retelling"
            else "By the title of its text and its number."
        )
        title = f"{talk.title}, passage {passage.number}"
        yield _example(desk, "passage", "A passage", advice, title, passage_uri(passage.ref), talk)


def _relation(desk: Desk) -> Iterator[Example]:
    """A relation with the passage that says it: the passage's edition holds for the quote."""
    asserted = (r for r in desk.parts.relations if r.standing == "asserted")
    for relation in list(asserted)[:1]:
        passage = desk.passage(relation.evidence[0])
        if passage is None:
            continue
        talk = desk.talk(passage.talk)
        title = f"{said(desk.sentence(relation))}: {talk.title}, passage {passage.number}"
        advice = "As the sentence that the page shows, with the passage that says it."
        target = f"{RELATIONS}#{relation.type}"
        yield _example(desk, "relation", "A relation", advice, title, target, talk)


def _example(
    desk: Desk, id: str, title: str, advice: str, cited: str, uri: str, talk: Talk | None = None
) -> Example:
    edition = talk.edition if talk else "original"
    original = original_of(talk) if talk else ""
    scheme = desk.ontology.scheme
    work = Work(
        key=f"{scheme.id}-{id}" if id != "whole" else scheme.id,
        title=cited,
        within=scheme.title if id != "whole" else "",
        url=address_of(desk, uri) if scheme.base_uri else "",
        version=desk.version,
        note=f"{ARTICLES[edition].capitalize()}. {original}" if edition in ARTICLES else "",
    )
    text = citation(desk, cited, uri, edition)
    return Example(id, title, advice, text, original, bibtex(work), csl(work))
