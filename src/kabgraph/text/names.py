"""Names: the nearest known one, and the slug of a title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from unicodedata import normalize

_LIKENESS = 0.6
_LONGEST = 100  # what is compared of a name: a remedy must not cost more than the work
_APOSTROPHES = re.compile("['’ʼ`]")
_OTHER = re.compile("[^a-z0-9]+")


def nearest(name: str, known: Iterable[str], count: int = 1) -> list[str]:
    """Return up to ``count`` of ``known`` that look most like ``name``, best first, case aside.

    >>> nearest("binah", ["malchut", "Bina", "group"])
    ['Bina']
    >>> nearest("xyz", ["malchut"])
    []
    """
    matcher: SequenceMatcher[str] = SequenceMatcher(b=name[:_LONGEST].casefold(), autojunk=False)
    found: list[tuple[float, str]] = []
    for candidate in sorted(set(known)):
        matcher.set_seq1(candidate[:_LONGEST].casefold())
        if matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS:
            found.append((-matcher.ratio(), candidate))
    return [candidate for likeness, candidate in sorted(found)[:count] if -likeness >= _LIKENESS]


def slug(title: str) -> str:
    """Return ``title`` as an address part: small ASCII letters, digits and single hyphens.

    It is empty where the title has no letter with an ASCII form, as in Hebrew.

    >>> slug("Zeir Anpin’s Séfer, 2nd")
    'zeir-anpins-sefer-2nd'
    """
    plain = normalize("NFKD", _APOSTROPHES.sub("", title)).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", plain.lower()).strip("-")
