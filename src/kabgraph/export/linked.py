"""Everything as RDF: one set of triples, and the texts that hold it."""

from __future__ import annotations

from functools import lru_cache

from kabgraph.export.addresses import Addresses
from kabgraph.export.grounds import Grounds
from kabgraph.export.parts import Parts
from kabgraph.export.skos import Vocabulary
from kabgraph.export.terms import own_terms
from kabgraph.triples import PREFIXES, Triple, as_jsonld, as_turtle, ordered


@lru_cache(maxsize=2)
def all_triples(parts: Parts) -> tuple[Triple, ...]:
    """Return all of a library as triples, each once, in their order."""
    addresses = Addresses(parts.ontology)
    found = (
        *Vocabulary(parts, addresses).triples(),
        *Grounds(parts, addresses).triples(),
        *own_terms(),
    )
    return tuple(ordered(found))


def prefixes_of(parts: Parts) -> dict[str, str]:
    """Return every prefix that the texts of a library have."""
    return {**PREFIXES, **Addresses(parts.ontology).prefixes}


def write_turtle(parts: Parts) -> bytes:
    """Write all of a library as SKOS in Turtle."""
    title = f"{parts.ontology.scheme.title}, version {parts.version}"
    return as_turtle(all_triples(parts), prefixes_of(parts), title).encode()


def write_jsonld(parts: Parts) -> bytes:
    """Write all of a library as SKOS in JSON-LD."""
    return as_jsonld(all_triples(parts), prefixes_of(parts)).encode()
