"""The ways to each concept as a script's data: ids in order, each with the place of its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kabgraph.pages.data.graph import Json, assigned, runs_data
from kabgraph.pages.views.words import segment_runs

if TYPE_CHECKING:
    from kabgraph.library import Segment
    from kabgraph.pages.desk import Desk


def learn_script(desk: Desk) -> str:
    """Return the script that gives the ways to the page that shows them."""
    return assigned("learn", learn_data(desk))


def learn_data(desk: Desk) -> Json:
    """Return for each concept the steps of the way to it; many share a reason, so each is told once."""
    whys: dict[tuple[Segment, ...], int] = {}
    ways = {
        goal: [
            [step.concept, whys.setdefault(step.why, len(whys))] for step in desk.library.learning_path(goal)
        ]
        for goal in desk.ontology.concepts
    }
    return {"whys": [runs_data(segment_runs(why)) for why in whys], "ways": ways}
