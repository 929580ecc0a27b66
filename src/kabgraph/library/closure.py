"""Closure: what follows from a transitive relation, each conclusion with the chain that it rests on.

A chain never leaves its scheme or its tradition: what is part of a name is no part of a body. A pair out of
a table holds inside its row and is never chained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kabgraph.library.shapes import EVIDENCE, editions_of, shaped, tie_of
from kabgraph.model import PassageRef, Relation, RelationType, Standing

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks

_RANK: Mapping[Standing, int] = {"asserted": 0, "sourced": 1, "inferred": 2}


@dataclass(frozen=True, slots=True)
class Derivation:
    """A conclusion: ``subject`` stands in ``type`` to ``object``, by the relations of ``chain``, end to end.

    A chain of one is the relation itself. A longer one is inferred, and no better grounded than the weakest
    of its relations.
    """

    subject: str
    type: str
    object: str
    chain: tuple[Relation, ...]

    @property
    def standing(self) -> Standing:
        """That of the relation itself; a conclusion from several is inferred."""
        return self.chain[0].standing if len(self.chain) == 1 else "inferred"

    @property
    def weakest(self) -> Standing:
        """The weakest standing in the chain."""
        return max((relation.standing for relation in self.chain), key=_RANK.__getitem__)

    @property
    def scheme(self) -> str:
        """The scheme in which it holds; empty for none."""
        return self.chain[0].scheme

    @property
    def tradition(self) -> str:
        """The tradition in which it holds; empty for none."""
        return self.chain[0].tradition

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """The passages that say the relations of the chain."""
        return tuple(dict.fromkeys(ref for relation in self.chain for ref in relation.evidence))

    @property
    def sources(self) -> tuple[str, ...]:
        """The references that say them."""
        return tuple(dict.fromkeys(source for relation in self.chain for source in relation.sources))

    def __len__(self) -> int:
        return len(self.chain)


def closure(relations: Iterable[Relation], kind: RelationType) -> Iterator[Derivation]:
    """Yield what follows from ``relations``, all of one transitive type, by their subjects' order.

    Of several chains between two ends the shortest is given, then the best grounded, then the first by id.
    """
    groups: dict[tuple[str, str], dict[str, list[Relation]]] = defaultdict(lambda: defaultdict(list))
    for relation in _both_ways(relations, kind):
        if relation.table:
            yield Derivation(relation.subject, relation.type, relation.object, (relation,))
        else:
            groups[relation.scheme, relation.tradition][relation.subject].append(relation)
    for steps in groups.values():
        for start in list(steps):
            for chain in _chains(start, steps):
                yield Derivation(start, chain[0].type, chain[-1].object, chain)


def _both_ways(relations: Iterable[Relation], kind: RelationType) -> Iterator[Relation]:
    for relation in relations:
        yield relation
        if kind.symmetric:
            ends = relation.object, relation.subject
            yield replace(relation, subject=ends[0], object=ends[1], inverse_of=relation.id)


def _chains(start: str, steps: Mapping[str, Sequence[Relation]]) -> Iterator[tuple[Relation, ...]]:
    """Yield the best chain to each end that can be reached, the nearest first; never back to the start."""
    done = {start}
    reached: dict[str, tuple[Relation, ...]] = {start: ()}
    while reached:
        longer: dict[str, tuple[Relation, ...]] = {}
        for at, chain in reached.items():
            for relation in steps.get(at, ()):
                found, best = (*chain, relation), longer.get(relation.object)
                if relation.object not in done and (best is None or _weight(found) < _weight(best)):
                    longer[relation.object] = found
        yield from longer.values()
        done |= longer.keys()
        reached = longer


def _weight(chain: Sequence[Relation]) -> tuple[int, int, tuple[str, ...]]:
    ranks = [_RANK[relation.standing] for relation in chain]
    return ranks.count(2), ranks.count(1), tuple(relation.id for relation in chain)


@shaped(
    Derivation,
    *("subject", "type", "object", "standing", "weakest", "length", "chain", *EVIDENCE, "sources"),
    *("scheme", "tradition"),
    ties=lambda row: map(tie_of, row.chain),
)
def _row(row: Derivation, library: Asks) -> tuple[Any, ...]:
    quotes = [quote for relation in row.chain for quote in library.quotes(relation)]
    refs: list[str] = [quote.passage.ref for quote in quotes]
    sentences = ["".join(s.text for s in library.sentence(relation)) for relation in row.chain]
    return (
        *(row.subject, row.type, row.object, row.standing, row.weakest, len(row), sentences),
        *(refs, editions_of(refs, library), [quote.text for quote in quotes]),
        *(list(row.sources), row.scheme, row.tradition),
    )
