"""The nouns of text: spans, passages, talks, and the mentions found in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NewType

from kabgraph.model.place import Address

TalkId = NewType("TalkId", str)
PassageRef = NewType("PassageRef", str)
"""A passage's name everywhere: ``talk-id#passage-id``."""

Edition = Literal["original", "translation", "retelling"]
Mode = Literal["named", "confirmed", "implied", "analogy"]
MentionStatus = Literal["automatic", "ambiguous", "confirmed", "rejected", "lost"]
Verdict = Literal["rejected", "disputed", "lost"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, zero-based, into one passage's text.

    Raises:
        ValueError: the range is negative or runs backwards.

    >>> span = Span(5, 11)
    >>> "Bina lowers ELE"[span.slice]
    'lowers'
    >>> len(span), span.contains(Span(6, 8)), span.overlaps(Span(11, 12))
    (6, True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def slice(self) -> slice:
        """The span as a slice of its text."""
        return slice(self.start, self.end)

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of a talk, the smallest citable unit.

    ``text`` is NFC, with each run of white space as one blank, and trimmed; ``sentences`` are
    spans into it; ``roles`` are the classes of its id line (``question``, ``answer``).
    """

    talk: TalkId
    id: str
    text: str
    number: int
    roles: tuple[str, ...]
    sentences: tuple[Span, ...]
    address: Address

    @property
    def ref(self) -> PassageRef:
        """``talk-id#passage-id``."""
        return PassageRef(f"{self.talk}#{self.id}")

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds the code point at ``offset``; the nearest one before it in a gap."""
        found = self.sentences[0]
        for sentence in self.sentences:
            if sentence.start <= offset:
                found = sentence
        return found


@dataclass(frozen=True, slots=True)
class Talk:
    """One text of the corpus with its front matter and its passages, in order.

    ``order`` is its place in the series of its kind, from 1; ``aim`` says in a line what it wants.
    """

    id: TalkId
    title: str
    kind: str
    edition: Edition
    language: str
    source: str
    rights: str
    passages: tuple[Passage, ...]
    address: Address
    speaker: str | None = None
    date: str | None = None
    aim: str | None = None
    order: int | None = None
    publish: bool = True

    @property
    def words(self) -> int:
        """The number of blank-separated words in all passages."""
        return sum(len(passage.text.split()) for passage in self.passages)


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a passage that names a concept, found by a label.

    ``concept`` is None where the surface is ambiguous: then ``candidates`` lists the concepts
    that share it. ``contained`` marks a hit inside, or across, a longer one: recorded, not counted.
    ``label`` is the label that was found, ``rule`` the context rule that decided, or the note of the person.
    ``records`` are the ids of the decisions that cover it. ``verdict``: people ``rejected`` it; they
    disagree (``disputed``), so that none of them decided; or its words are ``lost``, and ``start`` and
    ``end`` tell only where they stood.
    """

    passage: PassageRef
    start: int
    end: int
    surface: str
    concept: str | None
    candidates: tuple[str, ...]
    label: str
    mode: Mode = "named"
    contained: bool = False
    rule: str | None = None
    records: tuple[str, ...] = ()
    verdict: Verdict | None = None

    @property
    def span(self) -> Span:
        """Where the mention stands in its passage's text."""
        return Span(self.start, self.end)

    @property
    def talk(self) -> TalkId:
        """The id of the talk."""
        return TalkId(self.passage.partition("#")[0])

    @property
    def status(self) -> MentionStatus:
        """Who decided: people (confirmed, rejected), the policy (automatic), or nobody (ambiguous).

        What a person marked as implied or as an analogy is confirmed too. ``lost``: decided once, on words
        that stand there no more. Where people disagree the policy's word stands; without one, nobody's does.

        >>> Mention("talk#p1", 0, 4, "Bina", "bina", ("bina",), "Bina").status
        'automatic'
        >>> Mention("talk#p1", 0, 2, "MA", None, ("ma_what", "ma45"), "MA").status
        'ambiguous'
        >>> Mention("talk#p1", 0, 4, "Bina", "bina", ("bina",), "Bina", "confirmed").status
        'confirmed'
        """
        if self.verdict in ("rejected", "lost"):
            return self.verdict
        if self.verdict == "disputed" and self.mode != "named":
            return "ambiguous"
        if self.mode != "named":
            return "confirmed"
        return "ambiguous" if self.concept is None else "automatic"


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a passage that is shown as evidence, with the words that carry it."""

    passage: Passage
    span: Span
    marks: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.passage.text[self.span.slice]
