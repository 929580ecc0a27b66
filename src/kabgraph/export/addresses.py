"""The addresses that things have in the RDF forms: their own where they have one, else below the base."""

from __future__ import annotations

from collections import Counter
from urllib.parse import quote as escaped

from kabgraph.model import Concept, Ontology, Quote, RelationType
from kabgraph.triples import Iri, iri

_FOLDERS = ("concepts", "types", "roles", "events", "claims", "kinds")


class Addresses:
    """Addresses below ``base``, the scheme's ``base_uri``; without one they are names on no web."""

    def __init__(self, ontology: Ontology) -> None:
        scheme = ontology.scheme
        base = f"{scheme.base_uri.rstrip('/')}/" if scheme.base_uri else f"urn:kabgraph:{scheme.id}:"
        self.base = iri(base)
        self.scheme = iri(scheme.uri) if scheme.uri else self._below("scheme")
        uris = Counter(concept.uri for concept in ontology.concepts.values() if concept.uri)
        # An address that two concepts claim names neither: it becomes a matching relation of each.
        self._own = {
            each.id: iri(each.uri) for each in ontology.concepts.values() if each.uri and uris[each.uri] == 1
        }

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes of what is below the base, by what is there in the singular."""
        return {folder.removesuffix("s"): f"{self.base}{folder}/" for folder in _FOLDERS}

    def _below(self, *steps: str) -> Iri:
        return Iri(self.base + "/".join(escaped(step, safe="") for step in steps))

    def concept(self, id: str) -> Iri:
        """The address of a concept."""
        return self._own.get(id) or self._below("concepts", id)

    def claimed(self, concept: Concept) -> bool:
        """Whether a concept's ``uri`` is its address here, or it has none."""
        return not concept.uri or concept.id in self._own

    def type(self, kind: RelationType) -> Iri:
        """The address of a relation type: a property."""
        return iri(kind.uri) if kind.uri else self._below("types", kind.id)

    def inverse(self, kind: RelationType) -> Iri:
        """The address of the inverse of a relation type."""
        return self._below("types", kind.inverse or kind.id)

    def end(self, id: str) -> Iri:
        """The address of an end of a relation: a concept or a passage."""
        return self.passage(id) if "#" in id else self.concept(id)

    def passage(self, ref: str) -> Iri:
        """The address of a passage, which is a fragment of its talk's."""
        talk, _, passage = ref.partition("#")
        return Iri(f"{self._below('talks', talk)}#{escaped(passage, safe='')}")

    def quote(self, quote: Quote) -> Iri:
        """The address of a quote: a range of a passage's text."""
        span, passage = quote.span, quote.passage
        return self._below("quotes", passage.talk, passage.id, f"{span.start}-{span.end}")

    def thing(self, folder: str, *steps: str) -> Iri:
        """The address of anything else, by what it is and its id."""
        return self._below(folder, *steps)
