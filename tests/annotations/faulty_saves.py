"""Saving under faults that need processes of their own; each prints what it found as JSON.

    PYTHONPATH=src:tests/annotations python -m faulty_saves kill '{"kills": 500}'

``mutant`` takes out a defence, and the numbers show what it was good for.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from random import Random
from typing import Any

import kabgraph
from kabgraph.annotations import Edit, Store, as_lines, edit_of, make_anchor, tag_of
from kabgraph.annotations import store as store_module
from kabgraph.model import Address, Annotation, Span, TalkId
from kabgraph.source import parse_yaml

CONCEPTS = """\
scheme: {id: faults, title: Faults}
concepts:
  malchut: {pref_label: {en: Malchut}, definition: The one who receives.}
"""
WORDS = "care"
TEXT = "Her care reaches the group, and the group receives it."
HEAD = "title: A talk\nkind: talk\nedition: retelling\nspeaker: A speaker\nlanguage: en\n"
HEAD += "source: written for the tests\nrights: free\n"
TALK = f"---\n{HEAD}---\n{TEXT}\n{{: #p1 }}\n"
USER, NOBODY = "teacher1", 65534
PER_FOLDER = 25  # kills before a new folder: a file does not grow without end


def folder(root: Path, talks: int = 1) -> Path:
    """A project of its own, with talks ``t1``, ``t2``..."""
    (root / "corpus").mkdir(parents=True)
    (root / "concepts.yaml").write_text(CONCEPTS, encoding="utf-8")
    for n in range(1, talks + 1):
        (root / f"corpus/t{n}.md").write_text(TALK, encoding="utf-8")
    return root


def record(id_: str, note: str, talk: str = "t1") -> Annotation:
    (passage,) = (p for p in _passages() if p.talk == "t1")
    start = TEXT.index(WORDS)
    return Annotation(
        id=id_,
        talk=TalkId(talk),
        concept="malchut",
        mode="implied",
        status="accepted",
        anchor=make_anchor(passage, Span(start, start + len(WORDS))),
        by=USER,
        state="exact",
        span=None,
        address=Address(""),
        note=note,
    )


def _passages() -> list[Any]:
    from kabgraph.model import Passage  # noqa: PLC0415

    return [Passage(TalkId("t1"), "p1", TEXT, 1, (), (Span(0, len(TEXT)),), Address("t1.md"))]


def numbered(n: int) -> str:
    return f"a-{n:08d}"


def notes(root: Path, talk: str = "t1") -> dict[str, int]:
    """The number in the note of each record of a file, which must be sound YAML; empty without a file."""
    path = Store(root / "corpus", USER).path(talk)
    if not path.exists():
        return {}
    document = parse_yaml(path.read_text(encoding="utf-8"), path.name)
    assert not document.findings, document.findings
    return {one["id"]: int(one["note"]) for one in document.data["annotations"] or ()}


@contextmanager
def forked(work: Callable[[Callable[[str], None]], None]) -> Iterator[tuple[int, int]]:
    """A child that does ``work``, which is given a way to say a line: its id, and where to read its lines."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            os.close(read)
            work(lambda line: os.write(write, f"{line}\n".encode()) and None)
            status = 0
        except BaseException as error:
            with suppress(OSError):
                os.write(write, f"!{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)
    os.close(write)
    try:
        yield pid, read
    finally:
        with suppress(ChildProcessError):  # its end was waited for: the number may be another's by now
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
        os.close(read)


def said(read: int) -> list[str]:
    """All lines that a child has said, once it has ended; a torn last one is none."""
    with os.fdopen(os.dup(read), encoding="utf-8") as lines:
        return [line[:-1] for line in lines if line.endswith("\n")]


# -- the defences, taken out


def _in_place(texts: Mapping[Path, str], over: object = None) -> None:
    """Saving as most programs do."""
    for path, text in texts.items():
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(text)


MUTANTS: Mapping[str, Callable[[], None]] = {
    "": lambda: None,
    "in place": lambda: setattr(store_module, "write_all", _in_place),
    "no lock": lambda: setattr(Store, "locked", lambda _: nullcontext()),
    "no tag": lambda: setattr(store_module, "_check", lambda *_: None),
}


# -- the faults


def kill(kills: int, seed: int = 1, patience: float = 0.03, until_lost: bool = False) -> dict[str, int]:
    """Kill a saving process at a random moment, again and again; what it acknowledged must be there."""
    random = Random(seed)  # noqa: S311
    _warm_up()
    found = dict.fromkeys(("kills", "acknowledged", "lost", "unreadable", "unloaded", "leftovers"), 0)
    with tempfile.TemporaryDirectory() as base:
        root, kept = Path(base), dict[str, int]()
        for n in range(kills):
            if n % PER_FOLDER == 0:
                _sum_up(root, kept, found)
                root, kept = folder(Path(base) / f"r{n}"), {}
            with forked(lambda say, n=n, root=root: _save_on(root, n, say)) as (pid, read):
                if n % 4:
                    kept |= _acknowledged([_line(read)])  # it has saved once
                time.sleep(random.random() * patience)
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                lines = said(read)
                kept |= _acknowledged(lines)
            found["kills"] += 1
            found["acknowledged"] += len(lines) + bool(n % 4)
            try:
                there = notes(root)
            except (AssertionError, TypeError, ValueError):
                found["unreadable"] += 1
                there = {}
            lost = {id_ for id_, number in kept.items() if there.get(id_, -1) < number}
            found["lost"] += len(lost)
            if until_lost and found["lost"]:
                break
        _sum_up(root, kept, found)
    return found


def _warm_up() -> None:
    """Do all once, so that no child begins with imports."""
    with tempfile.TemporaryDirectory() as base:
        root = folder(Path(base) / "own")
        Store(root / "corpus", USER).save([edit_of(record(numbered(1), "1"))])
        assert notes(root) == {numbered(1): 1}
        assert len(kabgraph.load(root).annotations) == 1


def _line(read: int) -> str:
    said = b""
    while not said.endswith(b"\n"):
        said += os.read(read, 1) or b"\n"
    return said.decode()[:-1]


def _acknowledged(lines: list[str]) -> dict[str, int]:
    return {id_: int(number) for id_, _, number in (line.partition(" ") for line in lines)}


def _save_on(root: Path, n: int, say: Callable[[str], None]) -> None:
    """Save without end: new records and, each third time, one that is there anew."""
    store = Store(root / "corpus", USER)
    for k in range(10_000):
        id_ = numbered(n * 10_000 + k - k % 3 // 2)
        before = store.lines("t1").get(id_)
        store.save([edit_of(record(id_, str(k)), tag_of(before) if before else None)])
        say(f"{id_} {k}")


def _sum_up(root: Path, kept: Mapping[str, int], found: dict[str, int]) -> None:
    """Load the folder as it was left, without repair; the next save clears what lies about."""
    if not kept:
        return
    try:
        library = kabgraph.load(root)
        loaded = {a.id: int(a.note) for a in library.annotations if a.state == "exact"}
        errors = len([f for f in library.check() if f.level == "error"])
    except (kabgraph.LoadError, OSError):
        loaded, errors = {}, 1
    found["unloaded"] += errors + sum(loaded.get(id_, -1) < number for id_, number in kept.items())
    with suppress(kabgraph.ConflictError):
        Store(root / "corpus", USER).save([edit_of(record("a-zzzzzzzz", "0"))])
    found["leftovers"] += len([*root.rglob("*.tmp")])


def crowd(runs: int, savers: int = 8, saves: int = 100) -> dict[str, int]:
    """Several processes save on one talk of one user at once."""
    found = dict.fromkeys(("runs", "saved", "kept", "errors"), 0)
    _warm_up()
    for run in range(runs):
        with tempfile.TemporaryDirectory() as base:
            root = folder(Path(base) / "own")

            def work(say: Callable[[str], None], first: int, root: Path = root) -> None:
                store = Store(root / "corpus", USER)
                for k in range(saves):
                    store.save([edit_of(record(numbered(first + k), str(k)))])
                    say(numbered(first + k))

            lines = _together([lambda say, c=c: work(say, c * 1_000) for c in range(savers)])  # type: ignore[misc]
            found["errors"] += sum(line.startswith("!") for line in lines)
            done = {line for line in lines if not line.startswith("!")}
            found["saved"] += len(done)
            with suppress(AssertionError, TypeError):
                loaded = {a.id for a in kabgraph.load(root).annotations}
                found["kept"] += len(done & set(notes(root)) & loaded)
        found["runs"] = run + 1
    return found


def race(runs: int, savers: int = 8) -> dict[str, int]:
    """Several processes change a record that all have seen: one wins, the others see both versions."""
    found = dict.fromkeys(("runs", "won", "told", "errors"), 0)
    _warm_up()
    with tempfile.TemporaryDirectory() as base:
        root = folder(Path(base) / "own")
        store = Store(root / "corpus", USER)
        for run in range(runs):
            id_ = numbered(run)
            store.save([edit_of(record(id_, "0"))])
            tag = tag_of(store.lines("t1")[id_])

            def work(say: Callable[[str], None], number: int, id_: str = id_, tag: str = tag) -> None:
                wanted = record(id_, str(number))
                try:
                    store.save([edit_of(wanted, tag)])
                    say(f"won {number}")
                except kabgraph.ConflictError as error:
                    both = error.wanted == as_lines(wanted) and (error.there or "").startswith("- id")
                    say("told" if both and error.there != error.wanted else "!one version only")

            lines = _together([lambda say, c=c: work(say, c) for c in range(1, savers + 1)])  # type: ignore[misc]
            won = [line.split()[1] for line in lines if line.startswith("won")]
            found["won"] += [str(notes(root)[id_])] == won
            found["told"] += lines.count("told")
            found["errors"] += sum(line.startswith("!") for line in lines)
            found["runs"] += 1
    return found


def _together(works: list[Callable[[Callable[[str], None]], None]]) -> list[str]:
    """What children say who begin at one moment."""
    begin, go = os.pipe()
    read, write = os.pipe()
    pids = []
    for work in works:
        pid = os.fork()
        if pid == 0:
            status = 1
            try:
                os.close(go)
                os.read(begin, 1)  # until the parent closes its end
                work(lambda line: os.write(write, f"{line}\n".encode()) and None)
                status = 0
            except BaseException as error:
                os.write(write, f"!{type(error).__name__}: {error}\n".encode())
            finally:
                os._exit(status)
        pids.append(pid)
    for end in (begin, go, write):
        os.close(end)
    lines = said(read)
    os.close(read)
    for pid in pids:
        os.waitpid(pid, 0)
    return lines


def branches(rounds: int, seed: int = 1) -> dict[str, int]:
    """Another branch is checked out while a process saves: each branch is committed, then left."""
    random = Random(seed)  # noqa: S311
    _warm_up()
    found = dict.fromkeys(("rounds", "saved", "due", "missing", "torn"), 0)
    with tempfile.TemporaryDirectory() as base:
        root = repository(Path(base) / "own")
        periods, since = [], time.monotonic()
        with forked(lambda say: _save_timed(root, say)) as (pid, read):
            for n in range(rounds):
                time.sleep(random.random() * 0.1)
                until = time.monotonic()
                git(root, "add", "-A")
                git(root, "commit", "-q", "--allow-empty", "-m", "as it stands")
                periods.append((since, until, git(root, "rev-parse", "HEAD")))
                _check_out(root, ("other", "main")[n % 2])
                since = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            saves = [line.split() for line in said(read) if not line.startswith("!")]
        found |= {"rounds": rounds, "saved": len(saves)}
        for since, until, commit in periods:
            text = git(root, "show", f"{commit}:corpus/annotations/t1/{USER}.yaml")
            document = parse_yaml(text, "")
            found["torn"] += bool(document.findings)
            there = {one["id"] for one in document.data["annotations"]}
            due = {id_ for id_, began, ended in saves if since < float(began) and float(ended) < until}
            found["due"] += len(due)
            found["missing"] += len(due - there)
    return found


def _check_out(root: Path, branch: str) -> None:
    """Again where git has met a file that was not there a moment before, and said so."""
    for left in reversed(range(10)):
        try:
            git(root, "checkout", "-q", "-f", branch)
        except subprocess.CalledProcessError:
            if not left:
                raise
        else:
            return


def _save_timed(root: Path, say: Callable[[str], None]) -> None:
    store = Store(root / "corpus", USER)
    for k in range(10_000):
        began = time.monotonic()
        try:
            store.save([edit_of(record(numbered(k), str(k)))])
        except (kabgraph.ConflictError, OSError) as error:
            say(f"!{error}")  # told, and not acknowledged
        else:
            say(f"{numbered(k)} {began} {time.monotonic()}")


def repository(root: Path) -> Path:
    """A project under git, whose file differs on the branches main and other; main is checked out."""
    folder(root)
    (root / ".gitignore").write_text("corpus/annotations/.lock\n.kabgraph-*.tmp\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    for branch, id_ in (("main", "a-000main0"), ("other", "a-00other0")):
        if branch == "other":
            git(root, "checkout", "-q", "--orphan", "other")
            Store(root / "corpus", USER).path("t1").unlink()
        Store(root / "corpus", USER).save([edit_of(record(id_, "1"))])
        git(root, "add", "-A")
        git(root, "commit", "-q", "-m", branch)
    git(root, "checkout", "-q", "main")
    return root


def git(root: Path, *arguments: str) -> str:
    """What git says; its own settings only."""
    who = ("-c", "user.name=Tests", "-c", "user.email=tests@example.org", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", *who, *arguments]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def stale(signal_: int = signal.SIGKILL) -> dict[str, float]:
    """A process is killed while it holds the lock, and the lock's file is dated two years ahead."""
    with tempfile.TemporaryDirectory() as base:
        root = folder(Path(base) / "own")
        store = Store(root / "corpus", USER)

        def hold(say: Callable[[str], None]) -> None:
            with store.locked():
                say("held")
                time.sleep(60)

        with forked(hold) as (pid, read):
            os.read(read, 1)
            os.kill(pid, signal_)
            os.waitpid(pid, 0)
        ahead = time.time() + 2 * 365 * 86_400
        os.utime(store.folder / store_module.LOCK, (ahead, ahead))
        began = time.monotonic()
        store.save([edit_of(record(numbered(1), "1"))])
        return {"seconds": time.monotonic() - began, "kept": len(notes(root))}


def refused(how: str) -> dict[str, Any]:
    """The system refuses: ``full`` disk, ``small`` files only, ``read-only`` folder, no ``handles``.

    A child saves until it is refused; the parent looks at what is there, lifts the bar, and saves on.
    """
    with tempfile.TemporaryDirectory() as base:
        Path(base).chmod(0o755)
        top = Path(base) / "own"
        top.mkdir()
        with _mounted(top) if how == "full" else nullcontext():
            root = folder(top / "project", talks=2)
            store = Store(root / "corpus", USER)
            store.save(_pair(0))
            if how == "read-only":
                for path in [*root.rglob("*"), root]:
                    path.chmod(0o555 if path.is_dir() else 0o444)

            def work(say: Callable[[str], None]) -> None:
                _warm_up()  # all modules are there before the bar falls
                _bar(how)
                for k in range(1, 100):
                    store.save(_pair(k))
                    say(numbered(k))

            with forked(work) as (pid, read):
                os.waitpid(pid, 0)
                lines = said(read)
            error = next((line for line in lines if line.startswith("!")), "")
            done = {numbered(0), *(line for line in lines if not line.startswith("!"))}
            there = [*_ids(root, "t1"), *_ids(root, "t2")]
            both = {*done, *(id_.replace("a-0", "a-1") for id_ in done)}
            loaded = [a.id for a in kabgraph.load(root).annotations]
            result = {
                "error": error,
                "saved": len(done),
                "whole": sorted(there) == sorted(loaded) == sorted(both),
                "leftovers": len([*root.rglob("*.tmp")]),
            }
            if how == "full":
                (top / "ballast").unlink()
            if how == "read-only":
                for path in [*root.rglob("*"), root]:
                    path.chmod(0o755 if path.is_dir() else 0o644)
            store.save([edit_of(record("a-zzzzzzzz", "1"))])
            return {**result, "after": "a-zzzzzzzz" in _ids(root, "t1")}


def _pair(k: int) -> list[Edit]:
    """A record on each of two talks, in one save: both files change, or none."""
    ids = numbered(k), numbered(k).replace("a-0", "a-1")
    return [edit_of(record(id_, "x" * 500, talk)) for id_, talk in zip(ids, ("t1", "t2"), strict=True)]


def _ids(root: Path, talk: str) -> list[str]:
    document = parse_yaml(Store(root / "corpus", USER).path(talk).read_text(encoding="utf-8"), "")
    assert not document.findings
    return [one["id"] for one in document.data["annotations"]]


@contextmanager
def _mounted(top: Path) -> Iterator[None]:
    """A disk of 256 kB, with something on it that can be deleted."""
    command = f"mount -t tmpfs -o size=256k tmpfs '{top}' 2>/dev/null"
    if os.system(command):  # noqa: S605
        print(json.dumps({"skipped": "no right to mount a small disk"}))
        sys.exit(0)
    try:
        (top / "ballast").write_bytes(b"x" * 60_000)
        yield
    finally:
        os.system(f"umount -l '{top}'")  # noqa: S605


def _bar(how: str) -> None:
    if how == "small":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
    if how == "read-only" and os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    if how.startswith("handles"):
        free = os.dup(0)
        os.close(free)
        limit = free + int(how.removeprefix("handles "))
        resource.setrlimit(resource.RLIMIT_NOFILE, (limit, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))


FAULTS: Mapping[str, Callable[..., Mapping[str, Any]]] = {
    "kill": kill,
    "crowd": crowd,
    "race": race,
    "stale": stale,
    "branches": branches,
    "refused": refused,
}


def main() -> None:
    name, given = sys.argv[1], json.loads(sys.argv[2])
    MUTANTS[given.pop("mutant", "")]()
    print(json.dumps(FAULTS[name](**given)))


if __name__ == "__main__":
    main()
