"""A draft meets the talk that is there: ids stay with their words, or with their place.

Passages whose words are the same keep their ids wherever they stand; between those, ids go by position.
What a person wrote and the draft does not change stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from kabgraph.corpus.blocks import Block, check_blocks, split_blocks
from kabgraph.corpus.drafts import Draft, DraftPassage, block_of, front_of, talk_file
from kabgraph.corpus.head import KEYS, Head, read_head
from kabgraph.corpus.ids import free_ids
from kabgraph.model import Finding
from kabgraph.source import split_front_matter

_SPEAKERS = frozenset({"question", "answer"})
_KEPT_BY_NEW_EDITION = ("kind", "speaker", "date", "aim")


@dataclass(frozen=True, slots=True)
class Present:
    """The talk that is there, by its lines."""

    lines: tuple[str, ...]
    front_lines: int
    values: Mapping[str, str]
    head: Head
    blocks: tuple[Block, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The passage ids, in order."""
        return tuple(block.id for block in self.blocks if block.id)


@dataclass(frozen=True, slots=True)
class Merged:
    """The new file (LF line ends) and what becomes of the ids; ``same`` when nothing is to be written."""

    text: str
    ids: tuple[str, ...]
    kept: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    same: bool = False

    @property
    def added(self) -> tuple[str, ...]:
        """The ids that are new."""
        known = {*self.kept, *self.changed}
        return tuple(name for name in self.ids if name not in known)


def read_present(text: str, file: str) -> tuple[Present | None, list[Finding]]:
    """Read the talk that is there; None where it has errors and must be mended first."""
    front = split_front_matter(text, file)
    findings = list(front.findings)
    if front.document is None:
        return None, findings
    head, said = read_head(front.document)
    blocks, said_of_blocks = check_blocks(split_blocks(front.body, front.body_line), file)
    findings += [*said, *said_of_blocks]
    if head is None or any(found.level == "error" for found in findings):
        return None, findings
    values = {key: value for key, value in front.document.data.items() if value}
    return Present(tuple(text.split("\n")), front.body_line - 1, values, head, tuple(blocks)), findings


def merge(draft: Draft, present: Present | None, taken: Iterable[str] = ()) -> Merged:
    """Return the file that ``draft`` becomes, in the place of the talk that is there.

    ``taken`` are passage ids that a new passage does not get; a talk that was not there takes any, since
    what points at it waits for it.
    """
    if present is None:
        passages = _named(draft.passages, {}, ())
        text = talk_file(front_of({**draft.defaults, **draft.head}), map(block_of, passages))
        return Merged(text, tuple(passage.id or "" for passage in passages))
    pairs = dict(_pairs(present.blocks, draft.passages))
    passages = _named(_with_present_roles(draft, pairs), pairs, [*taken, *present.ids])
    by_id = {block.id: block for block in present.blocks}
    values = _values(draft, present)
    same_head = Head.model_validate(values) == present.head
    front = "\n".join(present.lines[: present.front_lines]) if same_head else front_of(values)
    untouched = {p.id for p in passages if (old := by_id.get(p.id)) and _says_the_same(p, old)}
    blocks = [_raw(by_id[p.id], present) if p.id in untouched else block_of(p) for p in passages]
    ids = tuple(passage.id or "" for passage in passages)
    by_new_id = frozenset(ids)
    words_kept = {p.id for p in passages if p.id in by_id and p.text == by_id[p.id].text}
    return Merged(
        talk_file(front, blocks),
        ids,
        kept=tuple(name for name in ids if name in words_kept),
        changed=tuple(name for name in ids if name in by_id and name not in words_kept),
        gone=tuple(name for name in present.ids if name not in by_new_id),
        same=same_head and ids == present.ids and len(untouched) == len(ids),
    )


def _pairs(blocks: Sequence[Block], passages: Sequence[DraftPassage]) -> Iterator[tuple[int, Block]]:
    """Pair each passage with the block it takes the place of: by equal words, else by position between."""
    matcher = SequenceMatcher(a=[block.text for block in blocks], b=[passage.text for passage in passages])
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        yield from zip(range(new_start, new_end), blocks[old_start:old_end], strict=False)


def _named(
    passages: Sequence[DraftPassage], pairs: Mapping[int, Block], taken: Iterable[str]
) -> list[DraftPassage]:
    """Give each passage its id: its own, else that of the block it replaces, else a new one."""
    own = {passage.id for passage in passages if passage.id}
    fresh = free_ids([*taken, *own])
    named: list[DraftPassage] = []
    for n, passage in enumerate(passages):
        name = passage.id
        if name is None and n in pairs and pairs[n].id not in own:
            name = pairs[n].id
        named.append(replace(passage, id=name or next(fresh)))
    return named


def _with_present_roles(draft: Draft, pairs: Mapping[int, Block]) -> list[DraftPassage]:
    """Keep the classes that a person gave; the speakers only where the draft tells of none."""
    labelled = any(passage.roles for passage in draft.passages)
    passages: list[DraftPassage] = []
    for n, passage in enumerate(draft.passages):
        block = pairs.get(n)
        if block and passage.id is None:
            kept = [role for role in block.roles if role not in _SPEAKERS or not labelled]
            roles = dict.fromkeys([*passage.roles, *kept])
            passages.append(replace(passage, roles=tuple(roles)))
        else:
            passages.append(passage)
    return passages


def _values(draft: Draft, present: Present) -> dict[str, str]:
    """Return the front matter: what stands there stays, unless another edition takes its place."""
    incoming = {**draft.defaults, **draft.head}
    if incoming["edition"] == present.head.edition:
        values = {**present.values, **draft.head}
    else:
        kept = {key: present.values[key] for key in _KEPT_BY_NEW_EDITION if key in present.values}
        values = {**draft.defaults, **kept, **draft.head}
    return {key: values[key] for key in KEYS if key in values}


def _says_the_same(passage: DraftPassage, block: Block) -> bool:
    return passage.text == block.text and passage.roles == block.roles


def _raw(block: Block, present: Present) -> str:
    return "\n".join(present.lines[block.line - 1 : block.id_line])
