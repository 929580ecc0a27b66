"""The pages that the site has once: for each its template, address and title, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.data.linked import concepts_linked
from kabgraph.pages.model import Page
from kabgraph.pages.render import render
from kabgraph.pages.uris import (
    ABOUT,
    AGREEMENT,
    CARDS,
    CITE,
    CLAIMS,
    COMPARE,
    COMPARE_DATA,
    CONCEPTS,
    CORRESPONDENCES,
    DOWNLOADS,
    GRAPH,
    GRAPH_DATA,
    HONESTY,
    IN_LIFE,
    LEARN,
    LEARN_DATA,
    PATHS,
    PROCESSES,
    QUESTIONS,
    RELATIONS,
    ROLES,
    SHEET,
    SHEET_DATA,
    TALKS,
    TEACHERS,
    scripts_of,
)
from kabgraph.pages.views.about import about_view
from kabgraph.pages.views.agreement import agreement_view
from kabgraph.pages.views.cards import cards_view
from kabgraph.pages.views.cite import cite_list
from kabgraph.pages.views.citing import citing_view
from kabgraph.pages.views.claims import claims_view
from kabgraph.pages.views.compare import compare_view
from kabgraph.pages.views.downloads import downloads_view
from kabgraph.pages.views.graph import graph_view
from kabgraph.pages.views.honesty import honesty_view
from kabgraph.pages.views.learn import learn_view
from kabgraph.pages.views.life import life_view
from kabgraph.pages.views.lists import concepts_view, processes_view, talks_view
from kabgraph.pages.views.paths import paths_view
from kabgraph.pages.views.questions import questions_view
from kabgraph.pages.views.roles import roles_view
from kabgraph.pages.views.sheet import sheet_view
from kabgraph.pages.views.tables import tables_view
from kabgraph.pages.views.teachers import teachers_view
from kabgraph.pages.views.types import types_view

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Single:
    """A page of its own: ``about`` describes it in a sentence, ``line`` is Python that gives its data.

    ``linked`` gives its schema.org summary, ``scripts`` are what it runs beside the common ones.
    """

    template: str
    uri: str
    title: str
    view: Callable[[Desk], object]
    about: str
    line: str = ""
    scripts: tuple[str, ...] = ()
    linked: Callable[[Desk], str] | None = None

    def page(self, desk: Desk) -> Page:
        """Return the page, with how to cite it at its foot."""
        body = render(self.template, self.uri, view=self.view(desk))
        if self.uri != CITE:
            body += "\n" + foot(desk, self.title, self.uri, self.line)
        linked = self.linked(desk) if self.linked else ""
        return Page(self.uri, self.title, self.about, body, self.uri, scripts=self.scripts, linked=linked)


def foot(desk: Desk, title: str, uri: str, line: str = "") -> str:
    """Return how to cite a page that shows many things."""
    return render("foot", uri, view=cite_list(desk, title, uri, line))


SINGLES = (
    Single(
        "concepts",
        CONCEPTS,
        "Concepts",
        concepts_view,
        "Every concept by its names in Latin and Hebrew letters, and by its kind.",
        ".concepts()",
        linked=concepts_linked,
    ),
    Single(
        "talks",
        TALKS,
        "Talks",
        talks_view,
        "Every text with its speaker, edition and length, and what it wants to say.",
        ".talks",
    ),
    Single(
        "processes",
        PROCESSES,
        "Processes",
        processes_view,
        "Every process, step by step: who does what to whom, as sentences.",
        ".processes()",
    ),
    Single(
        "graph",
        GRAPH,
        "The whole graph",
        graph_view,
        "Every concept in its row and every relation as a line, with the same lines as a table.",
        ".graph",
        scripts=(GRAPH_DATA, *scripts_of("fold", "names", "choose", "rows", "graph")),
    ),
    Single(
        "paths",
        PATHS,
        "Paths",
        paths_view,
        "How one concept leads to another: each hop is a sentence with its quote.",
        ".paths",
        scripts=(GRAPH_DATA, *scripts_of("fold", "names", "choose", "pathfinder", "paths")),
    ),
    Single(
        "compare",
        COMPARE,
        "Compare two concepts",
        compare_view,
        "Two concepts side by side: what both do, what only one does, and what is said of the two.",
        ".relations()",
        scripts=(GRAPH_DATA, COMPARE_DATA, *scripts_of("fold", "names", "choose", "compare")),
    ),
    Single(
        "questions",
        QUESTIONS,
        "Questions",
        questions_view,
        "Questions of students, teachers and researchers, answered with the sentences that say it.",
        ".queries",
    ),
    Single(
        "claims",
        CLAIMS,
        "Same and not the same",
        claims_view,
        "What the talks call the same, in which sense, and what must be kept apart.",
        ".ontology.claims",
    ),
    Single(
        "correspondences",
        CORRESPONDENCES,
        "Correspondences",
        tables_view,
        "Tables of terms beside terms, each within its own tradition.",
        ".ontology.correspondences",
    ),
    Single(
        "life",
        IN_LIFE,
        "In life",
        life_view,
        "Inner terms beside the human situations in which they are met, each row with its quote.",
        ".ontology.correspondences",
    ),
    Single(
        "roles",
        ROLES,
        "Who does what",
        roles_view,
        "Every concept by the part that it plays: who acts, what is moved, from where and to where.",
        ".roles()",
        scripts=scripts_of("roles"),
    ),
    Single(
        "types",
        RELATIONS,
        "Relations",
        types_view,
        "Every type of relation with all that stands in it; a line opens its sentence.",
        ".relations()",
    ),
    Single(
        "learn",
        LEARN,
        "A way to learn",
        learn_view,
        "The concepts in an order to learn them, each with the reason why it comes next.",
        ".learning_path()",
        scripts=(LEARN_DATA, *scripts_of("keep", "learn", "paper")),
    ),
    Single(
        "cards",
        CARDS,
        "Cards to test yourself",
        cards_view,
        "Which relation, which term: questions whose answers show their passage.",
        '.relations(standing="asserted")',
        scripts=scripts_of("keep", "cards"),
    ),
    Single(
        "sheet",
        SHEET,
        "Print a sheet",
        sheet_view,
        "Chosen passages on paper, and for a class with gaps, questions and a key that cites each.",
        ".passages()",
        scripts=(SHEET_DATA, *scripts_of("handout", "sheet")),
    ),
    Single(
        "teachers",
        TEACHERS,
        "For teachers",
        teachers_view,
        "How a link that you propose reaches these pages, who says yes, and sheets for your class.",
    ),
    Single(
        "honesty",
        HONESTY,
        "Honesty report",
        honesty_view,
        "What is not known: sentences without a mark, relations without a sentence, words undecided.",
        ".gaps()",
    ),
    Single(
        "agreement",
        AGREEMENT,
        "How far annotators agree",
        agreement_view,
        "Any two who marked one talk: their agreement by concept, and each sentence on which they differ.",
        ".annotations",
    ),
    Single(
        "downloads",
        DOWNLOADS,
        "Downloads",
        downloads_view,
        "All data as JSON, CSV and GraphML, with version, hash and rights.",
    ),
    Single(
        "citing",
        CITE,
        "How to cite",
        citing_view,
        "How to cite the whole, a concept, a passage and a relation, with examples to copy.",
    ),
    Single(
        "about",
        ABOUT,
        "About and rights",
        about_view,
        "What this is, where each talk is from, who holds its rights, and which references are used.",
        ".ontology.scheme",
    ),
)
