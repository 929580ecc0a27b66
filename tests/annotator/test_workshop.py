"""The interface over a running server: deciding, linking, taking back, two windows, a text that is edited."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import pytest

import kabgraph

from .conftest import Running

WORDS = {"passage": "p2", "start": 15, "end": 19, "exact": "care"}
LINK = {"talk": "first", "kind": "mention", "concept": "malchut", "mode": "implied", "anchor": WORDS}


class Answer(dict[str, Any]):
    """What the server said, with its status."""

    status: int = 0


def call(server: Running, method: str, path: str, body: Any = None, tag: str = "") -> Answer:
    headers = {"X-Token": server.token, "Content-Type": "application/json"}
    headers |= {"If-Match": f'"{tag}"'} if tag else {}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{server.address}/api/{path}", data, headers, method=method)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
            answer = Answer(json.load(response))
            answer.status = response.status
    except urllib.error.HTTPError as error:
        with error:
            answer = Answer(json.load(error))
            answer.status = error.code
    return answer


def page(server: Running, uri: str) -> str:
    with urllib.request.urlopen(f"{server.address}/{uri}", timeout=20) as response:  # noqa: S310
        return str(response.read().decode())


def own_file(server: Running, talk: str = "first") -> Path:
    return server.root / f"corpus/annotations/{talk}/{server.user}.yaml"


def first_item(server: Running, **asked: str) -> dict[str, Any]:
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    items = call(server, "GET", f"queue?{query}")["items"]
    return dict(items[0])


def seen(*items: dict[str, Any]) -> list[dict[str, str]]:
    return [{"key": item["key"], "tag": item["tag"]} for item in items]


def test_a_hit_is_accepted_on_its_page_and_in_python(server: Running) -> None:
    queue = call(server, "GET", "queue?talk=first")
    item = next(i for i in queue["items"] if i["sort"] == "automatic")
    said = call(server, "POST", "decide", {"items": seen(item), "did": "accept", "note": "clear"})
    assert (said.status, said["saved"][0]["status"], said["undo"]) == (
        200,
        "accepted",
        f"{item['surface']}, accepted",
    )
    assert call(server, "GET", "queue?talk=first")["counts"] != queue["counts"]
    (found,) = kabgraph.load(server.root).mentions.filter(
        lambda m: m.status == "confirmed" and m.mode == "confirmed"
    )
    assert (found.passage, found.start, found.end) == (item["passage"], item["start"], item["end"])
    assert 'data-found="confirmed"' in page(server, "talks/first.html")
    assert call(server, "POST", "undo", {})["words"] == said["undo"]
    assert 'data-found="confirmed"' not in page(server, "talks/first.html")
    assert own_file(server).read_text() == "format: kabgraph-annotations/1\ntalk: first\nannotations:\n"
    assert call(server, "POST", "redo", {})["words"] == said["undo"]
    assert "clear" in own_file(server).read_text()


def test_bulk_is_one_act(server: Running) -> None:
    items = call(server, "GET", "queue?sort=automatic")["items"]
    said = call(server, "POST", "decide", {"items": seen(*items), "did": "reject"})
    assert len(said["saved"]) == len(items) > 5
    assert said["undo"] == f"{len(items)} places, rejected"
    assert len(kabgraph.load(server.root).rejected) >= len(items)
    call(server, "POST", "undo", {})
    assert call(server, "GET", "queue?sort=automatic")["items"] == items
    refused = call(server, "POST", "undo", {})
    assert (refused.status, refused["error"]) == (409, "there is nothing to take back")


def test_what_was_decided_in_another_window_is_told_with_both_versions(server: Running) -> None:
    item = first_item(server, talk="first")
    call(server, "POST", "decide", {"items": seen(item), "did": "accept"})
    before = own_file(server).read_bytes()
    refused = call(server, "POST", "decide", {"items": seen(item), "did": "reject", "note": "no"})
    assert refused.status == 412
    assert refused["there"][0]["status"] == "accepted"
    assert refused["wanted"]["did"] == "reject"
    assert refused["stale"] == [item["key"]]
    assert own_file(server).read_bytes() == before


def test_a_link_is_made_changed_and_retired(server: Running) -> None:
    made = call(server, "POST", "annotations", LINK)
    assert (made.status, made["state"], made["anchor"]["prefix"]) == (201, "exact", "Answer: Bina’s ")
    record = {**LINK, "note": "since it reaches", "concept": "ele"}
    changed = call(server, "PUT", f"annotations/{made['id']}", record, made["tag"])
    assert (changed.status, changed["concept"]) == (200, "ele")
    assert [entry["did"] for entry in changed["log"]] == ["created", "changed"]
    late = call(server, "PUT", f"annotations/{made['id']}", {**LINK, "note": "mine"}, made["tag"])
    assert late.status == 412
    assert (late["there"]["note"], late["there"]["tag"]) == ("since it reaches", changed["tag"])
    assert late["wanted"]["note"] == "mine"
    gone = call(server, "PUT", f"annotations/{made['id']}", {**record, "status": "retired"}, changed["tag"])
    assert gone["status"] == "retired"
    assert not [m for m in kabgraph.load(server.root).mentions if m.records == (made["id"],)]


def test_relations_claims_and_notes_are_kept_and_join_the_graph(server: Running) -> None:
    relation = {"from": "bina", "type": "gives_to", "to": "malchut"}
    types = {kind["id"] for kind in call(server, "GET", "annotations?talk=first")["types"]}
    relation["type"] = sorted(types)[0]
    base = {"talk": "first", "anchor": WORDS}
    said = call(
        server,
        "POST",
        "annotations",
        {**base, "kind": "relation", "relation": relation, "stance": "supports"},
    )
    assert said.status == 201, said
    claim = {"same": ["bina", "ele"], "condition": "when corrected"}
    assert call(server, "POST", "annotations", {**base, "kind": "claim", "claim": claim}).status == 201
    assert call(server, "POST", "annotations", {**base, "kind": "note", "note": "<img src=x>"}).status == 201
    assert call(server, "POST", "annotations", {**base, "kind": "claim"}).status == 400
    library = kabgraph.load(server.root)
    (found,) = library.relations("bina", relation["type"], "malchut")
    assert "first#p2" in found.evidence
    assert found.standing == "asserted"
    assert library.relations("bina", "identified_with", "ele")
    assert "<img" not in page(server, "talks/first.html")


def test_words_of_two_passages_are_one_record(server: Running) -> None:
    also = [{"passage": "p1", "start": 0, "end": 4, "exact": "Bina"}]
    text = call(server, "GET", "annotations?talk=first")["passages"][0]["text"]
    also[0]["exact"] = text[:4]
    made = call(server, "POST", "annotations", {**LINK, "also": also})
    assert made.status == 201
    (record,) = [a for a in kabgraph.load(server.root).annotations if a.id == made["id"]]
    assert [ref for ref, _ in record.places] == ["first#p2", "first#p1"]


def test_a_text_that_was_edited_meanwhile_refuses_the_save_and_shows_itself(server: Running) -> None:
    talk = server.root / "corpus/first.md"
    talk.write_text(talk.read_text().replace("care reaches", "help reaches"))
    refused = call(server, "POST", "annotations", LINK)
    assert (refused.status, refused["wanted"]) == (409, "care")
    assert "help reaches" in refused["there"]
    assert not own_file(server).exists()
    assert "help reaches" in page(server, "talks/first.html")


@pytest.mark.parametrize("found", ["<<<<<<< ours\n", "annotations: {}\n"])
def test_a_file_with_problems_is_never_written_over(server: Running, found: str) -> None:
    path = own_file(server)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"format: kabgraph-annotations/1\ntalk: first\n{found}"
    path.write_text(text)
    refused = call(server, "POST", "annotations", LINK)
    assert refused.status == 409
    assert "mend it" in refused["remedy"]
    assert path.read_text() == text
    (problem, *_) = call(server, "GET", "state")["findings"]
    assert problem["file"].endswith("first/teacher1.yaml")


def test_only_ones_own_record_is_changed(server: Running) -> None:
    theirs = next(r for r in call(server, "GET", "annotations?talk=first")["records"] if not r["own"])
    refused = call(server, "PUT", f"annotations/{theirs['id']}", LINK, "0" * 16)
    assert (refused.status, theirs["tag"]) == (403, None)


def test_an_item_comes_with_its_context(server: Running) -> None:
    item = first_item(server, talk="first")
    told = call(server, "GET", f"item?key={item['key'].replace('#', '%23')}")
    text = told["context"]["text"]
    assert text[item["start"] : item["end"]] == item["surface"]
    assert told["url"] == f"talks/{item['passage'].replace('#', '.html#')}"
    assert call(server, "GET", "item?key=nothing").status == 404
    assert call(server, "GET", "queue?sort=nothing").status == 400
    assert call(server, "GET", "queue?concept=nothing").status == 404


def test_new_data_reach_every_page_and_script(server: Running) -> None:
    made = call(server, "POST", "annotations", LINK)
    assert made.status == 201
    assert "malchut" in page(server, "assets/kabgraph/data/graph.js")
    assert "care" in page(server, "concepts/malchut.html")
    assert 'src="../edit/client.js"' in page(server, "concepts/malchut.html")
    assert "/edit/" not in (server.root / "corpus/first.md").read_text()
