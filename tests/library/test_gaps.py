"""Gaps: what is missing is counted once, and by the same rules as everything else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import kabgraph
from kabgraph import Library


def test_the_gaps_of_the_small_library(small: Library) -> None:
    gaps = small.gaps()
    assert [each.passage.ref for each in gaps.bare] == ["first#p2"]
    assert gaps.absent == ("ma45", "book")
    assert [relation.id for relation in gaps.inferred] == ["bina.opposes.malchut"]
    assert [relation.id for relation in gaps.sourced] == ["ma_what.homograph_of.ma45"]
    assert [(each.concept, each.labels) for each in gaps.unseen] == [("bina", ("Binah",))]
    assert [talk.id for talk in gaps.not_original] == ["first"]
    assert (gaps.unnamed, gaps.unsupported, gaps.untold, gaps.lost, gaps.ambiguous) == ((), (), (), (), ())


def test_relations_fall_apart_by_what_they_rest_on(library: Library) -> None:
    gaps = library.gaps()
    asserted = library.relations(standing="asserted")
    rest = (*gaps.sourced, *gaps.inferred, *gaps.unsupported)
    assert len(asserted) + len(rest) == len(library.relations())
    assert all(not relation.evidence for relation in gaps.sourced)


def test_unseen_labels_are_those_of_the_note(library: Library) -> None:
    notes = [f for f in library.check(notes=True) if f.code == "L208"]
    assert len(library.gaps().unseen) == len(notes)


def test_a_mark_whose_words_are_gone_is_lost(small: Library, tmp_path: Path) -> None:
    mark = small.annotations[0]
    lost = replace(mark, state="orphan", span=None)
    changed = Library(
        small.root, small.ontology, list(small.talks), (), "v", annotations=(lost, *small.annotations[1:])
    )
    assert changed.gaps().lost == (lost,)


def test_a_folder_without_talks_has_gaps_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "concepts.yaml").write_text(
        "scheme: {id: x, title: X}\nconcepts: {a: {pref_label: {en: A}}}\n", encoding="utf-8"
    )
    (tmp_path / "corpus").mkdir()
    assert kabgraph.load(tmp_path).gaps().absent == ("a",)
