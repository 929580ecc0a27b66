"""Plain text and simple Markdown -> titles and paragraphs.

A blank line starts a paragraph, and so does a line that begins with a blank, unless most lines do. A
title is a short line without a sentence's end that more text follows: the first paragraph of a file;
later ones only when a page break or capitals set them off and a longer paragraph with a full stop
follows. In Markdown (the text begins with ``# ``) titles are the lines with one ``#``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kabgraph.corpus.blocks import groups, id_line
from kabgraph.corpus.drafts import DraftPassage
from kabgraph.corpus.roles import label_of, roles_of
from kabgraph.text import normalise

_HEADING = "# "
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.?!…;,:׃][\"'”’»)\]]*$")
_FULL_STOP = re.compile(r"[.?!…׃][\"'”’»)\]]*$")
_SMALL_WORD = 4  # words up to this length may be small in a title


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the file to import; ``set_off`` when an indent or page break opened it."""

    line: int
    lines: tuple[str, ...]
    set_off: bool = False

    @property
    def text(self) -> str:
        """The hard-wrapped lines as one, normalised."""
        return normalise("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class Section:
    """A talk within a file: its title, None where the file has none, and what follows it."""

    line: int
    title: str | None
    passages: tuple[DraftPassage, ...]


def sections_of(text: str) -> list[Section]:
    """Split ``text`` into talks with titles and passages; in Markdown, id lines below paragraphs count.

    >>> [(s.title, [p.text for p in s.passages]) for s in sections_of("On Rain\\n\\nIt falls \\non us.\\n")]
    [('On Rain', ['It falls on us.'])]
    """
    if text.lstrip().startswith(_HEADING):
        paragraphs = list(_markdown_paragraphs(text))
        titles = [n for n, paragraph in enumerate(paragraphs) if _is_heading(paragraph.lines[0])]
        return _sections(paragraphs, titles, _marked_passage)
    paragraphs = list(_plain_paragraphs(text))
    titles = [n for n in range(len(paragraphs)) if _is_title(paragraphs, n)]
    return _sections(paragraphs, titles, _plain_passage)


def _sections(
    paragraphs: Sequence[Paragraph], titles: Sequence[int], read: Callable[[Paragraph], DraftPassage]
) -> list[Section]:
    sections: list[Section] = []
    if paragraphs and (not titles or titles[0] > 0):
        untitled = paragraphs[: titles[0]] if titles else paragraphs
        sections.append(Section(untitled[0].line, None, _with_roles(map(read, untitled))))
    for n, after in pairwise([*titles, len(paragraphs)]):
        title = paragraphs[n].text.removeprefix(_HEADING)
        sections.append(Section(paragraphs[n].line, title, _with_roles(map(read, paragraphs[n + 1 : after]))))
    return sections


def _with_roles(passages: Iterable[DraftPassage]) -> tuple[DraftPassage, ...]:
    """Add the roles that labels tell; a passage with an id line has its roles there."""
    found = list(passages)
    roles = roles_of(passage.text for passage in found)
    return tuple(p if p.id else replace(p, roles=told) for p, told in zip(found, roles, strict=True))


def _plain_passage(paragraph: Paragraph) -> DraftPassage:
    return DraftPassage(paragraph.text)


def _marked_passage(paragraph: Paragraph) -> DraftPassage:
    said = id_line(paragraph.lines[-1]) if len(paragraph.lines) > 1 else None
    if said is None:
        return DraftPassage(paragraph.text)
    return DraftPassage(normalise("\n".join(paragraph.lines[:-1])), roles=said[1], id=said[0])


def _plain_paragraphs(text: str) -> Iterator[Paragraph]:
    lines = text.split("\n")
    written = [line for line in lines if line.strip()]
    indented = sum(1 for line in written if line[0].isspace())
    indent_tells = indented * 2 <= len(written)
    for first, block in groups(lines):
        starts = [n for n, line in enumerate(block) if n == 0 or (indent_tells and line[0].isspace())]
        for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
            set_off = indent_tells and block[start][0].isspace()
            yield Paragraph(first + start, block[start:end], set_off)


def _markdown_paragraphs(text: str) -> Iterator[Paragraph]:
    """Split at blank lines, and around headings, which need none."""
    for first, block in groups(text.split("\n")):
        cuts = {0, len(block)}
        cuts.update(edge for n, line in enumerate(block) if _is_heading(line) for edge in (n, n + 1))
        for start, end in pairwise(sorted(cuts)):
            yield Paragraph(first + start, block[start:end])


def _is_heading(line: str) -> bool:
    return line.startswith(_HEADING) and bool(line.removeprefix(_HEADING).strip())


def _is_title(paragraphs: Sequence[Paragraph], n: int) -> bool:
    """Whether paragraph ``n`` is the title of a talk."""
    if n + 1 == len(paragraphs):
        return False
    paragraph, text, following = paragraphs[n], paragraphs[n].text, paragraphs[n + 1].text
    if len(text) > _LONGEST_TITLE or label_of(text) or not any(map(str.isalpha, text)):
        return False
    if n == 0:
        return not _SENTENCE_END.search(text) or (len(paragraph.lines) == 1 and _has_capitals(text))
    if len(paragraph.lines) > 1 or _SENTENCE_END.search(text):
        return False
    stands_out = paragraph.set_off or _has_capitals(text)
    return stands_out and len(following) > len(text) and bool(_FULL_STOP.search(following))


def _has_capitals(text: str) -> bool:
    """Whether ``text`` is written like a title: a capital first, and on every longer word."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text)
    return bool(words) and all(
        word[0].isupper() for n, word in enumerate(words) if n == 0 or len(word) > _SMALL_WORD
    )
