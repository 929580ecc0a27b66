"""Figures of concepts in the texts: how they are spread, what is key to a talk, what stands beside them.

A concept counts where it is named, by any of its labels; with ``implied`` also where a person marked it. The
words of a text are what stands between its blanks. Each row has the passages it was counted in, its n, and a
``caution`` where n is small or the words that were counted are not the speaker's own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kabgraph.library.together import Scope
from kabgraph.model import Edition, Mention, PassageRef, Talk
from kabgraph.statistics import Contingency, log_likelihood, log_ratio, mutual_information, spread

FEW = 5
"""Below so many observations a figure says little."""
_WORDING = {
    "retelling": "the wording counted is a retelling’s",
    "translation": "the wording counted is a translation’s",
}


def caution(n: int, editions: Iterable[Edition]) -> str:
    """Return why not to lean on a figure, in words; empty where nothing speaks against it.

    >>> caution(3, ["original", "retelling"])
    'n is 3, under 5, so it says little; the wording counted is in part a retelling’s'
    """
    kinds = list(editions)
    said = [f"n is {n}, under {FEW}, so it says little"] if n < FEW else []
    for edition, words in _WORDING.items():
        if edition in kinds:
            whole = all(kind == edition for kind in kinds)
            said.append(words if whole else words.replace("counted is", "counted is in part"))
    return "; ".join(said)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How a concept is spread over the talks: see ``kabgraph.statistics.spread`` for ``dp`` and ``dp_norm``.

    ``range`` is the number of talks that name it, of ``talks``; ``n`` how often it is named in all.
    """

    concept: str
    n: int
    range: int
    talks: int
    words: int
    dp: float | None
    dp_norm: float | None
    evidence: tuple[PassageRef, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class Keyness:
    """How much more, or less, a talk names a concept than all the other talks do.

    ``g2`` and ``log_ratio``: see ``kabgraph.statistics``. ``n`` is ``count``, in the talk, and ``rest``.
    """

    concept: str
    talk: str
    count: int
    rest: int
    words: int
    rest_words: int
    g2: float
    log_ratio: float | None
    evidence: tuple[PassageRef, ...]
    caution: str

    @property
    def n(self) -> int:
        """How often it is named in all."""
        return self.count + self.rest


@dataclass(frozen=True, slots=True)
class Collocate:
    """A concept named beside another one, in ``joint`` of ``units`` sentences, passages or talks.

    ``own`` is the number of units that name the one asked about, ``other`` of those that name this one.
    ``pmi`` and ``g2``: see ``kabgraph.statistics``.
    """

    concept: str
    beside: str
    joint: int
    own: int
    other: int
    units: int
    pmi: float
    g2: float
    evidence: tuple[PassageRef, ...]
    caution: str

    @property
    def n(self) -> int:
        """How often they are named together."""
        return self.joint


@dataclass(frozen=True, slots=True)
class TalkCount:
    """A concept in one talk: how often it is named, and how often in a thousand of its words."""

    concept: str
    talk: str
    number: int
    n: int
    words: int
    per_thousand: float
    edition: Edition
    evidence: tuple[PassageRef, ...]
    caution: str


def refs_of(mentions: Iterable[Mention]) -> tuple[PassageRef, ...]:
    """Return the passages of some mentions, each once."""
    return tuple(dict.fromkeys(mention.passage for mention in mentions))


def _by_talk(mentions: Iterable[Mention]) -> dict[str, list[Mention]]:
    table: dict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        table[mention.talk].append(mention)
    return table


def dispersion(concept: str, mentions: Sequence[Mention], talks: Sequence[Talk]) -> Dispersion:
    """Return how the mentions of a concept are spread over the talks."""
    table = _by_talk(mentions)
    counts = [len(table.get(talk.id, ())) for talk in talks]
    sizes = [talk.words for talk in talks]
    found = spread(counts, sizes)
    said = caution(len(mentions), [talk.edition for talk in talks if talk.id in table])
    refs = refs_of(mentions)
    whole = (len(mentions), found.range, len(talks), sum(sizes))
    return Dispersion(concept, *whole, found.dp, found.dp_norm, refs, said)


def keyness(talk: Talk, talks: Sequence[Talk], table: Mapping[str, Sequence[Mention]]) -> list[Keyness]:
    """Return the concepts that ``talk`` names, the surest difference from the other talks first."""
    words, rest_words = talk.words, sum(each.words for each in talks if each.id != talk.id)
    editions = {each.id: each.edition for each in talks}
    found = []
    for concept, mentions in table.items():
        own = [mention for mention in mentions if mention.talk == talk.id]
        if not own:
            continue
        a, b = len(own), len(mentions) - len(own)
        # A name may take no word of its own in a text of one word: no cell may fall below nothing.
        cells = Contingency(a, b, max(words - a, 0), max(rest_words - b, 0))
        said = caution(a + b, [editions[mention.talk] for mention in mentions])
        ratio = log_ratio(a, words, b, rest_words)
        g2 = log_likelihood(cells) if rest_words else 0.0
        found.append(Keyness(concept, talk.id, a, b, words, rest_words, g2, ratio, refs_of(own), said))
    return sorted(found, key=lambda row: -row.g2)


def units_of(
    talks: Iterable[Talk], within: Scope, table: Mapping[str, Sequence[Mention]]
) -> list[list[Mention]]:
    """Return the mentions in each sentence, passage or talk; ``table`` has them by passage."""
    if within == "talk":
        return [[m for passage in talk.passages for m in table.get(passage.ref, ())] for talk in talks]
    passages = [passage for talk in talks for passage in talk.passages]
    if within == "passage":
        return [list(table.get(passage.ref, ())) for passage in passages]
    return [
        [mention for mention in table.get(passage.ref, ()) if sentence.contains(mention.span)]
        for passage in passages
        for sentence in passage.sentences
    ]


def collocates(
    concept: str, units: Sequence[Sequence[Mention]], talks: Iterable[Talk], min_count: int
) -> list[Collocate]:
    """Return the concepts named in units with ``concept``, at least ``min_count`` times, the surest first."""
    editions = {talk.id: talk.edition for talk in talks}
    named = [{mention.concept for mention in unit if mention.concept} for unit in units]
    totals = Counter(other for names in named for other in names)
    shared = [(unit, names) for unit, names in zip(units, named, strict=True) if concept in names]
    joint = Counter(other for _, names in shared for other in names if other != concept)
    found = []
    for other, count in joint.items():
        if count < min_count:
            continue
        both = (concept, other)
        met = [m for unit, names in shared if other in names for m in unit if m.concept in both]
        cells = Contingency.of(joint=count, one=totals[concept], other=totals[other], total=len(units))
        pmi, g2 = mutual_information(cells) or 0.0, log_likelihood(cells)
        counts = (count, totals[concept], totals[other], len(units))
        said = caution(count, [editions[mention.talk] for mention in met])
        found.append(Collocate(other, concept, *counts, pmi, g2, refs_of(met), said))
    return sorted(found, key=lambda row: -row.g2)


def over_talks(concept: str, mentions: Sequence[Mention], talks: Sequence[Talk]) -> list[TalkCount]:
    """Return a concept's counts talk by talk, in the order given."""
    table = _by_talk(mentions)
    found = []
    for number, talk in enumerate(talks, 1):
        own = table.get(talk.id, [])
        rate = 1000 * len(own) / talk.words if talk.words else 0.0
        said = caution(len(own), [talk.edition])
        counts = (len(own), talk.words, rate)
        found.append(TalkCount(concept, talk.id, number, *counts, talk.edition, refs_of(own), said))
    return found
