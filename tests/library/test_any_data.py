"""The questions of any ontology: an empty one, one without texts, one in another script."""

from __future__ import annotations

import json
from pathlib import Path

import kabgraph
from kabgraph import Library

EMPTY = "scheme: {id: e, title: Empty}\nconcepts: {}\n"
TINY = """\
scheme: {id: t, title: Tiny, language: he}
relation_types:
  kind_of: {label: הוא סוג של, family: hierarchical, transitive: true, symmetric: false}
concepts:
  or: {pref_label: {he: אור}, relations: [{kind_of: koach, rule: כך}]}
  koach: {pref_label: {he: כוח}}
  alone: {pref_label: {en: alone}}
"""
TALK = """\
---
title: שיחה
kind: talk
edition: translation
language: he
source: written for the tests
rights: free
---
האור הוא אור. כל אור הוא כוח.
{: #p1 }
"""


def folder(path: Path, data: str, *talks: str) -> Library:
    (path / "corpus").mkdir()
    (path / "concepts.yaml").write_text(data, "utf-8")
    for number, talk in enumerate(talks):
        (path / "corpus" / f"t{number}.md").write_text(talk, "utf-8")
    return kabgraph.load(path)


def every_form(library: Library, lines: list[str]) -> None:
    for line in lines:
        found = eval(line, {"k": library})  # noqa: S307 - our own lines
        assert json.loads(found.json())["count"] == len(found), line
        assert found.csv()
        assert found.md()
        assert found.cite()
        assert "<script" not in found._repr_html_()
        assert repr(found)


def test_an_empty_ontology_without_a_text(tmp_path: Path) -> None:
    library = folder(tmp_path, EMPTY)
    every_form(
        library,
        ["k.relations()", "k.passages()", "k.dispersion()", "k.centrality()", "k.concepts()", "k.talks"],
    )
    assert library.dispersion().cite().startswith("k.dispersion(): 0 dispersions. In Empty, data version ")


def test_one_text_in_another_script(tmp_path: Path) -> None:
    library = folder(tmp_path, TINY, TALK)
    every_form(
        library,
        [
            *("k.kwic('אור', words=1)", "k.passages('אור', 'כוח', within=4)", "k.dispersion('alone', 'or')"),
            *("k.keyness('t0')", "k.collocates('אור', min_count=1)", "k.over_talks('alone')"),
            *("k.closure('kind_of', inferred=True)", "k['אור'].neighborhood(inferred=True)"),
            *("k['alone'].neighborhood()", "k.centrality('closeness')", "k.roles()"),
            "k.paths('or', 'koach', inferred=True)",
        ],
    )
    (row,) = library.dispersion("or")
    assert (row.dp, row.dp_norm) == (0.0, None)
    assert row.caution.endswith("the wording counted is a translation’s")
    assert 'dir="rtl"' in library.kwic("אור")._repr_html_()
    assert [row.g2 for row in library.keyness("t0")] == [0.0] * len(library.keyness("t0"))
    assert [row.log_ratio for row in library.keyness("t0")] == [None] * len(library.keyness("t0"))
