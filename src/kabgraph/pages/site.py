"""Every page of a library, one after another: the whole site as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.data.linked import concept_linked, concepts_linked, home_linked, talk_linked
from kabgraph.pages.model import Page
from kabgraph.pages.render import render
from kabgraph.pages.uris import (
    ABOUT,
    CITE,
    CLAIMS,
    CONCEPTS,
    CORRESPONDENCES,
    DOWNLOADS,
    HOME,
    HONESTY,
    NOT_FOUND,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    TALKS,
    concept_uri,
    data_uri,
    process_uri,
    talk_uri,
)
from kabgraph.pages.views.about import about_view
from kabgraph.pages.views.cite import cite_list
from kabgraph.pages.views.citing import citing_view
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.concept import concept_view
from kabgraph.pages.views.downloads import downloads_view
from kabgraph.pages.views.home import home_view
from kabgraph.pages.views.honesty import honesty_view
from kabgraph.pages.views.lists import concepts_view, processes_view, talks_view
from kabgraph.pages.views.parts import Anchor
from kabgraph.pages.views.process import process_view
from kabgraph.pages.views.questions import questions_view
from kabgraph.pages.views.tables import tables_view
from kabgraph.pages.views.talk import talk_view
from kabgraph.pages.views.types import types_view

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Single:
    """A page that the site has once: its template, address and title, what it shows, the scripts it runs.

    ``about`` says in a sentence what it is; ``line`` is the Python over ``kabgraph.load()`` that gives
    what it shows; ``linked`` its schema.org summary.
    """

    template: str
    uri: str
    title: str
    view: Callable[[Desk], object]
    scripts: tuple[str, ...] = ()
    about: str = ""
    line: str = ""
    linked: Callable[[Desk], str] | None = None

    def page(self, desk: Desk) -> Page:
        """Return the page, with how to cite it at its foot."""
        body = render(self.template, self.uri, view=self.view(desk))
        if self.uri != CITE:
            body += "\n" + _foot(desk, self.title, self.uri, self.line)
        about = self.about or f"{self.title}: {desk.ontology.scheme.title}."
        linked = self.linked(desk) if self.linked else ""
        return Page(self.uri, self.title, about, body, self.uri, scripts=self.scripts, linked=linked)


def _foot(desk: Desk, title: str, uri: str, line: str) -> str:
    return render("foot", uri, view=cite_list(desk, title, uri, line))


SINGLES = (
    Single(
        "concepts",
        CONCEPTS,
        "Concepts",
        concepts_view,
        about="Every concept by its names in Latin and Hebrew letters, and by its kind.",
        line=".concepts()",
        linked=concepts_linked,
    ),
    Single(
        "talks",
        TALKS,
        "Talks",
        talks_view,
        about="Every text with its speaker, edition and length, and what it wants to say.",
        line=".talks",
    ),
    Single(
        "processes",
        PROCESSES,
        "Processes",
        processes_view,
        about="Every process, step by step: who does what to whom, as sentences.",
        line=".processes()",
    ),
    Single(
        "questions",
        QUESTIONS,
        "Questions",
        questions_view,
        about="Questions of students, teachers and researchers, answered with the sentences that say it.",
        line=".queries",
    ),
    Single(
        "claims",
        CLAIMS,
        "Same and not the same",
        claims_view,
        about="What the talks call the same, in which sense, and what must be kept apart.",
        line=".ontology.claims",
    ),
    Single(
        "correspondences",
        CORRESPONDENCES,
        "Correspondences",
        tables_view,
        about="Tables of terms beside terms, each within its own tradition.",
        line=".ontology.correspondences",
    ),
    Single(
        "types",
        RELATIONS,
        "Relations",
        types_view,
        about="Every type of relation with all that stands in it; a line opens its sentence.",
        line=".relations()",
    ),
    Single(
        "honesty",
        HONESTY,
        "Honesty report",
        honesty_view,
        about="What is not known: sentences without a mark, relations without a sentence, words undecided.",
        line=".gaps()",
    ),
    Single(
        "downloads",
        DOWNLOADS,
        "Downloads",
        downloads_view,
        about="All data as JSON, CSV and GraphML, with version, hash and rights.",
    ),
    Single(
        "citing",
        CITE,
        "How to cite",
        citing_view,
        about="How to cite the whole, a concept, a passage and a relation, with examples to copy.",
    ),
    Single(
        "about",
        ABOUT,
        "About and rights",
        about_view,
        about="What this is, where each talk is from, who holds its rights, and which references are used.",
        line=".ontology.scheme",
    ),
)


def all_pages(desk: Desk, *, base: str = "/") -> Iterator[Page]:
    """Yield every page; ``base``, where the site begins on its host, serves the page for lost readers."""
    title = desk.ontology.scheme.title
    body = render("home", HOME, view=home_view(desk)) + "\n" + _foot(desk, title, HOME, "")
    about = desk.ontology.scheme.definition or f"{title}: what acts on what, and where the talk says so."
    yield Page(HOME, title, about, body, linked=home_linked(desk))
    for single in SINGLES:
        yield single.page(desk)
    yield from _concept_pages(desk)
    yield from _moved_pages(desk)
    yield from _talk_pages(desk)
    yield from _process_pages(desk)
    lost = render("not_found", NOT_FOUND, base)
    about = "There is no page at this address; every concept, talk and process can be found from here."
    yield Page(NOT_FOUND, "Page not found", about, lost, boost=0)


def _concept_pages(desk: Desk) -> Iterator[Page]:
    for concept in desk.ontology.concepts.values():
        uri = concept_uri(concept.id)
        view = concept_view(desk, concept)
        title = f"{view.name} {view.hebrew}".strip()
        about = view.definition or f"{title}: a concept of which no meaning is written down yet."
        body = render("concept", uri, view=view)
        linked = concept_linked(desk, concept)
        yield Page(uri, title, about, body, CONCEPTS, boost=4, data=data_uri(uri), linked=linked)


def _moved_pages(desk: Desk) -> Iterator[Page]:
    """The old address of a concept whose id has changed leads on to the new one."""
    concepts = desk.ontology.concepts
    taken = {id_.casefold() for id_ in concepts}
    for concept in concepts.values():
        for former in concept.former_ids:
            if former.casefold() not in taken:
                taken.add(former.casefold())
                uri = concept_uri(former)
                body = render("moved", uri, name=concept.name, target=concept_uri(concept.id))
                about = f"The page of {concept.name} has a new address."
                yield Page(uri, concept.name, about, body, CONCEPTS, boost=0)


def _talk_pages(desk: Desk) -> Iterator[Page]:
    for talk in desk.talks:
        uri = talk_uri(talk.id)
        view = talk_view(desk, talk)
        paths = ((Anchor("Talks", TALKS), Anchor(talk.title, "")),)
        about = view.aim or f"{talk.title}: {', '.join(filter(None, (view.edition, *view.facts)))}."
        body = render("talk", uri, view=view, paths=paths)
        data = data_uri(uri) if talk.publish else ""
        yield Page(uri, talk.title, about, body, TALKS, data=data, linked=talk_linked(desk, talk))


def _process_pages(desk: Desk) -> Iterator[Page]:
    for process in desk.processes:
        uri = process_uri(process.id)
        view = process_view(desk, process)
        paths = ((Anchor("Processes", PROCESSES), Anchor(process.title, "")),)
        body = render("process", uri, view=view, paths=paths)
        about = process.definition or f"{process.title}: {', '.join(step.title for step in view.steps)}."
        yield Page(uri, process.title, about, body, PROCESSES, data=data_uri(uri))
