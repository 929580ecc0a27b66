"""Talk ids and the file names that carry them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from kabgraph.corpus.findings import finding
from kabgraph.model import Address, Finding
from kabgraph.source import address_of, shown
from kabgraph.text import slug

TALK_ID = re.compile("[a-z0-9-]+")
SUFFIX = ".md"
_LONGEST = 200  # a page, a temporary file and their endings must fit into 255 bytes
_KEPT_BY_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def id_problem(talk_id: str) -> tuple[str, str] | None:
    """Return the code and the reason why ``talk_id`` cannot be a talk's id, None where it can.

    >>> id_problem("place-of-residence"), id_problem("aux")
    (None, ('T203', 'is kept by Windows for a device'))
    """
    if not TALK_ID.fullmatch(talk_id):
        return "T201", "is no talk id: small letters a-z, digits and hyphens"
    if len(talk_id) > _LONGEST:
        return "T201", f"is longer than {_LONGEST} signs"
    if talk_id in _KEPT_BY_WINDOWS:
        return "T203", "is kept by Windows for a device"
    return None


Names = Mapping[str, Sequence[str]]
"""The names in a folder, by their small letters."""


def names_in(folder: Path) -> Names:
    """Return the names in ``folder`` that are not hidden, in order.

    Raises:
        OSError: it is no folder that may be read.
    """
    names: dict[str, list[str]] = {}
    for path in sorted(folder.iterdir()):
        if not path.name.startswith("."):
            names.setdefault(path.name.casefold(), []).append(path.name)
    return names


def twins_of(name: str, names: Names) -> list[str]:
    """Return the other names that differ from ``name`` in capitals alone."""
    return [other for other in names.get(name.casefold(), ()) if other != name]


def check_name(path: Path, names: Names, root: Path) -> list[Finding]:
    """Return what is wrong with a talk file's name, ``names`` being all names in its folder."""
    where = Address(address_of(path, root))
    twins = twins_of(path.name, names)
    if twins:
        others = " and ".join(map(shown, twins))
        said = f"{shown(path.name)} and {others} differ only in capitals"
        return [finding(where, "T202", said, "rename one: some systems take them for one file")]
    problem = id_problem(path.stem)
    if problem is None and path.suffix == SUFFIX:
        return []
    code, reason = problem or ("T201", f"must end in {SUFFIX}")
    return [finding(where, code, f"the name {shown(path.name)} {reason}", _rename(path, names))]


def _rename(path: Path, names: Names) -> str:
    plain = slug(path.stem)[:_LONGEST].strip("-")
    if not plain or id_problem(plain):
        return "rename it, for instance to talk-1.md"
    better = plain + SUFFIX
    if better in names.get(better, ()):
        return f"rename it; not to {shown(better)}, which is there too"
    return f"rename it to {shown(better)}"
