"""The page of paths: what a path is, which terms it passes by, and some that are ready to read."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kabgraph.pages.uris import PATHS, asked
from kabgraph.pages.views.parts import Name, RelationView, Run
from kabgraph.pages.views.relations import relation_view
from kabgraph.pages.views.words import concept_name, listed, plain, plural, with_article

if TYPE_CHECKING:
    from kabgraph.library import Hop, Path
    from kabgraph.pages.desk import Desk

LONGEST = 4  # a chain of more sentences says little; the page looks further when asked
READY = 5
_TRIED = 16  # concepts among which ready-made paths are looked for: a build must not pay for all pairs


@dataclass(frozen=True, slots=True)
class ReadyPath:
    """A path as a line of names and verbs, and as the sentences that it is made of."""

    title: str
    target: str
    through: str
    way: tuple[Run, ...]
    relations: tuple[RelationView, ...]


@dataclass(frozen=True, slots=True)
class PathsView:
    """What the page says before anybody asks."""

    concepts: int
    longest: int
    hubs: tuple[Name, ...]
    ready: tuple[ReadyPath, ...]


def paths_view(desk: Desk) -> PathsView:
    """Return the general terms, and paths between the concepts with the most relations."""
    concepts = desk.ontology.concepts
    hubs = tuple(concept_name(desk, concept) for concept in concepts if concept in desk.hubs)
    return PathsView(len(concepts), LONGEST, hubs, tuple(_ready(desk, path) for path in ready_paths(desk)))


def ready_paths(desk: Desk) -> list[Path]:
    """Return paths between the concepts with the most relations, hubs aside, each concept an end once.

    Taken is the best path of a pair if it has two sentences or more and a quote for each.
    """
    stations = [concept for concept in desk.ontology.concepts if concept not in desk.hubs]
    ends = sorted(stations, key=lambda concept: -len(desk.relations_at(concept)))[:_TRIED]
    found: list[Path] = []
    used: set[str] = set()
    for pair in combinations(ends, 2):
        if len(found) < READY and used.isdisjoint(pair):
            for path in desk.paths(*pair, max_length=LONGEST, count=1):
                if len(path) > 1 and all(hop.quotes for hop in path.hops):
                    found.append(path)
                    used.update(pair)
    return found


def _ready(desk: Desk, path: Path) -> ReadyPath:
    first, *inner, last = (with_article(desk, station) for station in path.stations)
    return ReadyPath(
        title=f"From {first} to {last}",
        target=asked(PATHS, **{"from": path.stations[0], "to": path.stations[-1]}),
        through=f"through {listed(inner)}, {plural(len(path), 'sentence')}",
        way=_way(desk, path),
        relations=tuple(relation_view(desk, hop.relation) for hop in path.hops),
    )


def _way(desk: Desk, path: Path) -> tuple[Run, ...]:
    runs = [Run(concept_name(desk, path.stations[0]).text)]
    for hop in path.hops:
        runs += [Run(arrow(desk, hop), verb=True), Run(concept_name(desk, hop.end).text)]
    return tuple(runs)


def arrow(desk: Desk, hop: Hop) -> str:
    """Return the verb of a hop on an arrow that points from subject to object."""
    verb = plain(run for run in relation_view(desk, hop.relation).sentence if run.verb).strip()
    return f" — {verb} → " if hop.forward else f" ← {verb} — "
