"""Documents as JSON text: one record a line, so that two versions can be compared."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Json = dict[str, Any]


def as_json(document: Mapping[str, Any]) -> str:
    r"""Return a document as JSON; each record of a list stands on a line of its own.

    >>> print(as_json({"version": "1", "concepts": [{"id": "mi"}, {"id": "ele"}], "talks": []}))
    {
    "version": "1",
    "concepts": [
    {"id": "mi"},
    {"id": "ele"}
    ],
    "talks": []
    }
    <BLANKLINE>
    """
    members = (f"{_flat(key)}: {_member(value)}" for key, value in document.items())
    return "{\n" + ",\n".join(members) + "\n}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(map(_flat, value)) + "\n]"
    return _flat(value)


def _flat(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
