"""What can be taken away: every export, and the data of each page beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kabgraph.export import FORMATS, Format, as_json, concept_document, process_document, talk_document
from kabgraph.pages.model import Asset
from kabgraph.pages.uris import concept_uri, data_uri, download_uri, process_uri, talk_uri

if TYPE_CHECKING:
    from kabgraph.export import Parts
    from kabgraph.pages.desk import Desk


@dataclass(frozen=True, slots=True)
class Download:
    """An export as a file of the site."""

    format: Format
    uri: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The hash by which one tells that the file arrived whole."""
        return hashlib.sha256(self.content).hexdigest()


@lru_cache(maxsize=2)
def downloads(parts: Parts) -> tuple[Download, ...]:
    """Return every export; a page tells their sizes, and the site holds them."""
    return tuple(Download(each, download_uri(each.file), each.write(parts)) for each in FORMATS.values())


def data_files(desk: Desk) -> Iterator[Asset]:
    """Yield the exports, and the data of each concept, talk and process; a private copy has none."""
    parts = desk.parts
    for download in downloads(parts):
        yield Asset(download.uri, content=download.content)
    for concept in parts.ontology.concepts:
        yield Asset(data_uri(concept_uri(concept)), text=as_json(concept_document(parts, concept)))
    for talk in parts.talks:
        yield Asset(data_uri(talk_uri(talk.id)), text=as_json(talk_document(parts, talk.id)))
    for process in parts.processes:
        yield Asset(data_uri(process_uri(process.id)), text=as_json(process_document(parts, process.id)))
