"""Names -> concepts: by id, label, alias, Hebrew; the nearest name where there is none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kabgraph.errors import AmbiguousNameError, UnknownNameError
from kabgraph.model import Concept, LabelRole, Ontology
from kabgraph.text import folded, nearest, normalise

STRENGTH: tuple[LabelRole, ...] = ("pref", "alt", "weak", "hidden")
"""The roles of labels; a name is first looked for among the strongest."""


FEW = 12
"""So many names can be listed where none comes near."""


class Names:
    """The index of all names of one ontology."""

    def __init__(self, ontology: Ontology) -> None:
        self._concepts = ontology.concepts
        self._ids = {id_.casefold(): id_ for id_ in ontology.concepts}
        for concept in ontology.concepts.values():
            for former in concept.former_ids:
                self._ids.setdefault(former.casefold(), concept.id)
        # By role, then by exact and by folded text: a stronger name hides a weaker one.
        self._by_role: dict[tuple[LabelRole, bool], dict[str, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for concept in ontology.concepts.values():
            for label in concept.labels:
                self._by_role[label.role, True][normalise(label.text)].append(concept.id)
                self._by_role[label.role, False][_key(label.text)].append(concept.id)

    def find(self, name: str) -> Concept:
        """The concept that ``name`` names.

        Raises:
            AmbiguousNameError: several concepts share the name.
            UnknownNameError: none has it; ``nearest`` says which come near.
        """
        if name in self._concepts:
            return self._concepts[name]
        for exact in (True, False):
            text = normalise(name) if exact else _key(name)
            for role in STRENGTH:
                found = list(dict.fromkeys(self._by_role[role, exact].get(text, ())))
                if len(found) > 1:
                    raise AmbiguousNameError(name, found)
                if found:
                    return self._concepts[found[0]]
        if name.casefold() in self._ids:
            return self._concepts[self._ids[name.casefold()]]
        raise UnknownNameError("concept", name, self._nearest(name))

    def _nearest(self, name: str) -> list[str]:
        known: dict[str, str] = {}
        for concept in self._concepts.values():
            for text in (*(label.text for label in concept.labels), concept.id):
                known.setdefault(_key(text), text)
        return nearest(name, known.values(), 3)


def _key(text: str) -> str:
    """What two spellings of one name share: folded, without apostrophes."""
    return folded(text).replace("'", "")


def known(what: str, name: str | None, names: Iterable[str]) -> None:
    """Refuse a name that is none of ``names``; None stands for any of them.

    Raises:
        UnknownNameError: with those that come near, or all where they are few.
    """
    names = sorted(names)
    if name is not None and name not in names:
        near = nearest(name, names) or (names if len(names) <= FEW else ())
        raise UnknownNameError(what, name, near)
