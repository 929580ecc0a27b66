"""Cards for Anki: a line a card, each with the passage and the place in the data on which it rests.

The head lines are those that Anki reads; what stands in ``Id`` stays the same when a text is corrected, so
that a card imported again is brought up to date and not doubled.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from kabgraph.export import disarmed
from kabgraph.pages.desk import Desk
from kabgraph.pages.views.handout import Asked, Cited, Gap, Handout, handout

COLUMNS = ("Id", "Question", "Answer", "Passage", "Source", "Permalink", "Rests on", "Tags")
BLANK = "____"


def anki_of_all(desk: Desk) -> str:
    """Return the cards of every published text; a private copy gives them no option either."""
    shown = desk if all(talk.publish for talk in desk.talks) else Desk(desk.library, public=True)
    refs = {passage.ref for talk in shown.talks for passage in talk.passages}
    return anki(handout(shown, refs, most=0))


def anki(sheet: Handout) -> str:
    """Return the cards of a sheet, its gaps first, as Anki imports them."""
    text = io.StringIO()
    heads = ("separator:tab", "html:false", "guid column:1", f"tags column:{len(COLUMNS)}")
    text.writelines(f"#{line}\n" for line in (*heads, "columns:" + "\t".join(COLUMNS)))
    writer = csv.writer(text, delimiter="\t", lineterminator="\n")
    writer.writerows([_cell(value) for value in row] for row in _rows(sheet))
    return text.getvalue()


def _rows(sheet: Handout) -> Iterator[Sequence[str]]:
    for gap in sheet.gaps:
        yield _gap(gap)
    for asked in sheet.questions:
        yield _asked(asked)


def _cell(text: str) -> str:
    """Text on one line, without tabs, that no spreadsheet runs as a formula."""
    return disarmed(" ".join(text.split()))


def _gap(gap: Gap) -> Sequence[str]:
    return (
        gap.id,
        f"Which term? {BLANK.join(gap.sentence)}",
        gap.word if gap.word == gap.name else f"{gap.word} ({gap.name})",
        gap.cited.quote,
        gap.cited.where,
        gap.cited.permalink,
        gap.ground,
        _tags("term", [gap.cited], [gap.concept]),
    )


def _asked(asked: Asked) -> Sequence[str]:
    options = [f"{letter}) {option}" for letter, option in asked.options]
    return (
        asked.id,
        f"Which relation? {BLANK.join(asked.parts)}: {'; '.join(options)}",
        f"{options[asked.answer]}: {asked.sentence}",
        " / ".join(cited.quote for cited in asked.cited),
        "; ".join(cited.where for cited in asked.cited),
        " ".join(cited.permalink for cited in asked.cited),
        asked.ground,
        _tags("relation", asked.cited, asked.concepts),
    )


def _tags(kind: str, places: Iterable[Cited], concepts: Iterable[str]) -> str:
    talks = dict.fromkeys(f"talk::{place.ref.partition('#')[0]}" for place in places)
    return " ".join((kind, *talks, *dict.fromkeys(f"concept::{concept}" for concept in concepts)))
