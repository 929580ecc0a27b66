"""Talks edited at random, with characters that carry their identity through the edit.

A placed anchor is right exactly when it stands on the very characters on which it was made. What was pasted
carries the identity of what was copied, and is marked: an anchor on a copy is wrong as long as the original
stands untouched. Once that was edited, no text tells it from the copy, and the untouched one counts. Run as a
command, it prints what became of how many anchors:

    PYTHONPATH=src:tests/annotations python -m edited_talks [EDITS [SEED]]
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random

import kabgraph
from kabgraph.annotations import CONTEXT, Placing, make_anchor, place
from kabgraph.model import Address, Anchor, Passage, Span, TalkId
from kabgraph.text import normalise, split_sentences

PER_EDIT = 2
"""How many anchors are followed through each edit."""

_WORD = re.compile(r"[^\W_]+(?:['’״׳-][^\W_]+)*")
_OTHER_SIGNS = {"’": "'", "'": "’", "“": '"', "”": '"', '"': "”", "—": "-", "–": "-", "-": "–", ":": ";"}
Place = Callable[[Anchor, Sequence[Passage]], Placing]


@dataclass(frozen=True, slots=True)
class Cells:
    """A text whose characters have an identity each."""

    text: str
    ids: tuple[int, ...]

    def cut(self, start: int, end: int) -> Cells:
        return Cells(self.text[start:end], self.ids[start:end])

    def __add__(self, other: Cells) -> Cells:
        return Cells(self.text + other.text, self.ids + other.ids)

    def put(self, start: int, end: int, new: Cells) -> Cells:
        return self.cut(0, start) + new + self.cut(end, len(self.text))

    def copy(self) -> Cells:
        return Cells(self.text, tuple(-abs(id_) for id_ in self.ids))

    def tidy(self) -> Cells:
        """The same without blanks at the ends or after a blank, as a talk's text is read."""
        kept = [n for n, sign in enumerate(self.text) if sign != " " or (n and self.text[n - 1] != " ")]
        while kept and self.text[kept[-1]] == " ":
            kept.pop()
        return Cells("".join(self.text[n] for n in kept), tuple(self.ids[n] for n in kept))

    def holds(self, ids: tuple[int, ...]) -> bool:
        words = self.words_at(Span(0, len(self.text)))
        return any(words[n : n + len(ids)] == ids for n in range(len(words) - len(ids) + 1))

    def words_at(self, span: Span) -> tuple[int, ...]:
        """The identities of what stands there, blanks left out: a blank is like any other."""
        return tuple(
            id_ for id_, sign in zip(self.ids[span.slice], self.text[span.slice], strict=True) if sign != " "
        )


sentences_in = lru_cache(4096)(split_sentences)
Talk = dict[str, Cells]
"""Passages by id, in their order."""


class Editor:
    """Edits talks at random; one seed, one run."""

    def __init__(self, random: Random, vocabulary: Sequence[str]) -> None:
        self.random = random
        self._vocabulary = vocabulary
        self._ids = count(1)
        self.ops: dict[str, Callable[[Talk], None]] = {
            "insert a word": self._insert_words,
            "delete a word": self._delete_word,
            "replace a word": self._replace_word,
            "insert a sentence": self._insert_sentence,
            "delete a sentence": self._delete_sentence,
            "replace a sentence": self._replace_sentence,
            "duplicate a sentence": self._duplicate_sentence,
            "swap sentences": self._swap_sentences,
            "move a sentence": self._move_sentence,
            "duplicate a passage": self._duplicate_passage,
            "swap passages": self._swap_passages,
            "delete a passage": self._delete_passage,
            "join passages": self._join_passages,
            "split a passage": self._split_passage,
            "change quotes and dashes": self._change_signs,
        }

    def fresh(self, text: str) -> Cells:
        """Characters that were never there before."""
        return Cells(text, tuple(next(self._ids) for _ in text))

    def edit(self, talk: Talk, op: str) -> Talk:
        """One edit of that name, on a copy."""
        edited = dict(talk)
        self.ops[op](edited)
        tidied = {id_: new if new is talk.get(id_) else new.tidy() for id_, new in edited.items()}
        return {id_: cells for id_, cells in tidied.items() if cells.text}

    def _any(self, talk: Talk) -> str:
        return self.random.choice(list(talk))

    def _on(self, talk: Talk, find: Callable[[str], Sequence[Span]], new: Callable[[Cells], Cells]) -> None:
        id_ = self._any(talk)
        spans = find(talk[id_].text)
        if spans:
            span = self.random.choice(spans)
            talk[id_] = talk[id_].put(span.start, span.end, new(talk[id_].cut(span.start, span.end)))

    def _insert_words(self, talk: Talk) -> None:
        self._put_words(talk, keep=True)

    def _delete_word(self, talk: Talk) -> None:
        self._on(talk, words_in, lambda _: self.fresh(""))

    def _replace_word(self, talk: Talk) -> None:
        self._put_words(talk, keep=False)

    def _put_words(self, talk: Talk, keep: bool) -> None:
        """New ones, none of which stands near: a word in the place of the same word would be no edit."""
        id_ = self._any(talk)
        text = talk[id_].text
        spans = words_in(text)
        if not spans:
            return
        span = self.random.choice(spans)
        near = text[max(0, span.start - 60) : span.end + 60]
        words = self.random.choices(self._vocabulary, k=self.random.choice((1, 1, 2, 4)))
        new = self.fresh(" ".join(word for word in words if word not in near))
        kept = self.fresh(" ") + talk[id_].cut(span.start, span.end) if keep else self.fresh("")
        talk[id_] = talk[id_].put(span.start, span.end, new + kept)

    def _a_sentence(self, talk: Talk) -> Cells:
        """A new one, of words at random or of words that stand elsewhere: then it is much like an old one."""
        cells = talk[self._any(talk)]
        if self.random.random() < 0.5:
            span = self.random.choice(sentences_in(cells.text))
            return self.fresh(" ") + cells.cut(span.start, span.end).copy() + self.fresh(" ")
        words = self.random.choices(self._vocabulary, k=self.random.randint(3, 15))
        return self.fresh(f" {' '.join(words).capitalize()}. ")

    def _insert_sentence(self, talk: Talk) -> None:
        self._on(talk, sentences_in, lambda old: self._a_sentence(talk) + old)

    def _delete_sentence(self, talk: Talk) -> None:
        self._on(talk, sentences_in, lambda _: self.fresh(""))

    def _replace_sentence(self, talk: Talk) -> None:
        self._on(talk, sentences_in, lambda _: self._a_sentence(talk))

    def _copied(self, old: Cells) -> Cells:
        """The old ones and a copy, which may stand before them or after."""
        both = [old, old.copy()]
        self.random.shuffle(both)
        return both[0] + self.fresh(" ") + both[1]

    def _duplicate_sentence(self, talk: Talk) -> None:
        self._on(talk, sentences_in, self._copied)

    def _swap_sentences(self, talk: Talk) -> None:
        id_ = self._any(talk)
        cells = talk[id_]
        spans = sentences_in(cells.text)
        if len(spans) < 2:
            return
        one, other = sorted(self.random.sample(spans, 2))
        later = cells.cut(other.start, other.end)
        cells = cells.put(other.start, other.end, cells.cut(one.start, one.end))
        talk[id_] = cells.put(one.start, one.end, later)

    def _move_sentence(self, talk: Talk) -> None:
        """To another place, in its own passage or another."""
        id_ = self._any(talk)
        span = self.random.choice(sentences_in(talk[id_].text))
        sentence = talk[id_].cut(span.start, span.end)
        talk[id_] = talk[id_].put(span.start, span.end, self.fresh(" "))
        self._on(talk, sentences_in, lambda old: sentence + self.fresh(" ") + old)

    def _duplicate_passage(self, talk: Talk) -> None:
        """Within itself, or over another passage."""
        id_, other = self._any(talk), self._any(talk)
        talk[other] = self._copied(talk[id_]) if id_ == other else talk[id_].copy()

    def _swap_passages(self, talk: Talk) -> None:
        id_, other = self._any(talk), self._any(talk)
        talk[id_], talk[other] = talk[other], talk[id_]

    def _delete_passage(self, talk: Talk) -> None:
        if len(talk) > 1:
            talk.pop(self._any(talk))

    def _join_passages(self, talk: Talk) -> None:
        ids = list(talk)
        if len(ids) > 1:
            at = self.random.randrange(1, len(ids))
            talk[ids[at - 1]] += self.fresh(" ") + talk.pop(ids[at])

    def _split_passage(self, talk: Talk) -> None:
        id_ = self._any(talk)
        span = self.random.choice(sentences_in(talk[id_].text))
        whole = talk[id_]
        talk[id_], talk[f"{id_}-2"] = whole.cut(0, span.start), whole.cut(span.start, len(whole.text))

    def _change_signs(self, talk: Talk) -> None:
        id_ = self._any(talk)
        for at, sign in enumerate(talk[id_].text):
            if sign in _OTHER_SIGNS and self.random.random() < 0.7:
                talk[id_] = talk[id_].put(at, at + 1, self.fresh(_OTHER_SIGNS[sign]))


def words_in(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def passages_of(talk: Talk) -> list[Passage]:
    return [
        Passage(TalkId("talk"), id_, cells.text, 1, (), sentences_in(cells.text), Address("talk.md"))
        for id_, cells in talk.items()
    ]


def some_anchor(random: Random, passages: Sequence[Passage]) -> Anchor:
    """On a short word that stands there twice, on any word, on a few, on a long quote or on a sentence."""
    passage = random.choice(passages)
    words = words_in(passage.text) or [Span(0, len(passage.text))]
    how = random.randrange(5)
    if how == 0:
        seen = Counter(passage.text[span.slice] for span in words)
        words = [span for span in words if seen[passage.text[span.slice]] > 1] or words
    first = random.randrange(len(words))
    last = min(len(words), first + (1, 1, random.randint(2, 4), random.randint(5, 14), 1)[how]) - 1
    span = Span(words[first].start, words[last].end)
    if how == 4:
        span = random.choice(passage.sentences)
    return make_anchor(passage, span)


@dataclass(frozen=True, slots=True)
class Case:
    """An anchor made on ``before``, and what became of it after ``ops``."""

    anchor: Anchor
    placing: Placing
    before: Talk
    after: Talk
    ops: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether it stands on its own characters, or nowhere."""
        span = self.placing.span
        if span is None:
            return True
        anchor, here = self.anchor, self.after.get(self.anchor.passage)
        if here is None:
            return False
        before, found = self.before[anchor.passage], here.words_at(span)
        if tuple(map(abs, found)) != before.words_at(Span(anchor.start, anchor.end)):
            return False
        about = Span(max(0, anchor.start - CONTEXT), min(len(before.text), anchor.end + CONTEXT))
        return any(id_ > 0 for id_ in found) or not here.holds(before.words_at(about))


def talks_of(folder: Path) -> list[dict[str, str]]:
    """The texts of a folder's passages, by id, one mapping a talk."""
    return [{p.id: p.text for p in talk.passages} for talk in kabgraph.load(folder).talks]


def source_talks(folder: Path) -> list[dict[str, str]]:
    """The texts of plain talk files: what stands between blank lines."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        blocks = [normalise(block) for block in path.read_text(encoding="utf-8").split("\n\n")]
        found.append({f"p{n}": block for n, block in enumerate(filter(None, blocks), 1)})
    return found


def cases(
    talks: Iterable[Mapping[str, str]], edits: int, seed: int, placing: Place = place, most: int = 3
) -> Iterator[Case]:
    """``edits`` edits of one to ``most`` steps over ``talks`` in turn, each with its anchors."""
    random = Random(seed)  # noqa: S311
    texts = list(talks)
    vocabulary = sorted(
        {text[span.slice] for talk in texts for text in talk.values() for span in words_in(text)}
    )
    editor = Editor(random, vocabulary)
    whole = [{id_: editor.fresh(text) for id_, text in talk.items()} for talk in texts]
    passages = [passages_of(talk) for talk in whole]
    for n in range(edits):
        before, old = whole[n % len(whole)], passages[n % len(whole)]
        ops = tuple(random.choices(list(editor.ops), k=random.randint(1, most)))
        after = before
        for op in ops:
            after = editor.edit(after, op)
        new = passages_of(after)
        touched = [p for p in old if after.get(p.id) != before[p.id]]
        for _ in range(PER_EDIT):
            anchor = some_anchor(random, touched if touched and random.random() < 0.8 else old)
            yield Case(anchor, placing(anchor, new), before, after, ops)


def project_talks() -> list[dict[str, str]]:
    """The talks of this project, and its source talks where they are at hand."""
    project = Path(__file__).resolve().parents[2]
    shared = Path(os.environ.get("KABGRAPH_SHARED", project.parent / "shared"))
    return [*talks_of(project), *source_talks(shared / "talks")]


def main() -> None:
    edits, seed = (int(arg) for arg in [*sys.argv[1:], "12000", "1"][:2])
    states: Counter[str] = Counter()
    wrong = 0
    for case in cases(project_talks(), edits, seed):
        states[case.placing.state] += 1
        if not case.right:
            wrong += 1
            print(f"misplaced after {', '.join(case.ops)}: {case.anchor} at {case.placing.span}")
    for state, number in states.most_common():
        print(f"{number:7} {state}")
    print(f"{edits:,} edits, {states.total():,} anchors, {wrong} misplaced")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
