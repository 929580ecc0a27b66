"""Contexts of JSON-LD that files name by an address, so that none is ever fetched."""

from __future__ import annotations

from typing import Any

from kabgraph.triples.names import DCT, OA, RDF, RDFS, SKOS, XSD

Context = dict[str, Any]


def _to(*names: str, base: str, **more: str) -> Context:
    """Terms of a vocabulary whose values are addresses, or what ``more`` says."""
    return {
        name: {"@id": base + name, **({"@type": "@id"} | {f"@{k}": v for k, v in more.items()})}
        for name in names
    }


def _texts(*names: str, base: str) -> Context:
    return {name: base + name for name in names}


_SKOS: Context = {
    "skos": SKOS.base,
    "dct": DCT.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "xsd": XSD.base,
    "id": "@id",
    "type": "@type",
    **{name: SKOS[name] for name in ("Concept", "ConceptScheme", "Collection", "OrderedCollection")},
    **_texts("prefLabel", "altLabel", "hiddenLabel", "notation", base=SKOS.base),
    **_texts("note", "definition", "scopeNote", "example", base=SKOS.base),
    **_texts("historyNote", "editorialNote", "changeNote", base=SKOS.base),
    **_to("broader", "narrower", "related", "semanticRelation", base=SKOS.base),
    **_to("broaderTransitive", "narrowerTransitive", "mappingRelation", base=SKOS.base),
    **_to("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", base=SKOS.base),
    **_to("inScheme", "topConceptOf", "hasTopConcept", "member", base=SKOS.base),
    **_to("memberList", base=SKOS.base, container="@list"),
}

_ANNOTATION: Context = {
    "oa": OA.base,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": DCT.base,
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "skos": SKOS.base,
    "xsd": XSD.base,
    "as": "http://www.w3.org/ns/activitystreams#",
    "schema": "http://schema.org/",
    "id": {"@id": "@id"},
    "type": {"@id": "@type"},
    **{
        name: OA[name]
        for name in (
            "Annotation", "Choice", "CssSelector", "DataPositionSelector", "FragmentSelector",
            "HttpRequestState", "RangeSelector", "ResourceSelection", "SpecificResource", "SvgSelector",
            "TextPositionSelector", "TextQuoteSelector", "TextualBody", "TimeState", "XPathSelector",
            "Motivation",
        )
    },
    **_to("hasBody", "hasTarget", "hasSource", "hasSelector", base=OA.base),
    "body": {"@id": OA.hasBody, "@type": "@id"},
    "target": {"@id": OA.hasTarget, "@type": "@id"},
    "source": {"@id": OA.hasSource, "@type": "@id"},
    "selector": {"@id": OA.hasSelector, "@type": "@id"},
    "state": {"@id": OA.hasState, "@type": "@id"},
    "scope": {"@id": OA.hasScope, "@type": "@id"},
    "refinedBy": {"@id": OA.refinedBy, "@type": "@id"},
    "startSelector": {"@id": OA.hasStartSelector, "@type": "@id"},
    "endSelector": {"@id": OA.hasEndSelector, "@type": "@id"},
    "motivation": {"@id": OA.motivatedBy, "@type": "@vocab"},
    "purpose": {"@id": OA.hasPurpose, "@type": "@vocab"},
    "exact": OA.exact,
    "prefix": OA.prefix,
    "suffix": OA.suffix,
    "start": {"@id": OA.start, "@type": XSD.nonNegativeInteger},
    "end": {"@id": OA.end, "@type": XSD.nonNegativeInteger},
    "value": RDF.value,
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "creator": {"@id": DCT.creator, "@type": "@id"},
    "created": {"@id": DCT.created, "@type": XSD.dateTime},
    "modified": {"@id": DCT.modified, "@type": XSD.dateTime},
    "rights": {"@id": DCT.rights, "@type": "@id"},
    "conformsTo": {"@id": DCT.conformsTo, "@type": "@id"},
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": RDFS.label,
    **{
        name: OA[name]
        for name in (
            "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting",
            "identifying", "linking", "moderating", "questioning", "replying", "tagging",
        )
    },
}  # fmt: skip

CONTEXTS = {
    f"{scheme}://{address}": context
    for scheme in ("http", "https")
    for address, context in (
        ("www.w3.org/2004/02/skos/core", _SKOS),
        ("www.w3.org/2004/02/skos/core.jsonld", _SKOS),
        ("www.w3.org/ns/anno.jsonld", _ANNOTATION),
    )
}
"""The address that a file may name -> what stands in its place; written here, not fetched."""
