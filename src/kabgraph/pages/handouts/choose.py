"""Which passages a sheet holds: those of talks and concepts, or single ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kabgraph.errors import UnknownNameError, UsageError
from kabgraph.text import nearest

if TYPE_CHECKING:
    from kabgraph.model import Talk
    from kabgraph.pages.desk import Desk


def choose(desk: Desk, names: Sequence[str], passages: Sequence[str] = ()) -> frozenset[str]:
    """Return the refs of what ``names`` hold, or only ``passages`` of it: ``p3`` or ``talk#p3``.

    A name is a talk's id or a concept by any label; a concept holds the passages that name, imply or
    picture it.

    Raises:
        UnknownNameError, AmbiguousNameError: a name is neither, or several concepts.
        UsageError: nothing is chosen, or a passage is not among what the names hold.
    """
    if not names and not passages:
        raise UsageError("no passage was chosen", "name a talk, a concept or --passages")
    held = dict.fromkeys(ref for name in names for ref in _held(desk, name))
    if not names:
        held = dict.fromkeys(passage.ref for talk in desk.talks for passage in talk.passages)
    if not passages:
        return frozenset(held)
    chosen: set[str] = set()
    for wanted in passages:
        found = {ref for ref in held if wanted in (ref, ref.partition("#")[2])} if names else {wanted}
        if not found or not found <= held.keys():
            near = " or ".join(nearest(wanted, _spelled(held, names))) or "talk#p3"
            among = f"among the passages of {', '.join(names)}" if names else "here by that ref"
            raise UsageError(f"no passage {wanted!r} is {among}", f"write it like {near}")
        chosen |= found
    return frozenset(chosen)


def _spelled(held: dict[str, None], names: Sequence[str]) -> list[str]:
    return [*held, *(ref.partition("#")[2] for ref in held if names)]


def _held(desk: Desk, name: str) -> list[str]:
    talks: dict[str, Talk] = {talk.id: talk for talk in desk.talks}
    if name in talks:
        return [passage.ref for passage in talks[name].passages]
    try:
        return [passage.ref for passage in desk.library[name].passages(implied=True)]
    except UnknownNameError as error:
        near = [*nearest(name, talks), *error.nearest]
        raise UnknownNameError("talk or concept", name, near) from None
