"""Sheets: one CSV file for each thing, joined by ids, in one archive without compression."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from kabgraph.export.columns import SHEETS
from kabgraph.export.documents import whole
from kabgraph.export.parts import Parts

# The least time that a zip file can hold: no file tells when it was made.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3
_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")

README = """\
{title}: the data as sheets, version {version}.

Each file is CSV in UTF-8 with a byte order mark, commas between the cells and every cell in quotation
marks. An id in one sheet is the same id in all others; a passage is called talk#passage. Offsets are
half-open code points into a passage’s text.

A spreadsheet may run a cell that begins with = + - or @ as a formula. Such a cell has an apostrophe before
it here; take one apostrophe away to have the text as it is. No other cell is changed.

A passage, quote or mention from a retelling says so in the column edition: the thoughts are the speaker’s,
the wording is not. Where each text is from and who holds its rights stands in talks.csv.

{sheets}
"""


def write_sheets(parts: Parts) -> bytes:
    """Write an archive of CSV files and a README that says what they are."""
    document = whole(parts)
    files = {name: sheet(columns, rows(document)) for name, (columns, rows) in SHEETS.items()}
    listed = "\n".join(f"{name}: {', '.join(columns)}" for name, (columns, _) in SHEETS.items())
    readme = README.format(title=document["title"], version=document["version"], sheets=listed)
    return archive({"README.txt": readme, **files})


def sheet(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV under their columns' names."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(list(_cells(row)) for row in rows)
    return f"\ufeff{text.getvalue()}"


def _cells(row: Sequence[object]) -> Iterator[object]:
    for value in row:
        if isinstance(value, str):
            yield disarmed(value)
        elif isinstance(value, bool):
            yield "yes" if value else "no"
        else:
            yield "" if value is None else value


def disarmed(text: str) -> str:
    """Return text that no spreadsheet runs: an apostrophe stands before what looks like a formula.

    >>> disarmed("=1+1"), disarmed("'=1+1"), disarmed("'tis"), disarmed("Bina")
    ("'=1+1", "''=1+1", "'tis", 'Bina')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def rearmed(text: str) -> str:
    """Return text as it was before :func:`disarmed`.

    >>> rearmed("'=1+1"), rearmed("''=1+1"), rearmed("'tis")
    ('=1+1', "'=1+1", "'tis")
    """
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def archive(files: dict[str, str]) -> bytes:
    """Return a zip file of texts: no compression and no times, so that it is the same on every machine."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as target:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            target.writestr(entry, text.encode())
    return data.getvalue()
