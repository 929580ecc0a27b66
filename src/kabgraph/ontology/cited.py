"""Passages that the ontology names: their ids are never given again, even where the text is gone."""

from __future__ import annotations

import re
from pathlib import Path

from kabgraph.model import PassageRef

_REF = re.compile(r"(?<![A-Za-z0-9_-])[a-z0-9-]+#[a-z][a-z0-9-]*")


def cited_passages(path: Path) -> frozenset[PassageRef]:
    """The refs that the file at ``path`` names anywhere, read as plain text; none where it is missing.

    It works on a file that has errors, too: minting ids must never wait for them.
    """
    if not path.is_file():
        return frozenset()
    return frozenset(map(PassageRef, _REF.findall(path.read_text(encoding="utf-8", errors="replace"))))
