"""The nouns of a person's decisions: where they are anchored, and whether the words still stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.model.place import Address
from kabgraph.model.text import PassageRef, Span, TalkId

AnnotationMode = Literal["named", "implied", "analogy"]
AnnotationStatus = Literal["accepted", "rejected", "skipped", "retired"]
AnchorState = Literal["exact", "shifted", "weak", "ambiguous", "changed", "moved?", "orphan"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words that were marked, with what stood about them; ``start`` and ``end`` are a hint only.

    ``text`` is the hash of the passage's text on which the mark was made.
    """

    passage: str
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One stored decision of a person: these words name, imply or picture a concept, or do not.

    ``by`` is the user, the name of the file. ``span`` is where the words stand now: None unless
    ``state`` is exact, shifted or weak.
    """

    id: str
    talk: TalkId
    concept: str
    mode: AnnotationMode
    status: AnnotationStatus
    anchor: Anchor
    by: str
    state: AnchorState
    span: Span | None
    address: Address
    kind: Literal["mention"] = "mention"
    note: str = ""
    origin: str = ""

    @property
    def passage(self) -> PassageRef:
        """The ref of the passage on which it was made."""
        return PassageRef(f"{self.talk}#{self.anchor.passage}")
