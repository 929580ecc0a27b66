"""From an offset in a text to its line and column."""

from __future__ import annotations

from bisect import bisect_right

from kabgraph.model import Address


class Locator:
    """Lines and columns of one text, both from 1, the column in code points; cost is one pass.

    >>> print(Locator("a\\nbc", "talk.md").at(3))
    talk.md:2:2
    """

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self._file = file
        self._first_line = first_line
        self._starts = [0]
        offset = text.find("\n")
        while offset >= 0:
            self._starts.append(offset + 1)
            offset = text.find("\n", offset + 1)

    def at(self, offset: int) -> Address:
        """Return the address of the character at ``offset``."""
        line = bisect_right(self._starts, offset) - 1
        return Address(self._file, self._first_line + line, offset - self._starts[line] + 1)
