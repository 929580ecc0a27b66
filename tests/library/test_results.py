"""Answers narrow down, go elsewhere, and say where they come from."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from kabgraph import Library, Results, UsageError


def test_where_filter_sort_and_group(small: Library) -> None:
    found = small.relations()
    assert found.where(standing="inferred") == found.filter(lambda r: r.standing == "inferred")
    assert [r.subject for r in found.sort("subject")] == sorted(r.subject for r in found)
    assert [r.id for r in found.sort("id", reverse=True)] == sorted((r.id for r in found), reverse=True)
    groups = found.group("standing")
    assert sum(groups.counts().values()) == len(found)
    assert groups["inferred"] == found.where(standing="inferred")
    assert repr(groups).startswith(f"{len(found)} relations in {len(groups)} groups\n  asserted: ")


def test_what_has_no_value_comes_last() -> None:
    found = Results([3, 1, 2], "numbers", str)
    assert list(found.sort(lambda n: None if n == 1 else n, reverse=True)) == [3, 2, 1]


@pytest.mark.parametrize("ask", ["where", "sort", "group"])
def test_an_attribute_that_is_not_there_names_those_that_are(small: Library, ask: str) -> None:
    found = small.relations()
    with pytest.raises(UsageError, match=r"no 'nature'; use .*standing, subject"):
        found.where(nature="x") if ask == "where" else getattr(found, ask)("nature")


def test_the_line_asks_the_same_again(small: Library) -> None:
    lines = [
        small.relations("Bina", "gives_to"),
        small.relations(standing="asserted", evidence=1).where(type="gives_to").sort("id")[:1],
        small.passages("Bina", "ELE", within=4, ordered=True),
        small.kwic("Bina", words=2, sort="left"),
        small["Bina"].neighborhood(2),
        small["Bina"].relations(inverses=True),
        small.closure("part_of", "ELE"),
        small.concepts(mentioned=False),
        small.roles("Bina", "agent"),
        small.paths("ele", "group", inferred=True),
        small.dispersion("Bina", implied=True),
        small.collocates("Bina", min_count=1),
        small.over_talks("Bina"),
        small.keyness("first"),
        small.centrality("closeness"),
        small.mentions_of("Bina"),
        small.talks,
        small.check(notes=True),
        small.learning_path("Bina"),
    ]
    for found in lines:
        assert found.asked
        again = eval(found.asked.line, {"k": small})  # noqa: S307 - our own lines
        assert again == found, found.asked.line


def test_a_row_has_its_evidence_and_what_it_says(small: Library) -> None:
    (row,) = small.relations("Bina", "gives_to").rows()
    assert row["evidence"] == ["first#p2"]
    assert (row["editions"], row["quotes"]) == (["retelling"], ["Answer: Bina’s care reaches the group."])
    (shortcut,) = small.relations(type="descends_to").rows()
    assert shortcut["derivation"] == "derived from lowering"
    (inferred,) = small.relations(standing="inferred").rows()
    assert inferred["derivation"] == "rule: one gives and the other takes"


def test_every_kind_of_answer_goes_into_every_form(small: Library) -> None:
    kinds = [
        *(small.talks, small.concepts(), small.relations(), small.passages(), small.mentions),
        *(small.annotations, small.roles(), small.paths("ele", "group"), small.queries, small.check()),
        *(small.kwic("Bina"), small.dispersion(), small.keyness("first"), small.over_talks("Bina")),
        *(small.collocates("Bina", min_count=1), small.closure("part_of"), small.centrality()),
        *(small["Bina"].neighborhood(2), small.learning_path(), small.queue(), small.hubs),
    ]
    for found in kinds:
        header, *rows = csv.reader(io.StringIO(found.csv()))
        assert tuple(header) == found.columns
        assert len(rows) == len(found)
        document = json.loads(found.json())
        assert (document["count"], len(document["answers"])) == (len(found), len(found))
        assert document["version"] == small.version
        assert document["cite"] == found.cite()
        assert found.md().count("\n| ") == len(found) + 1
        assert f"{len(found)} " in repr(found)
        assert "<script" not in found._repr_html_()


def test_a_cell_that_a_spreadsheet_would_run_is_disarmed() -> None:
    assert Results(["=1+1", "@x"], "words", str).csv() == "value\n'=1+1\n'@x\n"


def test_markdown_takes_no_markup_from_the_data() -> None:
    found = Results(["<b>|*x*", "a\nb"], "words", str)
    assert found.md() == "| value |\n| --- |\n| \\<b\\>\\|\\*x\\* |\n| a b |\n"


def test_a_citation_names_data_editions_and_addresses(small: Library) -> None:
    cited = small.passages("group").cite()
    assert cited.splitlines() == [
        f"k.passages('group'): 2 passages. In A small test ontology, data version {small.version}. "
        "https://example.org/small/",
        "“A First Talk”, a retelling: p2. https://example.org/small/talks/first.html#p2",
        "“A Second Talk”: p1. A private copy, not published.",
        "A retelling: the thoughts are the speaker’s, the wording is not.",
    ]
    assert "S1: A reference for tests. example.org/s1" in small.relations("ma_what").cite()


def test_answers_that_nobody_asked_for_cannot_be_cited() -> None:
    with pytest.raises(UsageError, match="do not say what was asked"):
        Results([1], "numbers", str).cite()


def test_a_data_frame(small: Library) -> None:
    pytest.importorskip("pandas")
    frame = small.relations(standing="asserted").df()
    assert list(frame.columns) == list(small.relations().columns)
    assert frame["evidence"].map(len).min() >= 1
    assert list(small.relations("book", "gives_to").df().columns) == list(frame.columns)


def test_without_pandas_the_extra_is_named(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r'pip install "kabgraph\[df\]"'):
        small.relations().df()


def test_answers_as_a_graph_of_their_own(small: Library) -> None:
    part = small.relations("Bina").nx()
    assert set(part) == {"bina", "group", "malchut"}
    assert part.number_of_edges() == len(small.relations("Bina"))
    assert all(small.graph.edges[edge] == part.edges[edge] for edge in part.edges)
    inverse = small.relations("group", "receives_from", inverses=True).nx()
    assert list(inverse.edges(keys=True)) == [("bina", "group", "bina.gives_to.group")]
    assert set(small.kwic("ELE").nx()) == {"first#p1", "ele"}
    assert small.paths("ele", "group").nx().number_of_edges() > 0
    assert set(small.concepts(mentioned=False).nx()) == {"ma45", "book"}
    part.clear()
    assert len(small.graph) > 3
    with pytest.raises(UsageError, match="no part of the graph"):
        small.queries.nx()


def test_an_empty_answer_keeps_its_columns(small: Library) -> None:
    assert small.kwic("book").csv() == "passage,start,end,left,hit,right,concept,mode,edition\n"
    assert small.kwic("book").nx().number_of_nodes() == 0
