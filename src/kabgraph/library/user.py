"""Under which name a person decides, where none is said."""

from __future__ import annotations

import getpass
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shutil import which

from kabgraph.annotations import USER
from kabgraph.errors import UsageError
from kabgraph.text import slug

VARIABLE = "KABGRAPH_USER"
_LONGEST = 40


def default_user(root: Path) -> str:
    """Return the name of whoever works in ``root``: a file of annotations is called after it.

    It is what the environment's KABGRAPH_USER says, as it stands; else git's ``user.name`` there; else the
    name of the login; the last two as small letters and hyphens.

    Raises:
        UsageError: none of them makes a name of a file.
    """
    if said := os.environ.get(VARIABLE, "").strip():
        return said
    for name in _names(root):
        user = slug(name)[:_LONGEST].strip("-")
        if USER.fullmatch(user):
            return user
    raise UsageError("nothing says who decides", f"say --user NAME, or set {VARIABLE}")


def _names(root: Path) -> Iterator[str]:
    yield _git_name(root)
    try:
        yield getpass.getuser()
    except (OSError, KeyError, ImportError):
        return


def _git_name(root: Path) -> str:
    """What git says, with the settings of the folder; nothing where there is no git."""
    git = which("git")
    if git is None:
        return ""
    command = [git, "-C", os.fspath(root), "config", "--get", "user.name"]
    try:
        said = subprocess.run(command, capture_output=True, timeout=5, check=False)  # noqa: S603 - fixed words
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.decode("utf-8", "replace").strip()
