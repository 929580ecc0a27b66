"""A vocabulary made by chance and a seed, as another program would write it; and what one says, compared."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, SKOS

EX = Namespace("https://example.org/v/")
LANGUAGES = ("en", "he", "ru", "de")
_LETTERS = {
    "en": "aeioubdfgklmnprstv",
    "de": "aeiouäöübdfgklmnrst",
    "he": "אבגדהוזחטיכלמנסעפצקרשת",
    "ru": "абвгдежзиклмнопрстуфхцчшыэюя",
}


def word(chance: random.Random, language: str, length: int = 7) -> str:
    return "".join(chance.choices(_LETTERS[language], k=length))


def vocabulary(concepts: int, seed: int = 6) -> Graph:
    """Labels in four languages, a hierarchy told from either end, notes, mappings, notations, groups."""
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    graph = Graph()
    scheme = EX["scheme"]
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal("A made thesaurus", lang="en")))
    nodes = [EX[f"c_{number}"] for number in range(concepts)]
    above: dict[int, set[int]] = {}
    for number, node in enumerate(nodes):
        graph.add((node, RDF.type, SKOS.Concept))
        graph.add((node, SKOS.inScheme, scheme))
        _label(graph, node, chance)
        _describe(graph, node, number, chance)
        above[number] = set()
        if number < 10:
            graph.add((node, SKOS.topConceptOf, scheme))
            continue
        for parent in {chance.randrange(number) for _ in range(chance.choice((1, 1, 1, 2)))}:
            down = (nodes[parent], SKOS.narrower, node)
            graph.add((node, SKOS.broader, nodes[parent]) if chance.random() < 0.5 else down)
            above[number] |= {parent} | above[parent]
        other = chance.randrange(number)
        if other not in above[number] and chance.random() < 0.5:
            graph.add((node, SKOS.related, nodes[other]))
    _groups(graph, nodes, chance)
    return graph


def _label(graph: Graph, node: URIRef, chance: random.Random) -> None:
    for language in LANGUAGES:
        name = f"{word(chance, language)} {word(chance, language)}"
        graph.add((node, SKOS.prefLabel, Literal(name, lang=language)))
        for _ in range(chance.randrange(3)):
            text = f"{word(chance, language)} {word(chance, language, 5)}"
            graph.add((node, SKOS.altLabel, Literal(text, lang=language)))


def _describe(graph: Graph, node: URIRef, number: int, chance: random.Random) -> None:
    graph.add((node, SKOS.notation, Literal(f"{number:05d}")))
    graph.add((node, SKOS.definition, Literal(f'What "{number}" means: {word(chance, "en")}.', lang="en")))
    graph.add((node, SKOS.scopeNote, Literal(f"Use it so.\n{word(chance, 'de')}", lang="de")))
    if number % 3 == 0:
        graph.add((node, SKOS.hiddenLabel, Literal(word(chance, "en", 9), lang="en")))
        graph.add((node, SKOS.exactMatch, URIRef(f"http://other.example/{number}")))
        graph.add((node, SKOS.historyNote, Literal(f"Since {1900 + number % 100}", lang="ru")))
    if number % 7 == 0:
        graph.add((node, SKOS.notation, Literal(f"U{number}", datatype=EX["udc"])))
        graph.add((node, SKOS.closeMatch, URIRef(f"urn:other:{number}")))


def _groups(graph: Graph, nodes: list[URIRef], chance: random.Random) -> None:
    for number in range(5):
        group = EX[f"group_{number}"]
        graph.add((group, RDF.type, SKOS.Collection))
        graph.add((group, SKOS.prefLabel, Literal(f"Group {number}", lang="en")))
        for member in chance.sample(nodes, min(20, len(nodes))):
            graph.add((group, SKOS.member, member))
    inner, row = EX["row"], EX["row_list"]
    graph.add((inner, RDF.type, SKOS.OrderedCollection))
    graph.add((inner, SKOS.prefLabel, Literal("A row", lang="en")))
    graph.add((inner, SKOS.memberList, row))
    Collection(graph, row, chance.sample(nodes, min(7, len(nodes))))
    graph.add((EX["group_0"], SKOS.member, inner))


_S = str(SKOS)
_RDF = str(RDF)
_NAMES = """\
prefLabel altLabel hiddenLabel notation definition scopeNote note example historyNote editorialNote changeNote
broader narrower related exactMatch closeMatch broadMatch narrowMatch relatedMatch inScheme topConceptOf
"""
_COMPARED = frozenset(_S + name for name in _NAMES.split())
Plain = tuple[str, str, Any]


def plain_rdflib(graph: Graph) -> list[Plain]:
    """What rdflib read, as plain values: a text is (text, language, datatype)."""
    return [
        (
            str(s),
            str(p),
            (str(o), (o.language or "").lower(), str(o.datatype or "")) if isinstance(o, Literal) else str(o),
        )
        for s, p, o in graph
    ]


def statements(triples: Iterable[Plain]) -> set[Plain]:
    """What SKOS says of concepts, whichever end it is told from: every label, edge, note and the rest."""
    about: dict[tuple[str, str], list[Any]] = defaultdict(list)
    found = list(triples)
    for subject, predicate, object_ in found:
        about[subject, predicate].append(object_)
    said: set[Plain] = set()
    for subject, predicate, object_ in found:
        if predicate == _S + "hasTopConcept":
            said.add((object_, _S + "topConceptOf", subject))
        elif predicate == _S + "memberList":
            said.add((subject, "list", tuple(_items(about, object_))))
        elif predicate == _S + "member" and _S + "Collection" in about[subject, _RDF + "type"]:
            said.add((subject, predicate, object_))
        if predicate not in _COMPARED or _S + "ConceptScheme" in about[subject, _RDF + "type"]:
            continue
        if predicate == _S + "narrower":
            said.add((object_, _S + "broader", subject))
        elif predicate == _S + "related":
            said.add((min(subject, object_), predicate, max(subject, object_)))
        else:
            said.add((subject, predicate, object_))
    return said


def _items(about: dict[tuple[str, str], list[Any]], node: str) -> Iterable[Any]:
    while node != _RDF + "nil":
        yield from about[node, _RDF + "first"]
        (node,) = about[node, _RDF + "rest"]
