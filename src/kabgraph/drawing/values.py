"""What pictures are made of, and what comes back: plain values, known to no other room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kabgraph.model import Standing

StepKind = Literal["move", "change", "stages", "mediation", "union", "other"]


@dataclass(frozen=True, slots=True)
class Node:
    """A name in a neighbourhood; ``rank`` counts from above to below, None where it has no place."""

    id: str
    name: str
    native: str = ""
    lang: str = ""
    href: str = ""
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation between two nodes, numbered as in the text.

    ``via`` is a third one: what is moved (source *label* via *then* target) or, with the sign
    ``beads``, what joins the two (via *label* source *then* target). ``short`` stands for the
    label where there is little room; ``sign`` is one of ``SIGN_WORDS``.
    """

    number: int
    source: str
    target: str
    label: str
    sign: str
    standing: Standing = "asserted"
    via: str | None = None
    then: str = ""
    short: str = ""

    @property
    def third(self) -> str | None:
        """The third node, where it is one."""
        return None if self.via in (self.source, self.target) else self.via


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its key and its text: ``svg`` holds a wide and a narrow form, one shown at a time."""

    svg: str
    legend: str
    twin: str


@dataclass(frozen=True, slots=True)
class Part:
    """What takes part in a step; the native form is shown where there is one."""

    name: str
    native: str = ""
    lang: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Rail:
    """A level that runs through all steps, from above to below."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Detail:
    """What goes out of a thing that changes, or comes into it."""

    letter: str
    words: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``parts`` by kind: what moves; what it was and what it becomes; the stages in order;
    an end, the mediator and the other end; the members.

    ``source`` and ``goal`` are rails. ``stays`` remain where the moved thing was (at most three are
    drawn); ``by`` is the means, on ``by_rail`` (else on ``source``); ``leads`` are the words between
    this step and the next.
    """

    kind: StepKind
    parts: tuple[Part, ...]
    verb: str = ""
    then: str = ""
    source: str = ""
    goal: str = ""
    stays: tuple[Part, ...] = ()
    by: Part | None = None
    by_words: str = "by means of"
    by_rail: str = ""
    details: tuple[Detail, ...] = ()
    leads: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A drawn process: ``wide`` is the whole strip in so many columns, ``steps`` one narrow picture each."""

    wide: str
    steps: tuple[str, ...]
    columns: int
