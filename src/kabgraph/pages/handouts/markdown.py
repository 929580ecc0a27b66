"""A sheet for a class as Markdown, for whoever goes on writing at it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from kabgraph.pages.views.handout import Cited, Handout, TextPart

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&])")
BLANK = r"\_\_\_\_"


def markdown(sheet: Handout) -> str:
    """Return the sheet as Markdown; its words stay words, whatever signs they hold."""
    parts = {"passages": _passages, "terms": _terms, "gaps": _gaps, "relations": _questions}
    lines = [f"# {escaped(sheet.title)}", ""]
    for part in sheet.parts:
        if part in parts:
            lines += parts[part](sheet)
    lines += _sources(sheet)
    if "key" in sheet.parts:
        lines += _key(sheet)
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    r"""Return text that Markdown shows as it is.

    >>> print(escaped("a *b* <i>"))
    a \*b\* \<i\>
    """
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _byline(text: TextPart) -> str:
    private = ("private copy, not published",) if text.private else ()
    return escaped(" · ".join((*text.facts, *private)))


def _passages(sheet: Handout) -> Iterator[str]:
    yield from ("## Passages", "")
    for text in sheet.texts:
        yield from (f"### {escaped(text.title)}", "", _byline(text), "")
        for passage in text.passages:
            yield from (f"**{passage.number}** {escaped(passage.text)}", "")


def _terms(sheet: Handout) -> Iterator[str]:
    yield from ("## Terms", "")
    for name, meaning in sheet.terms:
        said = escaped(meaning or "Nobody has written down its meaning yet.")
        yield f"* **{escaped(f'{name.text} {name.hebrew}'.strip())}**: {said}"
    yield ""


def _gaps(sheet: Handout) -> Iterator[str]:
    yield from ("## Fill the gaps", "")
    if sheet.bank:
        words = (f"{word} ({count} times)" if count > 1 else word for word, count in sheet.bank)
        yield from (f"Words: {escaped(', '.join(words))}.", "")
    else:
        yield from ("These passages name no term that could be left out.", "")
    for text in sheet.texts:
        yield from (f"### {escaped(text.title)}", "")
        for passage in text.passages:
            pieces = (_piece(piece.text, piece.gap) for piece in passage.pieces)
            yield from (f"**{passage.number}** {''.join(pieces)}", "")


def _piece(text: str, gap: int) -> str:
    return _MARKS.sub(r"\\\1", text) + (f"({gap}) {BLANK}" if gap else "")


def _questions(sheet: Handout) -> Iterator[str]:
    yield from ("## Which relation?", "", "Choose what the passages say of the two.", "")
    if not sheet.questions:
        yield from ("These passages assert no relation that could be mistaken for another.", "")
    for asked in sheet.questions:
        yield f"{asked.number}. {f' {BLANK} '.join(escaped(part) for part in asked.parts)}"
        yield from (f"    * {letter}) {escaped(option)}" for letter, option in asked.options)
    if sheet.questions:
        yield ""
    if sheet.left:
        yield from (f"{sheet.left} more could be asked of these passages.", "")


def _sources(sheet: Handout) -> Iterator[str]:
    yield from ("## Source and rights", "")
    for text in sheet.texts:
        yield from (f"* {name}: {escaped(said)}" for name, said in text.source)
        yield ""


def _place(cited: Cited) -> str:
    return f"{escaped(cited.where)} · {escaped(cited.permalink)}"


def _key(sheet: Handout) -> Iterator[str]:
    yield from ("---", "", "## Answer key", "", f"{escaped(sheet.title)} · data version {sheet.version}", "")
    gaps = sheet.gaps if "gaps" in sheet.parts else ()
    questions = sheet.questions if "relations" in sheet.parts else ()
    if not gaps and not questions:
        yield from ("Nothing is asked on this sheet.", "")
    if gaps:
        yield from ("### The gaps", "")
    for _, group in groupby(gaps, key=lambda gap: gap.cited.ref):
        answers = list(group)
        yield from (_place(answers[0].cited), "")
        for gap in answers:
            name = "" if gap.word == gap.name else f", for {escaped(gap.name)}"
            yield f"* ({gap.number}) **{escaped(gap.word)}**{name} · {escaped(gap.ground)}"
        yield ""
    if questions:
        yield from ("### Which relation?", "")
    for asked in questions:
        letter, option = asked.options[asked.answer]
        yield (
            f"{asked.number}. {letter}) **{escaped(option)}**: {escaped(asked.sentence)}"
            f" · {escaped(asked.ground)}"
        )
        yield from (f"    * “{escaped(cited.quote)}” {_place(cited)}" for cited in asked.cited)
