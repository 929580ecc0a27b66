"""A question that people ask, with its answer: what a file of ``queries/`` holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.model import Address, PassageRef

Asker = Literal["student", "teacher", "researcher"]


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage that supports an answer; a quote from it names ``names``."""

    passage: PassageRef
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A question that someone asks, its answer in plain words, its passages, and the line that finds it."""

    id: str
    asker: Asker
    question: str
    answer: str
    line: str
    proofs: tuple[Proof, ...]
    address: Address

    @property
    def evidence(self) -> tuple[PassageRef, ...]:
        """The passages that support the answer."""
        return tuple(proof.passage for proof in self.proofs)
