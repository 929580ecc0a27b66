"""Annotations that come in: first a plan that shows everything, then all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kabgraph.annotations import USER, Edit, Store, edit_of, now, save_all
from kabgraph.errors import UsageError
from kabgraph.export.exchange import read_arrivals
from kabgraph.library.arriving import Arrivals, Incoming
from kabgraph.library.hall import Library
from kabgraph.library.load import CORPUS
from kabgraph.library.session import order_of
from kabgraph.model import Finding
from kabgraph.source import escape, read_text, shown


@dataclass(frozen=True, slots=True)
class ArrivalPlan:
    """What an import of annotations would store, and every finding; none of them may be an error."""

    incoming: tuple[Incoming, ...]
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing stands against it."""
        return not any(found.level == "error" for found in self.findings)


def plan_annotations(
    library: Library, paths: Sequence[Path], user: str | None = None, *, as_decisions: bool = False
) -> ArrivalPlan:
    """Plan the import of the files at ``paths``; nothing is written.

    Everything comes in as ``proposed``, in the file of ``user``, else of whoever made it. Records that this
    program exported come in as they were with ``as_decisions``. Offsets are not trusted: words stand where
    the rules of anchors place them, and nowhere else.

    Raises:
        UsageError: ``user`` is no name of a file.
    """
    if user is not None and not USER.fullmatch(user):
        remedy = "use small letters, digits and hyphens, at most 40"
        raise UsageError(f"{shown(user)} is no name for a file of annotations", remedy)
    arrivals = Arrivals(library, user, as_decisions, now())
    findings: list[Finding] = []
    for path in paths:
        file = escape(path.as_posix())
        text, said = read_text(path, path.parent, name=file)
        findings += said
        if text is None:
            continue
        arrived, said = read_arrivals(text, file)
        findings += said
        for each in arrived:
            arrivals.take(each)
    return ArrivalPlan(tuple(arrivals.incoming), tuple(sorted({*findings, *arrivals.findings})))


def store_annotations(library: Library, plan: ArrivalPlan) -> tuple[Path, ...]:
    """Store what ``plan`` says, all or nothing, and return the files written.

    Raises:
        UsageError: the plan has errors.
        ConflictError: a file holds what only a person can mend, or has changed meanwhile; nothing is kept.
        OSError: a file cannot be written; likewise.
    """
    if not plan.ready:
        raise UsageError("this import has problems and is not stored", "mend them, then import again")
    edits: dict[str, list[Edit]] = {}
    for incoming in plan.incoming:
        edits.setdefault(incoming.record.by, []).append(edit_of(incoming.record))
    stores = {user: Store(library.root / CORPUS, user) for user in edits}
    order = {str(talk.id): order_of([p.id for p in talk.passages]) for talk in library.talks}
    save_all({stores[user]: own for user, own in edits.items()}, order)
    return tuple(sorted({stores[user].path(edit.talk) for user, own in edits.items() for edit in own}))
