"""The lexicon: every form under which a concept may be found, with the rules that bind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kabgraph.model import Case, Concept, ContextRule, Label, Ontology
from kabgraph.text import folded

_CODE_LENGTH = 4
_PLURAL_FROM = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One label of one concept as the finder needs it.

    ``blocks`` must all stay silent; of ``asks`` one must hold, where there are any.
    """

    concept: str
    label: Label
    case: Case
    blocks: tuple[ContextRule, ...]
    asks: tuple[ContextRule, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded forms with the entries that share each; a form with no entry is a stop phrase."""

    forms: tuple[str, ...]
    entries: tuple[tuple[Entry, ...], ...]
    known: frozenset[str]


def is_code(text: str) -> bool:
    """Tell a code, up to four capitals, from a word: codes are matched case-exact.

    >>> is_code("ELE"), is_code('Z"A'), is_code("Bina"), is_code("בינה")
    (True, True, False, False)
    """
    letters = [char for char in text if char.isalpha()]
    return 0 < len(letters) <= _CODE_LENGTH and " " not in text and all(map(str.isupper, letters))


def build_lexicon(ontology: Ontology) -> Lexicon:
    """Collect the findable forms of all concepts, in the ontology's order, and the stop phrases."""
    table: dict[str, list[Entry]] = {}
    for phrase in ontology.stop_phrases:
        if form := folded(phrase.text):
            table.setdefault(form, [])
    stopped = frozenset(table)
    for concept in ontology.concepts.values():
        for label in concept.labels:
            entry = _entry(ontology, concept, label)
            if entry is None:
                continue
            for form in _forms(label, entry.case):
                if form not in stopped and entry not in table.setdefault(form, []):
                    table[form].append(entry)
    return Lexicon(tuple(table), tuple(tuple(entries) for entries in table.values()), frozenset(table))


def _entry(ontology: Ontology, concept: Concept, label: Label) -> Entry | None:
    """The entry of one label; None where it is never found in text."""
    if label.role == "hidden":
        return None
    kind = ontology.kinds.get(concept.kind or "")
    general = concept.match or (kind.match if kind else None)
    own = [
        rule for rule in ontology.rules.get(concept.id, ()) if not rule.labels or label.text in rule.labels
    ]
    rules = [*own, general] if general else own
    blocks = tuple(rule for rule in rules if rule.not_after or rule.not_before)
    asks = tuple(rule for rule in own if rule.decides)
    if not asks and general and general.decides and (label.role == "weak" or not concept.weak_labels):
        asks = (general,)
    if label.role == "weak" and not asks and not any(rule.labels for rule in own):
        return None  # a weak label without a rule of its own is for search alone
    cases = [rule.case for rule in rules if rule.case]
    if kind and kind.match and kind.match.case:
        cases.append(kind.match.case)
    case = cases[0] if cases else ("exact" if is_code(label.text) else "any")
    return Entry(concept.id, label, case, blocks, asks)


def _forms(label: Label, case: Case) -> Iterator[str]:
    """The folded label, the same without apostrophes, and regular English plurals of both."""
    whole = folded(label.text)
    bare = whole.replace("'", "")
    for form in dict.fromkeys((whole, bare)):
        if not form:
            continue
        yield form
        if label.language == "en" and case != "exact" and len(form) >= _PLURAL_FROM and form[-1].isalpha():
            yield _plural(form)


def _plural(form: str) -> str:
    """The regular English plural of a folded form.

    >>> _plural("vessel"), _plural("quality"), _plural("process"), _plural("essay")
    ('vessels', 'qualities', 'processes', 'essays')
    """
    if form.endswith(("s", "x", "z", "ch", "sh")):
        return form + "es"
    if form.endswith("y") and form[-2] not in "aeiou":
        return form[:-1] + "ies"
    return form + "s"
