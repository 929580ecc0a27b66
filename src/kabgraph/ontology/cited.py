"""Passages that the ontology names: their ids are never given again, even where the text is gone."""

from __future__ import annotations

import re
from pathlib import Path


def cited_passages(path: Path, talk: str) -> frozenset[str]:
    """The ids of the talk's passages that the file at ``path`` names anywhere, read as plain text.

    It works on a file that has errors, too: minting ids must never wait for them.
    """
    if not path.is_file():
        return frozenset()
    text = path.read_text(encoding="utf-8", errors="replace")
    return frozenset(re.findall(rf"(?<![a-z0-9-]){re.escape(talk)}#([a-z][a-z0-9-]*)", text))
