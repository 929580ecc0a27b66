"""The interface against what another page, or a broken program, may send: refused, nothing changed."""

from __future__ import annotations

import http.client
import json
import socket
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from kabgraph.annotator import guard

from .conftest import Running

P2 = "Answer: Bina’s care reaches the group. A control group is something else, and group theory too."
GOOD = {
    "talk": "first",
    "kind": "mention",
    "concept": "malchut",
    "mode": "implied",
    "anchor": {"passage": "p2", "start": 15, "end": 19, "exact": "care"},
}


def state_of(root: Path) -> str:
    digest = sha256()
    for path in sorted((root / "corpus").rglob("*")):
        digest.update(str(path.relative_to(root)).encode() + (path.read_bytes() if path.is_file() else b""))
    return digest.hexdigest()


def ask(
    server: Running,
    method: str = "POST",
    path: str = "/api/annotations",
    body: Any = GOOD,
    drop: tuple[str, ...] = (),
    **headers: str,
) -> tuple[int, dict[str, Any]]:
    given = {
        "Host": f"127.0.0.1:{server.port}",
        "Origin": server.address,
        "Content-Type": "application/json",
        "X-Token": server.token,
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=15)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
    for name, value in given.items():
        if name not in drop:
            connection.putheader(name, value.encode("utf-8"))
    if "Content-Length" not in given:
        connection.putheader("Content-Length", str(len(data)))
    connection.endheaders(data)
    answer = connection.getresponse()
    raw = answer.read()
    connection.close()
    return answer.status, json.loads(raw) if answer.headers.get_content_type() == "application/json" else {}


def test_a_good_request_is_accepted_by_every_name_of_this_computer(server: Running) -> None:
    status, said = ask(server)
    assert (status, said["state"], said["own"]) == (201, "exact", True)
    assert "concept: malchut" in (server.root / "corpus/annotations/first/teacher1.yaml").read_text()
    host = f"localhost:{server.port}"
    assert ask(server, Host=host, Origin=f"http://{host}")[0] == 201
    assert ask(server, drop=("Origin",), Sec_Fetch_Site="same-origin")[0] == 201


REFUSED: dict[str, tuple[set[int], dict[str, Any]]] = {
    "another host": ({421}, {"Host": "attacker.invalid"}),
    "another host, its own origin": (
        {421},
        {"Host": "attacker.invalid:1", "Origin": "http://attacker.invalid:1"},
    ),
    "another port": ({421}, {"Host": "127.0.0.1:1"}),
    "no host": ({400, 421}, {"drop": ("Host",)}),
    "reading by another host": (
        {421},
        {"method": "GET", "path": "/api/annotations?talk=first", "Host": "attacker.invalid"},
    ),
    "a page by another host": ({421}, {"method": "GET", "path": "/index.html", "Host": "attacker.invalid"}),
    "another origin": ({403}, {"Origin": "https://attacker.invalid"}),
    "the other name as origin": ({403}, {"Origin": "http://localhost:1"}),
    "a null origin": ({403}, {"Origin": "null"}),
    "cross-site": ({403}, {"drop": ("Origin",), "Sec_Fetch_Site": "cross-site"}),
    "same-site": ({403}, {"drop": ("Origin",), "Sec_Fetch_Site": "same-site"}),
    "no token": ({401}, {"drop": ("X-Token",)}),
    "another token": ({401}, {"X_Token": "0" * 43}),
    "a token of other letters": ({401}, {"X_Token": "בינה"}),
    "reading without a token": ({401}, {"method": "GET", "path": "/api/state", "drop": ("X-Token",)}),
    "a form": ({415}, {"Content_Type": "application/x-www-form-urlencoded"}),
    "plain text": ({415}, {"Content_Type": "text/plain"}),
    "no type": ({415}, {"drop": ("Content-Type",)}),
    "said too large": ({413}, {"Content_Length": "1000000000", "body": b"x"}),
    "too large": ({413}, {"body": {**GOOD, "note": "x" * 1_100_000}}),
    "a note too long": ({400}, {"body": {**GOOD, "note": "x" * 30_000}}),
    "NaN": ({400}, {"body": b'{"start": NaN}'}),
    "half a letter": ({400}, {"body": b'{"talk": "first", "note": "\\ud800"}'}),
    "a key twice": ({400}, {"body": b'{"talk": "first", "talk": "second"}'}),
    "very deep": ({400}, {"body": b'{"talk": ' + b"[" * 90_000 + b"]" * 90_000 + b"}"}),
    "no JSON": ({400}, {"body": b'{"id"'}),
    "Latin-1": ({400}, {"body": '{"talk": "é"}'.encode("latin-1")}),
    "an unknown field": ({400}, {"body": {**GOOD, "colour": "red"}}),
    "a float for an offset": ({400}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "start": 15.0}}}),
    "a negative offset": ({400}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "start": -4}}}),
    "offsets beyond": ({409}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "start": 900, "end": 904}}}),
    "offsets backwards": ({409}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "start": 19, "end": 15}}}),
    "other words": ({409}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "exact": "cure"}}}),
    "no such passage": ({409}, {"body": {**GOOD, "anchor": {**GOOD["anchor"], "passage": "p9"}}}),
    "a talk that climbs out": ({404}, {"body": {**GOOD, "talk": "../../../etc/passwd"}}),
    "no such talk": ({404}, {"body": {**GOOD, "talk": "third"}}),
    "no such concept": ({400}, {"body": {**GOOD, "concept": "keterr"}}),
    "an id that climbs out": ({400}, {"body": {**GOOD, "id": "../x"}}),
    "no If-Match": ({428}, {"method": "PUT", "path": "/api/annotations/a-00000001"}),
    "If-Match for any": ({428}, {"method": "PUT", "path": "/api/annotations/a-00000001", "If_Match": "*"}),
    "no such record": ({404}, {
        "method": "PUT", "path": "/api/annotations/a-00000001", "If_Match": '"0123456789abcdef"',
    }),
    "an id with a slash": ({404}, {
        "method": "PUT", "path": "/api/annotations/..%2Fx", "If_Match": '"0123456789abcdef"',
    }),
    "a GET that writes": ({404, 405}, {
        "method": "GET", "path": "/api/annotations/delete?id=a1", "body": None,
    }),
    "a method that is not used": ({405}, {"method": "TRACE", "body": None}),
    "deleting": ({405}, {"method": "DELETE", "path": "/api/annotations/a-00000001"}),
    "asking before a foreign write": ({405}, {"method": "OPTIONS", "Origin": "https://attacker.invalid"}),
    "writing a page": ({405}, {"path": "/index.html"}),
    "a NUL in a path": ({404}, {"method": "GET", "path": "/static/a%00.js", "body": None}),
    "climbing out of the site": ({404}, {"method": "GET", "path": "/../../etc/hostname", "body": None}),
    "climbing out, written twice": (
        {404},
        {"method": "GET", "path": "/static/%252e%252e/%252e%252e/etc/hostname", "body": None},
    ),
    "climbing out of the edit mode": ({404}, {"method": "GET", "path": "/edit/../app.py", "body": None}),
    "another site by its path": ({404}, {"method": "GET", "path": "//attacker.invalid/", "body": None}),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_words_and_nothing_changed(server: Running, name: str) -> None:
    before = state_of(server.root)
    wanted, request = REFUSED[name]
    status, said = ask(server, **request)
    assert status in wanted, said
    if request.get("method", "POST") not in ("GET", "TRACE") and status != 400:
        assert said.get("error"), said
        assert said.get("remedy"), said
    assert "Traceback" not in json.dumps(said)
    assert state_of(server.root) == before


def test_two_hosts_in_one_request_are_refused(server: Running) -> None:
    own = f"Host: 127.0.0.1:{server.port}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(f"GET /index.html HTTP/1.1\r\n{own}Host: attacker.invalid\r\n\r\n".encode())
        assert connection.recv(64).split()[1] in (b"400", b"421")


def test_a_body_that_stops_short_is_not_waited_for_long(
    server: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kabgraph.annotator.bodies.PATIENCE", 0.3)
    before = state_of(server.root)
    assert ask(server, Content_Length="500", body=b'{"id"')[0] in (400, 408)
    assert state_of(server.root) == before


@pytest.mark.parametrize("path", ["/", "/index.html", "/api/state", "/nowhere"])
def test_every_answer_forbids_frames_and_other_sites(server: Running, path: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", path, headers={"X-Token": server.token})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert "set-cookie" not in answer.headers


def test_without_its_defence_a_request_gets_through(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_foreign", lambda scope, own: None)
    for name in ("another origin", "a null origin", "cross-site", "plain text"):
        assert ask(server, **REFUSED[name][1])[0] == 201, name
    monkeypatch.setattr(guard.Guard, "_refuse", lambda self, scope: None)
    for name in ("another host", "no token", "another token"):
        assert ask(server, **REFUSED[name][1])[0] == 201, name
