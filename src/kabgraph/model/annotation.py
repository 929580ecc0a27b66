"""The nouns of a person's decisions: where they are anchored, and whether the words still stand there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.model.place import Address
from kabgraph.model.text import PassageRef, Span, TalkId

AnnotationKind = Literal["mention", "relation", "claim", "note"]
AnnotationMode = Literal["named", "implied", "analogy"]
AnnotationStatus = Literal["accepted", "rejected", "skipped", "retired", "proposed"]
AnchorState = Literal["exact", "shifted", "weak", "ambiguous", "changed", "moved?", "orphan"]
Stance = Literal["supports", "contradicts", "mentions"]


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
class LinkedRelation:
    """The relation of which some words speak: concept ids about a relation type."""

    subject: str
    type: str
    object: str


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """The equation that some words make, or deny, with the condition under which it holds."""

    kind: Literal["same", "different"]
    concepts: tuple[str, ...]
    condition: str = ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Who did what to a record, and when: ``at`` is written like ``2026-11-22T10:04:00Z``."""

    at: str
    by: str
    did: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """One stored decision of a person: these words name, imply or picture a concept, or do not.

    A record of the kind ``relation`` says what the words have to do with a relation (``stance``), a
    ``claim`` that they equate concepts or deny it, a ``note`` holds words alone. ``by`` is the user,
    the name of the file. ``also`` are further anchors of the same record. ``span`` is where the words of
    ``anchor`` stand now: None unless ``state``, the worst of all its anchors, is exact, shifted or weak;
    ``also_spans`` likewise. ``near`` is a place that is proposed and not taken.
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
    kind: AnnotationKind = "mention"
    note: str = ""
    origin: str = ""
    relation: LinkedRelation | None = None
    stance: Stance = "supports"
    claim: LinkedClaim | None = None
    replaces: str | None = None
    also: tuple[Anchor, ...] = ()
    also_spans: tuple[Span, ...] = ()
    near: tuple[PassageRef, Span] | None = None
    log: tuple[LogEntry, ...] = ()

    @property
    def passage(self) -> PassageRef:
        """The ref of the passage on which it was made."""
        return PassageRef(f"{self.talk}#{self.anchor.passage}")

    @property
    def concepts(self) -> tuple[str, ...]:
        """All concepts that it names: its own, the ends of its relation, the sides of its claim."""
        ends = (self.relation.subject, self.relation.object) if self.relation else ()
        sides = self.claim.concepts if self.claim else ()
        return tuple(dict.fromkeys(filter(None, (self.concept, *ends, *sides))))

    @property
    def places(self) -> tuple[tuple[PassageRef, Span], ...]:
        """Where its words stand now, one place an anchor; none unless all of them are placed."""
        if self.span is None:
            return ()
        others = zip(self.also, self.also_spans, strict=True)
        further = ((PassageRef(f"{self.talk}#{anchor.passage}"), span) for anchor, span in others)
        return ((self.passage, self.span), *further)
