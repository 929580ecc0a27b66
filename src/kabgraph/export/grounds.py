"""What carries evidence, as nodes: relations, events and claims, and the passages they rest on.

A passage that is quoted is a target of Web Annotation: its words by a text quote selector with what
stands about them, and their place by a text position selector in code points.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kabgraph.export.addresses import Addresses
from kabgraph.export.parts import Parts
from kabgraph.export.records import EDITIONS, standing_of_claim, stands
from kabgraph.model import Claim, Event, Quote, Relation, Talk
from kabgraph.triples import DCT, KG, OA, PROV, RDF, RDFS, XSD, Iri, Literal, Object, Triple, iri
from kabgraph.triples.terms import tagged

_ABOUT = 32


class Grounds:
    """Says what a library's relations, events and claims rest on."""

    def __init__(self, parts: Parts, addresses: Addresses) -> None:
        self._parts = parts
        self._at = addresses
        self._language = parts.ontology.scheme.language
        self._texts = {passage.ref: passage.text for talk in parts.talks for passage in talk.passages}
        self._claims = {claim.id for claim in parts.ontology.claims if stands(parts, claim)}
        self._languages = {talk.id: talk.language for talk in parts.talks}

    def triples(self) -> Iterator[Triple]:
        """Yield all of it."""
        ontology = self._parts.ontology
        yield from self._references()
        for relation in self._parts.relations:
            yield from self._relation(relation)
        for event in ontology.events.values():
            yield from self._event(event)
        yield from self._processes()
        for claim in ontology.claims:
            if claim.id in self._claims:
                yield from self._claim(claim)
        mentioned = self._mentioned()
        for talk in self._parts.talks:
            yield from self._talk(talk, mentioned)

    def _references(self) -> Iterator[Triple]:
        for reference in self._parts.ontology.scheme.references.values():
            at = self._at.thing("references", reference.id)
            yield Triple(at, RDF["type"], DCT.BibliographicResource)
            yield Triple(at, DCT.title, tagged(reference.title, self._language))
            if reference.address.startswith(("https://", "http://")):
                yield Triple(at, RDFS.seeAlso, iri(reference.address))
            elif reference.address:
                yield Triple(at, DCT.identifier, Literal(reference.address))
        for concept in self._parts.ontology.concepts.values():
            at = self._at.concept(concept.id)
            yield from (Triple(at, DCT.source, self._source(source)) for source in concept.sources)

    def _source(self, source: str) -> Object:
        known = source in self._parts.ontology.scheme.references
        return self._at.thing("references", source) if known else Literal(source)

    # -- what rests on something

    def _ground(
        self, at: Iri, ground: Relation | Event | Claim, sources: Iterable[str], rule: str
    ) -> Iterator[Triple]:
        yield Triple(at, RDF["type"], PROV.Entity)
        for ref in self._parts.there(ground.evidence):
            yield Triple(at, PROV.wasDerivedFrom, self._at.passage(ref))
        for source in sources:
            found = self._source(source)
            yield Triple(at, DCT.source if isinstance(found, Literal) else PROV.hadPrimarySource, found)
        if rule:
            yield Triple(at, KG.rule, self._text(rule))
        there = set(self._parts.there(ground.evidence))
        quotes = [quote for quote in self._parts.quotes(ground) if quote.passage.ref in there]
        if quotes:
            yield from self._evidence(at, quotes)

    def _evidence(self, at: Iri, quotes: Sequence[Quote]) -> Iterator[Triple]:
        """The annotation that joins something with the words that say it."""
        note = Iri(f"{at}/evidence")
        yield Triple(note, RDF["type"], OA.Annotation)
        yield Triple(note, OA.motivatedBy, OA.linking)
        yield Triple(note, OA.hasBody, at)
        for quote in quotes:
            yield Triple(note, OA.hasTarget, self._at.quote(quote))
            yield from self._quote(quote)

    def _quote(self, quote: Quote) -> Iterator[Triple]:
        at, talk = self._at.quote(quote), quote.passage.talk
        words, position = Iri(f"{at}/words"), Iri(f"{at}/position")
        start, end = quote.span.start, quote.span.end
        text, language = self._texts[quote.passage.ref], self._languages[talk]
        for class_ in (OA.SpecificResource, PROV.Entity, KG.Quote):
            yield Triple(at, RDF["type"], class_)
        yield Triple(at, OA.hasSource, self._at.passage(quote.passage.ref))
        yield Triple(at, PROV.wasQuotedFrom, self._at.passage(quote.passage.ref))
        yield Triple(at, KG.edition, Literal(self._parts.editions[talk]))
        yield Triple(at, OA.hasSelector, words)
        yield Triple(words, RDF["type"], OA.TextQuoteSelector)
        yield Triple(words, OA.exact, tagged(text[start:end], language))
        yield Triple(words, OA.prefix, tagged(text[max(0, start - _ABOUT) : start], language))
        yield Triple(words, OA.suffix, tagged(text[end : end + _ABOUT], language))
        yield Triple(at, OA.hasSelector, position)
        yield Triple(position, RDF["type"], OA.TextPositionSelector)
        yield Triple(position, OA.start, _number(start))
        yield Triple(position, OA.end, _number(end))

    def _relation(self, relation: Relation) -> Iterator[Triple]:
        kind = self._parts.ontology.relation_types.get(relation.type)
        if kind is None:
            return
        at = self._at.thing("relations", relation.id)
        subject, object_ = self._at.end(relation.subject), self._at.end(relation.object)
        own = self._at.type(kind)
        if "#" in relation.subject + relation.object:
            yield Triple(subject, own, object_)
        yield Triple(at, RDF["type"], KG.Relation)
        yield Triple(at, RDF["type"], RDF.Statement)
        yield Triple(at, RDF.subject, subject)
        yield Triple(at, RDF.predicate, own)
        yield Triple(at, RDF.object, object_)
        yield Triple(at, KG.standing, Literal(relation.standing))
        yield Triple(at, KG.sentence, self._text(self._parts.say(relation)))
        for name in ("scheme", "table", "tradition"):
            value = getattr(relation, name)
            if value:
                yield Triple(at, KG[name], Literal(value))
        for name, values in relation.qualifiers.items():
            yield from (Triple(at, KG[name], self._text(value)) for value in values)
        origin = self._origin(relation.derived_from)
        if origin:
            yield Triple(at, KG.readFrom, origin)
        yield from self._ground(at, relation, relation.sources, relation.rule)

    def _origin(self, id: str | None) -> Iri | None:
        if id in self._parts.ontology.events:
            return self._at.thing("events", str(id))
        return self._at.thing("claims", id) if id in self._claims else None

    def _claim(self, claim: Claim) -> Iterator[Triple]:
        at = self._at.thing("claims", claim.id)
        yield Triple(at, RDF["type"], KG.Claim)
        yield Triple(at, KG.kind, Literal(claim.kind))
        yield Triple(at, KG.standing, Literal(standing_of_claim(self._parts, claim)))
        yield from (Triple(at, KG.concept, self._at.concept(concept)) for concept in claim.concepts)
        for name in ("condition", "phrase", "because"):
            value = getattr(claim, name)
            if value:
                yield Triple(at, KG[name], self._text(value))
        yield from self._ground(at, claim, claim.sources, claim.rule)

    # -- events

    def _event(self, event: Event) -> Iterator[Triple]:
        at = self._at.thing("events", event.id)
        yield Triple(at, RDF["type"], KG.Event)
        yield Triple(at, RDFS.label, self._text(event.label))
        yield Triple(at, KG.eventType, Literal(event.type))
        yield Triple(at, KG.sentence, self._text(self._parts.say(event)))
        if event.definition:
            yield Triple(at, DCT.description, self._text(event.definition))
        for number, role in enumerate(event.roles, 1):
            part = self._at.thing("events", event.id, "roles", str(number))
            yield Triple(at, KG.role, part)
            yield Triple(part, RDF["type"], KG.Role)
            yield Triple(part, KG.roleName, Literal(role.name))
            yield Triple(part, KG.number, _number(number))
            yield Triple(part, KG.inferred, Literal(str(role.inferred).lower(), datatype=XSD.boolean))
            filler = self._at.concept(role.concept) if role.concept else self._text(role.text)
            yield Triple(part, KG.filler if role.concept else RDF.value, filler)
            if not role.inferred:
                yield from self._direct(at, role.name, filler)
        for name, steps in (
            ("enables", event.enables),
            ("causes", event.causes),
            ("counterpartOf", event.counterpart_of),
        ):
            yield from (Triple(at, KG[name], self._at.thing("events", step)) for step in steps)
        yield from self._ground(at, event, event.sources, "")

    def _direct(self, at: Iri, name: str, filler: Object) -> Iterator[Triple]:
        property_ = self._at.thing("roles", name)
        yield Triple(at, property_, filler)
        yield Triple(property_, RDF["type"], RDF.Property)
        yield Triple(property_, RDFS.label, Literal(name))

    def _processes(self) -> Iterator[Triple]:
        for process in self._parts.processes:
            at = self._at.thing("processes", process.id)
            yield Triple(at, RDF["type"], KG.Process)
            yield Triple(at, RDFS.label, self._text(process.title))
            if process.definition:
                yield Triple(at, DCT.description, self._text(process.definition))
            for number, event in enumerate(process.events, 1):
                step = self._at.thing("events", event.id)
                yield Triple(at, KG.event, step)
                yield Triple(step, KG.number, _number(number))

    # -- texts

    def _mentioned(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for mention in self._parts.mentions:
            if mention.concept:
                found[mention.passage].add(mention.concept)
        return found

    def _talk(self, talk: Talk, mentioned: dict[str, set[str]]) -> Iterator[Triple]:
        at = self._at.thing("talks", talk.id)
        yield Triple(at, RDF["type"], KG.Talk)
        yield Triple(at, RDF["type"], PROV.Entity)
        yield Triple(at, DCT.title, tagged(talk.title, talk.language))
        for property_, value in (
            (DCT.identifier, talk.id),
            (DCT.language, talk.language),
            (DCT.date, talk.date),
            (DCT.source, talk.source),
            (DCT.rights, talk.rights),
            (KG.kind, talk.kind),
            (KG.edition, talk.edition),
            (KG.wording, EDITIONS[talk.edition]),
            (KG.speaker, talk.speaker),
        ):
            if value:
                yield Triple(at, property_, Literal(value))
        for passage in talk.passages:
            here = self._at.passage(passage.ref)
            yield Triple(here, RDF["type"], KG.Passage)
            yield Triple(here, RDF["type"], PROV.Entity)
            yield Triple(here, RDF.value, tagged(passage.text, talk.language))
            yield Triple(here, DCT.isPartOf, at)
            yield Triple(here, KG.ref, Literal(passage.ref))
            yield Triple(here, KG.number, _number(passage.number))
            yield Triple(here, KG.edition, Literal(talk.edition))
            for concept in mentioned[passage.ref]:
                yield Triple(here, KG.mentions, self._at.concept(concept))

    def _text(self, text: str) -> Literal:
        return tagged(text, self._language)


def _number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)
