"""Shapes: what each kind of answer is as a row of a sheet, and as a part of the graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from kabgraph.errors import UsageError
from kabgraph.model import Address, Annotation, Finding, Mention, Passage, PassageRef, Quote, Relation, Talk

if TYPE_CHECKING:
    import networkx as nx

    from kabgraph.library.asked import Asked, Asks

_T = TypeVar("_T")
Values: TypeAlias = Callable[[_T, "Asks"], tuple[Any, ...]]
Tie: TypeAlias = tuple[str, str, str]
"""An edge of the graph: from, to, key."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of answer: its columns, what fills them, and the edges and nodes that it speaks of."""

    columns: tuple[str, ...]
    values: Values[Any]
    ties: Callable[[Any], Iterable[Tie]] | None = None
    nodes: Callable[[Any], Iterable[str]] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of some answers, and how to fill a row."""

    columns: tuple[str, ...]
    values: Callable[[Any], tuple[Any, ...]]


_SHAPES: dict[type, Shape] = {}
EVIDENCE = ("evidence", "editions", "quotes")
"""What a row says of its ground: the passages, their editions, and the sentences in them."""


def shaped(
    of: type[_T],
    *columns: str,
    ties: Callable[[_T], Iterable[Tie]] | None = None,
    nodes: Callable[[_T], Iterable[str]] | None = None,
) -> Callable[[Values[_T]], Values[_T]]:
    """Register the values of a kind of answer under their columns."""

    def register(values: Values[_T]) -> Values[_T]:
        _SHAPES[of] = Shape(columns, values, ties, nodes)
        return values

    return register


def sheet_of(of: type | None, asked: Asked | None) -> Sheet:
    """Return the sheet of a kind of answers; of one that nobody has described, by its own fields."""
    shape = _SHAPES.get(of) if of else None
    if shape and asked:
        values, library = shape.values, asked.library
        return Sheet(shape.columns, lambda item: values(item, library))
    if of and is_dataclass(of):
        names = tuple(field.name for field in fields(of) if field.name != "address")
        return Sheet(names, lambda item: tuple(_plain(getattr(item, name)) for name in names))
    return Sheet(("value",), lambda item: (_plain(item),))


def _plain(value: object) -> Any:
    """Return a value that JSON can hold."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list, set, frozenset)):
        return [_plain(each) for each in value]
    if isinstance(value, Passage):
        return value.ref
    return str(getattr(value, "id", value))


def evidence_of(item: object) -> tuple[PassageRef, ...]:
    """Return the passages that an answer rests on, or is."""
    if isinstance(item, Passage):
        return (item.ref,)
    if isinstance(item, (Mention, Annotation)):
        return (item.passage,)
    found: tuple[PassageRef, ...] = getattr(item, "evidence", ())
    return found


def editions_of(refs: Iterable[str], library: Asks) -> list[str]:
    """Return the editions of some passages, one for each."""
    return [library.talk(ref.partition("#")[0]).edition for ref in refs]


def grounds(quotes: Sequence[Quote], library: Asks) -> tuple[list[str], list[str], list[str]]:
    """Return what ``EVIDENCE`` names, for the quotes that carry something."""
    refs: list[str] = [quote.passage.ref for quote in quotes]
    return refs, editions_of(refs, library), [quote.text for quote in quotes]


def woven(items: Sequence[object], asked: Asked | None) -> nx.MultiDiGraph[str]:
    """Return the part of the graph that answers speak of: their edges, or what joins their nodes.

    Raises:
        UsageError: they are no part of the graph.
    """
    if asked is None or any(_tied(_SHAPES.get(type(item))) is None for item in items):
        raise UsageError("these answers are no part of the graph", "ask for relations, concepts or mentions")
    whole = asked.library.graph
    shapes = [(item, _SHAPES[type(item)]) for item in items]
    ties = [tie for item, shape in shapes if shape.ties for tie in shape.ties(item) if whole.has_edge(*tie)]
    nodes = [node for item, shape in shapes if shape.nodes for node in shape.nodes(item) if node in whole]
    if not ties:
        return whole.subgraph(nodes).copy()
    found = whole.edge_subgraph(ties).copy()  # type: ignore[arg-type] # of a multigraph, with keys
    found.add_nodes_from((node, whole.nodes[node]) for node in nodes if node not in found)
    return found


def _tied(shape: Shape | None) -> Shape | None:
    return shape if shape and (shape.ties or shape.nodes) else None


# -- the nouns


def tie_of(relation: Relation) -> Tie:
    """Return the edge of a relation; an inverse is the same edge seen from its other end."""
    if relation.inverse_of:
        return relation.object, relation.subject, relation.inverse_of
    return relation.subject, relation.object, relation.id


def derivation(relation: Relation) -> str:
    """Return what yields a relation that is not written down as such, in words; empty for one that is."""
    words = [f"rule: {relation.rule}"] if relation.rule else []
    words += [f"derived from {relation.derived_from}"] if relation.derived_from else []
    words += [f"inverse of {relation.inverse_of}"] if relation.inverse_of else []
    return "; ".join(words)


@shaped(
    Relation,
    *("id", "subject", "type", "object", "sentence", "standing", *EVIDENCE, "sources", "derivation"),
    *("scheme", "table", "tradition"),
    ties=lambda relation: [tie_of(relation)],
)
def _relation(relation: Relation, library: Asks) -> tuple[Any, ...]:
    return (
        relation.id,
        relation.subject,
        relation.type,
        relation.object,
        "".join(segment.text for segment in library.sentence(relation)),
        relation.standing,
        *grounds(library.quotes(relation), library),
        list(relation.sources),
        derivation(relation),
        relation.scheme,
        relation.table,
        relation.tradition,
    )


def _named_in(passage: Passage, library: Asks) -> list[str]:
    found = (mention.concept for mention in library.mentions_in(passage.ref) if mention.concept)
    return list(dict.fromkeys(found))


@shaped(
    Passage,
    *("passage", "talk", "number", "edition", "text", "concepts"),
    nodes=lambda passage: [passage.ref],
)
def _passage(passage: Passage, library: Asks) -> tuple[Any, ...]:
    edition = library.talk(passage.talk).edition
    return passage.ref, passage.talk, passage.number, edition, passage.text, _named_in(passage, library)


def _mention_ties(mention: Mention) -> Iterator[Tie]:
    if mention.concept:
        mode = "mention" if mention.mode == "named" else mention.mode
        yield mention.passage, mention.concept, f"{mode}.{mention.start}-{mention.end}"


@shaped(
    Mention,
    *("passage", "start", "end", "surface", "concept", "candidates", "mode", "status", "edition", "sentence"),
    ties=_mention_ties,
)
def _mention(mention: Mention, library: Asks) -> tuple[Any, ...]:
    passage = library.find_passage(mention.passage)
    sentence = passage.text[passage.sentence_at(mention.start).slice] if passage else ""
    return (
        mention.passage,
        mention.start,
        mention.end,
        mention.surface,
        mention.concept,
        list(mention.candidates),
        mention.mode,
        mention.status,
        library.talk(mention.talk).edition if passage else "",
        sentence,
    )


@shaped(
    Talk,
    *("id", "title", "kind", "edition", "language", "speaker", "passages", "words", "source", "rights"),
    nodes=lambda talk: [talk.id, *(passage.ref for passage in talk.passages)],
)
def _talk(talk: Talk, _: Asks) -> tuple[Any, ...]:
    count = len(talk.passages)
    return (
        *(talk.id, talk.title, talk.kind, talk.edition, talk.language, talk.speaker),
        *(count, talk.words, talk.source, talk.rights),
    )


@shaped(Finding, "code", "level", "address", "message", "remedy")
def _finding(finding: Finding, _: Asks) -> tuple[Any, ...]:
    address: Address = finding.address
    return finding.code, finding.level, str(address), finding.message, finding.remedy


@shaped(
    Annotation,
    *("id", "passage", "concept", "mode", "status", "state", "words", "edition", "by", "note"),
)
def _annotation(mark: Annotation, library: Asks) -> tuple[Any, ...]:
    edition = library.talk(mark.talk).edition if library.find_passage(mark.passage) else ""
    return (
        *(mark.id, mark.passage, mark.concept, mark.mode, mark.status, mark.state),
        *(mark.anchor.exact, edition, mark.by, mark.note),
    )
