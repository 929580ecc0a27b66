"""What the Web Annotation Data Model demands of one annotation, in 54 checks of our own.

The World Wide Web Consortium's test suite for the model counts 54 demands on a single annotation; each is
said here anew, with the section of the recommendation (https://www.w3.org/TR/annotation-model/) it comes
from, as a function over the parsed annotation. ``BROKEN`` holds, for each, a change that breaks a sound
annotation, so that no check is there for show.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]
GONE = object()

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")
_SELECTORS = {
    "FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector", "TextPositionSelector",
    "DataPositionSelector", "SvgSelector", "RangeSelector",
}  # fmt: skip
_STATES = {"TimeState", "HttpRequestState"}
_MAKES_SPECIFIC = ("purpose", "selector", "state", "styleClass", "renderedVia", "scope")


def is_uri(value: Any) -> bool:
    return isinstance(value, str) and bool(_URI.fullmatch(value))


def is_moment(value: Any) -> bool:
    if not (isinstance(value, str) and _MOMENT.fullmatch(value)):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


def many(value: Any) -> list[Any]:
    """One or several values, as a list."""
    return value if isinstance(value, list) else [value]


def lone(holder: Json, key: str, test: Callable[[Any], bool]) -> bool:
    """A key that is absent, or holds one value that passes."""
    return key not in holder or (len(many(holder[key])) == 1 and test(many(holder[key])[0]))


def every(holder: Json, key: str, test: Callable[[Any], bool]) -> bool:
    """A key that is absent, or holds only values that pass."""
    return key not in holder or (bool(many(holder[key])) and all(map(test, many(holder[key]))))


# -- what a body or a target may be


def is_choice(value: Any) -> bool:
    return isinstance(value, dict) and value.get("type") == "Choice" and bool(value.get("items"))


def is_external(value: Any) -> bool:
    named = isinstance(value, dict) and len(many(value.get("id"))) == 1 and is_uri(many(value.get("id"))[0])
    return named and "source" not in value and "target" not in value


def is_specific(value: Any) -> bool:
    if not isinstance(value, dict) or "source" not in value:
        return False
    source = value["source"]
    return (is_uri(source) or is_external(source)) and any(key in value for key in _MAKES_SPECIFIC)


def is_textual(value: Any) -> bool:
    return isinstance(value, dict) and isinstance(value.get("value"), str)


def resources(annotation: Json, side: str) -> Iterator[Json]:
    """The bodies or targets that are more than an address, the items of choices, and described sources."""
    for each in many(annotation.get(side, [])):
        if isinstance(each, dict):
            yield each
            yield from (item for item in each.get("items", []) if isinstance(item, dict))
            if isinstance(each.get("source"), dict):
                yield each["source"]


def both(annotation: Json) -> Iterator[Json]:
    yield from resources(annotation, "body")
    yield from resources(annotation, "target")


def refined(value: Any) -> Iterator[Json]:
    """Selectors or states with all that refine them, and the ends of ranges."""
    for each in many(value):
        if isinstance(each, dict):
            yield each
            for key in ("refinedBy", "startSelector", "endSelector"):
                if key in each:
                    yield from refined(each[key])


def selectors(annotation: Json, *types: str) -> Iterator[Json]:
    for resource in both(annotation):
        found = refined(resource.get("selector", []))
        yield from (each for each in found if not types or each.get("type") in types)


def states(annotation: Json, type: str) -> Iterator[Json]:
    for resource in both(annotation):
        yield from (each for each in refined(resource.get("state", [])) if each.get("type") == type)


def is_kind_of(kinds: set[str]) -> Callable[[Any], bool]:
    return lambda value: (
        is_uri(value) or (isinstance(value, dict) and (value.get("type") in kinds or is_external(value)))
    )


def one_value(holder: Json, key: str) -> bool:
    return isinstance(holder.get(key), str | int) and not isinstance(holder.get(key), bool)


# -- the demands


@dataclass(frozen=True, slots=True)
class Must:
    """One demand: its name, the section it comes from, what it says, and whether an annotation meets it."""

    name: str
    section: str
    says: str
    holds: Callable[[Json], bool]


def _never(kind: Callable[[Any], bool], key: str, side: str) -> Callable[[Json], bool]:
    return lambda a: not any(kind(each) and key in each for each in resources(a, side))


def _on(side: str, test: Callable[[Json], bool]) -> Callable[[Json], bool]:
    return lambda a: all(map(test, resources(a, side)))


def _direction(resource: Json) -> bool:
    return lone(resource, "textDirection", lambda value: value in ("ltr", "rtl", "auto"))


def _plain_external(value: Any) -> bool:
    return is_external(value) and not is_choice(value) and not is_textual(value)


def _whole_time(state: Json) -> bool:
    alone, pair = "sourceDate" in state, {"sourceDateStart", "sourceDateEnd"} & set(state)
    dated = all(lone(state, key, is_moment) for key in ("sourceDate", "sourceDateStart", "sourceDateEnd"))
    return dated and (not pair if alone else len(pair) == 2)


def _refined_well(annotation: Json) -> bool:
    found = [each for resource in both(annotation) for key in ("selector", "state")
             for each in refined(resource.get(key, []))]  # fmt: skip
    return all(every(each, "refinedBy", is_kind_of(_SELECTORS | _STATES)) for each in found)


def _styled(annotation: Json) -> bool:
    uses = any("styleClass" in resource for resource in both(annotation))
    return not uses or len(many(annotation.get("stylesheet", []))) == 1


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


_BODY = (is_uri, is_choice, is_specific, is_external, is_textual)
_TARGET = (is_uri, is_choice, is_specific, is_external)
_SIDES = (("body", "bodies"), ("target", "targets"))


def _of_sides(
    section: str, name: str, says: str, make: Callable[[str], Callable[[Json], bool]]
) -> list[Must]:
    return [Must(f"{side}-{name}", section, f"{many_} {says}", make(side)) for side, many_ in _SIDES]


MUSTS: tuple[Must, ...] = (
    Must("context", "3.1", "the context holds that of the model",
         lambda a: "http://www.w3.org/ns/anno.jsonld" in many(a.get("@context"))),
    Must("id", "3.1", "there is exactly one id, an address",
         lambda a: "id" in a and lone(a, "id", is_uri)),
    Must("type", "3.1", "its type, or one of them, is Annotation",
         lambda a: "Annotation" in many(a.get("type"))),
    Must("target", "3.1", "there is a target", lambda a: "target" in a),
    Must("body-kinds", "3.2", "a body is an address or one of the resources that the model knows",
         lambda a: all(any(kind(b) for kind in _BODY) for b in many(a.get("body", [])))),
    Must("target-kinds", "3.2", "so is a target, though never a text of its own",
         lambda a: all(any(kind(t) for kind in _TARGET) for t in many(a.get("target", [])))),
    Must("one-way-of-body", "3.2.5", "bodies are given in one way only",
         lambda a: not ("body" in a and "bodyValue" in a)),
    Must("body-value", "3.2.5", "a plain body is one text",
         lambda a: lone(a, "bodyValue", lambda value: isinstance(value, str))),
    *(Must(key, "3.3.1", f"{key} is one moment with its offset", lambda a, key=key: lone(a, key, is_moment))
      for key in ("created", "modified", "generated")),
    Must("rights", "3.3.6", "rights are addresses", lambda a: every(a, "rights", is_uri)),
    Must("canonical", "3.3.7", "there is one canonical address", lambda a: lone(a, "canonical", is_uri)),
    Must("via", "3.3.7", "what it came by are addresses", lambda a: every(a, "via", is_uri)),
    *_of_sides("3.2.1", "direction", "run ltr, rtl or auto", lambda side: _on(side, _direction)),
    *_of_sides("3.3.1", "created", "are created at one moment",
               lambda side: _on(side, lambda r: lone(r, "created", is_moment))),
    *_of_sides("3.3.1", "modified", "are modified at one moment",
               lambda side: _on(side, lambda r: lone(r, "modified", is_moment))),
    *_of_sides("3.3.6", "rights", "have rights that are addresses",
               lambda side: _on(side, lambda r: every(r, "rights", is_uri))),
    *_of_sides("3.3.7", "canonical", "have one canonical address",
               lambda side: _on(side, lambda r: lone(r, "canonical", is_uri))),
    *_of_sides("3.3.7", "via", "came by addresses",
               lambda side: _on(side, lambda r: every(r, "via", is_uri))),
    *_of_sides("3.2.7", "external-no-items", "elsewhere on the web have no items",
               lambda side: _never(_plain_external, "items", side)),
    *_of_sides("3.3.5", "external-no-purpose", "elsewhere on the web have no purpose",
               lambda side: _never(_plain_external, "purpose", side)),
    *_of_sides("3.2.4", "choice-no-value", "to choose from have no value",
               lambda side: _never(is_choice, "value", side)),
    *_of_sides("4", "choice-no-source", "to choose from have no source",
               lambda side: _never(is_choice, "source", side)),
    *_of_sides("3.3.5", "choice-no-purpose", "to choose from have no purpose",
               lambda side: _never(is_choice, "purpose", side)),
    *_of_sides("3.2.7", "specific-no-items", "that are specific have no items",
               lambda side: _never(is_specific, "items", side)),
    *_of_sides("4", "specific-no-value", "that are specific have no value",
               lambda side: _never(is_specific, "value", side)),
    Must("text-no-items", "3.2.7", "a text of its own has no items", _never(is_textual, "items", "body")),
    Must("text-no-source", "4", "a text of its own has no source", _never(is_textual, "source", "body")),
    Must("target-no-text", "3.2.4", "no target is a text of its own",
         lambda a: not any("TextualBody" in many(t.get("type")) for t in resources(a, "target"))),
    Must("selector-kinds", "4.2", "a selector is an address or of a type that the model knows",
         lambda a: all(every(r, "selector", is_kind_of(_SELECTORS)) for r in both(a))),
    Must("selector-value", "4.2", "fragments, CSS and XPath have one value",
         lambda a: all(one_value(s, "value")
                       for s in selectors(a, "FragmentSelector", "CssSelector", "XPathSelector"))),
    Must("selector-position", "4.2", "positions have a start and an end, whole numbers from 0",
         lambda a: all(_is_offset(s.get("start")) and _is_offset(s.get("end"))
                       for s in selectors(a, "TextPositionSelector", "DataPositionSelector"))),
    Must("selector-quote", "4.2.4", "a quote has its words",
         lambda a: all(isinstance(s.get("exact"), str) for s in selectors(a, "TextQuoteSelector"))),
    Must("selector-svg", "4.2.7", "an SVG selector has a value or an address, not both",
         lambda a: all(("value" in s) != ("id" in s) for s in selectors(a, "SvgSelector"))),
    Must("selector-range", "4.2.8", "a range has a selector for its start and one for its end",
         lambda a: all(key in s and lone(s, key, is_kind_of(_SELECTORS))
                       for s in selectors(a, "RangeSelector") for key in ("startSelector", "endSelector"))),
    Must("state-kinds", "4.3", "a state is an address or of a type that the model knows",
         lambda a: all(every(r, "state", is_kind_of(_STATES)) for r in both(a))),
    Must("state-time", "4.3.1", "a time is one moment, or the two that bound it",
         lambda a: all(map(_whole_time, states(a, "TimeState")))),
    Must("state-request", "4.3.2", "a request has its headers",
         lambda a: all("value" in s for s in states(a, "HttpRequestState"))),
    Must("refined", "4.3.3", "what refines a selector or a state is one of them", _refined_well),
    Must("styled", "4.4", "where a style is named there is one style sheet", _styled),
)  # fmt: skip

# -- a sound annotation that has one of everything, and how to break it

_BODY_SPECIFIC = {"type": "SpecificResource", "source": {"id": "http://e.org/b"}, "purpose": "identifying"}
SOUND: Json = {
    "@context": ["http://www.w3.org/ns/anno.jsonld", {"e": "http://e.org/"}],
    "id": "http://e.org/a",
    "type": ["Annotation", "e:Note"],
    "created": "2026-11-22T10:04:00Z",
    "modified": "2026-11-22T10:04:00+02:00",
    "generated": "2026-11-22T10:04:00.5Z",
    "rights": "http://e.org/r",
    "canonical": "http://e.org/c",
    "via": ["http://e.org/v"],
    "stylesheet": "http://e.org/s.css",
    "body": [
        "http://e.org/plain",
        {"id": "http://e.org/b", "textDirection": "rtl", "created": "2026-11-22T10:04:00Z",
         "modified": "2026-11-22T10:04:00Z", "rights": "http://e.org/r", "canonical": "http://e.org/c",
         "via": "http://e.org/v"},
        {"type": "TextualBody", "value": "a note", "purpose": "commenting"},
        {"type": "Choice", "items": ["http://e.org/1", {"id": "http://e.org/2"}]},
        _BODY_SPECIFIC,
    ],
    "target": [
        {"id": "http://e.org/t", "textDirection": "ltr", "created": "2026-11-22T10:04:00Z",
         "modified": "2026-11-22T10:04:00Z", "rights": "http://e.org/r", "canonical": "http://e.org/c",
         "via": "http://e.org/v"},
        {"type": "Choice", "items": ["http://e.org/1", "http://e.org/2"]},
        {"type": "SpecificResource", "source": "http://e.org/t", "styleClass": "red", "selector": [
            {"type": "FragmentSelector", "value": "p1", "refinedBy": [
                {"type": "TextQuoteSelector", "exact": "ELE"},
                {"type": "TextPositionSelector", "start": 0, "end": 3}]},
            {"type": "SvgSelector", "value": "<svg/>"},
            {"type": "RangeSelector", "startSelector": {"type": "XPathSelector", "value": "/p"},
             "endSelector": {"type": "CssSelector", "value": "p"}},
            "http://e.org/selector"],
         "state": [{"type": "TimeState", "sourceDate": "2026-11-22T10:04:00Z"},
                   {"type": "HttpRequestState", "value": "Accept: text/html"}]},
    ],
}  # fmt: skip
_ON_TARGET: tuple[str | int, ...] = ("target", 2)
_FRAGMENT = (*_ON_TARGET, "selector", 0)

BROKEN: dict[str, tuple[tuple[str | int, ...], Any]] = {
    "context": (("@context",), "http://e.org/context"),
    "id": (("id",), "no address"),
    "type": (("type",), "Note"),
    "target": (("target",), GONE),
    "body-kinds": (("body", 0), {"type": "SpecificResource"}),
    "target-kinds": (("target", 0), {"value": "a note"}),
    "one-way-of-body": (("bodyValue",), "a note"),
    "body-value": (("bodyValue",), ["one", "two"]),
    "created": (("created",), "2026-11-22"),
    "modified": (("modified",), ["2026-11-22T10:04:00Z", "2026-11-23T10:04:00Z"]),
    "generated": (("generated",), "2026-11-22T10:04:00"),
    "rights": (("rights",), "all reserved"),
    "canonical": (("canonical",), ["http://e.org/1", "http://e.org/2"]),
    "via": (("via",), ["http://e.org/v", "by hand"]),
    **{
        f"{side}-{name}": ((side, at, name), value)
        for side, at in (("body", 1), ("target", 0))
        for name, value in (
            ("created", "yesterday"),
            ("modified", "2026-11-22T25:04:00Z"),
            ("rights", "mine"),
            ("canonical", "x"),
            ("via", "by hand"),
        )
    },
    "body-direction": (("body", 1, "textDirection"), "up"),
    "target-direction": (("target", 0, "textDirection"), ["ltr", "rtl"]),
    "body-external-no-items": (("body", 1, "items"), ["http://e.org/1"]),
    "target-external-no-items": (("target", 0, "items"), ["http://e.org/1"]),
    "body-external-no-purpose": (("body", 1, "purpose"), "identifying"),
    "target-external-no-purpose": (("target", 0, "purpose"), "identifying"),
    "body-choice-no-value": (("body", 3, "value"), "x"),
    "target-choice-no-value": (("target", 1, "value"), "x"),
    "body-choice-no-source": (("body", 3, "source"), "http://e.org/1"),
    "target-choice-no-source": (("target", 1, "source"), "http://e.org/1"),
    "body-choice-no-purpose": (("body", 3, "purpose"), "tagging"),
    "target-choice-no-purpose": (("target", 1, "purpose"), "tagging"),
    "body-specific-no-items": (("body", 4, "items"), ["http://e.org/1"]),
    "target-specific-no-items": ((*_ON_TARGET, "items"), ["http://e.org/1"]),
    "body-specific-no-value": (("body", 4, "value"), "x"),
    "target-specific-no-value": ((*_ON_TARGET, "value"), "x"),
    "text-no-items": (("body", 2, "items"), ["http://e.org/1"]),
    "text-no-source": (("body", 2, "source"), "http://e.org/1"),
    "target-no-text": (("target", 0), {"type": "TextualBody", "value": "a note"}),
    "selector-kinds": (_FRAGMENT, {"type": "FragmentSelecter", "value": "p1"}),
    "selector-value": ((*_FRAGMENT, "value"), GONE),
    "selector-position": ((*_FRAGMENT, "refinedBy", 1, "start"), -1),
    "selector-quote": ((*_FRAGMENT, "refinedBy", 0, "exact"), GONE),
    "selector-svg": ((*_ON_TARGET, "selector", 1, "value"), GONE),
    "selector-range": ((*_ON_TARGET, "selector", 2, "endSelector"), GONE),
    "state-kinds": ((*_ON_TARGET, "state", 0, "type"), "SpaceState"),
    "state-time": ((*_ON_TARGET, "state", 0, "sourceDateStart"), "2026-11-22T10:04:00Z"),
    "state-request": ((*_ON_TARGET, "state", 1, "value"), GONE),
    "refined": ((*_FRAGMENT, "refinedBy", 0), {"type": "Hint"}),
    "styled": (("stylesheet",), GONE),
}


def broken(name: str) -> Json:
    """The sound annotation, broken in the one way that ``name`` must see."""
    whole = deepcopy(SOUND)
    (*path, last), value = BROKEN[name]
    inner: Any = whole
    for step in path:
        inner = inner[step]
    if value is GONE:
        del inner[last]
    else:
        inner[last] = value
    return whole
