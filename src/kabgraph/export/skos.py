"""Concepts as SKOS: labels, notes, mappings, collections, and the relations that SKOS has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kabgraph.export.addresses import Addresses
from kabgraph.export.parts import Parts
from kabgraph.model import Collection, Concept, Relation, RelationType
from kabgraph.triples import DCT, OWL, PROV, RDF, RDFS, SKOS, Blank, Iri, Literal, Object, Triple, iri
from kabgraph.triples.integrity import reached
from kabgraph.triples.terms import tagged

NOTES = {
    "definition": SKOS.definition,
    "scope_note": SKOS.scopeNote,
    "note": SKOS.note,
    "example": SKOS.example,
    "history_note": SKOS.historyNote,
    "editorial_note": SKOS.editorialNote,
    "change_note": SKOS.changeNote,
}
"""A kind of note -> its property."""
MATCHES = {
    "exact_match": SKOS.exactMatch,
    "close_match": SKOS.closeMatch,
    "broad_match": SKOS.broadMatch,
    "narrow_match": SKOS.narrowMatch,
    "related_match": SKOS.relatedMatch,
}
"""A kind of mapping -> its property."""
_ROLES = {"pref": SKOS.prefLabel, "alt": SKOS.altLabel, "weak": SKOS.altLabel, "hidden": SKOS.hiddenLabel}
_DOWN = {"narrower", "narrowMatch"}
_UP = {"broader", "broadMatch"}
_LEVEL = {"related", "relatedMatch"}
_WIDER = {SKOS.related: SKOS.semanticRelation, SKOS.relatedMatch: SKOS.mappingRelation}


class Vocabulary:
    """Says the concepts of a library as SKOS. A pair with a hierarchical path is never also related."""

    def __init__(self, parts: Parts, addresses: Addresses) -> None:
        self._ontology = parts.ontology
        self._parts = parts
        self._at = addresses
        types = self._ontology.relation_types
        self._between = [r for r in parts.relations if r.type in types and "#" not in r.subject + r.object]
        self._above = self._hierarchy()
        self._ancestors: dict[str, set[str]] = {}
        # The types of which some pair has a hierarchical path, too: they cannot stand under skos:related.
        self._loose = {r.type for r in self._between if self._skos(r) in _LEVEL and self._clash(r)}

    def triples(self) -> Iterator[Triple]:
        """Yield all of it."""
        yield from self._scheme()
        for kind in self._ontology.relation_types.values():
            yield from self._type(kind)
        for concept in self._ontology.concepts.values():
            yield from self._concept(concept)
        for relation in self._between:
            yield from self._relation(relation)
        yield from self._kinds()
        for group in self._ontology.collections.values():
            yield from self._collection(group)

    # -- the scheme and the types

    def _scheme(self) -> Iterator[Triple]:
        at, scheme = self._at.scheme, self._ontology.scheme
        yield Triple(at, RDF["type"], SKOS.ConceptScheme)
        yield Triple(at, DCT.title, tagged(scheme.title, scheme.language))
        yield Triple(at, OWL.versionInfo, Literal(self._parts.version))
        if scheme.definition:
            yield Triple(at, DCT.description, tagged(scheme.definition, scheme.language))
        tops = scheme.top_concepts or [
            each.id for each in self._ontology.concepts.values() if not self._above[self._at.concept(each.id)]
        ]
        for concept in tops:
            yield Triple(at, SKOS.hasTopConcept, self._at.concept(concept))
            yield Triple(self._at.concept(concept), SKOS.topConceptOf, at)

    def _type(self, kind: RelationType) -> Iterator[Triple]:
        at = self._at.type(kind)
        if at in SKOS:
            return  # a property of SKOS itself is explained there
        yield Triple(at, RDF["type"], RDF.Property)
        yield Triple(at, RDF["type"], OWL.ObjectProperty)
        yield Triple(at, RDFS.label, self._text(kind.label))
        if kind.definition:
            yield Triple(at, SKOS.definition, self._text(kind.definition))
        if kind.symmetric:
            yield Triple(at, RDF["type"], OWL.SymmetricProperty)
        if kind.transitive:
            yield Triple(at, RDF["type"], OWL.TransitiveProperty)
        wider = self._property(kind)
        if wider:
            yield Triple(at, RDFS.subPropertyOf, wider)
        if kind.inverse and not kind.symmetric:
            inverse = self._at.inverse(kind)
            yield Triple(inverse, RDF["type"], OWL.ObjectProperty)
            yield Triple(inverse, RDFS.label, self._text(kind.inverse_label or kind.inverse))
            yield Triple(inverse, OWL.inverseOf, at)

    def _property(self, kind: RelationType) -> Iri | None:
        """What a type is a sub-property of."""
        if kind.skos == "none":
            return None
        if kind.skos == "dcterms:references":
            return DCT.references
        found = SKOS[kind.skos]
        return _WIDER.get(found, found) if kind.id in self._loose else found

    # -- concepts

    def _concept(self, concept: Concept) -> Iterator[Triple]:
        at, language = self._at.concept(concept.id), self._ontology.scheme.language
        yield Triple(at, RDF["type"], SKOS.Concept)
        yield Triple(at, SKOS.inScheme, self._at.scheme)
        yield Triple(at, DCT.identifier, Literal(concept.id))
        yield from self._labels(concept, at)
        for text, property_ in (
            (concept.definition, SKOS.definition),
            (concept.scope_note, SKOS.scopeNote),
        ):
            if text:
                yield Triple(at, property_, tagged(text, language))
        for note in concept.notes:
            yield Triple(at, NOTES[note.kind], tagged(note.text, note.language))
        for notation in concept.notations:
            datatype = iri(notation.datatype) if notation.datatype else ""
            yield Triple(at, SKOS.notation, Literal(notation.text, datatype=datatype))
        for ref in self._parts.there(concept.drawn_from):
            yield Triple(at, PROV.wasDerivedFrom, self._at.passage(ref))
        yield from self._matches(concept, at)

    def _labels(self, concept: Concept, at: Iri) -> Iterator[Triple]:
        """Each text once in a language, and one preferred label: any further one is an alternative."""
        seen: set[tuple[str, str]] = set()
        preferred: set[str] = set()
        for label in concept.labels:
            said = tagged(label.text, label.language)
            language = said.language.lower()
            if (said.text, language) in seen:
                continue
            seen.add((said.text, language))
            first = label.role == "pref" and language not in preferred
            preferred |= {language} if first else set()
            role = "alt" if label.role == "pref" and not first else label.role
            yield Triple(at, _ROLES[role], said)

    def _matches(self, concept: Concept, at: Iri) -> Iterator[Triple]:
        exact = {match.uri for match in concept.mappings if match.kind == "exact_match"}
        if not self._at.claimed(concept):
            yield Triple(at, SKOS.exactMatch, iri(concept.uri))
            exact.add(concept.uri)
        for match in concept.mappings:
            property_, target = MATCHES[match.kind], iri(match.uri)
            if match.uri in exact and match.kind in ("broad_match", "narrow_match", "related_match"):
                continue  # what is the same is not wider, narrower or beside it (S46)
            if match.kind == "related_match" and self._joined(at, target):
                property_ = SKOS.mappingRelation
            yield Triple(at, property_, target)

    # -- relations

    def _relation(self, relation: Relation) -> Iterator[Triple]:
        kind = self._ontology.relation_types[relation.type]
        subject, object_ = self._at.concept(relation.subject), self._at.concept(relation.object)
        clash = kind.skos in _LEVEL and self._clash(relation)
        own = self._at.type(kind)
        if not (clash and own in SKOS):
            yield Triple(subject, own, object_)
            if kind.symmetric:
                yield Triple(object_, own, subject)
        if kind.skos in ("none", "dcterms:references"):
            return
        property_ = SKOS[kind.skos]
        yield Triple(subject, _WIDER[property_] if clash else property_, object_)
        turned = _TURNED[kind.skos]
        if turned and not clash:
            yield Triple(object_, SKOS[turned], subject)

    def _skos(self, relation: Relation) -> str:
        return self._ontology.relation_types[relation.type].skos

    def _hierarchy(self) -> dict[str, set[str]]:
        """What stands directly above each concept, by address."""
        above: dict[str, set[str]] = defaultdict(set)
        for relation in self._between:
            low, high = self._at.concept(relation.subject), self._at.concept(relation.object)
            if self._skos(relation) in _UP:
                above[low].add(high)
            elif self._skos(relation) in _DOWN:
                above[high].add(low)
        for concept in self._ontology.concepts.values():
            at = self._at.concept(concept.id)
            for match in concept.mappings:
                if match.kind == "broad_match":
                    above[at].add(iri(match.uri))
                elif match.kind == "narrow_match":
                    above[iri(match.uri)].add(at)
        return above

    def _clash(self, relation: Relation) -> bool:
        return self._joined(self._at.concept(relation.subject), self._at.concept(relation.object))

    def _joined(self, one: str, other: str) -> bool:
        """Whether one of the two is above the other, by however many steps."""
        for each in (one, other):
            if each not in self._ancestors:
                self._ancestors[each] = reached(self._above, each)
        return one in self._ancestors[other] or other in self._ancestors[one]

    # -- groups

    def _kinds(self) -> Iterator[Triple]:
        members: dict[str, list[Iri]] = defaultdict(list)
        for concept in self._ontology.concepts.values():
            if concept.kind:
                members[concept.kind].append(self._at.concept(concept.id))
        for kind in self._ontology.kinds.values():
            at = self._at.thing("kinds", kind.id)
            yield Triple(at, RDF["type"], SKOS.Collection)
            yield Triple(at, SKOS.prefLabel, self._text(kind.label))
            if kind.definition:
                yield Triple(at, SKOS.definition, self._text(kind.definition))
            yield from (Triple(at, SKOS.member, member) for member in members[kind.id])

    def _collection(self, group: Collection) -> Iterator[Triple]:
        at = self._group(group.id)
        yield Triple(at, RDF["type"], SKOS.OrderedCollection if group.ordered else SKOS.Collection)
        yield from (Triple(at, SKOS.prefLabel, tagged(label.text, label.language)) for label in group.labels)
        members = [self._member(member) for member in group.members]
        yield from (Triple(at, SKOS.member, member) for member in members)
        if group.ordered:
            yield from _listed(at, SKOS.memberList, members, group.id)

    def _member(self, id: str) -> Iri:
        return self._group(id) if id in self._ontology.collections else self._at.concept(id)

    def _group(self, id: str) -> Iri:
        uri = self._ontology.collections[id].uri
        return iri(uri) if uri else self._at.thing("collections", id)

    def _text(self, text: str) -> Literal:
        return tagged(text, self._ontology.scheme.language)


_TURNED = {
    "broader": "narrower",
    "narrower": "broader",
    "related": "related",
    "broadMatch": "narrowMatch",
    "narrowMatch": "broadMatch",
    "relatedMatch": "relatedMatch",
    "closeMatch": "closeMatch",
}


def _listed(subject: Iri, predicate: Iri, items: Iterable[Object], name: str) -> Iterator[Triple]:
    """An RDF list; its nodes are named after what it belongs to, so that they are the same each time."""
    values = list(items)
    nodes: list[Iri | Blank] = [Blank(f"_:{name}-{number}") for number in range(1, len(values) + 1)]
    nodes.append(RDF.nil)
    yield Triple(subject, predicate, nodes[0])
    for node, following, value in zip(nodes, nodes[1:], values, strict=False):
        yield Triple(node, RDF.first, value)
        yield Triple(node, RDF.rest, following)
