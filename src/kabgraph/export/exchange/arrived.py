"""What comes in from elsewhere, before anybody has looked whether it fits: nothing here is trusted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kabgraph.export.exchange.codes import CODES, NOTES
from kabgraph.model import Address, Finding


@dataclass(frozen=True, slots=True)
class Words:
    """Words as another program marked them; what it did not say is None."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    passage: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """One annotation of a file: ``record`` holds keys of a record of ours, as far as they were given.

    ``names`` are names, tags or addresses that may be concepts, where it is not said what they are.
    ``own`` marks a record that this program wrote, with its id, status and log. ``created`` is when another
    program says that it was made.
    """

    address: Address
    talk: str
    talk_address: Address
    by: str
    words: tuple[Words, ...]
    record: Mapping[str, Any]
    names: tuple[tuple[str, Address], ...] = ()
    created: str = ""
    own: bool = False
    places: Mapping[str, Address] = field(default_factory=dict)

    def at(self, key: str) -> Address:
        """Return where the value of a key of the record stands."""
        return self.places.get(key, self.address)


def finding(address: Address, code: str, said: str, remedy: str) -> Finding:
    """Return a finding; what is wrong with the shape of a file is an error."""
    if code not in CODES:
        raise ValueError(code)
    level = "error" if code.startswith("X1") else "note" if code in NOTES else "warning"
    return Finding(address, code, level, said, remedy)  # type: ignore[arg-type]
