"""A talk on its way into the corpus, and the file it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kabgraph.corpus.head import KEYS
from kabgraph.model import Address
from kabgraph.source import quoted

_BARE = frozenset({"kind", "edition", "language", "date", "publish"})  # checked values, safe without quotes


@dataclass(frozen=True, slots=True)
class DraftPassage:
    """A paragraph; ``id`` is None where it has to be minted or taken over."""

    text: str
    roles: tuple[str, ...] = ()
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A talk read from a file that is to be imported.

    ``head`` holds what the file itself says in front matter; ``defaults`` what is written where neither
    it nor the talk that is there says otherwise.
    """

    id: str
    passages: tuple[DraftPassage, ...]
    address: Address
    defaults: Mapping[str, str]
    head: Mapping[str, str] = field(default_factory=dict)


def id_line_of(passage: DraftPassage) -> str:
    """Return the id line that stands below a passage.

    >>> id_line_of(DraftPassage("Why?", ("question",), "p1"))
    '{: #p1 .question }'
    """
    return "{: " + " ".join([f"#{passage.id}", *(f".{role}" for role in passage.roles)]) + " }"


def front_of(head: Mapping[str, str]) -> str:
    """Return the front matter for ``head``, its rules included, texts safely quoted."""
    lines = [f"{key}: {head[key] if key in _BARE else quoted(head[key])}" for key in KEYS if key in head]
    return "\n".join(["---", *lines, "---"])


def block_of(passage: DraftPassage) -> str:
    """Return a passage as it stands in its file: its text in one line, its id line below.

    A text that looks like an id line itself survives: only the last line of a block is its id.
    """
    return f"{passage.text}\n{id_line_of(passage)}"


def talk_file(front: str, blocks: Iterable[str]) -> str:
    """Return the text of a talk file: the front matter, then the blocks, blank lines between."""
    return "\n\n".join([front, *blocks]) + "\n"
