"""For teachers: how what they propose reaches the pages, and what they can take into a class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import ANKI, SHEET, asked, talk_uri
from kabgraph.pages.views.handout import FOR_A_CLASS
from kabgraph.pages.views.parts import Anchor

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class TeachersView:
    """A text to begin with, where there is one, the sheet for a class, and the cards of all texts."""

    text: Anchor | None
    sheet: Anchor
    cards: Anchor


def teachers_view(desk: Desk) -> TeachersView:
    """Return what the page for teachers leads to."""
    first = desk.talks[0] if desk.talks else None
    parts = " ".join(FOR_A_CLASS)
    chosen = asked(SHEET, talk=first.id, parts=parts) if first else asked(SHEET, parts=parts)
    return TeachersView(
        text=Anchor(first.title, talk_uri(first.id)) if first else None,
        sheet=Anchor("Print a sheet", chosen),
        cards=Anchor("the cards of all texts", ANKI),
    )
