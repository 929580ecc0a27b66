"""Where something stands in a file, and what a check has to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place in a file: line and column count from 1, the column in code points.

    ``file`` is relative to the project's folder where it lies inside, and always uses ``/``.

    >>> print(Address("concepts.yaml", 41, 9))
    concepts.yaml:41:9
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong: where, how grave, what, and how to mend it.

    >>> print(Finding(Address("concepts.yaml", 41, 9), "O301", "error",
    ...               "unknown concept 'binah'", "did you mean 'bina'?"))
    concepts.yaml:41:9: error[O301]: unknown concept 'binah'; did you mean 'bina'?
    """

    address: Address
    code: str
    level: Level
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.address}: {self.level}[{self.code}]: {self.message}; {self.remedy}"
