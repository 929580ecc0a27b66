"""Concepts named together: within a sentence, a passage or a talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kabgraph.model import Mention, Passage, Talk

Within = Literal["sentence", "passage", "talk"]


def together(
    passage: Passage, talk: Talk, ids: Sequence[str], within: Within, table: Mapping[str, Sequence[Mention]]
) -> bool:
    """Whether ``passage`` names all of ``ids`` within that reach; ``table`` holds the mentions by passage."""
    here = table.get(passage.ref, ())
    if within == "sentence":
        return not ids or any(
            all(any(m.concept == id_ and sentence.contains(m.span) for m in here) for id_ in ids)
            for sentence in passage.sentences
        )
    named = {mention.concept for mention in here}
    if within == "talk":
        whole = {m.concept for p in talk.passages for m in table.get(p.ref, ())}
        return whole.issuperset(ids) and (not ids or not named.isdisjoint(ids))
    return named.issuperset(ids)
