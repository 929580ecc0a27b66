"""Every page of a library, one after another: the whole site as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from kabgraph.pages.data.linked import concept_linked, home_linked, talk_linked
from kabgraph.pages.model import Page
from kabgraph.pages.render import render
from kabgraph.pages.singles import SINGLES, foot
from kabgraph.pages.uris import (
    CONCEPTS,
    HOME,
    NOT_FOUND,
    PROCESSES,
    TALKS,
    concept_uri,
    data_uri,
    process_uri,
    scripts_of,
    talk_uri,
)
from kabgraph.pages.views.concept import concept_view
from kabgraph.pages.views.home import home_view
from kabgraph.pages.views.parts import Anchor
from kabgraph.pages.views.process import process_view
from kabgraph.pages.views.talk import talk_view

if TYPE_CHECKING:
    from kabgraph.library import Process
    from kabgraph.model import Concept, Talk
    from kabgraph.pages.desk import Desk


MARKING = ("words", "select", "bar", "linkform", "propose")
"""The scripts by which words of a talk are chosen and links proposed."""


def all_pages(desk: Desk, *, base: str = "/") -> Iterator[Page]:
    """Yield every page; ``base``, where the site begins on its host, serves the page for lost readers."""
    yield _home(desk)
    for single in SINGLES:
        yield single.page(desk)
    yield from (_concept_page(desk, concept) for concept in desk.ontology.concepts.values())
    yield from _moved_pages(desk)
    yield from (_talk_page(desk, talk) for talk in desk.talks)
    yield from (_process_page(desk, process) for process in desk.processes)
    lost = render("not_found", NOT_FOUND, base)
    about = "There is no page at this address; every concept, talk and process can be found from here."
    yield Page(NOT_FOUND, "Page not found", about, lost, listed=False)


def page_at(desk: Desk, uri: str) -> Page | None:
    """Return the one page at ``uri``, made by itself, or None where all pages have to be made to tell."""
    makers: dict[str, Callable[[], Page]] = {HOME: partial(_home, desk)}
    makers |= {single.uri: partial(single.page, desk) for single in SINGLES}
    makers |= {concept_uri(c.id): partial(_concept_page, desk, c) for c in desk.ontology.concepts.values()}
    makers |= {talk_uri(talk.id): partial(_talk_page, desk, talk) for talk in desk.talks}
    makers |= {process_uri(p.id): partial(_process_page, desk, p) for p in desk.processes}
    return makers[uri]() if uri in makers else None


def _home(desk: Desk) -> Page:
    title = desk.ontology.scheme.title
    body = render("home", HOME, view=home_view(desk)) + "\n" + foot(desk, title, HOME)
    about = desk.ontology.scheme.definition or f"{title}: what acts on what, and where the talk says so."
    return Page(HOME, title, about, body, linked=home_linked(desk))


def _concept_page(desk: Desk, concept: Concept) -> Page:
    uri = concept_uri(concept.id)
    view = concept_view(desk, concept)
    title = f"{view.name} {view.hebrew}".strip()
    about = view.definition or f"{title}: a concept of which no meaning is written down yet."
    body = render("concept", uri, view=view)
    linked = concept_linked(desk, concept)
    data, scripts = data_uri(uri), scripts_of("paper")
    return Page(uri, title, about, body, CONCEPTS, data=data, linked=linked, scripts=scripts)


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
                yield Page(uri, concept.name, about, body, CONCEPTS, listed=False)


def _talk_page(desk: Desk, talk: Talk) -> Page:
    uri = talk_uri(talk.id)
    view = talk_view(desk, talk)
    paths = ((Anchor("Talks", TALKS), Anchor(talk.title, "")),)
    about = view.aim or f"{talk.title}: {', '.join(filter(None, (view.edition, *view.facts)))}."
    body = render("talk", uri, view=view, paths=paths)
    data = data_uri(uri) if talk.publish else ""
    linked, scripts = talk_linked(desk, talk), scripts_of("talk", "paper", *MARKING)
    return Page(uri, talk.title, about, body, TALKS, data=data, linked=linked, scripts=scripts)


def _process_page(desk: Desk, process: Process) -> Page:
    uri = process_uri(process.id)
    view = process_view(desk, process)
    paths = ((Anchor("Processes", PROCESSES), Anchor(process.title, "")),)
    body = render("process", uri, view=view, paths=paths)
    about = process.definition or f"{process.title}: {', '.join(step.title for step in view.steps)}."
    return Page(uri, process.title, about, body, PROCESSES, data=data_uri(uri))
