"""What is no honest vocabulary is refused with its line, in little time, and nothing is fetched or run."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from kabgraph.export import reading
from kabgraph.library import plan_files
from kabgraph.model import Finding

RDF_XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:q="http://q.invalid/">'
    '<rdf:Description rdf:about="http://a.invalid/"><q:p>{}</q:p></rdf:Description></rdf:RDF>'
)
LAUGHS = "".join(
    f'<!ENTITY {name} "{before * 10}">'
    for name, before in zip("bcdefghi", (f"&{c};" for c in "abcdefgh"), strict=True)
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """A port where nobody may call."""
    calls: list[object] = []
    done = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        def wait() -> None:
            while not done.is_set():
                try:
                    calls.append(server.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=wait)
        thread.start()
        yield server.getsockname()[1]
        time.sleep(0.3)
        done.set()
        thread.join()
    assert calls == []


def _refused(path: Path, folder: Path) -> tuple[Finding, ...]:
    before = sorted(folder.rglob("*"))
    began = time.perf_counter()
    plan, findings = plan_files([path], folder)
    assert time.perf_counter() - began < 20  # on a machine that does much else besides
    assert plan is None
    assert any(finding.level == "error" for finding in findings)
    assert sorted(folder.rglob("*")) == before
    return findings


HERE = "http://127.0.0.1:{port}/c"
CASES = {
    "entity bomb": ("x.rdf", f'<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY a "l">{LAUGHS}]>', 2),
    "a file as entity": ("x.rdf", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + RDF_XML, 1),
    "a document type elsewhere": ("x.xml", f'<!DOCTYPE r SYSTEM "{HERE}">' + RDF_XML.format("ok"), 1),
    "no XML": ("x.rdf", "\n<rdf:RDF", 2),
    "a context elsewhere": ("x.jsonld", f'{{\n"@context": "{HERE}", "@id": "http://a.invalid/"}}', 2),
    "a context in a file": ("x.json", '{"@context": "file:///etc/hostname", "@id": "http://a.invalid/"}', 1),
    "a context in a list": ("x.jsonld", f'{{"@context": [{{}}, "{HERE}"], "@id": "urn:a"}}', 1),
    "a context further in": ("x.jsonld", f'{{"@id": "urn:a",\n"urn:p": [{{"@context": "{HERE}"}}]}}', 2),
    "a context of a term": ("x.jsonld", f'{{"@context": {{"t": {{"@id": "t", "@context": "{HERE}"}}}}}}', 1),
    "an import in a context": ("x.jsonld", f'{{"@context": {{"@version": 1.1, "@import": "{HERE}"}}}}', 1),
    "not a number": ("x.jsonld", '{"@id": "urn:a",\n"urn:p": NaN}', 2),
    "a key twice": ("x.jsonld", '{"@id": "urn:a",\n"urn:p": 1,\n"urn:p": 2}', 3),
    "nested deeply": ("x.jsonld", "[" * 100_000, 1),
    "no JSON": ("x.jsonld", '{"a":\n', 2),
    "a text that never ends": ("x.ttl", '<urn:a> <urn:b> "never closed\n', 1),
    "a blank in an address": ("x.ttl", "\n\n<urn:a> <urn:b> <http://x y> .", 3),
    "no language": ("x.ttl", '<urn:a> <urn:b> "x"@123 .', 1),
    "blanks within blanks": ("x.ttl", "<urn:a> <urn:b> " + "[ <urn:c> " * 50_000, 1),
    "lists within lists": ("x.ttl", "<urn:a> <urn:b> " + "( " * 50_000, 1),
    "a triple within a triple": ("x.ttl", "<urn:a> <urn:b> <<( <urn:c> <urn:d> <urn:e> )>> .", 1),
    "an unknown ending": ("x.graphml", "<graphml/>", 1),
    "no ending": ("x", "", 1),
    "a NUL": ("x.ttl", "<urn:a>\x00", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_its_line(case: str, folder: Path, port: int) -> None:
    name, text, line = CASES[case]
    path = folder / name
    path.write_text(text.replace("{port}", str(port)), encoding="utf-8")
    findings = _refused(path, folder)
    assert line in {finding.address.line for finding in findings}, findings
    assert all(finding.address.file.endswith(name) for finding in findings)


def test_short_names_cannot_stand_for_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A prefix of a thousand signs, used ten thousand times."""
    monkeypatch.setattr(reading, "_MOST", 4)
    text = f"@prefix p: <http://a.invalid/{'x' * 1000}> .\n" + "p:a p:b p:c , p:d .\n" * 10_000
    (folder / "x.ttl").write_text(text, encoding="utf-8")
    assert "expands to more than 4 MB" in str(_refused(folder / "x.ttl", folder)[0])


def test_memory_and_time_are_bounded(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "x.jsonld").write_text(
        json.dumps([{"@id": f"urn:{n}", "urn:p": "x" * 50} for n in range(60_000)])
    )
    monkeypatch.setattr(reading, "MEMORY", 40)
    (found,) = _refused(folder / "x.jsonld", folder)
    assert found.code in {"V102", "V103"}
    assert "memory" in found.message
    monkeypatch.setattr(reading, "MEMORY", 1024)
    monkeypatch.setattr(reading, "SECONDS", 0)
    (found,) = _refused(folder / "x.jsonld", folder)
    assert found.code == "V103"


def test_files_that_are_none(folder: Path) -> None:
    (folder / "latin.ttl").write_bytes(b"<urn:a> <urn:b> 'caf\xe9' .")
    assert _refused(folder / "latin.ttl", folder)[0].code == "S106"
    assert _refused(folder / "missing.ttl", folder)[0].code == "S103"
    (folder / "in.ttl").symlink_to("/etc/hostname")
    assert _refused(folder / "in.ttl", folder)[0].code == "S102"
    assert _refused(folder / "corpus", folder)[0].code == "S101"


def test_known_contexts_need_no_network(folder: Path) -> None:
    text = {
        "@context": "http://www.w3.org/2004/02/skos/core#",
        "@graph": [
            {
                "id": "https://example.org/a",
                "type": "Concept",
                "prefLabel": {"@value": "A", "@language": "en"},
            },
            {
                "id": "https://example.org/b",
                "type": "Concept",
                "broader": "https://example.org/a",
                "colour": "red",
            },
        ],
    }
    (folder / "x.jsonld").write_text(json.dumps(text), encoding="utf-8")
    plan, findings = plan_files([folder / "x.jsonld"], folder)
    assert plan is not None, findings
    assert plan.counts["relations broader"] == 1
    # What no context defines is not dropped without a word.
    assert [row.what for row in plan.found.rest] == ["kg:undefined:colour"]


def test_no_text_becomes_markup_or_yaml(folder: Path, prefixes: str) -> None:
    words = [
        "<script>alert(1)</script>",
        "a: b",
        "- x",
        "{x}",
        "'\"",
        "no",
        "12:30",
        "&a *b",
        "# c",
        "\u202ex",
        "\\",
    ]
    labels = " , ".join(json.dumps(word) + "@en" for word in words)
    said = f":a a skos:Concept ; skos:prefLabel 'A'@en ; skos:altLabel {labels} ; skos:note 'a\\u0001b' ."
    text = prefixes + said
    (folder / "x.ttl").write_text(text, encoding="utf-8")
    plan, findings = plan_files([folder / "x.ttl"], folder)
    assert plan is not None
    assert {"V203"} <= {finding.code for finding in findings}
    data = yaml.safe_load(plan.texts[folder / "concepts.yaml"])
    assert sorted(data["concepts"]["a"]["alt_labels"]["en"]) == sorted(words)
    assert data["concepts"]["a"]["notes"]["note"] == {"und": ["a\ufffdb"]}


def _cases(shared: Path) -> list[dict[str, object]]:
    index = yaml.safe_load((shared / "cases" / "index.yaml").read_text(encoding="utf-8"))
    return [case for case in index["cases"] if case["id"].startswith("import/")]


def test_the_collected_cases(shared: Path, folder: Path, port: int) -> None:
    del port
    for case in _cases(shared):
        file = shared / "cases" / str(case["file"])
        expected = case["expect"]
        assert isinstance(expected, dict)
        began = time.perf_counter()
        plan, findings = plan_files([file], folder)
        assert time.perf_counter() - began < 10
        accepted = plan is not None and plan.ready
        outcomes = {expected["outcome"], expected.get("also_ok")}
        assert accepted == any(str(outcome).startswith("accept") for outcome in outcomes) or (
            not accepted and "reject" in outcomes
        )
        if not accepted:
            lines = {finding.address.line for finding in findings if finding.level == "error"}
            assert expected.get("line", min(lines)) in lines, (case["id"], findings)
            assert all(re.search(r"import__\S+:\d+:\d+: ", str(finding)) for finding in findings)
