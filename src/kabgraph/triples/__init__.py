"""Triples: the statements of RDF as plain values, the texts that hold them, and what SKOS asks of them."""

from kabgraph.triples.integrity import Breach, breaches
from kabgraph.triples.jsonld import as_jsonld
from kabgraph.triples.names import (
    DCT,
    KG,
    OA,
    OWL,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    RELATIVE,
    SKOS,
    SKOSXL,
    UNDEFINED,
    XSD,
    Namespace,
    local_name,
)
from kabgraph.triples.terms import Blank, Iri, Literal, Object, Subject, Triple, iri, ordered
from kabgraph.triples.turtle import as_ntriples, as_turtle

__all__ = [
    "DCT",
    "KG",
    "OA",
    "OWL",
    "PREFIXES",
    "PROV",
    "RDF",
    "RDFS",
    "RELATIVE",
    "SKOS",
    "SKOSXL",
    "UNDEFINED",
    "XSD",
    "Blank",
    "Breach",
    "Iri",
    "Literal",
    "Namespace",
    "Object",
    "Subject",
    "Triple",
    "as_jsonld",
    "as_ntriples",
    "as_turtle",
    "breaches",
    "iri",
    "local_name",
    "ordered",
]
