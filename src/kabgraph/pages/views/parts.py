"""The pieces that several pages share: runs of text, quotes, relations, foot notes."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one dress: a verb, marked words, a term that leads to its page.

    ``under``: the mode of the marks that lie over it; ``pictured``: an analogy ends here. A run with
    a ``note`` and no text is a mere sign behind the words that the note repeats. ``places``: all
    concepts that the words name or imply, where a link to ``concept`` does not say it already.
    """

    text: str
    target: str | None = None
    verb: bool = False
    mark: bool = False
    concept: str | None = None
    found: str = ""
    under: str = ""
    pictured: bool = False
    note: str = ""
    places: tuple[str, ...] = ()

    @property
    def code(self) -> bool:
        """Whether the text is a code of capitals, which is set a little smaller."""
        return (
            2 <= len(self.text) <= 4 and self.text.isascii() and self.text.isalpha() and self.text.isupper()
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words that lead somewhere."""

    text: str
    target: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A concept's name as a heading or an entry shows it."""

    text: str
    target: str
    hebrew: str = ""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Quoted words with where they stand; ``edition`` is empty for an original."""

    ref: str
    runs: tuple[Run, ...]
    where: str
    target: str
    edition: str = ""
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation as a sentence, with its ground behind it; ``text`` tells in which text that stands."""

    id: str
    sign: Markup
    sentence: tuple[Run, ...]
    ground: str
    standing: str
    text: str = ""
    quotes: tuple[QuoteView, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[Anchor, ...] = ()
    process: Anchor | None = None

    @property
    def faint(self) -> bool:
        """Whether nothing but a rule supports it."""
        return self.standing == "inferred"


@dataclass(frozen=True, slots=True)
class CiteView:
    """How to cite the page and where its data stand.

    ``source`` is where it is written down, empty for what is not written in one place; ``data`` is None
    for a private copy; ``original`` is what a text goes back to that is no original itself.
    """

    text: str
    permalink: str
    source: str
    python: str
    version: str
    data: Anchor | None
    original: str = ""
