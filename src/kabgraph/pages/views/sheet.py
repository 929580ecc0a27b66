"""The page that makes a sheet of passages to print; without scripts it names the talks instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.parts import Anchor

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class SheetView:
    """The talks from which a sheet takes its passages."""

    talks: tuple[Anchor, ...]


def sheet_view(desk: Desk) -> SheetView:
    """Return what the page shows before its script runs."""
    return SheetView(tuple(Anchor(talk.title, talk_uri(talk.id)) for talk in desk.talks))
