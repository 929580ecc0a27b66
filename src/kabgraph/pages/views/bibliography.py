"""Records for reference managers: BibTeX, and CSL as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NO_KEY = re.compile(r"[^A-Za-z0-9_.:-]+")


@dataclass(frozen=True, slots=True)
class Work:
    """What is cited: by its title alone, for who wrote the words is not always known."""

    key: str
    title: str
    within: str
    url: str
    version: str
    note: str = ""


def bibtex(work: Work) -> str:
    r"""Return a work as BibTeX; what TeX would read as a command is written as text.

    >>> print(bibtex(Work("k-mi", "MI & MA", "", "", "1a")))
    @misc{k-mi,
      title = {{MI \& MA}},
      note = {Data version 1a}
    }
    """
    note = ". ".join(filter(None, (f"Data version {work.version}", work.note.rstrip("."))))
    fields = {
        "title": f"{{{tex(work.title)}}}",
        "howpublished": f"In {tex(work.within)}" if work.within else "",
        "url": quote(work.url, safe="%/:=&?~#+!$,;'@()*[]"),
        "note": tex(note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{_NO_KEY.sub('-', work.key)},\n{lines}\n}}"


def tex(text: str) -> str:
    """Return text as TeX prints it."""
    return "".join(_TEX.get(char, char) for char in " ".join(text.split()))


def csl(work: Work) -> str:
    """Return a work as CSL JSON."""
    record = {
        "id": _NO_KEY.sub("-", work.key),
        "type": "webpage" if work.within else "dataset",
        "title": work.title,
        "container-title": work.within,
        "URL": work.url,
        "version": work.version,
        "note": work.note,
    }
    return json.dumps([{key: value for key, value in record.items() if value}], ensure_ascii=False, indent=1)
