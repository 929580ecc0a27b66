"""SPARQL over the RDF form: rows of named values, nothing fetched, and an end to every query."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from rdflib import Graph

import kabgraph
from kabgraph import Library, UsageError
from kabgraph.export import engine, rdf, sparql
from kabgraph.export.sparql import refusal, select

NAMES = "SELECT ?id ?name { ?c dct:identifier ?id ; skos:prefLabel ?name FILTER(LANG(?name) = 'en') }"


@contextmanager
def listening() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who has called there."""
    calls: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        done = threading.Event()

        def wait() -> None:
            while not done.is_set():
                try:
                    calls.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=wait)
        thread.start()
        yield server.getsockname()[1], calls
        done.set()
        thread.join()


def test_rows_give_values_by_name(small: Library) -> None:
    rows = small.sparql(NAMES)
    assert {row.id: row.name for row in rows} == {c.id: c.pref_label["en"] for c in small.concepts()}
    assert rows.where(id="bina")[0]["name"] == "Bina"
    assert list(rows[0]) == ["id", "name"]
    assert repr(rows).startswith("8 rows\n  id: bina, name: Bina")
    with pytest.raises(AttributeError, match="there is id, name"):
        _ = rows[0].nome


def test_rows_without_an_order_come_sorted(small: Library) -> None:
    ids = [row.id for row in small.sparql(NAMES)]
    assert ids == sorted(map(str, ids))
    turned = small.sparql(NAMES + " ORDER BY DESC(?id)")
    assert [row.id for row in turned] == ids[::-1]


def test_values_have_their_types(small: Library) -> None:
    (row,) = small.sparql(
        "SELECT (COUNT(*) AS ?n) (1.5 AS ?half) (true AS ?yes) ?open "
        "{ ?x a skos:Concept OPTIONAL { ?x kg:no ?open } } GROUP BY ?open"
    )
    assert (row.n, row.half, row.yes, row.open) == (8, 1.5, True, None)
    assert small.sparql("ASK { concept:bina a skos:Concept }")[0].answer is True
    assert small.sparql("ASK { concept:bina a skos:Collection }")[0].answer is False
    described = small.sparql("CONSTRUCT { ?a skos:broader ?b } WHERE { ?a skos:broader ?b }")
    assert [row.subject for row in described] == ["https://example.org/small/concepts/ele"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?l { ?s skos:prefLabel ?l }",
        "SELECT ?a ?b { ?a skos:broader+ ?b }",
        "SELECT ?r ?p { ?r a kg:Relation ; kg:standing 'asserted' ; prov:wasDerivedFrom ?p }",
        "SELECT ?t (COUNT(?r) AS ?n) { ?r rdf:predicate ?t } GROUP BY ?t",
    ],
)
def test_another_engine_answers_the_same(small: Library, tmp_path: Path, query: str) -> None:
    graph = Graph().parse(small.export("skos-ttl", tmp_path / "k.ttl"), format="turtle")
    wanted = sorted(tuple(str(value) for value in row) for row in graph.query(query))
    assert sorted(tuple(str(value) for value in row.values()) for row in small.sparql(query)) == wanted
    assert wanted


def test_private_copies_are_not_asked(small: Library) -> None:
    assert not small.sparql("SELECT ?p { ?p kg:ref ?r FILTER(STRSTARTS(?r, 'second#')) }")


REFUSED = [
    "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { service silent <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { BIND(<http://127.0.0.1:{port}/> AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { \\u005cu0053ERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE<http://127.0.0.1:{port}/>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b 'it\\'s' . SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
    "SELECT * FROM <http://127.0.0.1:{port}/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <file:///etc/hostname> { GRAPH ?g { ?s ?p ?o } }",
    "LOAD <http://127.0.0.1:{port}/>",
    "DELETE WHERE { ?s ?p ?o }",
    "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_asks_elsewhere_is_refused(small: Library, query: str) -> None:
    with listening() as (port, calls):
        with pytest.raises(UsageError, match="this query is not asked: "):
            small.sparql(query.replace("{port}", str(port)))
        assert calls == []


@pytest.mark.parametrize("query", REFUSED[:7])
def test_even_unrefused_nothing_is_fetched(
    small: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The doors of the process are closed, too: the second net holds without the first."""
    monkeypatch.setattr(sparql, "refusal", lambda query: "")
    with listening() as (port, calls):
        with suppress(UsageError):
            small.sparql(query.replace("{port}", str(port)))
        assert calls == []


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service skos:prefLabel ?from }",
        "# SERVICE <http://a.invalid/> LOAD FROM\nASK { ?s ?p ?o }",
        "ASK { ?s ?p 'SERVICE <http://a.invalid/> { }' }",
        'ASK { ?s ?p """LOAD "FROM" x""" }',
        "PREFIX service: <http://a.invalid/> ASK { ?s service:load ?o }",
        "ASK { <http://a.invalid/SERVICE> ?p ?o }",
    ],
)
def test_words_alone_are_no_reason(query: str) -> None:
    assert refusal(query) == ""


def test_a_query_that_cannot_be_read_says_where(small: Library) -> None:
    with pytest.raises(UsageError, match=r"the query cannot be read.*1:15"):
        small.sparql("SELECT nothing")
    with pytest.raises(UsageError, match="longer than"):
        small.sparql("#" * 200_000)
    with pytest.raises(UsageError, match=r"brought the engine down|cannot be read"):
        small.sparql("SELECT * {" + "{" * 20_000 + "}" * 20_000 + "}")


def _many() -> bytes:
    return "".join(f"<urn:s{n}> <urn:p> <urn:o{n}> .\n" for n in range(3000)).encode()


def test_a_query_ends_in_time() -> None:
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) = STR(?i)) }"
    with pytest.raises(UsageError, match="took more than 1 seconds"):
        select(_many(), endless, {}, seconds=1)


def test_a_query_has_so_much_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "MEMORY", 160)
    wide = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?d"
    with pytest.raises(UsageError, match="MB of memory"):
        select(_many(), wide, {})


def test_an_answer_has_so_many_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql, "ROWS", 1000)
    with pytest.raises(UsageError, match="more than 1,000 rows"):
        select(_many(), "SELECT * { ?a ?b ?c }", {})
    assert len(select(_many(), "SELECT * { ?a ?b ?c } LIMIT 1000", {})[1]) == 1000


def test_without_the_extra_it_says_which(
    small: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "rdf.py"
    text = Path(rdf.__file__).read_text(encoding="utf-8")
    script.write_text(text.replace("import pyoxigraph", "import pyoxigraph_is_not_here"), encoding="utf-8")
    monkeypatch.setattr(engine, "_SCRIPT", script)
    with pytest.raises(UsageError, match=r"pip install 'kabgraph\[rdf\]'"):
        small.sparql("ASK { ?s ?p ?o }")


def test_the_doors_are_closed_behind_the_process() -> None:
    code = f"""
import importlib.util, socket
spec = importlib.util.spec_from_file_location("rdf", {rdf.__file__!r})
module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module)
module._close_doors(1 << 30, 10)
turtle = module.pyoxigraph.RdfFormat.TURTLE
for act in (lambda: open("/etc/hostname"), lambda: socket.create_connection(("127.0.0.1", 9)),
            lambda: module.pyoxigraph.parse(path="/etc/hostname", format=turtle)):
    try:
        act()
    except OSError as error:
        print("refused" if "refused:" in str(error) or "os error 24" in str(error) else error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["refused"] * 3, done.stdout + done.stderr


def test_the_library_itself_loads_no_rdf_library() -> None:
    code = "import kabgraph, sys; k = kabgraph.load('tests/data/small'); k.sparql('ASK { ?s ?p ?o }'); "
    code += "import json; print(json.dumps([m for m in ('pyoxigraph', 'rdflib') if m in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
    assert kabgraph.Library.sparql.__doc__
