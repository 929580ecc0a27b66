"""About and rights: what this is, where each talk is from, which references are used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import outside, talk_uri

if TYPE_CHECKING:
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class TalkRights:
    """Where a talk is from and who holds its rights."""

    id: str
    title: str
    target: str
    speaker: str
    edition: str
    private: bool
    source: str
    source_address: str | None
    rights: str


@dataclass(frozen=True, slots=True)
class ReferenceRow:
    """A published reference."""

    id: str
    title: str
    address: str
    href: str | None


@dataclass(frozen=True, slots=True)
class AboutView:
    """What the page about the site shows."""

    title: str
    definition: str
    version: str
    talks: tuple[TalkRights, ...]
    references: tuple[ReferenceRow, ...]


def about_view(desk: Desk) -> AboutView:
    """Return what the page about the site shows."""
    scheme = desk.ontology.scheme
    return AboutView(
        title=scheme.title,
        definition=scheme.definition,
        version=desk.version,
        talks=tuple(
            TalkRights(
                id=talk.id,
                title=talk.title,
                target=talk_uri(talk.id),
                speaker=talk.speaker or "",
                edition=talk.edition,
                private=not talk.publish,
                source=talk.source,
                source_address=outside(talk.source) if "://" in talk.source else None,
                rights=talk.rights,
            )
            for talk in desk.talks
        ),
        references=tuple(
            ReferenceRow(key, reference.title, reference.address, outside(reference.address))
            for key, reference in scheme.references.items()
        ),
    )
