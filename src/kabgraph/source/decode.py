"""From bytes to text: UTF-8 only, one kind of line end, no control characters."""

from __future__ import annotations

import codecs
import re

from kabgraph.model import Address, Finding
from kabgraph.source.hygiene import inspect
from kabgraph.source.locate import Locator
from kabgraph.source.shown import code_point

_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_WIDE_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_SAVE = "save the file as UTF-8"
_MOST = 20


def decode(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """Return the text of ``data`` with LF line ends, or None where a finding says why there is none.

    A byte order mark at the start is dropped; CRLF, CR and form feed become LF. Signs that mislead
    the eye are warnings.
    """
    wide = _wide(data)
    if wide:
        said = f"the file is {wide}, not UTF-8"
        return None, [Finding(Address(file), "S107", "error", said, _SAVE)]
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "surrogateescape")
    text = with_lf(text)
    refused = _not_utf8(text, file, len(data)) or _controls(text, file)
    if refused:
        return None, refused
    return text, inspect(text, file)


def with_lf(text: str) -> str:
    """Return ``text`` with each CRLF, CR and form feed as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def _wide(data: bytes) -> str | None:
    """Name the encoding that spends two or four bytes on a letter, by its mark or by where its NULs stand."""
    for mark, name in _WIDE_MARKS.items():
        if data.startswith(mark):
            return name
    head = data[:4096]
    fewer, more = sorted((head[::2].count(0), head[1::2].count(0)))
    return "UTF-16" if fewer == 0 and more > 1 and more * 20 > len(head) else None


def _not_utf8(text: str, file: str, size: int) -> list[Finding]:
    bad = _NOT_UTF8.search(text)
    if bad is None:
        return []
    count = sum(1 for _ in _NOT_UTF8.finditer(text))
    byte = ord(bad.group()) - 0xDC00
    offset = len(text[: bad.start()].encode("utf-8", "surrogateescape"))
    more = f" ({count} such bytes in {size})" if count > 1 else ""
    said = f"byte 0x{byte:02x} is not UTF-8, after {offset} bytes of text{more}"
    return [Finding(Locator(text, file).at(bad.start()), "S106", "error", said, _SAVE)]


def _controls(text: str, file: str) -> list[Finding]:
    """Report the first control character of each line."""
    if not _CONTROL.search(text):
        return []
    locator = Locator(text, file)
    found: dict[int, Finding] = {}
    for match in _CONTROL.finditer(text):
        address = locator.at(match.start())
        if address.line not in found:
            said = f"control character {code_point(match.group())}"
            found[address.line] = Finding(address, "S108", "error", said, "delete it, or put a blank there")
        if len(found) == _MOST:
            break
    return list(found.values())
