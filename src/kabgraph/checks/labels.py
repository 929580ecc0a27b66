"""Checks of labels: missing, clashing, badly written, or never to be found."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from kabgraph.checks.registry import Parts, check, exceptions
from kabgraph.model import Concept, Finding, Ontology

_HOMOGRAPH = "homograph_of"
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})


def _homographs(ontology: Ontology) -> set[frozenset[str]]:
    """The pairs that are said to share a spelling."""
    return {
        frozenset((relation.subject, relation.object))
        for relation in ontology.relations
        if relation.type == _HOMOGRAPH
    }


@check("L201")
def no_preferred_label(parts: Parts) -> Iterator[Finding]:
    """A concept has no preferred label: pages would call it by its id."""
    for concept in parts.ontology.concepts.values():
        if not concept.pref_label:
            yield Finding(
                concept.address,
                "L201",
                "error",
                f"concept {concept.id!r} has no pref_label",
                "add 'pref_label: {en: ...}'",
            )


@check("L202")
def preferred_labels_clash(parts: Parts) -> Iterator[Finding]:
    """Two concepts have one preferred label, and no homograph_of relation says that this is meant."""
    joined = _homographs(parts.ontology)
    by_label: dict[tuple[str, str], list[Concept]] = defaultdict(list)
    for concept in parts.ontology.concepts.values():
        for language, text in concept.pref_label.items():
            by_label[language, text].append(concept)
    for (_, text), (first, *others) in by_label.items():
        for other in others:
            if frozenset((first.id, other.id)) not in joined:
                yield Finding(
                    other.address,
                    "L202",
                    "warning",
                    f"{other.id!r} and {first.id!r} ({first.address}) share the preferred label {text!r}",
                    f"rename one, or add 'homograph_of: {first.id}' if both are meant",
                )


@check("L204")
def label_is_name_of_another(parts: Parts) -> Iterator[Finding]:
    """A label is the preferred label of another concept, and no rule or homograph_of relation parts them."""
    ontology = parts.ontology
    joined = _homographs(ontology)
    by_name: dict[str, dict[str, Concept]] = defaultdict(dict)
    for concept in ontology.concepts.values():
        for text in concept.pref_label.values():
            by_name[text][concept.id] = concept
    for concept in ontology.concepts.values():
        for text in dict.fromkeys(concept.alt_labels):
            for other in by_name.get(text, {}).values():
                if other.id == concept.id or frozenset((concept.id, other.id)) in joined:
                    continue
                if _has_rule(ontology, concept, text) or _has_rule(ontology, other, text):
                    continue
                yield Finding(
                    concept.address,
                    "L204",
                    "warning",
                    f"{concept.id!r} has the preferred label {text!r} of {other.id!r} ({other.address})",
                    f"give one of them a context rule, or add 'homograph_of: {other.id}'",
                )


def _has_rule(ontology: Ontology, concept: Concept, text: str) -> bool:
    """Whether the concept has a context rule that bears on the label."""
    rules = ontology.rules.get(concept.id, ())
    return concept.match is not None or any(not rule.labels or text in rule.labels for rule in rules)


@check("L205")
def label_badly_written(parts: Parts) -> Iterator[Finding]:
    """A label is empty, begins or ends with a blank, or holds a control character."""
    for concept in parts.ontology.concepts.values():
        for label in concept.labels:
            fault = _fault(label.text)
            if fault:
                yield Finding(
                    concept.address,
                    "L205",
                    "warning",
                    f"label {label.text!r} of {concept.id!r} {fault}",
                    f"write {' '.join(label.text.split())!r}" if label.text.strip() else "remove it",
                )


def _fault(text: str) -> str:
    if not text.strip():
        return "is empty"
    if any(unicodedata.category(char) in _CONTROLS for char in text):
        return "holds a control character or a line break"
    return "begins or ends with a blank" if text != text.strip() else ""


@check("L206")
def no_label_in_the_language(parts: Parts) -> Iterator[Finding]:
    """A concept has no preferred label in the scheme's language, though at least half of them have."""
    language = parts.ontology.scheme.language
    for concept in exceptions(parts.ontology, lambda concept: language in concept.pref_label):
        if concept.pref_label:
            yield Finding(
                concept.address,
                "L206",
                "warning",
                f"concept {concept.id!r} has no preferred label in {language!r}, only in "
                f"{', '.join(sorted(concept.pref_label))}",
                f"add 'pref_label: {{{language}: ...}}'",
            )


@check("L207")
def weak_label_without_rule(parts: Parts) -> Iterator[Finding]:
    """A weak label has no context rule, so that it is never found."""
    for concept in parts.ontology.concepts.values():
        for text in concept.weak_labels:
            if not _is_ever_found(parts.ontology, concept, text):
                yield Finding(
                    concept.address,
                    "L207",
                    "warning",
                    f"weak label {text!r} of {concept.id!r} has no rule",
                    f"add a rule for it ('{{concept: {concept.id}, labels: [{text}], ...}}'), or hide it",
                )


@check("L208")
def alias_never_seen(parts: Parts) -> Iterator[Finding]:
    """An alternative label stands in no text: a note, since a name may serve search alone."""
    for concept, unseen in unseen_labels(parts):
        yield Finding(
            concept.address,
            "L208",
            "note",
            f"{', '.join(map(repr, unseen))} of {concept.id!r} in no text",
            "nothing need be done; hidden_labels keep a name for search alone",
        )


def unseen_labels(parts: Parts) -> Iterator[tuple[Concept, tuple[str, ...]]]:
    """Yield the concepts some of whose alternative labels stand in no text, with these labels."""
    seen = {(concept, mention.label) for mention in parts.mentions for concept in mention.candidates}
    for concept in parts.ontology.concepts.values() if parts.talks else ():
        unseen = tuple(text for text in concept.alt_labels if (concept.id, text) not in seen)
        if unseen:
            yield concept, unseen


def _is_ever_found(ontology: Ontology, concept: Concept, text: str) -> bool:
    """Whether the finder may find a weak label: a rule names it, or asks for something about it."""
    kind = ontology.kinds.get(concept.kind or "")
    general = concept.match or (kind.match if kind else None)
    own = [rule for rule in ontology.rules.get(concept.id, ()) if not rule.labels or text in rule.labels]
    return any(rule.labels or rule.decides for rule in own) or bool(general and general.decides)
