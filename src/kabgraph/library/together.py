"""Together: whether a sentence, a passage or a talk names several concepts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from kabgraph.model import Mention, Passage

Within = Literal["sentence", "passage", "talk"]


def named_together(
    passage: Passage,
    talk: Sequence[Passage],
    concepts: Sequence[str],
    within: Within,
    table: Mapping[str, Sequence[Mention]],
) -> bool:
    """Whether ``passage``, of ``talk``, names all ``concepts``; ``table`` has the mentions by passage.

    Within a talk the passage must name one of them, and the talk's passages all.
    """
    here = table.get(passage.ref, ())
    if within == "sentence":
        return not concepts or any(
            all(any(m.concept == id_ and sentence.contains(m.span) for m in here) for id_ in concepts)
            for sentence in passage.sentences
        )
    named = {mention.concept for mention in here}
    if within == "talk":
        whole = {m.concept for p in talk for m in table.get(p.ref, ())}
        return whole.issuperset(concepts) and (not concepts or not named.isdisjoint(concepts))
    return named.issuperset(concepts)
