"""Saves are whole or not at all, whatever fails and whenever."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kabgraph.source import write_all, write_atomic


def failing(call: Callable[..., Any], at: int) -> Callable[..., Any]:
    """Return ``call``, which raises the ``at``-th time."""
    calls = iter(range(1, 1000))

    def wrapped(*args: Any, **kwargs: Any) -> Any:
        if next(calls) == at:
            raise OSError(28, "No space left on device")
        return call(*args, **kwargs)

    return wrapped


def leftovers(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_bytes_are_written_as_given(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    write_atomic(path, "one\r\ntwo\nשלום")
    assert path.read_bytes() == "one\r\ntwo\nשלום".encode()
    assert leftovers(tmp_path) == []


def test_mode_links_and_names_up_to_the_limit_are_kept(tmp_path: Path) -> None:
    path, link, twin = tmp_path / ("b" * 250 + ".md"), tmp_path / "link.md", tmp_path / "twin.md"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    twin.hardlink_to(path)
    write_atomic(link, "new")
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert twin.read_text() == "old"


def test_half_a_surrogate_pair_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        write_all({tmp_path / "b.md": "fine", path: "\ud800"})
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("what", ["fsync", "replace", "open"])
def test_a_failure_at_any_step_keeps_all_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, at: int
) -> None:
    paths = [tmp_path / f"{name}.md" for name in "abc"]
    for path in paths[:2]:
        path.write_text("old")
    with monkeypatch.context() as patch:
        if what == "replace":
            patch.setattr(Path, "replace", failing(Path.replace, at))
        else:
            patch.setattr(os, what, failing(getattr(os, what), at))
        with pytest.raises(OSError, match="No space"):
            write_all(dict.fromkeys(paths, "new"))
    assert [path.read_text() if path.exists() else None for path in paths] == ["old", "old", None]
    assert leftovers(tmp_path) == []


def test_a_folder_that_is_missing_is_an_error_and_nothing_else(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_all({tmp_path / "a.md": "x", tmp_path / "none" / "b.md": "y"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_kill_9_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    code = (
        "import sys, itertools; from pathlib import Path; from kabgraph.source import write_atomic\n"
        "for n in itertools.count():\n"
        "    write_atomic(Path(sys.argv[1]), f'{n}\\n' * 20000); print(n, flush=True)\n"
    )
    for _ in range(3):
        with subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
        ) as child:
            assert child.stdout is not None
            acknowledged = int(child.stdout.readline())
            time.sleep(0.05)
            os.kill(child.pid, signal.SIGKILL)
            acknowledged = max([acknowledged, *map(int, child.stdout.read().split("\n")[:-1])])
        numbers = set(path.read_text().split("\n")[:-1])
        assert len(numbers) == 1
        assert int(numbers.pop()) >= acknowledged
