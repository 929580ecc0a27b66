"""The shape of ``concepts.yaml``: what a person may write, and its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from kabgraph.model import Case, Scope

ID_PATTERN = r"^[A-Za-z0-9_][A-Za-z0-9_-]*$"
REF_PATTERN = r"^[a-z0-9-]+#[a-z][a-z0-9-]*$"
URI_PATTERN = r"^(https?://|urn:)\S+$"
QUALIFIERS = ("state", "what", "condition", "proportional", "mutual", "with", "verse", "note")
GROUNDS = ("evidence", "sources", "rule", "scheme", "table", "tradition")
SIGNS = ("move", "arrow", "diamond", "circle", "double", "opposed", "square", "bar", "beads", "cite")

Sign = Literal["move", "arrow", "diamond", "circle", "double", "opposed", "square", "bar", "beads", "cite"]
Skos = Literal[
    "broader", "narrower", "related", "broadMatch", "relatedMatch", "closeMatch", "none", "dcterms:references"
]


def _as_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _as_label_map(value: Any) -> Any:
    """A list of labels, or one, stands for the language that its script tells (key '')."""
    if isinstance(value, (str, list)):
        return {"": _as_many(value)}
    if isinstance(value, dict):
        return {language: _as_many(labels) for language, labels in value.items()}
    return value


_STRINGS = {"type": "array", "items": {"type": "string"}}
_ONE_OR_MANY = {"anyOf": [{"type": "string"}, _STRINGS]}
_BY_LANGUAGE = {"type": "object", "additionalProperties": _ONE_OR_MANY}

Many = Annotated[tuple[str, ...], BeforeValidator(_as_many), WithJsonSchema(_ONE_OR_MANY)]
Labels = Annotated[
    dict[str, tuple[str, ...]],
    BeforeValidator(_as_label_map),
    WithJsonSchema({"anyOf": [*_ONE_OR_MANY["anyOf"], _BY_LANGUAGE]}),
]
Ref = Annotated[str, Field(pattern=REF_PATTERN)]
Uri = Annotated[str, Field(pattern=URI_PATTERN)]
Uris = Annotated[tuple[Uri, ...], BeforeValidator(_as_many), WithJsonSchema(_ONE_OR_MANY)]
Refs = Annotated[tuple[Ref, ...], BeforeValidator(_as_many), WithJsonSchema(_ONE_OR_MANY)]
Id = Annotated[str, Field(pattern=ID_PATTERN)]


class Part(BaseModel):
    """A part of the file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RowPart(Part):
    """A rank of the map."""

    id: Id
    label: str


class ReferencePart(Part):
    """A published source."""

    title: str
    address: str = ""


class SchemePart(Part):
    """``scheme``: the ontology as a whole."""

    id: Id
    title: str
    uri: Uri | None = None
    base_uri: Uri | None = None
    language: str = "en"
    definition: str = ""
    rows: tuple[RowPart, ...] = ()
    references: dict[Id, ReferencePart] = {}
    top_concepts: Many = ()


class MatchPart(Part):
    """``match``: when a label counts as a mention."""

    case: Case | None = None
    needs: Many = ()
    after: Many = ()
    before: Many = ()
    not_after: Many = ()
    not_before: Many = ()
    within: Scope = "passage"
    because: str = ""


class KindPart(Part):
    """One of ``kinds``."""

    label: str
    definition: str = ""
    match: MatchPart | None = None


class ShortcutPart(Part):
    """How an event yields a relation of this type."""

    event: str
    subject: str
    object: str


class RelationTypePart(Part):
    """One of ``relation_types``."""

    label: str
    family: str
    inverse: Id | None = None
    inverse_label: str = ""
    phrase: str = ""
    inverse_phrase: str = ""
    symmetric: bool = False
    transitive: bool = False
    skos: Skos = "related"
    sign: Sign = "arrow"
    bare_object: bool = False
    plural_label: str = ""
    plural_phrase: str = ""
    definition: str = ""
    shortcuts: tuple[ShortcutPart, ...] = ()
    uri: Uri | None = None


class RelationPart(BaseModel):
    """One of a concept's ``relations``: a relation type with its target, the ground, qualifiers."""

    model_config = ConfigDict(extra="allow", frozen=True)

    evidence: Refs = ()
    sources: Many = ()
    rule: str = ""
    scheme: str = ""
    table: str = ""
    tradition: str = ""


class LettersPart(Part):
    """A concept's ``letters``: a spelling and the sum that its letters make."""

    spelling: str
    sum: int


class NotesPart(Part):
    """A concept's ``notes``: the texts of each kind, by language."""

    definition: Labels = {}
    scope_note: Labels = {}
    note: Labels = {}
    example: Labels = {}
    history_note: Labels = {}
    editorial_note: Labels = {}
    change_note: Labels = {}


class NotationPart(Part):
    """A ``notation`` in its long form; a bare text stands for its value."""

    value: str
    datatype: Uri | None = None


def _as_notations(value: Any) -> Any:
    rows = value if isinstance(value, list) else [value]
    return [{"value": row} if isinstance(row, str) else row for row in rows]


Notations = Annotated[
    tuple[NotationPart, ...],
    BeforeValidator(_as_notations),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}]}),
]


class MappingsPart(Part):
    """A concept's ``mappings``: its addresses in other vocabularies, by how near they come."""

    exact_match: Uris = ()
    close_match: Uris = ()
    broad_match: Uris = ()
    narrow_match: Uris = ()
    related_match: Uris = ()


PrefLabels = Annotated[
    dict[str, tuple[str, ...]],
    BeforeValidator(_as_label_map),
    WithJsonSchema({"anyOf": [{"type": "string"}, _BY_LANGUAGE]}),
]


class ConceptPart(Part):
    """One of ``concepts``."""

    pref_label: PrefLabels = {}
    alt_labels: Labels = {}
    weak_labels: Labels = {}
    hidden_labels: Labels = {}
    match: MatchPart | None = None
    kind: str | None = None
    row: str | None = None
    definition: str = ""
    scope_note: str = ""
    pronunciation: str = ""
    article: str = ""
    plural: bool = False
    drawn_from: Refs = ()
    sources: Many = ()
    former_ids: Many = ()
    uri: Uri | None = None
    letters: LettersPart | None = None
    notation: Notations = ()
    notes: NotesPart = NotesPart()
    mappings: MappingsPart = MappingsPart()
    relations: tuple[RelationPart, ...] = ()


class RolePart(Part):
    """A role's filler in its long form."""

    concept: str | None = None
    text: str = ""
    inferred: bool = False


def _as_fillers(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Fillers = Annotated[
    tuple[str | RolePart, ...],
    BeforeValidator(_as_fillers),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object"}, {"type": "array"}]}),
]


class EventPart(Part):
    """One of ``events``."""

    label: str
    type: str
    sentence: str = ""
    definition: str = ""
    process: str = ""
    roles: dict[str, Fillers] = {}
    evidence: Refs = ()
    sources: Many = ()
    enables: Many = ()
    causes: Many = ()
    counterpart_of: Many = ()


class ClaimPart(Part):
    """One of ``claims``: exactly one of ``same`` and ``different``."""

    same: tuple[str, ...] = ()
    different: tuple[str, ...] = ()
    condition: str = ""
    because: str = ""
    phrase: str = ""
    evidence: Refs = ()
    sources: Many = ()
    rule: str = ""


def _as_row(value: Any) -> Any:
    return {"cells": value} if isinstance(value, list) else value


class TableRowPart(Part):
    """A row of a table in its long form; a bare list stands for its cells."""

    cells: tuple[str, ...]
    evidence: Refs = ()
    concepts: Many = ()
    note: str = ""


TableRows = tuple[Annotated[TableRowPart, BeforeValidator(_as_row)], ...]
_ROW_SCHEMA = {"anyOf": [_STRINGS, {"type": "object"}]}


class CorrespondencePart(Part):
    """One of ``correspondences``: a table; each row's cells correspond."""

    label: str
    columns: tuple[str, ...] = ()
    derive: bool = True
    rows: Annotated[TableRows, WithJsonSchema({"type": "array", "items": _ROW_SCHEMA})]
    tradition: str = ""
    sources: Many = ()
    note: str = ""


class CollectionPart(Part):
    """One of ``collections``: a named group of concepts and of other collections."""

    label: PrefLabels = {}
    members: Many = ()
    ordered: bool = False
    uri: Uri | None = None


class RulePart(MatchPart):
    """One of ``rules``: a context rule for some labels of a concept, or phrases that name nothing."""

    concept: str | None = None
    labels: Many = ()
    never: Many = ()


class OntologyFile(Part):
    """The whole of ``concepts.yaml``."""

    scheme: SchemePart
    kinds: dict[Id, KindPart] = {}
    relation_types: dict[Id, RelationTypePart] = {}
    concepts: dict[Id, ConceptPart]
    events: dict[Id, EventPart] = {}
    claims: tuple[ClaimPart, ...] = ()
    correspondences: dict[Id, CorrespondencePart] = {}
    rules: tuple[RulePart, ...] = ()
    collections: dict[Id, CollectionPart] = {}


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``concepts.yaml``, for completion in an editor.

    >>> sorted(json_schema()["required"])
    ['concepts', 'scheme']
    """
    schema = OntologyFile.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
