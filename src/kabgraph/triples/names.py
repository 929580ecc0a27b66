"""The vocabularies that the triples use, each with the prefix that it has in every text of ours."""

from __future__ import annotations

from kabgraph.triples.terms import Iri


class Namespace:
    """The addresses that begin alike; an attribute or an item is one of them.

    >>> SKOS.prefLabel, RDF["type"]
    ('http://www.w3.org/2004/02/skos/core#prefLabel', 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type')
    """

    __slots__ = ("base",)

    def __init__(self, base: str) -> None:
        self.base = base

    def __getitem__(self, name: str) -> Iri:
        return Iri(self.base + name)

    def __getattr__(self, name: str) -> Iri:
        if name.startswith("_"):
            raise AttributeError(name)
        return Iri(self.base + name)

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and address.startswith(self.base)


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SKOSXL = Namespace("http://www.w3.org/2008/05/skos-xl#")
DCT = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")
KG = Namespace("urn:kabgraph:")
"""What no public vocabulary has a word for; each is explained in the export itself."""

RELATIVE = "http://relative.invalid/"
"""Where an address begins that a file gives relative to a base it does not name."""
UNDEFINED = "urn:kabgraph:undefined:"
"""Where the address of a key of JSON begins that no context defines."""

PREFIXES = {
    "dct": DCT.base,
    "kg": KG.base,
    "oa": OA.base,
    "owl": OWL.base,
    "prov": PROV.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "skos": SKOS.base,
    "xsd": XSD.base,
}
"""Prefix -> namespace, as far as it is the same in every text."""


def local_name(address: str) -> str:
    """Return what is left of an address without the namespace that it begins with.

    >>> local_name("http://www.w3.org/2004/02/skos/core#broader"), local_name("https://example.org/c/12/")
    ('broader', '12')
    """
    trimmed = address.rstrip("/#:")
    cut = max(trimmed.rfind(mark) for mark in "/#:")
    return trimmed[cut + 1 :]
