"""The nouns of the ontology: concepts, relation types, relations, events, claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kabgraph.model.place import Address
from kabgraph.model.text import PassageRef

LabelRole = Literal["pref", "alt", "weak", "hidden"]
Case = Literal["exact", "initial", "any"]
Standing = Literal["asserted", "sourced", "inferred"]
Scope = Literal["sentence", "passage"]
NoteKind = Literal[
    "definition", "scope_note", "note", "example", "history_note", "editorial_note", "change_note"
]
MatchKind = Literal["exact_match", "close_match", "broad_match", "narrow_match", "related_match"]


@dataclass(frozen=True, slots=True)
class Label:
    """A name of a concept. ``weak`` ones need their context rule, ``hidden`` ones serve search only."""

    text: str
    language: str
    role: LabelRole


@dataclass(frozen=True, slots=True)
class ContextRule:
    """When a label counts: its case, and the words that must or must not stand about it.

    ``needs``: at least one of these stands in the same ``within``. ``after`` and ``before``: it
    follows, or is followed by, one of these directly. ``not_after`` and ``not_before``: by none.
    ``labels`` limits the rule to these labels; empty means all labels of the concept.
    """

    case: Case | None = None
    needs: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    within: Scope = "passage"
    labels: tuple[str, ...] = ()
    because: str = ""

    @property
    def decides(self) -> bool:
        """Whether the rule asks for something positive, so that holding it settles an ambiguity."""
        return bool(self.needs or self.after or self.before)


@dataclass(frozen=True, slots=True)
class StopPhrase:
    """A phrase that is found first and names nothing: ``take place`` keeps ``place`` unlinked."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of concept: Sefira, image, practice."""

    id: str
    label: str
    definition: str = ""
    match: ContextRule | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A rank of the map, from above to below."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A published source that relations and definitions name by its id."""

    id: str
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """A Hebrew spelling whose letters count, with the sum of their values."""

    spelling: str
    sum: int


@dataclass(frozen=True, slots=True)
class Note:
    """A text about a concept in one language, by the kinds of notes that SKOS has."""

    kind: NoteKind
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Notation:
    """A code that names a concept in a classification; ``datatype`` says which, where it is told."""

    text: str
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a concept is in another vocabulary, by the address that it has there."""

    kind: MatchKind
    uri: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the ontology; ``article`` stands before its name in a sentence, ``plural`` bends the verb."""

    id: str
    labels: tuple[Label, ...]
    kind: str | None
    definition: str
    address: Address
    sources: tuple[str, ...] = ()
    drawn_from: tuple[PassageRef, ...] = ()
    row: str | None = None
    match: ContextRule | None = None
    former_ids: tuple[str, ...] = ()
    scope_note: str = ""
    pronunciation: str = ""
    article: str = ""
    plural: bool = False
    uri: str = ""
    letters: Letters | None = None
    notations: tuple[Notation, ...] = ()
    notes: tuple[Note, ...] = ()
    mappings: tuple[Match, ...] = ()

    def _texts(self, role: LabelRole) -> tuple[str, ...]:
        return tuple(label.text for label in self.labels if label.role == role)

    @property
    def pref_label(self) -> dict[str, str]:
        """The preferred label by language."""
        return {label.language: label.text for label in self.labels if label.role == "pref"}

    @property
    def alt_labels(self) -> tuple[str, ...]:
        """Other labels found in text."""
        return self._texts("alt")

    @property
    def weak_labels(self) -> tuple[str, ...]:
        """Labels found only where their context rule holds."""
        return self._texts("weak")

    @property
    def hidden_labels(self) -> tuple[str, ...]:
        """Labels for search only, never found in text."""
        return self._texts("hidden")

    @property
    def name(self) -> str:
        """The preferred label in the first language that has one."""
        return next((label.text for label in self.labels if label.role == "pref"), self.id)


@dataclass(frozen=True, slots=True)
class Shortcut:
    """How an event yields a binary relation: between two of its roles."""

    event: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class RelationType:
    """A kind of relation; ``phrase``, its verb in a sentence, may name a qualifier: ``gives {what} to``.

    ``bare_object``: the object is said without its article (``a kind of system``). The ``plural_`` forms
    serve a subject in the plural (``souls are part of``); without them the others stand.
    """

    id: str
    label: str
    family: str
    address: Address
    inverse: str | None = None
    inverse_label: str = ""
    phrase: str = ""
    inverse_phrase: str = ""
    symmetric: bool = False
    transitive: bool = False
    skos: str = "related"
    sign: str = ""
    bare_object: bool = False
    plural_label: str = ""
    plural_phrase: str = ""
    definition: str = ""
    shortcuts: tuple[Shortcut, ...] = ()
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One triple with its ground; its ends are concept ids, or a passage's ref where a text cites.

    ``standing``: asserted (``evidence`` says it), sourced (``sources`` say it) or inferred
    (``rule`` says why). ``derived_from`` names the event or claim that yields it.
    """

    subject: str
    type: str
    object: str
    standing: Standing
    evidence: tuple[PassageRef, ...]
    address: Address
    sources: tuple[str, ...] = ()
    rule: str = ""
    scheme: str = ""
    table: str = ""
    tradition: str = ""
    qualifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    derived_from: str | None = None
    inverse_of: str | None = None

    @property
    def id(self) -> str:
        """``subject.type.object``, then the scheme, table or tradition where one is set."""
        parts = (self.subject, self.type, self.object, self.scheme, self.table, self.tradition)
        return ".".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Role:
    """What takes part in an event: a concept, or words where no concept fits."""

    name: str
    concept: str | None
    text: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A step of a process with its roles, in the order they are written.

    ``sentence`` tells it with role names in braces: ``{agent} lowers {theme} into {goal}``.
    ``enables`` and ``causes`` name the next step; ``counterpart_of`` the same step elsewhere.
    """

    id: str
    label: str
    type: str
    roles: tuple[Role, ...]
    evidence: tuple[PassageRef, ...]
    address: Address
    sentence: str = ""
    definition: str = ""
    enables: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    counterpart_of: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    process: str = ""

    def concepts(self, role: str) -> tuple[str, ...]:
        """The concepts that play ``role``."""
        return tuple(r.concept for r in self.roles if r.name == role and r.concept)


@dataclass(frozen=True, slots=True)
class Claim:
    """A speaker's equation, or its denial, with its scope."""

    id: str
    kind: Literal["same", "different"]
    concepts: tuple[str, ...]
    evidence: tuple[PassageRef, ...]
    address: Address
    condition: str = ""
    because: str = ""
    rule: str = ""
    sources: tuple[str, ...] = ()
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table: its cells are concept ids, or words where there is no concept.

    ``concepts`` are those that the words of the cells speak of: the row is shown on their pages too.
    """

    cells: tuple[str, ...]
    evidence: tuple[PassageRef, ...] = ()
    concepts: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """A table of rows; the cells of one row correspond pairwise, and never across tables.

    With ``derive`` false the table is shown, and yields no relations.
    """

    id: str
    label: str
    rows: tuple[TableRow, ...]
    address: Address
    columns: tuple[str, ...] = ()
    derive: bool = True
    tradition: str = ""
    sources: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Collection:
    """A named group of concepts and of other collections; with ``ordered`` their order means something."""

    id: str
    labels: tuple[Label, ...]
    members: tuple[str, ...]
    address: Address
    ordered: bool = False
    uri: str = ""

    @property
    def name(self) -> str:
        """The preferred label in the first language that has one."""
        return next((label.text for label in self.labels if label.role == "pref"), self.id)


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the ontology is called and where its concepts' addresses begin.

    ``top_concepts`` are the entries to its hierarchy; where none is named, all that stand below nothing.
    """

    id: str
    title: str
    base_uri: str = ""
    language: str = "en"
    definition: str = ""
    rows: tuple[Row, ...] = ()
    references: Mapping[str, Reference] = field(default_factory=dict)
    uri: str = ""
    top_concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ontology:
    """All of ``concepts.yaml``; the mappings keep the file's order. Derived relations are included."""

    scheme: Scheme
    kinds: Mapping[str, Kind]
    relation_types: Mapping[str, RelationType]
    concepts: Mapping[str, Concept]
    relations: tuple[Relation, ...]
    events: Mapping[str, Event]
    claims: tuple[Claim, ...]
    correspondences: Mapping[str, Correspondence]
    rules: Mapping[str, tuple[ContextRule, ...]]
    stop_phrases: tuple[StopPhrase, ...]
    collections: Mapping[str, Collection] = field(default_factory=dict)
