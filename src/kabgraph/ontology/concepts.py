"""Concepts with their labels, their place in kind and row, and the context rules that bind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from kabgraph.model import (
    Concept,
    ContextRule,
    Kind,
    Label,
    LabelRole,
    Letters,
    Match,
    MatchKind,
    Notation,
    Note,
    NoteKind,
    PassageRef,
    Scheme,
    StopPhrase,
)
from kabgraph.ontology import schema
from kabgraph.ontology.parts import Path, Reporter, check_part, entries, items

_ROLES: tuple[LabelRole, ...] = ("pref", "alt", "weak", "hidden")
NOTES: tuple[NoteKind, ...] = get_args(NoteKind)
MATCHES: tuple[MatchKind, ...] = get_args(MatchKind)


def concept_parts(raw: Any, reporter: Reporter) -> Iterator[tuple[str, schema.ConceptPart]]:
    """The ``concepts`` section, checked entry by entry."""
    if not isinstance(raw, dict):
        reporter.report(
            reporter.at(("concepts",)),
            "O107",
            "'concepts' should be a mapping from id to concept",
            "write 'concepts:' with 'bina: {pref_label: ...}' lines below it",
        )
        return
    for id_, value in entries(raw, ("concepts",), reporter):
        part = check_part(schema.ConceptPart, value or {}, ("concepts", id_), reporter)
        if part:
            yield id_, part


def read_concept(
    id_: str, part: schema.ConceptPart, scheme: Scheme, kinds: Mapping[str, Kind], reporter: Reporter
) -> Concept:
    """One concept; what it names that is not there is reported."""
    path = ("concepts", id_)
    rows = [row.id for row in scheme.rows]
    if part.kind and kinds and part.kind not in kinds:
        reporter.unknown(reporter.at((*path, "kind")), "O304", "kind", part.kind, kinds)
    if part.row and part.row not in rows:
        reporter.unknown(reporter.at((*path, "row")), "O305", "row", part.row, rows)
    known_sources(part.sources, scheme, (*path, "sources"), reporter)
    return Concept(
        id=id_,
        labels=tuple(_labels(id_, part, scheme.language, reporter)),
        kind=part.kind,
        definition=part.definition,
        address=reporter.document.key_at(path),
        sources=part.sources,
        drawn_from=tuple(map(PassageRef, part.drawn_from)),
        row=part.row if part.row in rows else None,
        match=read_match(part.match),
        former_ids=part.former_ids,
        scope_note=part.scope_note,
        pronunciation=part.pronunciation,
        article=part.article,
        plural=part.plural,
        uri=part.uri or "",
        letters=Letters(part.letters.spelling, part.letters.sum) if part.letters else None,
        notations=tuple(Notation(each.value, each.datatype or "") for each in part.notation),
        notes=tuple(_notes(part.notes, scheme.language)),
        mappings=tuple(Match(kind, uri) for kind in MATCHES for uri in getattr(part.mappings, kind)),
    )


def _notes(part: schema.NotesPart, default: str) -> Iterator[Note]:
    for kind in NOTES:
        by_language: dict[str, tuple[str, ...]] = getattr(part, kind)
        for language, texts in by_language.items():
            yield from (Note(kind, text, language or language_of(text, default)) for text in texts)


def known_sources(sources: tuple[str, ...], scheme: Scheme, path: Path, reporter: Reporter) -> None:
    """Report the sources that the scheme's references do not list, if it lists any."""
    for source in sources:
        if scheme.references and source not in scheme.references:
            reporter.unknown(reporter.at(path), "O306", "reference", source, scheme.references)


def _labels(id_: str, part: schema.ConceptPart, default: str, reporter: Reporter) -> Iterator[Label]:
    seen: set[tuple[str, str]] = set()
    for role in _ROLES:
        section = "pref_label" if role == "pref" else f"{role}_labels"
        by_language: dict[str, tuple[str, ...]] = getattr(part, section)
        for language, texts in by_language.items():
            for index, text in enumerate(texts):
                label = Label(text, language or language_of(text, default), role)
                if (label.text, label.language) not in seen:
                    seen.add((label.text, label.language))
                    yield label
                    continue
                steps = (language, index) if language else (index,)
                place = reporter.at(("concepts", id_, section, *steps))
                reporter.report(
                    place, "O201", f"label {text!r} stands twice in {id_!r}", "remove one of the two"
                )


def language_of(text: str, default: str) -> str:
    """The language that a label's script tells: Hebrew letters say Hebrew, else the scheme's language.

    >>> language_of("בינה", "en"), language_of("Bina", "en")
    ('he', 'en')
    """
    return "he" if any("\u05d0" <= char <= "\u05ea" for char in text) else default


def read_match(part: schema.MatchPart | None, labels: tuple[str, ...] = ()) -> ContextRule | None:
    """A context rule as the matcher needs it."""
    if part is None:
        return None
    return ContextRule(labels=labels, **part.model_dump(include=set(schema.MatchPart.model_fields)))


def read_rules(
    raw: Any, concepts: Mapping[str, Concept], reporter: Reporter
) -> tuple[dict[str, tuple[ContextRule, ...]], tuple[StopPhrase, ...]]:
    """The ``rules`` section: context rules by concept, and the phrases that name nothing."""
    rules: dict[str, tuple[ContextRule, ...]] = {}
    stops: list[StopPhrase] = []
    for index, value in items(raw, ("rules",), reporter):
        path = ("rules", index)
        part = check_part(schema.RulePart, value, path, reporter)
        if part is None:
            continue
        stops.extend(StopPhrase(phrase, part.because) for phrase in part.never)
        if part.concept is None:
            if not part.never:
                said = "a rule names neither a concept nor phrases to leave alone"
                reporter.report(reporter.at(path), "O308", said, "add 'concept: ...' or 'never: [...]'")
        elif part.concept not in concepts:
            reporter.unknown(reporter.at((*path, "concept")), "O301", "concept", part.concept, concepts)
        else:
            rule = read_match(part, part.labels)
            rules[part.concept] = (*rules.get(part.concept, ()), *([rule] if rule else []))
    return rules, tuple(stops)
