"""Citation: what was asked of which data, the texts that answer with their editions, and where they live."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kabgraph.errors import UsageError
from kabgraph.export import EDITIONS
from kabgraph.library.shapes import evidence_of
from kabgraph.model import Talk

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks
    from kabgraph.library.results import Results

_ARTICLES = {"retelling": ", a retelling", "translation": ", a translation"}


def citation(results: Results[Any]) -> str:
    """Return how to cite answers, a line for the whole and one for each text and source.

    Raises:
        UsageError: no library stands behind the answers.

    >>> import kabgraph
    >>> print(kabgraph.load("tests/data/small").relations("Bina", "gives_to").cite())
    k.relations('Bina', 'gives_to'): 1 relations. In A small test ontology, data version ... https://example.org/small/
    “A First Talk”, a retelling: p2. https://example.org/small/talks/first.html#p2
    A retelling: the thoughts are the speaker’s, the wording is not.
    """
    asked = results.asked
    if asked is None:
        raise UsageError("these answers do not say what was asked", "ask a library, and cite what it answers")
    library = asked.library
    scheme = library.ontology.scheme
    where = f" {scheme.base_uri}" if scheme.base_uri else ""
    head = f"{asked.line}: {results.noun}. In {scheme.title}, data version {library.version}.{where}"
    lines = [head, *(_text(library, talk, ids) for talk, ids in _texts(results, library))]
    return "\n".join([*lines, *_sources(results, library), *notes(results)])


def notes(results: Results[Any]) -> tuple[str, ...]:
    """Return what has to be said of the texts that answer: whose words they are."""
    if results.asked is None:
        return ()
    talks = [talk for talk, _ in _texts(results, results.asked.library)]
    editions = dict.fromkeys(talk.edition for talk in talks if talk.edition in _ARTICLES)
    return tuple(EDITIONS[edition] for edition in editions)


def address_of(library: Asks, talk: Talk, passage: str = "") -> str:
    """Return the address of a text, or of its passage; empty where the data have none, or it is private."""
    base = library.ontology.scheme.base_uri.rstrip("/")
    if not base or not talk.publish:
        return ""
    return f"{base}/talks/{talk.id}.html{f'#{passage}' if passage else ''}"


def _texts(results: Results[Any], library: Asks) -> list[tuple[Talk, list[str]]]:
    """The texts that the answers rest on, in the order of the answers, each with the ids of its passages."""
    found: dict[str, set[str]] = {}
    for item in results:
        if isinstance(item, Talk):
            found.setdefault(item.id, set())
        for ref in evidence_of(item):
            talk, _, passage = ref.partition("#")
            if library.find_passage(ref):
                found.setdefault(talk, set()).add(passage)
    talks = [(library.talk(id_), passages) for id_, passages in found.items()]
    return [(talk, [p.id for p in talk.passages if p.id in passages]) for talk, passages in talks]


def _text(library: Asks, talk: Talk, passages: list[str]) -> str:
    which = f": {', '.join(passages)}" if passages else ""
    where = address_of(library, talk, passages[0] if len(passages) == 1 else "")
    private = "" if talk.publish else " A private copy, not published."
    return f"“{talk.title}”{_ARTICLES.get(talk.edition, '')}{which}.{private}{f' {where}' if where else ''}"


def _sources(results: Results[Any], library: Asks) -> Iterator[str]:
    ids = (source for item in results for source in getattr(item, "sources", ()))
    for id_ in dict.fromkeys(ids):
        known = library.ontology.scheme.references.get(id_)
        if known:
            yield f"{id_}: {known.title}.{f' {known.address}' if known.address else ''}"
