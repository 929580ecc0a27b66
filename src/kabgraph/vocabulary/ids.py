"""Ids for what has only labels and addresses: short, readable, and the same each time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kabgraph.text import slug
from kabgraph.triples import local_name

_LONGEST = 60
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WINDOWS = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


@dataclass(frozen=True, slots=True)
class Named:
    """What needs an id: ``key`` tells it from all others, ``label`` and ``uri`` may be empty."""

    key: str
    label: str
    uri: str


def mint(named: Iterable[Named], kept: Mapping[str, str], taken: Iterable[str], noun: str) -> dict[str, str]:
    """Return an id for each key. ``kept`` are ids that stand already; none of ``taken`` is given.

    An id is the end of the address where that is a word, else the label, else the end of the address
    whatever it is. Of those that would share one each gets the end of its address behind it, so that no
    id depends on the order in which they come.

    >>> mint([Named("1", "Zeir Anpin", "https://a.org/c_1"), Named("2", "", "https://a.org/b")], {}, (), "c")
    {'2': 'b', '1': 'zeir_anpin'}
    """
    waiting: dict[str, list[Named]] = defaultdict(list)
    for each in sorted(named, key=lambda each: (each.uri, each.key)):
        if each.key not in kept:
            waiting[_base(each, noun)].append(each)
    used = {id_.casefold() for id_ in (*taken, *kept.values())}
    minted: dict[str, str] = {}
    for base, group in sorted(waiting.items()):
        alone = len(group) == 1 and base not in used and base not in _WINDOWS
        for each in group:
            minted[each.key] = base if alone else _apart(base, each, used | waiting.keys())
            used.add(minted[each.key])
    return {**kept, **minted}


def _base(each: Named, noun: str) -> str:
    end, label = _as_id(local_name(each.uri)), _as_id(each.label)
    if end and (not any(map(str.isdigit, end)) or end.replace("_", "") == label.replace("_", "")):
        return end
    return label or end or noun


def _as_id(text: str) -> str:
    found = slug(_HUMP.sub(" ", text)).replace("-", "_")[:_LONGEST].strip("_")
    # Where most letters have no ASCII form, what is left of them would mislead.
    return found if 2 * sum(map(str.isalpha, found)) >= sum(map(str.isalpha, text[:_LONGEST])) else ""


def _apart(base: str, each: Named, used: set[str]) -> str:
    end = _as_id(local_name(each.uri))
    wanted = f"{base}_{end}" if end and end != base else base
    number, found = 1, wanted
    while found in used or found in _WINDOWS:
        number += 1
        found = f"{wanted}_{number}"
    return found
