"""What is acknowledged stays, whatever fails and whenever; without its defence each check fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import faulty_saves as faults
import pytest
from faulty_saves import folder, git, notes, numbered, record, repository

import kabgraph
from kabgraph import ConflictError
from kabgraph.annotations import Edit, Store, draft, edit_of, new_id, tag_of
from kabgraph.annotations import store as store_module
from kabgraph.cli import main
from kabgraph.library.session import Session
from kabgraph.library.verdicts import Verdict
from kabgraph.source import save as save_module

KILLS = int(os.environ.get("KABGRAPH_KILLS", "500"))
CROWDS = int(os.environ.get("KABGRAPH_CROWDS", "3"))
HERE = Path(__file__).resolve().parent
NOT_WINDOWS = pytest.mark.skipif(os.name == "nt", reason="processes are forked and killed")


def run(fault: str, **given: Any) -> dict[str, Any]:
    """What a fault does, in a process of its own."""
    path = os.pathsep.join([str(HERE), str(Path(kabgraph.__file__).parents[1])])
    command = [sys.executable, "-m", "faulty_saves", fault, json.dumps(given)]
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    if "skipped" in result:
        pytest.skip(result["skipped"])
    return result


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "own", talks=2)


@pytest.fixture
def store(root: Path) -> Store:
    return Store(root / "corpus", faults.USER)


# -- a crash


@NOT_WINDOWS
@pytest.mark.parametrize("half", [1, 2])  # a worker each
def test_kill_9_loses_no_acknowledged_record(half: int) -> None:
    kills = (KILLS + 1) // 2
    found = run("kill", kills=kills, seed=half)
    acknowledged = found.pop("acknowledged")
    assert acknowledged >= kills / 2
    assert found == {"kills": kills, "lost": 0, "unreadable": 0, "unloaded": 0, "leftovers": 0}


@NOT_WINDOWS
def test_saving_in_place_loses_records_under_kill_9() -> None:
    found = run("kill", kills=300, mutant="in place", until_lost=True)
    assert found["lost"] + found["unreadable"] > 0


def test_what_a_killed_save_left_is_never_read_and_goes_with_the_next(root: Path, store: Store) -> None:
    store.save([edit_of(record(numbered(1), "1"))])
    left = store.path("t1").parent / ".kabgraph-0123456789abcdef.tmp"
    left.write_text("format: kab", encoding="utf-8")
    library = kabgraph.load(root)
    assert [a.id for a in library.annotations] == [numbered(1)]
    assert not library.check()
    store.save([edit_of(record(numbered(2), "2"))])
    assert not left.exists()


# -- a step that fails


class Steps:
    """Counts what a save asks of the system, and lets the ``at``-th of it fail, or all from there on."""

    def __init__(self, at: int, persistent: bool) -> None:
        self.at, self.persistent = at, persistent
        self.count = 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.at or (self.persistent and self.count > self.at):
            raise OSError(28, "No space left on device")

    def before(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.step()
            return call(*arguments, **named)

        return wrapped

    def opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """A file whose every write may fail halfway."""

        def wrapped(*arguments: Any, **named: Any) -> Any:
            file = call(*arguments, **named)
            return _Halfway(file, self) if "w" in arguments[1:] or "wb" in arguments[1:] else file

        return wrapped


class _Halfway:
    def __init__(self, file: Any, steps: Steps) -> None:
        self._file, self._steps = file, steps

    def write(self, content: bytes) -> None:
        self._file.write(content[: len(content) // 2])
        self._file.flush()
        self._steps.step()
        self._file.write(content[len(content) // 2 :])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> _Halfway:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


@contextmanager
def failing(at: int, persistent: bool = False) -> Iterator[Steps]:
    steps = Steps(at, persistent)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "fsync"):
            patch.setattr(os, name, steps.before(getattr(os, name)))
        patch.setattr(os, "fdopen", steps.opened(os.fdopen))
        for name in ("chmod", "replace", "mkdir"):
            patch.setattr(Path, name, steps.before(getattr(Path, name)))
        yield steps


def _pair(number: int) -> list[Edit]:
    ids = numbered(number), numbered(number + 1_000)
    return [edit_of(record(id_, "x", talk)) for id_, talk in zip(ids, ("t1", "t2"), strict=True)]


def _fail_everywhere(store: Store, persistent: bool) -> int:
    """Let a save of two files fail at each step; how many steps it has."""
    paths = [store.path(talk) for talk in ("t1", "t2")]
    store.save(_pair(0))
    for number in range(1, 200):
        before = [path.read_bytes() for path in paths]
        with failing(number, persistent) as steps:
            try:
                store.save(_pair(number))
            except (OSError, ConflictError):
                failed = True
            else:
                failed = steps.count >= steps.at
        after = [path.read_bytes() for path in paths]
        changed = [old != new for old, new in zip(before, after, strict=True)]
        whole = all(
            after_.endswith(b"\n") and faults.parse_yaml(after_.decode(), "").data for after_ in after
        )
        assert whole, number
        assert changed in ([True, True], [False, False]) or persistent, (number, changed)
        if not failed:
            return number
        assert not any(changed) or persistent, number
        clean = store.path("t1").parent
        store.save(
            [
                edit_of(record(numbered(number + 5_000), "x")),
                edit_of(record(numbered(number + 6_000), "x", "t2")),
            ]
        )
        assert not [path for path in clean.iterdir() if path.suffix == ".tmp"]
    raise AssertionError("it fails without end")


@pytest.mark.parametrize("persistent", [False, True])
def test_a_failure_at_any_step_leaves_the_old_or_the_new(store: Store, persistent: bool) -> None:
    assert _fail_everywhere(store, persistent) > 12


def test_writing_in_place_leaves_half_a_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def in_place(texts: Any, over: object = None) -> None:
        for path, text in texts.items():
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
                file.write(text.encode())

    monkeypatch.setattr(store_module, "write_all", in_place)
    with pytest.raises(AssertionError):
        _fail_everywhere(store, persistent=False)


# -- the system refuses

SAID = {
    "full": "No space left on device",
    "small": "File too large",
    "read-only": "Permission denied",
    "handles 0": "Too many open files",
    "handles 1": "close other programs",
    "handles 2": "close other programs",
}


@NOT_WINDOWS
@pytest.mark.parametrize("how", SAID)
def test_what_the_system_refuses_is_told_and_changes_nothing(how: str) -> None:
    if how == "read-only" and os.geteuid() and os.access("/root", os.W_OK):
        pytest.skip("this user may write everywhere")
    found = run("refused", how=how)
    assert SAID[how] in found["error"]
    assert found["whole"]
    assert found["leftovers"] == 0
    assert found["after"]


def test_the_command_tells_a_full_disk_in_one_sentence(
    root: Path, store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([edit_of(record(numbered(1), "1"))])
    talk = root / "corpus/t1.md"
    talk.write_text(talk.read_text().replace(faults.TEXT, f"It is said: {faults.TEXT}"), encoding="utf-8")
    before = store.path("t1").read_bytes()
    monkeypatch.setattr(sys, "argv", ["kabgraph", "reanchor", "--root", str(root), "--write", "--yes"])
    monkeypatch.setattr(os, "fsync", Steps(1, persistent=True).before(os.fsync))
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err.strip().splitlines()[-1]
    assert ended.value.code == 1
    assert said.startswith("kabgraph: ")
    assert said.endswith("teacher1.yaml: No space left on device; make room on the disk, then do it again")
    assert store.path("t1").read_bytes() == before


# -- two savers


@NOT_WINDOWS
def test_eight_processes_save_a_hundred_each_and_all_are_kept() -> None:
    assert run("crowd", runs=CROWDS) == {
        "runs": CROWDS,
        "saved": 800 * CROWDS,
        "kept": 800 * CROWDS,
        "errors": 0,
    }


@NOT_WINDOWS
def test_without_the_lock_records_are_lost_or_refused() -> None:
    found = run("crowd", runs=1, saves=25, mutant="no lock")
    assert found["kept"] < 200


@NOT_WINDOWS
def test_of_eight_who_change_one_record_one_wins_and_the_others_see_both() -> None:
    assert run("race", runs=5) == {"runs": 5, "won": 5, "told": 35, "errors": 0}


@NOT_WINDOWS
def test_without_the_tag_all_eight_win() -> None:
    found = run("race", runs=1, mutant="no tag")
    assert (found["won"], found["told"]) == (0, 0)


def test_two_sessions_decide_one_place_and_the_second_is_told(root: Path) -> None:
    one, other = Session(root, "teacher1"), Session(root, "teacher1")
    talk = root / "corpus/t1.md"
    talk.write_text(talk.read_text().replace("reaches", "reaches Malchut and"), encoding="utf-8")
    (mine,), (theirs,) = list(one.items().values()), list(other.items().values())
    (accepted,) = one.decide([mine], Verdict("accept", "teacher1"))
    with pytest.raises(ConflictError, match="decided meanwhile") as told:
        other.decide([theirs], Verdict("reject", "teacher1"))
    assert (told.value.changed, other.undoable) == (True, None)
    assert "status: accepted" in (told.value.there or "")
    assert "status: rejected" in (told.value.wanted or "")
    assert [a.status for a in other.library.annotations] == ["accepted"]
    seen = tag_of(one.store.lines("t1")[accepted.id])
    one.save([accepted], "again", {accepted.id: seen})
    with pytest.raises(ConflictError, match="changed meanwhile"):
        other.save([accepted], "late", {accepted.id: "0" * 16})


# -- locks, clocks


@NOT_WINDOWS
def test_a_lock_that_a_killed_process_left_and_a_date_two_years_ahead_hold_nobody() -> None:
    found = run("stale")
    assert found["kept"] == 1
    assert found["seconds"] < 5


def test_neither_ids_nor_the_order_come_from_the_clock(
    root: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        moments = iter(["2026-11-22T10:00:00Z", "2026-11-21T10:00:00Z", "2099-01-01T00:00:00Z"])

    monkeypatch.setattr(draft, "now", lambda: next(Clock.moments))
    session = Session(root, faults.USER)
    made = [draft.logged(record(id_, "1"), faults.USER, "created") for id_ in ("a-cccccccc", "a-aaaaaaaa")]
    made += [draft.logged(record("a-bbbbbbbb", "1", "t2"), faults.USER, "created")]
    for one in made:
        session.save([one], "linked", {})
        os.utime(store.path(one.talk), (0, 0))  # the disk's clock as well
    assert [(a.id, a.log[0].at[:4]) for a in session.library.annotations] == [
        ("a-aaaaaaaa", "2026"),
        ("a-cccccccc", "2026"),
        ("a-bbbbbbbb", "2099"),
    ]
    session.undo()
    session.undo()  # the last act first, whatever its date
    assert [a.id for a in session.library.annotations] == ["a-cccccccc"]
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert len({new_id() for _ in range(2_000)}) == 2_000


# -- git and editors


@pytest.fixture
def branches(tmp_path: Path) -> Path:
    return repository(tmp_path / "own")


def _checked_out_meanwhile(
    root: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> dict[str, int]:
    """What the file holds after a save during which another branch was checked out, before that step."""
    call, calls = getattr(module, name), iter(range(10))

    def meanwhile(*arguments: Any, **named: Any) -> Any:
        if next(calls) == 0:
            git(root, "checkout", "-q", "-f", "other")
        return call(*arguments, **named)

    monkeypatch.setattr(module, name, meanwhile)
    Store(root / "corpus", faults.USER).save([edit_of(record(numbered(1), "1"))])
    return notes(root)


STEPS = [(store_module, "write_all"), (save_module, "_stage"), (save_module, "_replace_all")]


@pytest.mark.parametrize(("module", "name"), STEPS)
def test_a_checkout_during_a_save_loses_no_record_of_either_branch(
    branches: Path, monkeypatch: pytest.MonkeyPatch, module: Any, name: str
) -> None:
    assert _checked_out_meanwhile(branches, monkeypatch, module, name) == {"a-00other0": 1, numbered(1): 1}
    assert "a-000main0" in git(branches, "show", f"main:corpus/annotations/t1/{faults.USER}.yaml")


def test_without_the_last_look_a_checkout_is_written_over(
    branches: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind = save_module._replace_all
    monkeypatch.setattr(save_module, "_replace_all", lambda staged, _: blind(staged, {}))
    assert "a-00other0" not in _checked_out_meanwhile(branches, monkeypatch, store_module, "write_all")


@NOT_WINDOWS
def test_checkouts_while_a_process_saves_lose_nothing_that_was_committed() -> None:
    found = run("branches", rounds=20)
    assert found["due"] > 0
    assert (found["missing"], found["torn"]) == (0, 0)


def test_a_merge_left_unresolved_refuses_the_save_and_hands_the_draft_back(branches: Path) -> None:
    store = Store(branches / "corpus", faults.USER)
    store.save([edit_of(record(numbered(1), "1"))])
    git(branches, "commit", "-qam", "one")
    with pytest.raises(subprocess.CalledProcessError):
        git(branches, "merge", "--allow-unrelated-histories", "other")
    path = store.path("t1")
    before = path.read_bytes()
    assert b"<<<<<<<" in before
    with pytest.raises(ConflictError, match="merge left unresolved") as told:
        store.save([edit_of(record(numbered(2), "2"))])
    assert f"id: {numbered(2)}" in (told.value.wanted or "")
    assert path.read_bytes() == before
    assert "A109" in {finding.code for finding in kabgraph.load(branches).check()}


def test_an_editor_that_saves_the_file_meanwhile_is_not_written_over(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save([edit_of(record(numbered(1), "1"))])
    path, write, remarks = store.path("t1"), store_module.write_all, iter(["# mine\n", ""])

    def edited(texts: Any, over: Any) -> None:
        if remark := next(remarks):
            path.write_text(remark + path.read_text(encoding="utf-8"), encoding="utf-8")
        write(texts, over)

    monkeypatch.setattr(store_module, "write_all", edited)
    store.save([edit_of(record(numbered(2), "2"))])
    assert path.read_text(encoding="utf-8").startswith("# mine\nformat")
    assert path.read_text(encoding="utf-8").count("- id:") == 2


def test_an_editor_that_never_rests_is_told_and_wins(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.save([edit_of(record(numbered(1), "1"))])
    path, write = store.path("t1"), store_module.write_all

    def edited(texts: Any, over: Any) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
        write(texts, over)

    monkeypatch.setattr(store_module, "write_all", edited)
    with pytest.raises(ConflictError, match="another program; try again"):
        store.save([edit_of(record(numbered(2), "2"))])
    assert path.read_text(encoding="utf-8").endswith("# more\n")


@pytest.mark.parametrize(
    ("new", "state"),
    [
        (f"It is said here: {faults.TEXT}", "shifted"),
        (faults.TEXT.replace("care", "Care"), "orphan"),
        (f"{faults.TEXT} {faults.TEXT}", "ambiguous"),
    ],
)
def test_an_editor_that_rewrites_the_talk_meanwhile_moves_no_words(
    root: Path, monkeypatch: pytest.MonkeyPatch, new: str, state: str
) -> None:
    session, talk, write = Session(root, faults.USER), root / "corpus/t1.md", store_module.write_all

    def edited(texts: Any, over: Any) -> None:
        talk.write_text(talk.read_text().replace(faults.TEXT, new), encoding="utf-8")
        write(texts, over)

    monkeypatch.setattr(store_module, "write_all", edited)
    session.save([record(numbered(1), "1")], "linked", {})
    (found,) = session.library.annotations
    assert found.state == state
    assert found.span is None or new[found.span.slice] == faults.WORDS
    assert [f.code for f in session.library.check() if f.code.startswith("A")] == (
        [] if state == "shifted" else [{"orphan": "A205", "ambiguous": "A202"}[state]]
    )
