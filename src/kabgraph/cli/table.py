"""Rows as CSV lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence


def csv_lines(rows: Iterable[Mapping[str, object]], header: Sequence[str]) -> Iterator[str]:
    """CSV with a header line; lists are joined by blanks, None is empty.

    >>> list(csv_lines([{"concept": None, "candidates": ["ma_what", "ma45"]}], ["concept", "candidates"]))
    ['concept,candidates', ',ma_what ma45']
    """
    yield ",".join(header)
    for row in rows:
        line = io.StringIO()
        values = (row[name] for name in header)
        csv.writer(line, lineterminator="").writerow(
            [" ".join(map(str, value)) if isinstance(value, list) else value for value in values]
        )
        yield line.getvalue()
