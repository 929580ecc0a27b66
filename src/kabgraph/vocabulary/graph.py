"""Triples by what they are about, which remember what has been understood of them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kabgraph.triples import PREFIXES, RDF, RELATIVE, SKOS, Iri, Literal, Object, Subject, Triple, ordered
from kabgraph.vocabulary.found import Rest

_ADDRESS = re.compile(r"(https?://|urn:)\S+")
_ENDED = frozenset(
    SKOS[name]
    for name in (
        "broader",
        "narrower",
        "related",
        "member",
        "topConceptOf",
        "hasTopConcept",
        "semanticRelation",
    )
)
_IMPLIED = frozenset(SKOS[name] for name in ("broaderTransitive", "narrowerTransitive"))


@dataclass(frozen=True, slots=True)
class Said:
    """A text, and the statements that give it."""

    text: Literal
    triples: tuple[Triple, ...]


class Graph:
    """The triples of a vocabulary; what nobody takes is left."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._all = ordered(triples)
        self._used: set[Triple] = set()
        self._about: dict[Subject, dict[Iri, list[Object]]] = defaultdict(lambda: defaultdict(list))
        self._pairs: dict[Iri, list[tuple[Subject, Object]]] = defaultdict(list)
        for subject, predicate, object_ in self._all:
            self._about[subject][predicate].append(object_)
            self._pairs[predicate].append((subject, object_))

    def look(self, subject: Subject, predicate: Iri) -> list[Object]:
        """Return the objects of a statement, in order."""
        return self._about[subject][predicate] if subject in self._about else []

    def pairs(self, predicate: Iri) -> list[tuple[Subject, Object]]:
        """Return all that a predicate joins."""
        return self._pairs.get(predicate, [])

    def predicates(self) -> list[Iri]:
        """Return every predicate."""
        return list(self._pairs)

    def use(self, subject: Subject, predicate: Iri, object_: Object) -> None:
        """Note that a statement has been understood."""
        self._used.add(Triple(subject, predicate, object_))

    def texts(self, subject: Subject, predicate: Iri) -> Iterator[Said]:
        """Yield the plain texts that a predicate gives; of a node, the value that it holds."""
        for object_ in self.look(subject, predicate):
            here = Triple(subject, predicate, object_)
            if not isinstance(object_, Literal):
                for value in self.look(object_, RDF.value):
                    if isinstance(value, Literal) and not value.datatype:
                        yield Said(value, (here, Triple(object_, RDF.value, value)))
            elif not object_.datatype:
                yield Said(object_, (here,))

    def take(self, said: Said) -> Literal:
        """Return a text, and note that it has been understood."""
        self._used.update(said.triples)
        return said.text

    def best(self, subject: Subject, predicates: Iterable[Iri], language: str) -> str:
        """Take the one text that says best how something is called: in the language, else the first."""
        found = [said for predicate in predicates for said in self.texts(subject, predicate)]
        ranked = sorted(found, key=lambda said: said.text.language.lower() != language)
        return self.take(ranked[0]).text if ranked else ""

    def items(self, head: Object) -> list[Subject]:
        """Return the items of an RDF list that are no texts; a list that never ends is cut where it turns."""
        found: list[Subject] = []
        seen: set[Object] = set()
        node = head
        while not isinstance(node, Literal) and node != RDF.nil and node not in seen:
            seen.add(node)
            for item in self.look(node, RDF.first)[:1]:
                if not isinstance(item, Literal):
                    self.use(node, RDF.first, item)
                    found.append(item)
            following = self.look(node, RDF.rest)[:1]
            for after in following:
                self.use(node, RDF.rest, after)
            node = following[0] if following else RDF.nil
        return found

    def left(self) -> tuple[Triple, ...]:
        """Return what nobody has understood."""
        return tuple(triple for triple in self._all if triple not in self._used)


def address_of(node: Subject) -> str:
    """Return the address of a node where it has one that can be kept, else nothing."""
    kept = isinstance(node, Iri) and _ADDRESS.fullmatch(node) and not node.startswith(RELATIVE)
    return str(node) if kept else ""


def counted(left: Iterable[Triple], concepts: Iterable[Subject]) -> tuple[Rest, ...]:
    """Return what is left, counted by what it says and why it has no place; the most frequent first."""
    known = frozenset(concepts)
    counts: Counter[tuple[str, str]] = Counter()
    for triple in left:
        what = f"a {short(triple.object)}" if triple.predicate == RDF["type"] else short(triple.predicate)
        counts[what, _why(triple, known)] += 1
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return tuple(Rest(what, count, why) for (what, why), count in rows)


def _why(triple: Triple, known: frozenset[Subject]) -> str:
    if triple.predicate in _ENDED:
        return "one end is no concept of the files"
    if triple.predicate in _IMPLIED:
        return "it follows from other statements"
    if triple.predicate in (SKOS.inScheme, SKOS.hasTopConcept, SKOS.topConceptOf):
        return "it is about another scheme"
    if triple.predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) and triple.subject in known:
        return "the same label stands there already, or it is no plain text"
    return "no key says this"


def short(term: Object) -> str:
    """Return an address with its prefix where it has one, else as it is.

    >>> short(SKOS.broader)
    'skos:broader'
    """
    text = term.text if isinstance(term, Literal) else str(term)
    for name, base in PREFIXES.items():
        if text.startswith(base):
            return f"{name}:{text.removeprefix(base)}"
    return text
