"""What git would say of the decisions: shown, never done."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

_PATIENCE = 3.0


def git_state(root: Path, user: str) -> dict[str, Any] | None:
    """Return the branch, the changed files of decisions, and a message that would suit them.

    None where the folder is under no git, or git is not there. Nothing is ever committed.
    """
    words = ("status", "--porcelain", "--branch", "--untracked-files=all", "--", "corpus/annotations")
    status = _git(root, *words)
    if status is None:
        return None
    first, *rest = status.splitlines() or [""]
    changed = [line[3:].strip('"') for line in rest if not line.endswith("/.lock")]
    branch = first.removeprefix("## ").partition("...")[0]
    talks = sorted({path.split("/")[-2] for path in changed if path.count("/") > 1})
    return {"branch": branch, "changed": changed, "message": _message(user, talks) if changed else ""}


def _message(user: str, talks: list[str]) -> str:
    of = talks[0] if len(talks) == 1 else f"{len(talks)} talks"
    return f"Decisions of {user} on {of}"


def _git(root: Path, *words: str) -> str | None:
    git = shutil.which("git")
    if git is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [git, "--no-optional-locks", "-C", str(root), *words],
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
