"""The relations of a vocabulary: those of SKOS, and those that are declared under them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from kabgraph.triples import OWL, RDF, RDFS, SKOS, Iri, Literal, Namespace, Subject, local_name
from kabgraph.triples.integrity import reached
from kabgraph.vocabulary.found import FoundType
from kabgraph.vocabulary.graph import Graph, address_of
from kabgraph.vocabulary.ids import Named, mint

_THESAURI = Namespace("http://purl.org/iso25964/skos-thes#")
# What the standard for thesauri adds to SKOS; files use these without declaring them.
_KNOWN = {
    _THESAURI[f"broader{name}"]: (SKOS.broader, label, _THESAURI[f"narrower{name}"], back)
    for name, label, back in (
        ("Generic", "is a kind of", "has as a kind"),
        ("Instantial", "is an instance of", "has as an instance"),
        ("Partitive", "is part of", "has as a part"),
    )
}
_BROADER = FoundType("broader", SKOS.broader, "is narrower than", "broader", "narrower", "is broader than")
_RELATED = FoundType("related", SKOS.related, "is related to", "related", symmetric=True)
_OWN = {SKOS.broader: _BROADER, SKOS.related: _RELATED}
_WIDE = {SKOS.broader: "broader", SKOS.related: "related", SKOS.semanticRelation: "none"}
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


@dataclass(frozen=True, slots=True)
class Tie:
    """How a property is read: as a type, from subject to object or turned."""

    type: FoundType
    turned: bool


class Ties:
    """Reads the relations between concepts, each once and forward."""

    def __init__(self, graph: Graph, language: str, kept: Mapping[str, str], taken: Set[str]) -> None:
        self._graph = graph
        self._language = language
        self._by_property: dict[Iri, Tie] = {
            SKOS.broader: Tie(_OWN[SKOS.broader], False),
            SKOS.narrower: Tie(_OWN[SKOS.broader], True),
            SKOS.related: Tie(_OWN[SKOS.related], False),
        }
        self._declare(kept, taken)

    def relations(
        self, ids: Mapping[Subject, str]
    ) -> tuple[dict[str, list[tuple[str, str]]], tuple[FoundType, ...]]:
        """Return the relations by the concept that they stand under, and the types that they need.

        Where a more special type joins two concepts, the plain one of SKOS adds nothing and is not kept.
        """
        pairs: dict[FoundType, set[tuple[str, str]]] = defaultdict(set)
        for property_, tie in self._by_property.items():
            for subject, object_ in self._graph.pairs(property_):
                if isinstance(object_, Literal) or subject not in ids or object_ not in ids:
                    continue
                self._graph.use(subject, property_, object_)
                ends = (ids[subject], ids[object_])
                if tie.turned or (tie.type.symmetric and ends[0] > ends[1]):
                    ends = (ends[1], ends[0])
                pairs[tie.type].add(ends)
        special = {kind: found for kind, found in pairs.items() if kind not in _OWN.values()}
        for plain in _OWN.values():
            pairs[plain] -= set(_implied(plain, special))
        by_concept: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for kind in sorted(pairs, key=lambda kind: kind.id):
            for low, high in sorted(pairs[kind]):
                by_concept[low].append((kind.id, high))
        used = tuple(sorted((kind for kind, found in pairs.items() if found), key=lambda kind: kind.id))
        self._use_declarations(used)
        return by_concept, used

    # -- what is declared

    def _declare(self, kept: Mapping[str, str], taken: Set[str]) -> None:
        above: dict[str, set[str]] = defaultdict(set)
        for low, high in self._graph.pairs(RDFS.subPropertyOf):
            above[low].add(str(high))
        special: dict[Iri, tuple[str, bool]] = {}
        declared = {low for low, _ in self._graph.pairs(RDFS.subPropertyOf) if isinstance(low, Iri)}
        for property_ in sorted({*declared, *self._graph.predicates()}):
            if property_ in SKOS or not address_of(property_):
                continue
            wide = reached(above, property_)
            for own, skos in _WIDE.items():
                if own in wide:
                    special[property_] = (skos, False)
                    break
            else:
                if SKOS.narrower in wide:
                    special[property_] = ("broader", True)
        for property_, (own, _, inverse, _) in _KNOWN.items():
            for each, turned in ((property_, False), (inverse, True)):
                if self._graph.pairs(each):
                    special.setdefault(each, (_WIDE[own], turned))
        self._name(special, kept, taken)

    def _name(
        self, special: Mapping[Iri, tuple[str, bool]], kept: Mapping[str, str], taken: Set[str]
    ) -> None:
        inverse = dict(self._inverses())
        forward = {property_: _forward(property_, special, inverse) for property_ in special}
        chosen = sorted(set(forward.values()))
        ids = mint(
            [Named(each, "", each) for each in chosen],
            {each: kept[each] for each in chosen if each in kept},
            {"broader", "narrower", "related", *taken},
            "type",
        )
        types = {each: self._type(each, ids[each], special, inverse) for each in chosen}
        for property_, way in forward.items():
            self._by_property[property_] = Tie(types[way], property_ != way)
        for property_, other in inverse.items():
            if other in types and property_ not in self._by_property and self._graph.pairs(property_):
                self._by_property[property_] = Tie(types[other], True)

    def _inverses(self) -> Iterator[tuple[Iri, Iri]]:
        for one, other in self._graph.pairs(OWL.inverseOf):
            if isinstance(one, Iri) and isinstance(other, Iri):
                yield from ((one, other), (other, one))
        for property_, (_, _, inverse, _) in _KNOWN.items():
            yield from ((property_, inverse), (inverse, property_))

    def _type(
        self, property_: Iri, id_: str, special: Mapping[Iri, tuple[str, bool]], inverse: Mapping[Iri, Iri]
    ) -> FoundType:
        skos, turned = special.get(property_, ("broader", False))
        symmetric = OWL.SymmetricProperty in self._graph.look(property_, RDF["type"])
        other = inverse.get(property_)
        label = _KNOWN[property_][1] if property_ in _KNOWN else self._label(property_)
        back = _KNOWN[property_][3] if property_ in _KNOWN else self._label(other) if other else ""
        return FoundType(
            id=id_,
            uri=property_,
            label=label,
            skos="narrower" if turned else skos,
            inverse="" if symmetric else _id_of(other) if other else f"{id_}_of",
            inverse_label="" if symmetric else back or f"{label} (from the other end)",
            symmetric=symmetric,
            definition=self._graph.best(property_, [SKOS.definition, RDFS.comment], self._language),
        )

    def _label(self, property_: Iri) -> str:
        found = self._graph.best(property_, [RDFS.label, SKOS.prefLabel], self._language)
        return found or _HUMP.sub(" ", local_name(property_)).lower()

    def _use_declarations(self, used: tuple[FoundType, ...]) -> None:
        """What a type has taken over of its declaration is understood."""
        for kind in used:
            for at in (Iri(kind.uri), dict(self._inverses()).get(Iri(kind.uri))):
                if at is None or at in SKOS:
                    continue
                for predicate in (RDF["type"], RDFS.subPropertyOf, OWL.inverseOf):
                    for object_ in self._graph.look(at, predicate):
                        self._graph.use(at, predicate, object_)


def _forward(property_: Iri, special: Mapping[Iri, tuple[str, bool]], inverse: Mapping[Iri, Iri]) -> Iri:
    """Of a property and its inverse, the one that relations are written with."""
    other = inverse.get(property_, property_)
    if other not in special:
        return property_
    down, other_down = special[property_][1], special[other][1]
    return other if (down, property_) > (other_down, other) else property_


def _id_of(address: str) -> str:
    return next(iter(mint([Named("1", "", address)], {}, (), "type").values()))


def _implied(
    plain: FoundType, special: Mapping[FoundType, set[tuple[str, str]]]
) -> Iterator[tuple[str, str]]:
    """The pairs that a plain type need not say, for a special one does."""
    for kind, pairs in special.items():
        if plain.skos == "related" and kind.skos == "related":
            yield from ((min(pair), max(pair)) for pair in pairs)
        elif plain.skos == "broader" and kind.skos == "broader":
            yield from pairs
        elif plain.skos == "broader" and kind.skos == "narrower":
            yield from ((high, low) for low, high in pairs)
