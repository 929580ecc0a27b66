"""Triples of SKOS -> what ``concepts.yaml`` can say of them, and the rest, which is counted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kabgraph.text import slug
from kabgraph.triples import DCT, RDF, RDFS, SKOS, SKOSXL, Iri, Literal, Namespace, Subject, Triple
from kabgraph.triples.integrity import reached
from kabgraph.triples.terms import UNTAGGED
from kabgraph.vocabulary.found import ByLanguage, Found, FoundCollection, FoundConcept
from kabgraph.vocabulary.graph import Graph, Said, address_of, counted
from kabgraph.vocabulary.ids import Named, mint
from kabgraph.vocabulary.ties import Ties

_DC = Namespace("http://purl.org/dc/elements/1.1/")
_TITLES = (DCT.title, _DC.title, SKOS.prefLabel, RDFS.label)
_ABOUT = (DCT.description, _DC.description, SKOS.definition, RDFS.comment)
_LABELS = {"pref": SKOS.prefLabel, "alt": SKOS.altLabel, "hidden": SKOS.hiddenLabel}
_LONG_LABELS = {"pref": SKOSXL.prefLabel, "alt": SKOSXL.altLabel, "hidden": SKOSXL.hiddenLabel}
_NOTES = {
    "definition": SKOS.definition,
    "scope_note": SKOS.scopeNote,
    "note": SKOS.note,
    "example": SKOS.example,
    "history_note": SKOS.historyNote,
    "editorial_note": SKOS.editorialNote,
    "change_note": SKOS.changeNote,
}
_MATCHES = {
    "exact_match": SKOS.exactMatch,
    "close_match": SKOS.closeMatch,
    "broad_match": SKOS.broadMatch,
    "narrow_match": SKOS.narrowMatch,
    "related_match": SKOS.relatedMatch,
}
_TIES = (SKOS.broader, SKOS.narrower, SKOS.related)
_GROUPS = (SKOS.Collection, SKOS.OrderedCollection)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in the target already: ids by address, which are kept, and all ids that are taken."""

    concepts: Mapping[str, str] = field(default_factory=dict)
    collections: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    taken_types: frozenset[str] = frozenset()
    language: str = ""


def read_vocabulary(triples: Iterable[Triple], name: str, known: Known | None = None) -> Found:
    """Return the vocabulary that triples say; ``name`` is that of its file, if it tells none itself."""
    return _Reader(Graph(triples), known or Known()).read(name)


class _Reader:
    def __init__(self, graph: Graph, known: Known) -> None:
        self._graph = graph
        self._known = known
        self._cleaned = 0
        self._scheme = self._main_scheme()
        self._concepts = sorted(self._all_concepts())
        self._groups = sorted(self._all_groups() - set(self._concepts))
        self._language = self._main_language()
        self._ids = self._all_ids()

    def read(self, name: str) -> Found:
        """Return all that is understood, and what is left."""
        title, definition = self._titles(name)
        relations, types = Ties(
            self._graph, self._language, self._known.types, self._known.taken_types
        ).relations({node: self._ids[node] for node in self._concepts})
        concepts = tuple(
            sorted((self._concept(node, relations) for node in self._concepts), key=lambda each: each.id)
        )
        groups = tuple(sorted(map(self._group, self._groups), key=lambda each: each.id))
        tops = tuple(sorted(set(self._tops())))
        left = self._graph.left()
        return Found(
            id=slug(title).replace("-", "_")[:60].strip("_") or "vocabulary",
            uri=address_of(self._scheme) if self._scheme else "",
            title=title,
            language=self._language,
            definition=definition,
            types=types,
            concepts=concepts,
            collections=groups,
            top_concepts=tops,
            left=left,
            rest=counted(left, self._concepts),
            cleaned=self._cleaned,
        )

    # -- what there is

    def _all_concepts(self) -> set[Subject]:
        above: dict[str, set[str]] = defaultdict(set)
        for low, high in self._graph.pairs(RDFS.subClassOf):
            above[low].add(str(high))
        found: set[Subject] = set()
        for subject, class_ in self._graph.pairs(RDF["type"]):
            if class_ == SKOS.Concept or SKOS.Concept in reached(above, str(class_)):
                found.add(subject)
        # What stands in a relation of concepts, or heads a scheme, is a concept; here once it has a name.
        for tie in _TIES:
            for one, other in self._graph.pairs(tie):
                found |= {end for end in (one, other) if not isinstance(end, Literal) and self._is_named(end)}
        found |= {each for each, _ in self._graph.pairs(SKOS.topConceptOf) if self._is_named(each)}
        for subject in found:
            self._graph.use(subject, RDF["type"], SKOS.Concept)
        return found

    def _is_named(self, node: Subject) -> bool:
        predicates = (*_LABELS.values(), *_LONG_LABELS.values())
        return any(self._graph.look(node, predicate) for predicate in predicates)

    def _all_groups(self) -> set[Subject]:
        found = {subject for subject, class_ in self._graph.pairs(RDF["type"]) if class_ in _GROUPS}
        found |= {subject for subject, _ in self._graph.pairs(SKOS.member)}
        return found | {subject for subject, _ in self._graph.pairs(SKOS.memberList)}

    def _main_scheme(self) -> Subject | None:
        """The scheme in which most concepts stand."""
        votes: Counter[Subject] = Counter()
        for subject, class_ in self._graph.pairs(RDF["type"]):
            votes[subject] += int(class_ == SKOS.ConceptScheme)
        for predicate in (SKOS.inScheme, SKOS.topConceptOf):
            votes.update(
                scheme for _, scheme in self._graph.pairs(predicate) if not isinstance(scheme, Literal)
            )
        votes.update(scheme for scheme, _ in self._graph.pairs(SKOS.hasTopConcept))
        ranked = sorted((node for node in votes if votes[node]), key=lambda node: (-votes[node], node))
        if not ranked:
            return None
        self._graph.use(ranked[0], RDF["type"], SKOS.ConceptScheme)
        for subject, scheme in self._graph.pairs(SKOS.inScheme):
            if scheme == ranked[0]:
                self._graph.use(subject, SKOS.inScheme, scheme)
        return ranked[0]

    def _main_language(self) -> str:
        if self._known.language:
            return self._known.language
        counts = Counter(
            label.text.language or UNTAGGED
            for node in self._concepts
            for label in self._labels_of(node, "pref")
        )
        ranked = sorted(counts, key=lambda language: (-counts[language], language != "en", language))
        return ranked[0] if ranked else "en"

    def _all_ids(self) -> dict[Subject, str]:
        """The ids of concepts and collections, which share one list of names."""
        by_key: dict[str, str] = {}
        for nodes, kept, noun in (
            (self._concepts, self._known.concepts, "concept"),
            (self._groups, self._known.collections, "collection"),
        ):
            named = [
                Named(node, self._name(node), str(node) if isinstance(node, Iri) else "") for node in nodes
            ]
            there = {str(node): kept[node] for node in nodes if node in kept}
            by_key |= mint(named, there, {*self._known.taken, *by_key.values()} - {*there.values()}, noun)
        return {node: by_key[node] for node in (*self._concepts, *self._groups)}

    def _name(self, node: Subject) -> str:
        labels = [said.text for said in self._labels_of(node, "pref")]
        best = sorted(labels, key=lambda label: ((label.language or UNTAGGED) != self._language, label))
        return best[0].text if best else ""

    # -- the scheme

    def _titles(self, name: str) -> tuple[str, str]:
        if self._scheme is None:
            return name, ""
        title = self._graph.best(self._scheme, _TITLES, self._language)
        return self._clean(title) or name, self._clean(self._graph.best(self._scheme, _ABOUT, self._language))

    def _tops(self) -> Iterator[str]:
        for concept, scheme in self._graph.pairs(SKOS.topConceptOf):
            if scheme == self._scheme and concept in self._ids:
                self._graph.use(concept, SKOS.topConceptOf, scheme)
                yield self._ids[concept]
        for head, top in self._graph.pairs(SKOS.hasTopConcept):
            if head == self._scheme and not isinstance(top, Literal) and top in self._ids:
                self._graph.use(head, SKOS.hasTopConcept, top)
                yield self._ids[top]

    # -- a concept

    def _concept(self, node: Subject, relations: Mapping[str, list[tuple[str, str]]]) -> FoundConcept:
        id_ = self._ids[node]
        notes = {kind: self._by_language(self._graph.texts(node, said)) for kind, said in _NOTES.items()}
        return FoundConcept(
            id=id_,
            uri=address_of(node),
            labels=self._labels(node),
            notes={kind: found for kind, found in notes.items() if found},
            notations=tuple(self._notations(node)),
            mappings={kind: found for kind, said in _MATCHES.items() if (found := self._matches(node, said))},
            relations=tuple(relations.get(id_, ())),
        )

    def _labels_of(self, node: Subject, role: str) -> Iterator[Said]:
        """The labels of a role, plain ones and those that are nodes of their own."""
        yield from self._graph.texts(node, _LABELS[role])
        for label in self._graph.look(node, _LONG_LABELS[role]):
            if isinstance(label, Literal):
                continue
            here = Triple(node, _LONG_LABELS[role], label)
            class_ = Triple(label, RDF["type"], SKOSXL.Label)
            for form in self._graph.look(label, SKOSXL.literalForm):
                if isinstance(form, Literal) and not form.datatype:
                    yield Said(form, (here, class_, Triple(label, SKOSXL.literalForm, form)))

    def _labels(self, node: Subject) -> dict[str, ByLanguage]:
        """Each text once in a language; a second preferred label in one is an alternative."""
        found: dict[str, dict[str, list[str]]] = {role: defaultdict(list) for role in _LABELS}
        seen: dict[tuple[str, str], bool] = {}
        for role in _LABELS:
            for said in self._labels_of(node, role):
                language = said.text.language or UNTAGGED
                text = self._clean(said.text.text)
                long_form = len(said.triples) > 1
                if (language, text) in seen:
                    if long_form or seen[language, text]:
                        self._graph.take(said)
                    continue
                seen[language, text] = long_form
                self._graph.take(said)
                second = role == "pref" and language in found["pref"]
                found["alt" if second else role][language].append(text)
        return {role: self._in_order(texts) for role, texts in found.items() if texts}

    def _by_language(self, texts: Iterable[Said]) -> ByLanguage:
        found: dict[str, list[str]] = defaultdict(list)
        for said in texts:
            literal = self._graph.take(said)
            text, language = self._clean(literal.text), literal.language or UNTAGGED
            if text not in found[language]:
                found[language].append(text)
        return self._in_order(found)

    def _in_order(self, texts: Mapping[str, Iterable[str]]) -> ByLanguage:
        order = sorted(texts, key=lambda language: (language != self._language, language))
        return {language: tuple(texts[language]) for language in order}

    def _notations(self, node: Subject) -> Iterator[tuple[str, str]]:
        for notation in self._graph.look(node, SKOS.notation):
            if not isinstance(notation, Literal) or notation.language:
                continue
            if not notation.datatype or address_of(Iri(notation.datatype)):
                self._graph.use(node, SKOS.notation, notation)
                yield self._clean(notation.text), notation.datatype

    def _matches(self, node: Subject, property_: Iri) -> tuple[str, ...]:
        found = []
        for target in self._graph.look(node, property_):
            if isinstance(target, Iri) and address_of(target):
                self._graph.use(node, property_, target)
                found.append(str(target))
        return tuple(found)

    # -- a collection

    def _group(self, node: Subject) -> FoundCollection:
        heads = self._graph.look(node, SKOS.memberList)
        for class_ in self._graph.look(node, RDF["type"]):
            if class_ in _GROUPS:
                self._graph.use(node, RDF["type"], class_)
        members = [self._ids[m] for head in heads for m in self._graph.items(head) if m in self._ids]
        for head in heads:
            self._graph.use(node, SKOS.memberList, head)
        for member in self._graph.look(node, SKOS.member):
            if not isinstance(member, Literal) and member in self._ids:
                self._graph.use(node, SKOS.member, member)
                members.append(self._ids[member])
        ordered = bool(heads) or SKOS.OrderedCollection in self._graph.look(node, RDF["type"])
        unique = tuple(dict.fromkeys(members))
        labels = self._by_language(self._graph.texts(node, SKOS.prefLabel))
        return FoundCollection(
            id=self._ids[node],
            uri=address_of(node),
            labels=labels or self._by_language(self._graph.texts(node, RDFS.label)),
            members=unique if ordered else tuple(sorted(unique)),
            ordered=ordered,
        )

    def _clean(self, text: str) -> str:
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        found = _CONTROL.sub("\ufffd", plain)
        self._cleaned += found != plain
        return found
