"""The review's interface in small: in memory, on loopback, and as unwilling as a test asks it to be."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import kabgraph
from kabgraph.library.review import SORTS
from kabgraph.pages.csp import with_policy

PROJECT = Path(__file__).resolve().parents[2]
ASSETS = PROJECT / "src" / "kabgraph" / "annotator" / "assets"
TOKEN = "t" * 43
_LIMIT = 2_000_000
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".woff2": "font/woff2"}
_POLICY = re.compile(r'\s*<meta http-equiv="Content-Security-Policy"[^>]*>')
_ARTICLE = re.compile(r'(<article class="kg [^>]*>)(.*)(</article>)', re.DOTALL)
_PAST = {"accept": "accepted", "reject": "rejected", "skip": "skipped", "correct": "corrected"}
Json = dict[str, Any]


def items_of(library: kabgraph.Library) -> list[Json]:
    """The queue of a library as the interface gives it."""
    return [_item(library, item) for item in library.queue()]


def _item(library: kabgraph.Library, item: Any) -> Json:
    passage = library.passage(item.passage)
    concepts = [library.ontology.concepts[id_] for id_ in item.candidates]
    return {
        "key": item.key,
        "tag": sha256(item.key.encode()).hexdigest()[:16],
        "sort": item.sort,
        "talk": passage.talk,
        "title": library.label(passage.talk),
        "number": passage.number,
        "passage": item.passage,
        "start": item.span.start,
        "end": item.span.end,
        "surface": item.surface,
        "candidates": [candidate(c.id, c.name, c.definition, c.pref_label.get("he", "")) for c in concepts],
        "concept": item.concept,
        "mode": item.mode,
        "similar": None,
        "kind": "hit",
        "by": None,
        "note": "",
    }


def candidate(id_: str, name: str, definition: str = "", hebrew: str = "", why: str = "") -> Json:
    return {"id": id_, "name": name, "hebrew": hebrew, "definition": definition, "article": "", "why": why}


def record(id_: str, by: str, status: str, concept: str, exact: str, **more: Any) -> Json:
    anchor = {"passage": "p1", "exact": exact, "prefix": "", "suffix": "", "start": 0, "end": len(exact)}
    own = {"id": id_, "kind": "mention", "by": by, "status": status, "concept": concept, "mode": "named"}
    return {**own, "anchor": anchor, "note": "", "log": [], **more}


class Fake:
    """The queue of ``library`` and its built ``site``; ``extra`` items stand before the others."""

    def __init__(self, library: kabgraph.Library, site: Path, items: Sequence[Json] | None = None) -> None:
        self.library, self.site = library, site
        self.items = list(items if items is not None else items_of(library))
        self.details: dict[str, Json] = {}
        self.decided: dict[str, Json] = {}
        self.before = 0
        self.acts: list[tuple[str, dict[str, Json]]] = []
        self.undone: list[tuple[str, dict[str, Json]]] = []
        self.bodies: list[Json] = []
        self.asked: list[str] = []
        self.down = False
        self.most = 2_000
        self.refuse: tuple[int, Json] | None = None
        self.version = 1
        self.lock = Lock()
        fake = self

        class Handler(_Handler):
            server_fake = fake

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, daemon=True).start()
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    # -- what it answers

    def answer(self, method: str, path: str, query: dict[str, str], body: Json) -> tuple[int, Json]:
        with self.lock:
            self.asked.append(f"{method} {path}")
            if method == "POST" and self.refuse:
                status, said = self.refuse
                self.refuse = None
                return status, said
            if method == "GET":
                asked = {"state": self._state, "queue": self._queue, "item": self._detail}
                return asked[path](**query) if path in asked else _nothing()
            if path == "decide":
                return self._decide(body)
            return self._turn(path)

    def _state(self) -> tuple[int, Json]:
        return 200, {
            "user": "teacher1",
            "waiting": len(self._waiting()),
            "git": None,
            "findings": [],
            **self._after(),
        }

    def _after(self) -> Json:
        undo = self.acts[-1][0] if self.acts else None
        redo = self.undone[-1][0] if self.undone else None
        return {"undo": undo, "redo": redo, "version": str(self.version)}

    def _waiting(self) -> list[Json]:
        skipped = [k for k, body in self.decided.items() if body["did"] == "skip"]
        waiting = [item for item in self.items if item["key"] not in self.decided]
        return waiting + [{**i, "sort": "skipped"} for i in self.items if i["key"] in skipped]

    def _queue(self, talk: str = "", concept: str = "", sort: str = "") -> tuple[int, Json]:
        whole = self._waiting()
        named = {c["id"]: c["name"] for item in whole for c in item["candidates"]}
        talks = {item["talk"]: item["title"] for item in whole}
        decided = self.before + sum(body["did"] != "skip" for body in self.decided.values())
        return 200, {
            "items": [
                item
                for item in whole
                if talk in ("", item["talk"])
                and sort in ("", item["sort"])
                and (not concept or concept in _concepts(item))
            ][: self.most],
            "counts": {s: sum(item["sort"] == s for item in whole) for s in SORTS},
            "decided": decided,
            "total": decided + len(whole),
            "talks": [{"id": t, "title": n, "waiting": _count(whole, "talk", t)} for t, n in talks.items()],
            "concepts": [
                {"id": c, "name": n, "waiting": sum(c in _concepts(item) for item in whole)}
                for c, n in sorted(named.items(), key=lambda pair: pair[1].casefold())
            ],
            "version": str(self.version),
        }  # fmt: skip

    def _detail(self, key: str) -> tuple[int, Json]:
        item = next((item for item in self._waiting() if item["key"] == key), None)
        if item is None:
            return 404, {"error": "this is decided, or no longer there", "remedy": "go on to the next"}
        return 200, {"item": item, **self._context(item), **self.details.get(key, {})}

    def _context(self, item: Json) -> Json:
        empty = {"near": None, "supports": [], "records": [], "url": "talks.html"}
        try:
            passage = self.library.passage(item["passage"])
        except KeyError:
            return {
                "context": {"language": "en", "before": None, "text": "", "after": None, "marks": []},
                **empty,
            }
        talk = self.library.talk(passage.talk)
        n = talk.passages.index(passage)
        beside = [talk.passages[i] if 0 <= i < len(talk.passages) else None for i in (n - 1, n + 1)]
        marks = [
            {"start": m.start, "end": m.end, "status": m.status, "concept": m.concept, "mode": m.mode}
            for m in self.library.mentions_in(passage.ref)
        ]
        context = {"language": talk.language, "text": passage.text, "marks": marks}
        for side, other, last in zip(("before", "after"), beside, (True, False), strict=True):
            spans = other.sentences if other else ()
            cut = len(spans) > 1
            text = other.text[(spans[-1] if last else spans[0]).slice] if other and spans else ""
            context[side] = {"text": text, "cut": cut} if other else None
        supports = [
            {"say": _say(self.library, r), "type": r.type}
            for r in self.library.relations()
            if item["passage"] in r.evidence and {r.subject, r.object} & _concepts(item)
        ]
        return {
            "context": context,
            **empty,
            "supports": supports[:3],
            "url": f"talks/{talk.id}.html#{passage.id}",
        }

    def _decide(self, body: Json) -> tuple[int, Json]:
        waiting = {item["key"]: item for item in self._waiting()}
        stale = [
            seen["key"] for seen in body["items"] if waiting.get(seen["key"], {}).get("tag") != seen["tag"]
        ]
        if stale:
            there = [
                {"by": "teacher2", "note": "", **self.decided[key]["record"]}
                for key in stale
                if key in self.decided
            ]
            said = {"error": f"{len(stale)} were decided meanwhile", "remedy": "look again", "there": there}
            return 412, {**said, "wanted": body, "stale": stale}
        self.bodies.append(body)
        return 200, {"saved": [], **self._do([waiting[seen["key"]] for seen in body["items"]], body)}

    def _do(self, items: Iterable[Json], body: Json, by: str = "teacher1") -> Json:
        done = {}
        items = list(items)
        for item in items:
            concept = body.get("concept") or item["concept"] or ""
            kept = record(
                "a-00000000", by, _PAST[body["did"]], concept, item["surface"], note=body.get("note", "")
            )
            done[item["key"]] = {**body, "record": kept}
        self.decided.update(done)
        noun = items[0]["surface"] if len(items) == 1 else f"{len(items)} places"
        self.acts.append((f"{noun}, {_PAST[body['did']]}", done))
        self.undone.clear()
        self.version += 1
        return self._after()

    def elsewhere(self, key: str, did: str = "accept", **more: Any) -> None:
        """Decide an item in another window."""
        with self.lock:
            self._do([item for item in self.items if item["key"] == key], {"did": did, **more}, "teacher2")
            self.acts.pop()

    def _turn(self, way: str) -> tuple[int, Json]:
        if way not in ("undo", "redo"):
            return _nothing()
        taken, given = (self.acts, self.undone) if way == "undo" else (self.undone, self.acts)
        if not taken:
            return 409, {"error": "there is nothing to take back", "remedy": "what was done before stays"}
        words, done = taken.pop()
        given.append((words, done))
        for key, body in done.items():
            if way == "undo":
                self.decided.pop(key, None)
            else:
                self.decided[key] = body
        self.version += 1
        return 200, {"words": words, **self._after()}

    # -- its pages

    def page(self, uri: str) -> tuple[bytes, str] | None:
        if uri == "edit/edit.css":
            return "\n".join(
                p.read_text("utf-8") for p in sorted((ASSETS / "css").glob("*.css"))
            ).encode(), "text/css"
        if uri.startswith("edit/"):
            path = ASSETS / "js" / Path(uri).name
        else:
            path = (self.site / (uri or "index.html")).resolve()
        if uri == "review.html":
            return self._review().encode(), "text/html; charset=utf-8"
        if not path.is_file() or not (path.is_relative_to(self.site) or path.is_relative_to(ASSETS)):
            return None
        return path.read_bytes(), _TYPES.get(path.suffix, "application/octet-stream")

    def _review(self) -> str:
        body = (ASSETS / "review.html").read_text("utf-8")
        text = (self.site / "about.html").read_text("utf-8")
        text = _POLICY.sub("", text, count=1)
        text = _ARTICLE.sub(lambda match: f"{match[1]}\n{body}\n{match[3]}", text)
        text = re.sub(r"<title>.*?</title>", "<title>Review</title>", text, flags=re.DOTALL)
        text = text.replace("</head>", '<link rel="stylesheet" href="edit/edit.css">\n</head>', 1)
        js = "assets/kabgraph/js"
        names = ["assets/kabgraph/data/graph.js", f"{js}/fold.js", f"{js}/names.js", f"{js}/choose.js"]
        own = sorted(
            (p.stem for p in (ASSETS / "js").glob("*.js")), key=lambda name: (name != "client", name)
        )
        tags = "".join(
            f'<script src="{name}"></script>\n' for name in [*names, *(f"edit/{n}.js" for n in own)]
        )
        head, _, tail = text.rpartition("</body>")
        return with_policy(f"{head}{tags}</body>{tail}")


class _Handler(BaseHTTPRequestHandler):
    server_fake: Fake
    timeout = 10

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        fake, url = self.server_fake, urlsplit(self.path)
        if not url.path.startswith("/api/"):
            served = fake.page(url.path.removeprefix("/"))
            self._send(200 if served else 404, *(served or (b"not found", "text/plain")))
            return
        length = int(self.headers.get("Content-Length") or 0)
        if fake.down or length > _LIMIT:
            self.close_connection = True
            self.connection.close()
            return
        body = json.loads(self.rfile.read(length) or b"{}")
        if self.headers.get("X-Token") != TOKEN:
            status, said = 401, {"error": "the token is another", "remedy": "open the address again"}
        else:
            status, said = fake.answer(
                method, url.path.removeprefix("/api/"), dict(parse_qsl(url.query)), body
            )
        self._send(status, json.dumps(said).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _concepts(item: Json) -> set[str]:
    return {c["id"] for c in item["candidates"]}


def _count(items: Iterable[Json], key: str, value: str) -> int:
    return sum(item[key] == value for item in items)


def _nothing() -> tuple[int, Json]:
    return 404, {"error": "there is no such question", "remedy": ""}


def _say(library: kabgraph.Library, relation: Any) -> list[Any]:
    return [
        {"t": s.text, "h": f"concepts/{s.concept}.html"}
        if s.concept
        else {"t": s.text, "v": 1}
        if s.role == "verb"
        else s.text
        for s in library.sentence(relation)
    ]
