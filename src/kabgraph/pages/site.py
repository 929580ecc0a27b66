"""Every page of a library, one after another: the whole site as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.assets import script_uri
from kabgraph.pages.model import Page
from kabgraph.pages.render import render
from kabgraph.pages.uris import (
    ABOUT,
    CARDS,
    CLAIMS,
    COMPARE,
    COMPARE_DATA,
    CONCEPTS,
    CORRESPONDENCES,
    GRAPH_DATA,
    HOME,
    IN_LIFE,
    LEARN,
    LEARN_DATA,
    NOT_FOUND,
    PATHS,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    ROLES,
    SHEET,
    SHEET_DATA,
    TALKS,
    concept_uri,
    process_uri,
    talk_uri,
)
from kabgraph.pages.views.about import about_view
from kabgraph.pages.views.cards import cards_view
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.compare import compare_view
from kabgraph.pages.views.concept import concept_view
from kabgraph.pages.views.home import home_view
from kabgraph.pages.views.learn import learn_view
from kabgraph.pages.views.life import life_view
from kabgraph.pages.views.lists import concepts_view, processes_view, talks_view
from kabgraph.pages.views.parts import Anchor
from kabgraph.pages.views.paths import paths_view
from kabgraph.pages.views.process import process_view
from kabgraph.pages.views.questions import questions_view
from kabgraph.pages.views.roles import roles_view
from kabgraph.pages.views.sheet import sheet_view
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


def _scripts(*names: str) -> tuple[str, ...]:
    return tuple(script_uri(name) for name in names)


_COMPARING = (GRAPH_DATA, COMPARE_DATA, *_scripts("choose", "compare"))

SINGLES = (
    Single("concepts", CONCEPTS, "Concepts", concepts_view),
    Single("talks", TALKS, "Talks", talks_view),
    Single("processes", PROCESSES, "Processes", processes_view),
    Single("paths", PATHS, "Paths", paths_view, (GRAPH_DATA, *_scripts("choose", "pathfinder", "paths"))),
    Single("compare", COMPARE, "Compare two concepts", compare_view, _COMPARING),
    Single("questions", QUESTIONS, "Questions", questions_view),
    Single("claims", CLAIMS, "Same and not the same", claims_view),
    Single("correspondences", CORRESPONDENCES, "Correspondences", tables_view),
    Single("life", IN_LIFE, "In life", life_view),
    Single("roles", ROLES, "Who does what", roles_view, _scripts("roles")),
    Single("types", RELATIONS, "Relations", types_view),
    Single("learn", LEARN, "A way to learn", learn_view, (LEARN_DATA, *_scripts("keep", "learn", "paper"))),
    Single("cards", CARDS, "Cards to test yourself", cards_view, _scripts("keep", "cards")),
    Single("sheet", SHEET, "Print a sheet", sheet_view, (SHEET_DATA, *_scripts("sheet"))),
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
    yield Page(NOT_FOUND, "Page not found", "", lost, boost=0)


def _concept_pages(desk: Desk) -> Iterator[Page]:
    for concept in desk.ontology.concepts.values():
        uri = concept_uri(concept.id)
        view = concept_view(desk, concept)
        title = f"{view.name} {view.hebrew}".strip()
        yield Page(
            uri, title, view.definition, render("concept", uri, view=view), CONCEPTS, 4, _scripts("paper")
        )


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
                yield Page(uri, concept.name, "", body, CONCEPTS, boost=0)


def _talk_pages(desk: Desk) -> Iterator[Page]:
    for talk in desk.talks:
        uri = talk_uri(talk.id)
        view = talk_view(desk, talk)
        paths = ((Anchor("Talks", TALKS), Anchor(talk.title, "")),)
        body = render("talk", uri, view=view, paths=paths)
        yield Page(uri, talk.title, view.aim, body, section=TALKS, scripts=_scripts("talk", "paper"))


def _process_pages(desk: Desk) -> Iterator[Page]:
    for process in desk.processes:
        uri = process_uri(process.id)
        view = process_view(desk, process)
        paths = ((Anchor("Processes", PROCESSES), Anchor(process.title, "")),)
        body = render("process", uri, view=view, paths=paths)
        yield Page(uri, process.title, process.definition, body, section=PROCESSES)
