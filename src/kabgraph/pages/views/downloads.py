"""Downloads: each export with what it is for, how to know it again, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.export import EDITIONS
from kabgraph.pages.data.files import Download, downloads
from kabgraph.pages.uris import talk_uri
from kabgraph.pages.views.parts import Anchor
from kabgraph.pages.views.words import plural

if TYPE_CHECKING:
    from kabgraph.model import Talk
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class DownloadView:
    """An export as a reader chooses it."""

    id: str
    label: str
    title: str
    purpose: str
    file: Anchor
    size: str
    sha256: str
    command: str
    python: str


@dataclass(frozen=True, slots=True)
class RightsView:
    """The texts of one edition whose rights are told in the same words."""

    edition: str
    wording: str
    rights: str
    count: str
    talks: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class DownloadsView:
    """What the page of downloads shows; ``private`` counts the copies that no download holds."""

    version: str
    files: tuple[DownloadView, ...]
    rights: tuple[RightsView, ...]
    private: str


def downloads_view(desk: Desk) -> DownloadsView:
    """Return what can be taken away."""
    private = len(desk.talks) - len(desk.parts.talks)
    return DownloadsView(
        version=desk.version,
        files=tuple(map(_download, downloads(desk.parts))),
        rights=_rights(desk.parts.talks),
        private=plural(private, "private copy is", "private copies are") if private else "",
    )


def _download(download: Download) -> DownloadView:
    kind = download.format
    return DownloadView(
        id=kind.name,
        label=kind.label,
        title=kind.title,
        purpose=kind.purpose,
        file=Anchor(kind.file, download.uri),
        size=size_of(len(download.content)),
        sha256=download.sha256,
        command=f"kabgraph export {kind.name} -o {kind.file}",
        python=f'kabgraph.load().export("{kind.name}", "{kind.file}")',
    )


def size_of(count: int) -> str:
    """Return a number of bytes as a reader says it.

    >>> size_of(900), size_of(15_230), size_of(1_348_296)
    ('900 bytes', '15 KB', '1.3 MB')
    """
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _rights(talks: tuple[Talk, ...]) -> tuple[RightsView, ...]:
    groups: dict[tuple[str, str], list[Talk]] = {}
    for talk in talks:
        groups.setdefault((talk.edition, talk.rights), []).append(talk)
    return tuple(
        RightsView(
            edition=edition,
            wording=EDITIONS[edition],
            rights=rights,
            count=plural(len(group), "text"),
            talks=tuple(Anchor(talk.title, talk_uri(talk.id)) for talk in group),
        )
        for (edition, rights), group in groups.items()
    )
