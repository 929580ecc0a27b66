"""Every page of a library, one after another: the whole site as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kabgraph.library import Library
from kabgraph.pages.desk import Desk
from kabgraph.pages.model import Asset, NavItem, Page
from kabgraph.pages.pictures import picture_style
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

ASSETS = Path(__file__).parent / "assets"
ASSET_FOLDER = "assets/kabgraph"
NAV = (
    NavItem("Concepts", CONCEPTS),
    NavItem("Talks", TALKS),
    NavItem("Processes", PROCESSES),
    NavItem("Questions", QUESTIONS),
    NavItem("Relations", RELATIONS),
    NavItem("About", ABOUT),
)
_STYLES = (
    "fonts",
    "tokens",
    "frame",
    "parts",
    "concept",
    "talk",
    "process",
    "lists",
    "ledgers",
    "drawing",
    "print",
)
_NOT_SHIPPED = (".toml",)


def all_pages(library: Library, *, public: bool = False, base: str = "/") -> Iterator[Page]:
    """Yield every page; ``public`` leaves out the talks that are private copies.

    ``base`` is where the site begins on its host: only the page for lost readers needs it.
    """
    desk = Desk(library, public)
    title = desk.ontology.scheme.title
    yield Page(HOME, title, desk.ontology.scheme.definition, render("home", HOME, view=home_view(desk)))
    yield from _concept_pages(desk)
    yield from _moved_pages(desk)
    yield from _talk_pages(desk)
    yield from _process_pages(desk)
    yield _index("questions", QUESTIONS, "Questions", questions_view(desk))
    yield _index("claims", CLAIMS, "Same and not the same", claims_view(desk))
    yield _index("correspondences", CORRESPONDENCES, "Correspondences", tables_view(desk))
    yield _index("types", RELATIONS, "Relations", types_view(desk))
    yield _index("about", ABOUT, "About and rights", about_view(desk))
    lost = render("not_found", NOT_FOUND, base)
    yield Page(NOT_FOUND, "Page not found", "", lost, boost=0)


def _index(template: str, uri: str, title: str, view: object) -> Page:
    return Page(uri, title, "", render(template, uri, view=view), section=uri)


def _concept_pages(desk: Desk) -> Iterator[Page]:
    yield _index("concepts", CONCEPTS, "Concepts", concepts_view(desk))
    for concept in desk.ontology.concepts.values():
        uri = concept_uri(concept.id)
        view = concept_view(desk, concept)
        title = f"{view.name} {view.hebrew}".strip()
        yield Page(uri, title, view.definition, render("concept", uri, view=view), CONCEPTS, boost=4)


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
    yield _index("talks", TALKS, "Talks", talks_view(desk))
    for talk in desk.talks:
        uri = talk_uri(talk.id)
        view = talk_view(desk, talk)
        paths = ((Anchor("Talks", TALKS), Anchor(talk.title, "")),)
        yield Page(uri, talk.title, view.aim, render("talk", uri, view=view, paths=paths), section=TALKS)


def _process_pages(desk: Desk) -> Iterator[Page]:
    yield _index("processes", PROCESSES, "Processes", processes_view(desk))
    for process in desk.processes:
        uri = process_uri(process.id)
        view = process_view(desk, process)
        paths = ((Anchor("Processes", PROCESSES), Anchor(process.title, "")),)
        body = render("process", uri, view=view, paths=paths)
        yield Page(uri, process.title, process.definition, body, section=PROCESSES)


def all_assets() -> Iterator[Asset]:
    """Yield the style sheets, fonts, scripts and signs that the pages use."""
    for path in sorted(ASSETS.rglob("*")):
        if path.is_file() and path.suffix not in _NOT_SHIPPED:
            yield Asset(f"{ASSET_FOLDER}/{path.relative_to(ASSETS).as_posix()}", path)
    yield Asset(f"{ASSET_FOLDER}/css/drawing.css", text=picture_style())


def style_uris() -> list[str]:
    """Return the style sheets in the order in which they must be read."""
    return [f"{ASSET_FOLDER}/css/{name}.css" for name in _STYLES]


def script_uris() -> list[str]:
    """Return the scripts; every page reads well without them."""
    return [f"{ASSET_FOLDER}/js/{name}.js" for name in ("kabgraph", "search")]
