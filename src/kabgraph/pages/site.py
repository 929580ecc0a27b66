"""Every page of a library, one after another: the whole site as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.model import Page
from kabgraph.pages.render import render
from kabgraph.pages.uris import (
    ABOUT,
    CLAIMS,
    CONCEPTS,
    CORRESPONDENCES,
    HOME,
    NOT_FOUND,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    TALKS,
    concept_uri,
    process_uri,
    talk_uri,
)
from kabgraph.pages.views.about import about_view
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.concept import concept_view
from kabgraph.pages.views.home import home_view
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
    """A page that the site has once: its template, address and title, what it shows, the scripts it runs."""

    template: str
    uri: str
    title: str
    view: Callable[[Desk], object]
    scripts: tuple[str, ...] = ()

    def page(self, desk: Desk) -> Page:
        """Return the page."""
        body = render(self.template, self.uri, view=self.view(desk))
        return Page(self.uri, self.title, "", body, section=self.uri, scripts=self.scripts)


SINGLES = (
    Single("concepts", CONCEPTS, "Concepts", concepts_view),
    Single("talks", TALKS, "Talks", talks_view),
    Single("processes", PROCESSES, "Processes", processes_view),
    Single("questions", QUESTIONS, "Questions", questions_view),
    Single("claims", CLAIMS, "Same and not the same", claims_view),
    Single("correspondences", CORRESPONDENCES, "Correspondences", tables_view),
    Single("types", RELATIONS, "Relations", types_view),
    Single("about", ABOUT, "About and rights", about_view),
)


def all_pages(desk: Desk, *, base: str = "/") -> Iterator[Page]:
    """Yield every page; ``base``, where the site begins on its host, serves the page for lost readers."""
    title = desk.ontology.scheme.title
    yield Page(HOME, title, desk.ontology.scheme.definition, render("home", HOME, view=home_view(desk)))
    for single in SINGLES:
        yield single.page(desk)
    yield from _concept_pages(desk)
    yield from _moved_pages(desk)
    yield from _talk_pages(desk)
    yield from _process_pages(desk)
    lost = render("not_found", NOT_FOUND, base)
    yield Page(NOT_FOUND, "Page not found", "", lost)


def _concept_pages(desk: Desk) -> Iterator[Page]:
    for concept in desk.ontology.concepts.values():
        uri = concept_uri(concept.id)
        view = concept_view(desk, concept)
        title = f"{view.name} {view.hebrew}".strip()
        yield Page(uri, title, view.definition, render("concept", uri, view=view), CONCEPTS)


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
                yield Page(uri, concept.name, "", body, CONCEPTS)


def _talk_pages(desk: Desk) -> Iterator[Page]:
    for talk in desk.talks:
        uri = talk_uri(talk.id)
        view = talk_view(desk, talk)
        paths = ((Anchor("Talks", TALKS), Anchor(talk.title, "")),)
        yield Page(uri, talk.title, view.aim, render("talk", uri, view=view, paths=paths), section=TALKS)


def _process_pages(desk: Desk) -> Iterator[Page]:
    for process in desk.processes:
        uri = process_uri(process.id)
        view = process_view(desk, process)
        paths = ((Anchor("Processes", PROCESSES), Anchor(process.title, "")),)
        body = render("process", uri, view=view, paths=paths)
        yield Page(uri, process.title, process.definition, body, section=PROCESSES)
