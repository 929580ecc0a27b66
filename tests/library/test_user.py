"""Under which name a person decides, where none is said."""

from __future__ import annotations

import getpass
import shutil
import subprocess
from pathlib import Path

import pytest

from kabgraph import UsageError
from kabgraph.library import default_user


@pytest.fixture
def nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KABGRAPH_USER", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(getpass, "getuser", lambda: "Login Name")
    return tmp_path


def test_the_environment_then_git_then_the_login(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_user(nobody) == "login-name"
    if shutil.which("git"):
        subprocess.run(["git", "init", "-q", nobody], check=True)
        subprocess.run(["git", "-C", nobody, "config", "user.name", "Anna-Séfer O’Hara"], check=True)
        assert default_user(nobody) == "anna-sefer-ohara"
    monkeypatch.setenv("KABGRAPH_USER", "teacher1")
    assert default_user(nobody) == "teacher1"


def test_a_name_without_latin_letters_gives_way(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kabgraph.library.user._git_name", lambda root: "דוד")
    assert default_user(nobody) == "login-name"
    monkeypatch.setattr(getpass, "getuser", lambda: "דוד")
    with pytest.raises(UsageError, match="--user NAME"):
        default_user(nobody)


def test_a_long_name_is_cut(nobody: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kabgraph.library.user.which", lambda name: None)
    monkeypatch.setattr(getpass, "getuser", lambda: "a" * 39 + " b")
    assert default_user(nobody) == "a" * 39
