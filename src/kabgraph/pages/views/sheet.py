"""The page that makes a sheet of passages to print; without scripts it names the command and the talks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import ANKI, talk_uri
from kabgraph.pages.views.parts import Anchor

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class SheetView:
    """The talks from which a sheet takes its passages, the cards of all of them, and the command."""

    talks: tuple[Anchor, ...]
    cards: Anchor
    command: str


def sheet_view(desk: Desk) -> SheetView:
    """Return what the page shows before its script runs."""
    talks = tuple(Anchor(talk.title, talk_uri(talk.id)) for talk in desk.talks)
    first = desk.talks[0].id if desk.talks else "TALK"
    return SheetView(
        talks, Anchor("All cards of all texts, for Anki", ANKI), f"kabgraph class {first} -o sheet.html"
    )
