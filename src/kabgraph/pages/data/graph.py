"""The graph as a script's data: every concept, and every relation as a sentence with its quotes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kabgraph.library.lookup import STRENGTH
from kabgraph.pages.uris import concept_uri, talk_uri
from kabgraph.pages.views.relations import relation_view
from kabgraph.pages.views.words import concept_name, edition_note, short_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kabgraph.model import Relation, RelationType
    from kabgraph.pages.desk import Desk
    from kabgraph.pages.views.parts import Anchor, QuoteView, Run

Json = dict[str, Any]


def assigned(name: str, data: object) -> str:
    """Return a script that sets ``kabgraph.<name>``: a page opened from a folder may not read a JSON file.

    >>> assigned("x", ["</script>"])
    '(window.kabgraph = window.kabgraph || {}).x = ["\\\\u003c/script>"];\\n'
    """
    return f"(window.kabgraph = window.kabgraph || {{}}).{name} = {compact(data)};\n"


def compact(data: object) -> str:
    """Return ``data`` as JSON that is safe inside a script element: it holds no ``<``."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def graph_script(desk: Desk) -> str:
    """Return the script that gives the graph to the pages that look for paths, compare and ask."""
    return assigned("graph", graph_data(desk))


def graph_data(desk: Desk) -> Json:
    """Return the graph; addresses are seen from the site's first page.

    ``relations`` name their ends by concept id, or by a passage's ref where a text cites; ``sign`` is
    a place in ``signs``. A run of text is a string, or ``{"t": text}`` with ``v`` for a verb, ``m`` for
    marked words, ``h`` for where it leads and ``c`` for the concept that it names. The ``names`` of a
    concept are four lists, the strongest first; its ``article`` stands before its name in a sentence;
    a ``hub`` is passed by where paths are looked for.
    """
    signs: dict[str, int] = {}
    relations = [relation_data(desk, relation, signs) for relation in desk.relations]
    types = desk.ontology.relation_types.values()
    return {
        "version": desk.version,
        "concepts": [_concept(desk, concept) for concept in desk.ontology.concepts],
        "rows": [{"id": row.id, "label": row.label} for row in desk.ontology.scheme.rows],
        "kinds": {kind.id: kind.label for kind in desk.ontology.kinds.values()},
        "types": {kind.id: _type(kind) for kind in types},
        "talks": [
            filled(
                {
                    "id": talk.id,
                    "title": talk.title,
                    "short": short_title(talk),
                    "href": talk_uri(talk.id),
                    "edition": edition_note(talk),
                }
            )
            for talk in desk.talks
        ],
        "relations": relations,
        "signs": list(signs),
    }


def _concept(desk: Desk, concept: str) -> Json:
    name = concept_name(desk, concept)
    found = desk.ontology.concepts[concept]
    shown = {
        "id": concept,
        "name": name.text,
        "he": name.hebrew,
        "kind": found.kind or "",
        "row": found.row or "",
    }
    return filled(
        {
            **shown,
            "href": concept_uri(concept),
            "definition": found.definition,
            "article": found.article,
            "names": [[label.text for label in found.labels if label.role == role] for role in STRENGTH],
            "former": list(found.former_ids),
            "hub": int(concept in desk.hubs),
        }
    )


def _type(kind: RelationType) -> Json:
    return filled({"label": kind.label, "family": kind.family, "symmetric": int(kind.symmetric)})


def relation_data(desk: Desk, relation: Relation, signs: dict[str, int]) -> Json:
    """Return one relation; its sign is put into ``signs`` where it is new."""
    view = relation_view(desk, relation)
    return filled(
        {
            "id": view.id,
            "subject": relation.subject,
            "type": relation.type,
            "object": relation.object,
            "table": relation.table,
            "standing": view.standing,
            "sign": signs.setdefault(str(view.sign), len(signs)),
            "say": runs_data(view.sentence),
            "ground": view.ground,
            "text": view.text,
            "quotes": [quote_data(quote) for quote in view.quotes],
            "sources": [anchor_data(source) for source in view.sources],
            "notes": list(view.notes),
            "event": relation.derived_from or "",
        }
    )


def quote_data(quote: QuoteView) -> Json:
    """Return a quote: its words, its passage's ``ref``, what to call that, and the edition it is from."""
    cut = f"{'[' if quote.before else ''}{']' if quote.after else ''}"
    return filled(
        {
            "ref": quote.ref,
            "where": quote.where,
            "href": quote.target,
            "edition": quote.edition,
            "runs": runs_data(quote.runs),
            "cut": cut,
        }
    )


def runs_data(runs: Iterable[Run]) -> list[str | Json]:
    """Return runs of text, each as short as it can be said."""
    found: list[str | Json] = []
    for run in runs:
        dress = filled(
            {"v": int(run.verb), "m": int(run.mark), "h": run.target or "", "c": run.concept or ""}
        )
        found.append({"t": run.text, **dress} if dress else run.text)
    return found


def anchor_data(anchor: Anchor) -> Json:
    """Return words that lead somewhere."""
    return filled({"text": anchor.text, "href": anchor.target, "note": anchor.note})


def filled(data: Mapping[str, Any]) -> Json:
    """Return ``data`` without what is empty; a sign's place may be 0.

    >>> filled({"name": "Bina", "he": "", "sign": 0})
    {'name': 'Bina', 'sign': 0}
    """
    return {key: value for key, value in data.items() if value or key == "sign"}
