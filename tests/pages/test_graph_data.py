"""The graph as a script's data says what the library says, and its words never end a script."""

from __future__ import annotations

import json
from pathlib import Path

import kabgraph
from kabgraph.pages.data.graph import graph_data, graph_script
from kabgraph.pages.desk import Desk


def test_every_relation_is_there_with_the_words_of_its_quotes(library: kabgraph.Library) -> None:
    data = graph_data(Desk(library))
    given = {relation["id"]: relation for relation in data["relations"]}
    assert set(given) == {relation.id for relation in library.relations()}
    for relation in library.relations():
        quotes = [
            "".join(run if isinstance(run, str) else run["t"] for run in quote["runs"])
            for quote in given[relation.id].get("quotes", ())
        ]
        assert quotes == [quote.text for quote in library.quotes(relation)], relation.id


def test_signs_are_shared_and_in_range(library: kabgraph.Library) -> None:
    data = graph_data(Desk(library))
    assert {relation["sign"] for relation in data["relations"]} == set(range(len(data["signs"])))


def test_a_label_cannot_end_the_script(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    label = "</script><script>alert(1)</script>"
    ontology = {"scheme": {"id": "s", "title": "t"}, "concepts": {"a": {"pref_label": {"en": label}}}}
    (tmp_path / "concepts.yaml").write_text(json.dumps(ontology), encoding="utf-8")
    script = graph_script(Desk(kabgraph.load(tmp_path)))
    assert "<" not in script
    assert json.loads(script.partition(").graph = ")[2].rstrip(";\n"))["concepts"][0]["name"] == label
