"""The words of the RDF forms that no public vocabulary has, each with what it means."""

from __future__ import annotations

from collections.abc import Iterator

from kabgraph.triples import KG, OWL, RDF, RDFS, Literal, Triple

CLASSES = {
    "Relation": "A relation of two concepts, or of a passage and a concept, with what it rests on.",
    "Event": "A step of a process, with those that take part in it.",
    "Role": "A part in an event, and who or what plays it.",
    "Process": "Events that lead to one another.",
    "Claim": "A speaker’s word that concepts are the same, or that they are not, with its scope.",
    "Talk": "A text with its passages.",
    "Passage": "One paragraph of a talk, the smallest part that is cited.",
    "Quote": "A range of a passage’s text on which something rests.",
}
"""Class -> what it means."""

PROPERTIES = {
    "standing": "asserted: passages say it; sourced: a published reference does; inferred: a rule names why.",
    "rule": "Why something that no passage says in so many words is held to follow.",
    "sentence": "A relation or an event in words.",
    "scheme": "The scheme of division in which a relation holds.",
    "table": "The table of correspondences that a relation is read from.",
    "tradition": "The tradition in which a relation holds.",
    "readFrom": "The event or claim that yields a relation.",
    "state": "The state in which a relation holds.",
    "what": "What passes from the one to the other.",
    "condition": "The condition under which a relation or a claim holds.",
    "proportional": "The more of the one, the more of the other.",
    "mutual": "It holds in both directions.",
    "with": "Who or what takes part in a relation besides.",
    "verse": "The verse that is cited.",
    "note": "A remark on a relation.",
    "edition": "original, translation or retelling: whose words a text has.",
    "wording": "What the edition says of the words.",
    "speaker": "Whose thoughts a talk gives; in a retelling the words are not the speaker’s.",
    "ref": "How a passage is called everywhere: talk#passage.",
    "number": "The place in order, from 1.",
    "mentions": "A passage names, implies or pictures a concept.",
    "kind": "talk or lesson for a text; same or different for a claim.",
    "concept": "A concept that a claim is about.",
    "phrase": "How a claim is put.",
    "because": "In what concepts differ.",
    "eventType": "What sort of event it is.",
    "role": "A part in an event; the properties under the prefix role give the concepts at once.",
    "roleName": "What a part in an event is called.",
    "filler": "The concept that plays a part.",
    "inferred": "Whether it is inferred that this concept plays the part.",
    "enables": "The event after which this one can come.",
    "causes": "The event that this one brings about.",
    "counterpartOf": "The same step elsewhere.",
    "event": "A step of a process.",
}
"""Property -> what it means."""


def own_terms() -> Iterator[Triple]:
    """Yield what explains these words in an export."""
    for name, text in (*CLASSES.items(), *PROPERTIES.items()):
        at = KG[name]
        yield Triple(at, RDF["type"], OWL.Class if name in CLASSES else RDF.Property)
        yield Triple(at, RDFS.label, Literal(name, "en"))
        yield Triple(at, RDFS.comment, Literal(text, "en"))
