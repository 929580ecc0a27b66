"""The command itself: an address on loopback, an end without a trace, a kill that lost nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import kabgraph

from .conftest import SMALL, Running
from .test_workshop import LINK, call

PATIENCE = 60


@contextmanager
def serving(root: Path, temporary: Path, port: int = 0) -> Iterator[tuple[Running, subprocess.Popen[str]]]:
    """``kabgraph serve`` as a person runs it; ended when the block ends."""
    temporary.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "kabgraph", "serve", "--root", str(root), "--user", "teacher1"]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert process.stderr is not None
    try:
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/\S*#token=(\S+)", said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        running = Running(root, int(found[1]), found[2], "teacher1")
        for line in process.stderr:
            if "Ctrl+C" in line:
                break
        yield running, process
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(PATIENCE)
        process.stderr.close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "own"))


def answers(server: Running) -> None:
    assert call(server, "GET", "state").status == 200


def test_it_ends_without_a_trace_when_interrupted(root: Path, tmp_path: Path) -> None:
    before = sorted(root.rglob("*"))
    with serving(root, tmp_path / "tmp") as (server, process):
        answers(server)
        assert len(list((tmp_path / "tmp").iterdir())) == 1
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 130
    assert not list((tmp_path / "tmp").iterdir())
    assert sorted(root.rglob("*")) == before


def test_a_killed_server_has_lost_nothing_and_needs_no_repair(root: Path, tmp_path: Path) -> None:
    saved = []
    with serving(root, tmp_path / "tmp") as (server, process):
        answers(server)
        saved += [call(server, "POST", "annotations", LINK)["id"] for _ in range(3)]
        process.kill()
        process.wait(PATIENCE)
    assert set(saved) <= {a.id for a in kabgraph.load(root).annotations}
    assert not [finding for finding in kabgraph.load(root).check() if finding.level == "error"]
    with serving(root, tmp_path / "tmp", server.port) as (again, _):
        answers(again)
        assert again.token != server.token
        assert call(server, "GET", "state").status == 401
        records = call(again, "GET", "annotations?talk=first")["records"]
        assert set(saved) <= {record["id"] for record in records}
        assert call(again, "POST", "annotations", LINK).status == 201


def test_a_taken_port_and_a_wrong_name_are_said(root: Path, tmp_path: Path) -> None:
    with serving(root, tmp_path / "tmp") as (server, _):
        command = [sys.executable, "-m", "kabgraph", "serve", "--root", str(root)]
        taken = subprocess.run(
            [*command, "--user", "t", "--port", str(server.port)], capture_output=True, text=True, check=False
        )
        assert (taken.returncode, "is taken" in taken.stderr) == (2, True)
    wrong = subprocess.run([*command, "--user", "../x"], capture_output=True, text=True, check=False)
    assert (wrong.returncode, "no name for a file" in wrong.stderr) == (2, True)
    assert "Traceback" not in taken.stderr + wrong.stderr
