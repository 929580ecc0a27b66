"""What a library hands out: its data in other formats, without its private copies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kabgraph.errors import UsageError
from kabgraph.export import Parts, format_of
from kabgraph.graph import build_graph
from kabgraph.library.quotes import grounded
from kabgraph.library.sentences import said
from kabgraph.source import write_bytes

if TYPE_CHECKING:
    from kabgraph.library.whole import Whole


def write_export(library: Whole, format: str, path: str | Path, *, flat: bool = False) -> Path:
    """Write all data of ``library`` to ``path`` in a format of ``kabgraph.export``, and return the path.

    Raises:
        UsageError: there is no such format, it has no flat form, or ``path`` names no file that can be
            written.
        OSError: the file cannot be written; what was there is untouched.
    """
    write, target = format_of(format).writer(flat=flat), Path(path)
    if target.is_dir() or not target.parent.is_dir():
        raise UsageError(f"{target} is no file in a folder that is there", "name a file, or make its folder")
    write_bytes(target, write(parts_of(library)))
    return target


def parts_of(library: Whole) -> Parts:
    """Return what an export of the library may look at: all but its private copies, and what needs them."""
    talks = tuple(talk for talk in library.talks if talk.publish)
    kept = {talk.id for talk in talks}
    refs: list[str] = [passage.ref for talk in talks for passage in talk.passages]
    place = {ref: n for n, ref in enumerate(refs)}
    ended = (r for r in library.relations() if _is_there(r.subject, place) and _is_there(r.object, place))
    relations = tuple(found for relation in ended if (found := grounded(relation, place)))
    mentions, rejected, lost = (
        tuple(mention for mention in found if mention.talk in kept)
        for found in (library.mentions, library.rejected, library.lost)
    )
    ontology = replace(library.ontology, relations=relations)
    return Parts(
        version=library.version,
        ontology=ontology,
        talks=talks,
        relations=relations,
        mentions=mentions,
        rejected=rejected,
        lost=lost,
        annotations=tuple(mark for mark in library.annotations if mark.talk in kept),
        processes=library.processes(),
        questions=library.queries,
        quotes=library.quotes,
        say=lambda what: said(library.sentence(what)),
        make_graph=lambda: build_graph(ontology, talks, mentions),
    )


def _is_there(end: str, passages: dict[str, int]) -> bool:
    """Whether an end of a relation is a concept, or a passage that is handed out."""
    return "#" not in end or end in passages
