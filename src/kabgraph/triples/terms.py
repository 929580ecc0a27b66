"""What a triple is made of: addresses, nodes without one, and texts with a language or a datatype."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
# What an IRI may hold as it is (RFC 3987); brackets only about the number of a host, so they are escaped.
_BEYOND_ASCII = "\U000e1000-\U000efffd\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)
_NOT_IN_IRI = re.compile(f"[^A-Za-z0-9._~:/?#@!$&'()*+,;=%{_BEYOND_ASCII}-]|%(?![0-9A-Fa-f]{{2}})")
UNTAGGED = "und"


class Iri(str):
    """The address of a thing."""

    __slots__ = ()


class Blank(str):
    """A node without an address; it begins with ``_:`` and names nothing outside its file."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A text with its language or its datatype; with neither it is a plain one."""

    text: str
    language: str = ""
    datatype: str = ""


Subject = Iri | Blank
Object = Iri | Blank | Literal


class Triple(NamedTuple):
    """One statement."""

    subject: Subject
    predicate: Iri
    object: Object


def iri(address: str) -> Iri:
    """Return an address with each character that an IRI cannot hold as its percent escape.

    >>> iri("https://example.org/a b|c")
    'https://example.org/a%20b%7Cc'
    """
    before, mark, fragment = address.partition("#")
    whole = before + mark + fragment.replace("#", "%23")
    return Iri(_NOT_IN_IRI.sub(lambda char: _escape(char.group()), whole))


def _escape(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def tagged(text: str, language: str) -> Literal:
    """Return a text in a language; ``und``, or what is no language tag at all, is told by no tag.

    >>> tagged("Bina", "en").language, tagged("Bina", "und").language, tagged("Bina", "my own").language
    ('en', '', '')
    """
    named = language.lower() != UNTAGGED and _LANGUAGE.fullmatch(language)
    return Literal(text, language if named else "")


def ordered(triples: Iterable[Triple]) -> list[Triple]:
    """Return each triple once, in the one order in which all texts write them."""
    about: dict[Subject, set[Triple]] = {}
    for triple in triples:
        about.setdefault(triple.subject, set()).add(triple)
    # By subject first: what is said of one thing is little, and quick to sort.
    subjects = sorted(about, key=lambda subject: (isinstance(subject, Blank), subject))
    return [triple for subject in subjects for triple in sorted(about[subject], key=_key)]


def _key(triple: Triple) -> tuple[str, int, str, str, str]:
    predicate, object_ = triple.predicate, triple.object
    if isinstance(object_, Literal):
        return (predicate, 2, object_.language, object_.text, object_.datatype)
    return (predicate, int(isinstance(object_, Blank)), object_, "", "")
