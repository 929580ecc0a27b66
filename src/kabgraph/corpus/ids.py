"""Minting ids for new paragraphs: a new number above all that are there, and not a byte else changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, pairwise

from kabgraph.corpus.blocks import Block, split_blocks
from kabgraph.model import Address
from kabgraph.source import closing_rule

_NUMBERED = re.compile(r"p(\d{1,15})", re.ASCII)
_LINE_END = re.compile("(\r\n|[\r\n\f])")


@dataclass(frozen=True, slots=True)
class Minted:
    """A new id: where its paragraph begins, and with which words."""

    id: str
    address: Address
    words: str


def free_ids(taken: Iterable[str]) -> Iterator[str]:
    """Yield ``p1, p2, ...`` above every such id in ``taken``.

    >>> ids = free_ids(["p2", "p7", "opening"])
    >>> next(ids), next(ids)
    ('p8', 'p9')
    """
    present = set(taken)
    numbers = [int(match[1]) for match in map(_NUMBERED.fullmatch, present) if match]
    return (name for n in count(max(numbers, default=0) + 1) if (name := f"p{n}") not in present)


def mint_ids(text: str, file: str, taken: Iterable[str] = ()) -> tuple[str, tuple[Minted, ...]]:
    """Return a talk file's text with an id line below each paragraph that lacks one, and the new ids.

    ``text`` is the file as it stands, with its own line ends, which stay. ``taken`` are ids that
    something still points at though their paragraph is gone: they are not given again. A file without
    front matter is no talk and stays as it is, and so does a paragraph whose id follows after a blank line.

    >>> new, minted = mint_ids("---\\ntitle: x\\n---\\nOne.\\n", "talk.md")
    >>> new.endswith("One.\\n{: #p1 }\\n"), [m.id for m in minted]
    (True, ['p1'])
    """
    parts = _LINE_END.split(text.removeprefix("\ufeff"))
    lines, ends = parts[::2], parts[1::2]
    body = (closing_rule(lines) or len(lines)) + 1
    blocks = split_blocks("\n".join(lines[body:]), body + 1)
    ids = free_ids([*taken, *(block.id for block in blocks if block.id)])
    newline = next((end for end in ends if end != "\f"), "\n")
    minted = [Minted(next(ids), block.address(file), _opening(block)) for block in _nameless(blocks)]
    for block, new in zip(_nameless(blocks), minted, strict=True):
        lines[block.line + len(block.lines) - 2] += f"{newline}{{: #{new.id} }}"
    joined = "".join(line + end for line, end in zip(lines, [*ends, ""], strict=True))
    return text[: len(text) - len(text.removeprefix("\ufeff"))] + joined, tuple(minted)


def _nameless(blocks: list[Block]) -> list[Block]:
    """Return the blocks that need an id; not one that is followed by a lone id line, likely its own."""
    return [
        block
        for block, after in pairwise([*blocks, None])
        if block and block.id is None and not (after and after.id and not after.lines)
    ]


def _opening(block: Block) -> str:
    words = block.text.split(" ")
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
