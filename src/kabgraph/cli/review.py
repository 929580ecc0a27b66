"""The command that goes through the queue, one place at a time: review."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from kabgraph.cli.app import INTERRUPTED, Root, Talk, User, app, here, tell
from kabgraph.cli.keys import Keys
from kabgraph.errors import ConflictError, KabgraphError, UsageError
from kabgraph.library import Results, default_user, find_root
from kabgraph.library.asking import Around, Asked, ask
from kabgraph.library.review import Item, Sort
from kabgraph.library.session import Session
from kabgraph.library.verdicts import PAST, Did, Verdict
from kabgraph.model import AnnotationMode, Span
from kabgraph.source import escape, shown

_WIDEST = 88
_KEYS: dict[str, Did] = {"a": "accept", "r": "reject", "s": "skip"}
_MODES: dict[str, AnnotationMode] = {"n": "named", "i": "implied", "p": "analogy"}
_NO_TERMINAL = (
    "write a file instead (kabgraph suggest -o to-decide.csv), fill it in, "
    "and take it back (kabgraph suggest --take to-decide.csv)"
)


@app.command()
def review(
    root: Root = None,
    talk: Talk = None,
    concept: Annotated[
        str | None, typer.Option("--concept", help="Only this concept, by any of its names.")
    ] = None,
    sort: Annotated[
        Sort | None, typer.Option("--sort", help="Only what is to be decided for this reason.")
    ] = None,
    user: User = None,
) -> None:
    """Decide in the terminal, one place at a time, in its sentences. Each decision is saved at once.

    Keys: a accept, r reject, s skip, c correct, u undo, q quit; a number accepts that concept of several.

    Example: kabgraph review --talk place-of-residence --concept Bina
    """
    folder = find_root(root)
    session = Session(folder, user or default_user(folder))
    queue = _Queue(session, talk, concept, sort)
    if not queue.items():
        tell("nothing is to be decided there")
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("there is no terminal to decide in", _NO_TERMINAL)
    reviewer = _Reviewer(queue)
    try:
        with Keys() as keys:
            reviewer.run(keys)
    except KeyboardInterrupt:
        reviewer.close()
        raise typer.Exit(INTERRUPTED) from None
    reviewer.close()


class _Queue:
    """What is asked for of the queue, and what has been passed in this run."""

    def __init__(self, session: Session, talk: str | None, concept: str | None, sort: Sort | None) -> None:
        self.session = session
        self._asked = (talk, concept, sort)
        self._acts: list[str] = []
        self._back: str | None = None

    def items(self) -> Results[Item]:
        """All that is to be decided now, as asked for."""
        return self.session.library.queue(*self._asked)

    def next(self) -> tuple[Item | None, int]:
        """The next item, and how many are left with it; one that was taken back comes first."""
        left = [item for item in self.items() if item.key not in self._acts]
        back = (item for item in left if item.key == self._back)
        return next(back, left[0] if left else None), len(left)

    @property
    def passed(self) -> int:
        """How many items were passed in this run."""
        return len(self._acts)

    def decide(self, item: Item, verdict: Verdict) -> None:
        """Save a verdict."""
        self.session.decide([item], verdict)
        self._acts.append(item.key)
        self._back = None

    def undo(self) -> str:
        """Take the last verdict back; return what it was."""
        words = self.session.undo()
        self._back = self._acts.pop()
        return words


class _Reviewer:
    def __init__(self, queue: _Queue) -> None:
        self._queue = queue
        self._session = queue.session
        self._console = Console(highlight=False, markup=False, emoji=False)
        self._done: list[Did] = []

    def run(self, keys: Keys) -> None:
        """Ask until all is decided, or the person leaves."""
        while True:
            item, left = self._queue.next()
            if item is None:
                return
            asked = ask(item, self._session.library)
            self._show(asked, left, keys.single)
            try:
                while not self._take(keys.read(), asked, keys):
                    pass
            except EOFError:
                return

    def close(self) -> None:
        """Say what has been done."""
        counts = Counter(PAST[did] for did in self._done)
        said = [f"{counts[word]} {word}" for word in dict.fromkeys(PAST.values()) if counts[word]]
        left = self._queue.next()[1]
        folder = here(self._session.store.folder)
        saved = f", saved under {folder} as {self._session.user}.yaml" if said else ""
        tell(f"{', '.join(said) or 'nothing decided'}{saved}; {left} left to decide")

    # -- what a key does

    def _take(self, key: str, asked: Asked, keys: Keys) -> bool:
        """Do what a key asks for; return whether to look at the queue anew.

        Raises:
            EOFError: the person leaves.
        """
        if key == "q":
            raise EOFError
        try:
            if key == "u":
                self._say(f"taken back: {self._queue.undo()}")
                self._done.pop()
                return True
            verdict = self._verdict(key, asked, keys)
            if verdict is None:
                return False
            self._queue.decide(asked.item, verdict)
        except (KabgraphError, OSError) as error:
            self._say(f"{error}. Nothing was saved.")
            return isinstance(error, ConflictError)
        self._done.append(verdict.did)
        self._say(f"{PAST[verdict.did]}{self._meant(verdict, asked)}")
        return True

    def _meant(self, verdict: Verdict, asked: Asked) -> str:
        concept = verdict.concept or asked.item.concept
        if concept is None or verdict.did not in ("accept", "correct"):
            return ""
        return f": {self._session.library.label(concept)}{f' ({verdict.mode})' if verdict.mode else ''}"

    def _verdict(self, key: str, asked: Asked, keys: Keys) -> Verdict | None:
        """What a key says of an item; None where it says nothing."""
        user = self._session.user
        if key == "c":
            return self._correction(asked, keys)
        if key.isdecimal() and 0 < int(key) <= len(asked.choices):
            return Verdict("accept", user, asked.choices[int(key) - 1].concept)
        if key in _KEYS:
            return Verdict(_KEYS[key], user)
        if key.strip():
            self._say(f"{shown(key)} is no key here: {_legend(asked)}")
        return None

    def _correction(self, asked: Asked, keys: Keys) -> Verdict | None:
        """Ask what is right instead: each line may stay empty.

        Raises:
            UsageError, KabgraphError: an answer makes no sense.
        """
        item = asked.item
        if item.record is not None and item.record.kind != "mention":
            said = f"a {item.record.kind} cannot be corrected here"
            raise UsageError(said, "reject it, and make another in kabgraph serve")
        name = self._asked_for("Which concept, by any name (Enter: as proposed)?", keys)
        concept = self._session.library[name].id if name else None
        words = self._asked_for("Which words (Enter: these)?", keys)
        span = self._words(words, item) if words else None
        letter = self._asked_for("n named, i implied, p analogy (Enter: as proposed)?", keys)
        mode = _mode(letter) if letter else None
        if not (concept or span or mode):
            self._say("nothing was changed")
            return None
        note = self._asked_for("Why (Enter: no note)?", keys)
        return Verdict("correct", self._session.user, concept, mode, span, note)

    def _asked_for(self, question: str, keys: Keys) -> str:
        self._put(Text(question), 2)
        self._console.print("  > ", end="")
        return keys.line()

    def _words(self, words: str, item: Item) -> Span:
        """Where the words stand in the item's passage, nearest to its own."""
        text = self._session.library.passage(item.passage).text
        at = item.span.start if item.span else 0
        starts = [match.start() for match in re.finditer(re.escape(words), text)]
        if not starts:
            raise UsageError(
                f"{shown(words)} does not stand in {item.passage}", "write the words as they stand"
            )
        start = min(starts, key=lambda place: abs(place - at))
        return Span(start, start + len(words))

    # -- what is shown

    def _show(self, asked: Asked, left: int, single: bool) -> None:
        item, library = asked.item, self._session.library
        number, whole = self._queue.passed + 1, self._queue.passed + left
        talk = library.talk(item.passage.partition("#")[0])
        edition = "" if talk.edition == "original" else f" ({talk.edition})"
        self._console.print()
        place = f"{item.passage}, {talk.title}{edition}"
        self._print(f"{number} of {whole}, {len(self._done)} decided. {item.sort}: {place}", "dim")
        self._console.print()
        self._put(_sentence(asked.here), 4)
        self._console.print()
        self._print(asked.question)
        if asked.proposed:
            self._print(f"Proposed, in {asked.proposed.passage}:")
            self._put(_sentence(asked.proposed), 4)
        for n, choice in enumerate(asked.choices, 1):
            name = f"{n}  " if len(asked.choices) > 1 and n <= 9 else "-  "
            line = Text.assemble(name, (escape(choice.label), "bold"))
            self._put(line.append(f": {escape(choice.meaning)}" if choice.meaning else ""), 2)
        self._console.print()
        self._print(_legend(asked) + ("" if single else "  then Enter"), "dim")

    def _say(self, words: str) -> None:
        self._print(words, "italic")

    def _print(self, words: str, style: str = "") -> None:
        self._put(Text(escape(words), style), 0)

    def _put(self, text: Text, margin: int) -> None:
        width = max(1, min(self._console.width, _WIDEST) - margin)
        for line in text.wrap(self._console, width):
            line.rstrip()
            self._console.print(Text(" " * margin).append_text(line), soft_wrap=True)


def _sentence(here: Around) -> Text:
    """The words in their sentences, in double brackets, so that they are seen without colour."""
    before, words, after = (escape(part) for part in (here.before, here.words, here.after))
    return Text.assemble(before, (f"[[{words}]]", "bold"), after)


def _legend(asked: Asked) -> str:
    choose = f"1-{min(9, len(asked.choices))} choose  " if len(asked.choices) > 1 else "a accept  "
    return f"{choose}r reject  s skip  c correct  u undo  q quit"


def _mode(word: str) -> AnnotationMode:
    mode = _MODES.get(word[:1].lower())
    if mode is None:
        raise UsageError(f"{shown(word)} is no mode", "n, i or p")
    return mode
