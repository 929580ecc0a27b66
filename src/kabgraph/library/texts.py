"""The texts of a library, and what is found in them: talks, passages, mentions, decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, cast

from kabgraph.errors import UnknownNameError
from kabgraph.library.asked import Asked, call
from kabgraph.library.decisions import Decided, decide, describe, describe_mention, lost_records
from kabgraph.library.glossary import Glossary
from kabgraph.library.judging import is_undecided
from kabgraph.library.lookup import Names
from kabgraph.library.quotes import is_name
from kabgraph.library.results import Results, short
from kabgraph.library.review import Item, Sort, describe_item, queue
from kabgraph.library.tables import by
from kabgraph.library.together import Within, check_within, named_together
from kabgraph.mentions import Finder
from kabgraph.model import Annotation, Mention, Ontology, Passage, Talk
from kabgraph.text import nearest

if TYPE_CHECKING:
    from kabgraph.library.asked import Asks


class Texts:
    """The half of a library that reads: every question about what stands where."""

    def __init__(self, ontology: Ontology, talks: Sequence[Talk], annotations: Iterable[Annotation]) -> None:
        self.ontology = ontology
        self._talks: dict[str, Talk] = {talk.id: talk for talk in talks}
        self._passages: dict[str, Passage] = {p.ref: p for talk in talks for p in talk.passages}
        self._annotations = tuple(annotations)
        self._names = Names(ontology)

    def _asked(self, line: str, *concepts: str) -> Asked:
        """A question to the whole library, of which this is a part."""
        return Asked(cast("Asks", self), line, concepts)

    def label(self, id: str) -> str:
        """How to call a concept, an event, a talk or a passage in a sentence."""
        if id in self.ontology.concepts:
            return self.ontology.concepts[id].name
        if id in self.ontology.events:
            return self.ontology.events[id].label
        if id in self._passages:
            passage = self._passages[id]
            return f"{self._talks[passage.talk].title}, passage {passage.number}"
        return self._talks[id].title if id in self._talks else id

    @property
    def talks(self) -> Results[Talk]:
        """All talks, by id."""
        return Results(self._talks.values(), "talks", _describe_talk, asked=self._asked("k.talks"), of=Talk)

    def talk(self, id: str) -> Talk:
        """The talk of that id.

        Raises:
            UnknownNameError: there is none.
        """
        if id not in self._talks:
            raise UnknownNameError("talk", id, nearest(id, self._talks))
        return self._talks[id]

    def passage(self, ref: str) -> Passage:
        """The passage of that ref, ``talk-id#p3``.

        Raises:
            UnknownNameError: there is none.
        """
        if ref not in self._passages:
            raise UnknownNameError("passage", ref, nearest(ref, self._passages))
        return self._passages[ref]

    def find_passage(self, ref: str) -> Passage | None:
        """The passage of that ref, or None where there is none."""
        return self._passages.get(ref)

    def passages(
        self, *concepts: str, within: Within = "passage", ordered: bool = False, implied: bool = False
    ) -> Results[Passage]:
        """The passages that name all of ``concepts``, together within a scope.

        ``within``: a sentence, the passage, its talk, or a run of so many words. ``ordered``: they follow one
        another as given. With ``implied`` what a person marked as implied, or as an analogy, counts as well.

        Raises:
            UnknownNameError, AmbiguousNameError: a name is no concept, or several.
            UsageError: ``within`` is none of the three, and no number of words.
        """
        ids = [self._names.find(name).id for name in concepts]
        check_within(within)
        table = self._counted if implied else self._named
        found = (
            p
            for p in self._passages.values()
            if named_together(p, self._talks[p.talk].passages, ids, within, table, ordered=ordered)
        )
        scope = within if len(concepts) > 1 else None
        line = call("passages", *concepts, within=scope, ordered=ordered, implied=implied)
        return Results(found, "passages", self._describe_passage, asked=self._asked(line, *ids), of=Passage)

    def _describe_passage(self, passage: Passage) -> str:
        edition = self._talks[passage.talk].edition
        return f"{passage.ref}{'' if edition == 'original' else f' ({edition})'}: {short(passage.text)}"

    # -- mentions

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.ontology)

    @cached_property
    def glossary(self) -> Glossary:
        """What the definitions, and any other words outside the talks, name."""
        return Glossary(self.ontology, self._finder)

    @cached_property
    def _hits(self) -> tuple[Mention, ...]:
        """What the policy finds, before any decision."""
        return self._finder.find(self._passages.values())

    def take_hits(self, hits: tuple[Mention, ...]) -> None:
        """Take over hits that were found in the same texts by the same labels."""
        self.__dict__["_hits"] = hits

    def reuse(self, before: Texts) -> None:
        """Take over what ``before`` found: only for the same texts and labels under other decisions."""
        self.__dict__.update({name: getattr(before, name) for name in ("_finder", "_hits", "glossary")})

    @cached_property
    def _decided(self) -> Decided:
        return decide(self._hits, self._annotations, self._passages)

    @property
    def _found(self) -> tuple[Mention, ...]:
        return self._decided.found

    @property
    def _open(self) -> tuple[Mention, ...]:
        """What is found, and the disputed places where nothing is."""
        return (*self._found, *filter(is_undecided, self._decided.disputed))

    @cached_property
    def _counted(self) -> dict[str, list[Mention]]:
        return by((m for m in self._found if not m.contained), lambda m: m.passage)

    @cached_property
    def _named(self) -> dict[str, list[Mention]]:
        return by(filter(is_name, self._found), lambda m: m.passage)

    @cached_property
    def _all_in(self) -> dict[str, list[Mention]]:
        return by(self._found, lambda m: m.passage)

    @cached_property
    def _counted_of(self) -> dict[str, list[Mention]]:
        return by(self.mentions, lambda m: m.concept or "")

    @cached_property
    def mentions(self) -> Results[Mention]:
        """All counted mentions, in the texts' order."""
        return self._show_mentions((m for m in self._found if not m.contained), "k.mentions")

    @property
    def hits(self) -> Results[Mention]:
        """What the matcher finds by itself, whatever people decided."""
        return self._show_mentions(self._hits, "k.hits")

    @property
    def contained(self) -> Results[Mention]:
        """Hits inside a longer mention: recorded, not counted."""
        return self._show_mentions((m for m in self._found if m.contained), "k.contained")

    @property
    def rejected(self) -> Results[Mention]:
        """Readings that people took away: kept, shown on request, not counted.

        >>> import kabgraph
        >>> kabgraph.load("tests/data/decided").rejected
        2 mentions
          first#p1 66-68 'MA' -> ma45 [rejected]
          first#p2 47-52 'group' -> group [rejected]
        """
        return self._show_mentions(self._decided.rejected, "k.rejected")

    @property
    def disputed(self) -> Results[Mention]:
        """Places where people disagree: a hit counts as the policy left it, anything else does not count.

        >>> import kabgraph
        >>> [(m.surface, m.status, len(m.records)) for m in kabgraph.load("tests/data/decided").disputed]
        [('Malchut', 'automatic', 2)]
        """
        return self._show_mentions(self._decided.disputed, "k.disputed")

    @property
    def lost(self) -> Results[Mention]:
        """Decisions on words that are no longer placed: ``start`` and ``end`` tell where they stood.

        >>> import kabgraph
        >>> [m.surface for m in kabgraph.load("tests/data/decided").lost]
        ['as soon as it asks', 'The lowest part of Bina', 'desire', 'the tenth part']
        """
        return self._show_mentions(self._decided.lost, "k.lost")

    @property
    def lost_records(self) -> Results[Annotation]:
        """The decisions of every kind whose words are no longer placed, until another answers them."""
        asked = self._asked("k.lost_records")
        return Results(lost_records(self._annotations), "annotations", describe, asked=asked, of=Annotation)

    def queue(
        self, talk: str | None = None, concept: str | None = None, sort: Sort | None = None
    ) -> Results[Item]:
        """What people have to decide, of one text, concept and sort or of all: see ``library.review``.

        >>> import kabgraph
        >>> [(i.sort, i.surface) for i in kabgraph.load("tests/data/decided").queue("first")][:2]
        [('disputed', 'Malchut'), ('proposed', 'asks')]

        Raises:
            UnknownNameError, AmbiguousNameError: no such talk; a name is no concept, or several.
        """
        id_ = self._names.find(concept).id if concept else None
        of = self.talk(talk).id if talk else None
        order = {ref: n for n, ref in enumerate(self._passages)}
        found = (
            item
            for item in queue(self._open, self._annotations, order)
            if of in (None, item.passage.partition("#")[0])
            and (id_ is None or id_ in item.candidates)
            and sort in (None, item.sort)
        )
        return Results(
            found, "items", describe_item, asked=self._asked(call("queue", talk, concept, sort=sort))
        )

    def mentions_in(self, ref: str) -> Results[Mention]:
        """The counted mentions of one passage."""
        here = self._counted.get(self.passage(ref).ref, ())
        return self._show_mentions(here, call("mentions_in", ref))

    def mentions_of(self, concept: str) -> Results[Mention]:
        """The counted mentions of one concept."""
        id_ = self._names.find(concept).id
        return self._show_mentions(self._counted_of.get(id_, ()), call("mentions_of", concept), id_)

    def _show_mentions(self, mentions: Iterable[Mention], line: str, *concepts: str) -> Results[Mention]:
        asked = self._asked(line, *concepts)
        return Results(mentions, "mentions", describe_mention, asked=asked, of=Mention)

    @property
    def annotations(self) -> Results[Annotation]:
        """All stored decisions, in the texts' order, each with what became of its words."""
        asked = self._asked("k.annotations")
        return Results(self._annotations, "annotations", describe, asked=asked, of=Annotation)


def _describe_talk(talk: Talk) -> str:
    return f"{talk.id}: {talk.title}, {len(talk.passages)} passages"
