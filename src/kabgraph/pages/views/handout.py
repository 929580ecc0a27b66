"""A sheet for a class: chosen passages, the same with gaps, questions, and the key to all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kabgraph.pages.uris import passage_uri, talk_uri
from kabgraph.pages.views.cite import address_of, cite_talk
from kabgraph.pages.views.concept_more import first_sentence
from kabgraph.pages.views.parts import Name
from kabgraph.pages.views.talk import ROLES, talk_facts
from kabgraph.pages.views.tasks import Blank, Question, blanks, questions
from kabgraph.pages.views.words import concept_name, edition_note, plain

if TYPE_CHECKING:
    from kabgraph.model import Passage, Talk
    from kabgraph.pages.desk import Desk

PARTS = {
    "passages": "Passages",
    "terms": "Terms",
    "gaps": "Gaps with a word bank",
    "relations": "Which relation?",
    "key": "Answer key",
}
FOR_A_CLASS = ("passages", "gaps", "relations", "key")
MOST = 20  # questions that fit a lesson; 0 asks for all
UNTITLED = "A sheet of passages"


@dataclass(frozen=True, slots=True)
class Cited:
    """Where an answer stands: a passage with its text's edition, and the quoted words."""

    ref: str
    title: str
    number: int
    edition: str
    permalink: str
    quote: str = ""

    @property
    def where(self) -> str:
        """The place in words; what is no original says so."""
        return f"{self.title}, passage {self.number}{f', {self.edition}' if self.edition else ''}"


@dataclass(frozen=True, slots=True)
class Gap:
    """A numbered gap, the word that stands there, and the mention that says so."""

    number: int
    id: str
    word: str
    concept: str
    name: str
    ground: str
    sentence: tuple[str, str]
    cited: Cited


@dataclass(frozen=True, slots=True)
class Asked:
    """A numbered question, its options by letter, and the relation that answers it."""

    number: int
    id: str
    parts: tuple[str, ...]
    options: tuple[tuple[str, str], ...]
    answer: int
    sentence: str
    ground: str
    concepts: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage, and the number of the gap that follows it, if one does."""

    text: str
    gap: int = 0


@dataclass(frozen=True, slots=True)
class PassagePart:
    """A passage, whole and in pieces between its gaps."""

    ref: str
    number: int
    role: str
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TextPart:
    """The chosen passages of one text, and what a sheet must say of it."""

    title: str
    language: str
    facts: tuple[str, ...]
    private: bool
    passages: tuple[PassagePart, ...]
    source: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Handout:
    """The whole sheet. ``left`` counts the questions that there was no room for."""

    title: str
    version: str
    parts: tuple[str, ...]
    texts: tuple[TextPart, ...]
    terms: tuple[tuple[Name, str], ...]
    bank: tuple[tuple[str, int], ...]
    gaps: tuple[Gap, ...]
    questions: tuple[Asked, ...]
    left: int


def handout(
    desk: Desk, refs: Collection[str], parts: Sequence[str] = FOR_A_CLASS, title: str = "", most: int = MOST
) -> Handout:
    """Return the sheet of the passages ``refs``, in the order of the texts; ``most`` limits its questions."""
    left_out = blanks(desk)
    gaps: list[Gap] = []
    texts: list[TextPart] = []
    for talk in desk.talks:
        chosen = [passage for passage in talk.passages if passage.ref in refs]
        pieces = [_passage(desk, passage, left_out[passage.ref], gaps) for passage in chosen]
        if pieces:
            texts.append(_text(desk, talk, tuple(pieces)))
    there = [question for question in questions(desk) if any(q.passage.ref in refs for q in question.quotes)]
    asked = shared_out([_homes(question, refs)[0] for question in there], most)
    return Handout(
        title=title or (texts[0].title if len(texts) == 1 else UNTITLED),
        version=desk.version,
        parts=tuple(part for part in PARTS if part in parts),
        texts=tuple(texts),
        terms=_terms(desk, refs),
        bank=word_bank(gap.word for gap in gaps),
        gaps=tuple(gaps),
        questions=tuple(_asked(desk, there[n], refs, number) for number, n in enumerate(asked, 1)),
        left=len(there) - len(asked),
    )


def shared_out(homes: Sequence[str], most: int) -> tuple[int, ...]:
    """Return the places of at most ``most`` questions, so that each passage has its share.

    >>> shared_out(["a", "a", "a", "b"], 2), shared_out(["a", "a"], 0)
    ((0, 3), (0, 1))
    """
    turn: Counter[str] = Counter()
    ranked: list[tuple[int, int]] = []
    for n, home in enumerate(homes):
        ranked.append((turn[home], n))
        turn[home] += 1
    return tuple(sorted(n for _, n in sorted(ranked)[: most or None]))


def word_bank(words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return the words to choose from with their counts; a capital at a sentence's start makes no new word.

    >>> word_bank(["Light", "ELE", "light"])
    (('ELE', 1), ('light', 2))
    """
    forms: dict[str, list[str]] = {}
    for word in words:
        forms.setdefault(word.lower(), []).append(word)
    # The form with the most small letters; of equals the one that the computer sorts last.
    return tuple((max(forms[key]), len(forms[key])) for key in sorted(forms))


def _passage(desk: Desk, passage: Passage, left_out: Sequence[Blank], gaps: list[Gap]) -> PassagePart:
    pieces: list[Piece] = []
    at = 0
    for blank in left_out:
        number, mention, sentence = len(gaps) + 1, blank.mention, blank.sentence
        pieces.append(Piece(passage.text[at : mention.start], number))
        at = mention.end
        gaps.append(
            Gap(
                number=number,
                id=blank.id,
                word=mention.surface,
                concept=blank.concept,
                name=desk.label(blank.concept),
                ground=f"mention {passage.ref}, {mention.start}–{mention.end}",
                sentence=(
                    passage.text[sentence.start : mention.start],
                    passage.text[mention.end : sentence.end],
                ),
                cited=cited(desk, passage, passage.text[sentence.slice]),
            )
        )
    role = next((ROLES[role] for role in passage.roles if role in ROLES), "")
    return PassagePart(passage.ref, passage.number, role, passage.text, (*pieces, Piece(passage.text[at:])))


def cited(desk: Desk, passage: Passage, quote: str = "") -> Cited:
    """Return where a passage stands."""
    talk = desk.talk(passage.talk)
    permalink = address_of(desk, passage_uri(passage.ref))
    return Cited(passage.ref, talk.title, passage.number, edition_note(talk), permalink, quote)


def _text(desk: Desk, talk: Talk, passages: tuple[PassagePart, ...]) -> TextPart:
    cite = cite_talk(desk, talk, talk_uri(talk.id))
    rows = (
        ("Cite", cite.text),
        ("Permalink", cite.permalink),
        ("Source", talk.source),
        ("Rights", talk.rights),
    )
    return TextPart(
        title=talk.title,
        language=talk.language,
        facts=tuple(filter(None, (*talk_facts(talk)[:-1], edition_note(talk)))),
        private=not talk.publish,
        passages=passages,
        source=tuple(row for row in rows if row[1]),
    )


def _terms(desk: Desk, refs: Collection[str]) -> tuple[tuple[Name, str], ...]:
    """The concepts that the passages name, by name, each with the first sentence of its meaning."""
    there = {
        mention.concept
        for talk in desk.talks
        for passage in talk.passages
        if passage.ref in refs
        for mention in desk.mentions_in(passage.ref)
        if mention.concept and mention.mode not in ("implied", "analogy")
    }
    ordered = sorted(there, key=lambda concept: (desk.label(concept).casefold(), concept))
    return tuple(
        (concept_name(desk, concept), first_sentence(desk.ontology.concepts[concept].definition))
        for concept in ordered
    )


def _homes(question: Question, refs: Collection[str]) -> list[str]:
    return [quote.passage.ref for quote in question.quotes if quote.passage.ref in refs]


def _asked(desk: Desk, question: Question, refs: Collection[str], number: int) -> Asked:
    card = question.card
    return Asked(
        number=number,
        id=card.id,
        parts=card.parts,
        options=tuple(zip("abcdefgh", card.options, strict=False)),
        answer=card.answer,
        sentence=plain(card.sentence),
        ground=f"relation {question.relation.id}",
        concepts=card.concepts,
        cited=tuple(
            cited(desk, quote.passage, quote.text) for quote in question.quotes if quote.passage.ref in refs
        ),
    )
