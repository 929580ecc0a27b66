"""The strict shape of our own Web Annotation JSON-LD: a key that is misspelt is an error.

The model of the World Wide Web Consortium lets any key pass, so that a record could lose a part without a
word. Here every key is known, and what is ours stands under ``kabgraph:``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from kabgraph.export.exchange.addresses import OURS
from kabgraph.model import AnchorState, AnnotationMode, AnnotationStatus, Edition, Stance

ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT: list[Any] = [
    ANNO,
    {
        "kabgraph": OURS,
        "kabgraph:log": {"@container": "@list"},
        "kabgraph:concepts": {"@container": "@list"},
    },
]
"""The context of each annotation: the model's own, and ours for what it has no word for."""

HTML_FRAGMENT = "http://tools.ietf.org/rfc/rfc3236"
"""What a fragment of an HTML page conforms to."""

Motivation = Literal["identifying", "classifying", "linking", "commenting", "assessing", "questioning"]
_Moment = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
_Offset = Annotated[int, Field(ge=0)]
_Words = Annotated[str, StringConstraints(min_length=1)]


class Part(BaseModel):
    """A part of the file: unknown keys are errors, and nothing is taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Agent(Part):
    """Who made a record: a user, the name of a file."""

    nickname: _Words


class QuoteSelector(Part):
    """The words, with what stands about them."""

    type: Literal["TextQuoteSelector"]
    exact: _Words
    prefix: str = ""
    suffix: str = ""


class PositionSelector(Part):
    """Where the words stand now, in code points."""

    type: Literal["TextPositionSelector"]
    start: _Offset
    end: _Offset


Selector = Annotated[QuoteSelector | PositionSelector, Field(discriminator="type")]


class FragmentSelector(Part):
    """The passage on its talk's page, and the words in it."""

    type: Literal["FragmentSelector"]
    value: _Words
    conforms_to: Literal["http://tools.ietf.org/rfc/rfc3236"] = Field(alias="conformsTo")
    refined_by: Annotated[list[Selector], Field(min_length=1)] = Field(alias="refinedBy")


def _one_or_many(value: object) -> str:
    return "many" if isinstance(value, list) else "one"


class Target(Part):
    """One anchor of a record; what ours holds beside the quote stands under ``kabgraph:``."""

    type: Literal["SpecificResource"]
    source: _Words
    selector: Annotated[
        Annotated[FragmentSelector, Tag("one")] | Annotated[list[Selector], Tag("many")],
        Discriminator(_one_or_many),
    ]
    edition: Edition | None = Field(None, alias="kabgraph:edition")
    wording: str = Field("", alias="kabgraph:wording")
    passage: _Words = Field(alias="kabgraph:passage")
    start: _Offset = Field(alias="kabgraph:start")
    end: _Offset = Field(alias="kabgraph:end")
    text: _Words = Field(alias="kabgraph:text")

    @property
    def quote(self) -> QuoteSelector | None:
        """The words, wherever the selectors have them."""
        inner = self.selector if isinstance(self.selector, list) else self.selector.refined_by
        return next((each for each in inner if isinstance(each, QuoteSelector)), None)


class Resource(Part):
    """What a record speaks of: a concept, or a type of relations."""

    type: Literal["SpecificResource"]
    source: _Words
    purpose: Motivation


class Text(Part):
    """A note."""

    type: Literal["TextualBody"]
    value: _Words
    format: Literal["text/plain"]
    purpose: Literal["commenting"]


class Link(Part):
    """A relation: concept ids about the id of a type."""

    subject: _Words = Field(alias="kabgraph:from")
    type: _Words = Field(alias="kabgraph:type")
    object: _Words = Field(alias="kabgraph:to")


class Equation(Part):
    """A claim."""

    kind: Literal["same", "different"] = Field(alias="kabgraph:kind")
    concepts: Annotated[list[_Words], Field(min_length=2)] = Field(alias="kabgraph:concepts")
    condition: str = Field("", alias="kabgraph:condition")


class Entry(Part):
    """A line of the log."""

    at: _Moment = Field(alias="kabgraph:at")
    by: _Words = Field(alias="kabgraph:by")
    did: _Words = Field(alias="kabgraph:did")


class WebAnnotation(Part):
    """One record as a Web Annotation."""

    context: Any = Field(None, alias="@context")
    id: Annotated[str, StringConstraints(pattern=r"#a-[0-9a-z]{8}$")]
    type: Literal["Annotation"]
    motivation: Motivation
    creator: Agent
    created: _Moment | None = None
    modified: _Moment | None = None
    body: list[Annotated[Resource | Text, Field(discriminator="type")]] = []
    target: Annotated[
        Annotated[Target, Tag("one")] | Annotated[list[Target], Tag("many"), Field(min_length=1)],
        Discriminator(_one_or_many),
    ]
    kind: Literal["mention", "relation", "claim", "note"] = Field(alias="kabgraph:kind")
    status: AnnotationStatus = Field(alias="kabgraph:status")
    state: AnchorState | None = Field(None, alias="kabgraph:state")
    concept: _Words | None = Field(None, alias="kabgraph:concept")
    mode: AnnotationMode | None = Field(None, alias="kabgraph:mode")
    relation: Link | None = Field(None, alias="kabgraph:relation")
    stance: Stance | None = Field(None, alias="kabgraph:stance")
    claim: Equation | None = Field(None, alias="kabgraph:claim")
    origin: str = Field("", alias="kabgraph:origin")
    replaces: _Words | None = Field(None, alias="kabgraph:replaces")
    log: list[Entry] = Field([], alias="kabgraph:log")

    @property
    def targets(self) -> list[Target]:
        """All anchors, the first one first."""
        return self.target if isinstance(self.target, list) else [self.target]

    @property
    def note(self) -> str:
        """The note, where there is one."""
        return next((body.value for body in self.body if isinstance(body, Text)), "")


class PagePart(Part):
    """A page of annotations; each of them is looked at by itself."""

    context: Any = Field(None, alias="@context")
    id: _Words
    type: Literal["AnnotationPage"]
    start_index: _Offset = Field(0, alias="startIndex")
    items: list[Any]


class CollectionPart(Part):
    """The collection of all annotations, with its one page."""

    context: Any = Field(None, alias="@context")
    id: _Words
    type: Literal["AnnotationCollection"]
    label: str = ""
    total: _Offset | None = None
    version: str = Field("", alias="kabgraph:version")
    first: PagePart | None = None
    last: _Words | None = None
