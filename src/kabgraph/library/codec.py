"""Frozen values as plain lists and back: only nouns that are named here come to be, and nothing runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kabgraph import model
from kabgraph.library.question import Proof, Query

_NOUNS: tuple[type, ...] = tuple(
    noun for noun in vars(model).values() if isinstance(noun, type) and is_dataclass(noun)
)
CLASSES: dict[str, type] = {noun.__name__: noun for noun in (*_NOUNS, Proof, Query)}
_FIELDS = {noun: tuple(field.name for field in fields(noun)) for noun in CLASSES.values()}
_SEVERAL = ""


def encode(value: object) -> Any:
    """Return a value of nouns, tuples, mappings, texts and numbers as JSON can hold it.

    A noun becomes a list that begins with its name, a tuple one that begins with an empty name.

    Raises:
        TypeError: there is something else in it.

    >>> encode((model.Span(2, 5), None))
    ['', ['Span', 2, 5], None]
    """
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, tuple):
        return [_SEVERAL, *map(encode, value)]
    if isinstance(value, Mapping):
        return {str(key): encode(each) for key, each in value.items()}
    names = _FIELDS.get(type(value))
    if names is None:
        raise TypeError(f"a {type(value).__name__} is not kept")
    return [type(value).__name__, *(encode(getattr(value, name)) for name in names)]


def decode(value: Any) -> Any:
    """Return what was encoded.

    Raises:
        KeyError, IndexError, TypeError, ValueError: it was not, or not by this program.

    >>> decode(['', ['Span', 2, 5], None])
    (Span(start=2, end=5), None)
    """
    kind = value.__class__
    if kind is list:
        parts = [each if each.__class__ in _PLAIN else decode(each) for each in value[1:]]
        return tuple(parts) if value[0] == _SEVERAL else CLASSES[value[0]](*parts)
    if kind is dict:
        return {key: decode(each) for key, each in value.items()}
    return value


_PLAIN = {str, int, float, bool, type(None)}
