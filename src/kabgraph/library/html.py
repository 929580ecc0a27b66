"""Answers in a notebook: escaped markup without a script, the only markup that the library makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from kabgraph.drawing.markup import clean, is_rtl
from kabgraph.library.citation import notes
from kabgraph.library.closure import Derivation
from kabgraph.library.kwic import KwicLine
from kabgraph.library.looks import LOOKS
from kabgraph.library.neighborhood import Neighborhood
from kabgraph.library.paths import Path
from kabgraph.library.quotes import is_name
from kabgraph.library.roles import Participation
from kabgraph.library.sheets import cell
from kabgraph.library.sketch import neighbourhood_picture, path_picture
from kabgraph.model import Mention, Passage, Quote, Relation, Span

if TYPE_CHECKING:
    from kabgraph.library.asked import Asked, Asks
    from kabgraph.library.results import Results

_MOST, _LISTED = 50, 4
Teller: TypeAlias = Callable[[Sequence[Any], "Asked"], str]


def page(results: Results[Any]) -> str:
    """Return answers as one block of markup: how many, what was asked, the answers, whose words they are."""
    asked = results.asked
    line = tag("code", text(asked.line)) if asked else ""
    head = tag("p", tag("b", text(results.noun)), " " if line else "", line, css="kg-ask-head")
    shown = list(results[:_MOST])
    tell = _TELLERS.get(type(shown[0])) if shown else None
    body = tell(shown, asked) if tell and asked else _table(results)
    if asked and isinstance(results, Neighborhood):
        body = _around(results, asked.library) + body
    rest = len(results) - len(shown)
    more = tag("p", f"and {rest} more", css="kg-ask-note") if rest else ""
    said = "".join(tag("p", text(note), css="kg-ask-note") for note in notes(results))
    return tag("div", tag("style", LOOKS), head, body, more, said, css="kg-ask")


def text(content: object) -> str:
    """Return words from the data as element content, without what turns text about.

    >>> text("<b> & 'c'")
    '&lt;b&gt; &amp; &#x27;c&#x27;'
    """
    return escape(clean(str(content)))


def tag(name: str, *content: str, css: str = "", **attributes: str) -> str:
    """Return an element; its attributes are escaped, ``content`` is markup already.

    >>> tag("td", "1 &lt; 2", css="x", dir="auto")
    '<td class="x" dir="auto">1 &lt; 2</td>'
    """
    given = {"class": css, **attributes}
    written = "".join(f' {key}="{escape(clean(value))}"' for key, value in given.items() if value)
    return f"<{name}{written}>{''.join(content)}</{name}>"


def marked(passage: Passage, span: Span, marks: Iterable[Span]) -> str:
    """Return a stretch of a passage with its marks; those that overlap are one."""
    out, at = [], span.start
    for mark in sorted(marks):
        start, end = max(mark.start, at), min(mark.end, span.end)
        if start < end:
            out += [escape(passage.text[at:start]), tag("mark", escape(passage.text[start:end]))]
            at = end
    return "".join([*out, escape(passage.text[at : span.end])])


def _place(ref: str, library: Asks) -> str:
    edition = library.talk(ref.partition("#")[0]).edition
    return tag("cite", text(ref), "" if edition == "original" else f", {text(edition)}")


def _table(results: Results[Any]) -> str:
    columns = results.columns
    head = tag("tr", *(tag("th", text(name), scope="col") for name in columns))
    rows = [
        tag("tr", *(tag("td", text(cell(name, _few(row[name]))), dir="auto") for name in columns))
        for row in results[:_MOST].rows()
    ]
    return tag("table", tag("thead", head), tag("tbody", *rows))


def _few(value: object) -> object:
    """The first of many; the other forms have all."""
    if isinstance(value, list) and len(value) > _LISTED:
        return [*value[:_LISTED], f"and {len(value) - _LISTED} more"]
    return value


def _kwic(lines: Sequence[KwicLine], asked: Asked) -> str:
    """A concordance: what comes before a hit ends at it, in whichever direction its script runs."""
    rows = []
    for line in lines:
        rtl = is_rtl(line.left + line.hit + line.right)
        cells = (
            tag("td", escape(line.left), css="kg-ask-left"),
            tag("td", tag("mark", escape(line.hit))),
            tag("td", escape(line.right), css="kg-ask-right"),
        )
        ref = tag("td", _place(line.passage, asked.library), css="kg-ask-ref", dir="ltr")
        rows.append(tag("tr", *cells, ref, dir="rtl" if rtl else "ltr"))
    return tag("table", tag("tbody", *rows), css="kg-ask-kwic")


def _passages(passages: Sequence[Passage], asked: Asked) -> str:
    library = asked.library
    out = []
    for passage in passages:
        here = [m for m in library.mentions_in(passage.ref) if m.concept in asked.concepts]
        named = {m.concept for m in here if is_name(m)}
        # What a person marked stands in for a name only where there is none.
        marks = [m.span for m in here if is_name(m) or m.concept not in named]
        whole = marked(passage, Span(0, len(passage.text)), marks)
        out.append(tag("p", whole, " ", _place(passage.ref, library), dir="auto"))
    return "".join(out)


def _mentions(mentions: Sequence[Mention], asked: Asked) -> str:
    out = []
    for mention in mentions:
        passage = asked.library.find_passage(mention.passage)
        if passage and mention.end <= len(passage.text):
            sentence = passage.sentence_at(mention.start)
            shown = Span(sentence.start, max(sentence.end, mention.end))
            words = marked(passage, shown, [mention.span])
            named = text(mention.concept or " or ".join(mention.candidates))
            place = _place(passage.ref, asked.library)
            out.append(tag("p", words, " ", place, f" {named}, {text(mention.status)}", dir="auto"))
    return "".join(out)


def _quotes(quotes: Iterable[Quote], library: Asks) -> str:
    return "".join(
        tag(
            "blockquote",
            marked(quote.passage, quote.span, quote.marks),
            " ",
            _place(quote.passage.ref, library),
            dir="auto",
        )
        for quote in quotes
    )


def _said(relation: Relation, library: Asks) -> str:
    """A relation as a sentence with what it rests on, and its quotes below."""
    pieces = (
        tag("em", text(s.text)) if s.role == "verb" else tag("bdi", text(s.text))
        for s in library.sentence(relation)
    )
    rule = f": {relation.rule}" if relation.standing == "inferred" and relation.rule else ""
    sources = f": {', '.join(relation.sources)}" if relation.sources and not relation.evidence else ""
    ground = tag("small", text(f"{relation.standing}{rule or sources}"))
    return f"{' '.join(pieces)} {ground}{_quotes(library.quotes(relation), library)}"


def _relations(relations: Sequence[Relation], asked: Asked) -> str:
    return tag("ol", *(tag("li", _said(relation, asked.library)) for relation in relations))


def _parts(rows: Sequence[Participation], asked: Asked) -> str:
    library = asked.library
    out = []
    for row in rows:
        event = library.ontology.events[row.event]
        sentence = "".join(s.text for s in library.sentence(event))
        part = f"{library.label(row.concept)}: {row.role}{', inferred' if row.inferred else ''}"
        said = (
            tag("b", text(part)),
            " ",
            tag("bdi", text(sentence)),
            _quotes(library.quotes(event), library),
        )
        out.append(tag("li", *said))
    return tag("ul", *out)


def _derivations(rows: Sequence[Derivation], asked: Asked) -> str:
    library = asked.library
    out = []
    for row in rows:
        steps = tag("ol", *(tag("li", _said(relation, library)) for relation in row.chain))
        ends = f"{library.label(row.subject)} {row.type} {library.label(row.object)}"
        out.append(tag("li", text(ends), " ", tag("small", text(row.standing)), steps))
    return tag("ul", *out)


def _paths(paths: Sequence[Path], asked: Asked) -> str:
    library = asked.library
    return "".join(
        path_picture(path, library)
        + tag("ol", *(tag("li", _said(hop.relation, library)) for hop in path.hops))
        for path in paths
    )


def _around(found: Neighborhood, library: Asks) -> str:
    drawn = neighbourhood_picture(found, library)
    return f"{drawn.svg}{drawn.legend}" if drawn else ""


_TELLERS: dict[type, Teller] = {
    KwicLine: _kwic,
    Passage: _passages,
    Mention: _mentions,
    Relation: _relations,
    Derivation: _derivations,
    Participation: _parts,
    Path: _paths,
}
