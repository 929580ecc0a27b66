"""An item of the queue as it is put to a person: its words in their sentences, the question, the choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kabgraph.annotations import CONTEXT, PLACED, fate
from kabgraph.library.hall import Library
from kabgraph.library.review import Item
from kabgraph.library.sentences import said
from kabgraph.model import Annotation, Passage, PassageRef, Relation, Span


@dataclass(frozen=True, slots=True)
class Around:
    """Words where they stand, with the sentences about them as far as ``before`` and ``after`` go."""

    passage: PassageRef
    before: str
    words: str
    after: str

    @property
    def whole(self) -> str:
        """All in one."""
        return self.before + self.words + self.after


@dataclass(frozen=True, slots=True)
class Choice:
    """A concept that may be meant."""

    concept: str
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Asked:
    """An item with all that a person needs to decide it.

    ``here`` is where its words stand; of lost words, where they stood, with what is remembered of it.
    ``proposed`` is the place that is proposed for lost words, if one is.
    """

    item: Item
    here: Around
    question: str
    choices: tuple[Choice, ...]
    proposed: Around | None = None


def ask(item: Item, library: Library) -> Asked:
    """Return the item as it is put to a person.

    >>> from kabgraph.library import load
    >>> small = load("tests/data/small")
    >>> asked = ask(small.queue(concept="ELE")[0], small)
    >>> asked.question, asked.here.before, asked.here.words, asked.choices[0].label
    ('Do these words name ELE?', 'Question: What do “', 'ELE', 'ELE')
    """
    concepts = library.ontology.concepts
    choices = tuple(Choice(id_, library.label(id_), concepts[id_].definition) for id_ in item.candidates)
    proposed = _proposed(item, library)
    question = " ".join(filter(None, (_question(item, library, choices, proposed), _similar(item))))
    return Asked(item, _here(item, library), question, choices, proposed)


def around(passage: Passage, span: Span) -> Around:
    """Return the words at ``span`` with their sentence, the one before it and the one after it.

    At least as much stands about them as an anchor keeps, where the passage has it.
    """
    text, sentences = passage.text, passage.sentences
    touched = [n for n, one in enumerate(sentences) if one.overlaps(span)] or [0]
    start = sentences[max(0, touched[0] - 1)].start
    end = sentences[min(len(sentences) - 1, touched[-1] + 1)].end
    start = min(start, text.rfind(" ", 0, max(0, span.start - CONTEXT)) + 1)
    stop = text.find(" ", min(len(text), span.end + CONTEXT))
    end = max(end, stop if stop >= 0 else len(text))
    return Around(passage.ref, text[start : span.start], text[span.slice], text[span.end : end])


def _here(item: Item, library: Library) -> Around:
    if item.span is not None:
        return around(library.passage(item.passage), item.span)
    if item.record is None:
        return Around(item.passage, "", item.surface, "")
    anchor = item.record.anchor
    return Around(item.passage, anchor.prefix, anchor.exact, anchor.suffix)


def _proposed(item: Item, library: Library) -> Around | None:
    near = item.record.near if item.record else None
    return around(library.passage(near[0]), near[1]) if near else None


def _question(item: Item, library: Library, choices: Sequence[Choice], proposed: Around | None) -> str:
    if item.record is not None:
        return _of_record(item, item.record, library, proposed)
    names = _either([choice.label for choice in choices])
    if item.sort == "disputed":
        return f"People disagree: {_sides(item, library)}. Do these words name {names}?"
    again = "You left this for later. " if item.sort == "skipped" else ""
    if len(choices) > 1:
        return f"{again}Which do these words name: {names}?"
    return f"{again}Do these words name {names}?"


def _of_record(item: Item, record: Annotation, library: Library, proposed: Around | None) -> str:
    what = says(record, library)
    why = f" ({record.note})" if record.note and record.kind != "note" else ""
    if record.state in PLACED and record.status == "proposed":
        return f"{record.by} proposes that these words {what}{why}. Is it so?"
    told = f"{_DID.get(record.status, record.status)} by {record.by}: these words {what}{why}."
    became = fate(record, proposed.words if proposed else None)
    if record.state in PLACED:
        return f"{told} They {became}. Are they still meant?"
    asks = "Do those shown below take their place?" if proposed else "Nothing like them is left."
    return f"{told} They {became}. {asks}"


_DID = {"accepted": "Accepted", "rejected": "Rejected", "skipped": "Left for later", "proposed": "Proposed"}
_MODE = {"named": "name", "implied": "imply", "analogy": "picture"}


def says(record: Annotation, library: Library) -> str:
    """Return what a record says of its words, to follow on "these words".

    >>> from kabgraph.library import load
    >>> small = load("tests/data/small")
    >>> says(small.annotations[0], small)
    'picture Bina'
    """
    if link := record.relation:
        relation = Relation(link.subject, link.type, link.object, "asserted", (), record.address)
        verb = {"supports": "support", "contradicts": "contradict", "mentions": "mention"}[record.stance]
        return f"{verb}: {said(library.sentence(relation))}"
    if claim := record.claim:
        return f"call {claim.kind}: {', '.join(map(library.label, claim.concepts))}"
    if record.kind == "note":
        return f"carry a note: {record.note}"
    return f"{_MODE[record.mode]} {library.label(record.concept)}"


def _sides(item: Item, library: Library) -> str:
    ids = item.mention.records if item.mention else ()
    records = [record for record in library.annotations if record.id in ids]
    sides = (f"{r.by} {r.status} {library.label(r.concept)}" for r in records)
    return ", ".join(sides)


def _similar(item: Item) -> str:
    if item.similar is None:
        return ""
    return f"Such words were rejected once ({item.similar}); that place is lost, so this is asked again."


def _either(names: Sequence[str]) -> str:
    return " or ".join(names)
