"""What became of a record: of its words, as a teacher would say it, and of the record itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kabgraph.model import AnchorState, Annotation

FATE: Mapping[AnchorState, str] = {
    "exact": "stand as they did",
    "shifted": "have moved with all that stands about them",
    "weak": "stand there, though little of what stood about them is left",
    "ambiguous": "stand in several places, and none is surely the one that was meant",
    "changed": "are not there as they were",
    "moved?": "are gone from the passage, and stand in another",
    "orphan": "are gone from the talk",
}
"""To follow on "the words"."""
_BARE = "stand there, yet too little of what stood about them to be sure"
SETTLES = ("accepted", "rejected", "retired")
"""The statuses by which a record that ``replaces`` another has settled it; skipping only puts it off."""


def fate(annotation: Annotation, proposed: str | None) -> str:
    """Return what became of a record's words, to follow on "the words"; ``proposed`` are those near them."""
    bare = annotation.state == "changed" and proposed == annotation.anchor.exact
    return _BARE if bare else FATE[annotation.state]


def answered(
    annotations: Iterable[Annotation], by: Collection[str] = ("accepted", "rejected", "skipped", "retired")
) -> dict[str, str]:
    """Return the records that another has answered, with a status of ``by``: each id with that of the other.

    Records that replace one another in a ring answer nothing, so that none of them is hidden.
    """
    older = {a.id: a.replaces for a in annotations if a.replaces and a.status in by}
    done: dict[str, str] = {}
    for last in sorted(older.keys() - set(older.values())):
        newer, at = last, older.get(last)
        while at is not None and at not in done:
            done[at] = newer
            newer, at = at, older.get(at)
    return done
