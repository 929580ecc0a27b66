"""The measuring half of a library: concordances, and figures of concepts in the texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Protocol, TypeVar

from kabgraph.errors import UsageError
from kabgraph.library.across import reading_order
from kabgraph.library.asked import call
from kabgraph.library.figure_rows import (
    describe_collocate,
    describe_count,
    describe_dispersion,
    describe_keyness,
)
from kabgraph.library.figures import (
    Collocate,
    Dispersion,
    Keyness,
    TalkCount,
    collocates,
    dispersion,
    keyness,
    over_talks,
    units_of,
)
from kabgraph.library.kwic import KwicLine, KwicOrder, describer, kwic_lines
from kabgraph.library.results import Results
from kabgraph.library.tables import by
from kabgraph.library.texts import Texts
from kabgraph.library.together import SCOPES, Scope
from kabgraph.model import Mention, Talk


class _OfConcept(Protocol):
    @property
    def concept(self) -> str: ...


Row = TypeVar("Row", bound=_OfConcept)


class Measures(Texts):
    """Every question that is answered by counting words, or by lining them up."""

    def kwic(
        self, concept: str, words: int = 6, sort: KwicOrder = "text", *, implied: bool = False
    ) -> Results[KwicLine]:
        """The mentions of a concept, each with up to so many words of its passage either side.

        ``sort``: by the text, or by the words to the left, the hit, or the words to the right.

        Raises:
            UnknownNameError, AmbiguousNameError: the name is no concept, or several.
            UsageError: ``words`` is less than 0, or ``sort`` no order.
        """
        id_ = self._names.find(concept).id
        lines = kwic_lines(self._counted_as(id_, implied), self._passages, self._talks, words, sort)
        line = call("kwic", concept, words=words, sort=sort, implied=implied)
        asked = self._asked(line, id_)
        return Results(lines, "lines", describer(lines), asked=asked, of=KwicLine)

    def dispersion(self, *concepts: str, implied: bool = False) -> Results[Dispersion]:
        """How evenly the talks name each of some concepts, or of all: range, Gries' DP and DPnorm.

        The formulas and their sources: ``kabgraph.statistics.spread``. Concepts that no talk names are left
        out unless they are asked for.

        Raises:
            UnknownNameError, AmbiguousNameError: a name is no concept, or several.
        """
        ids = [self._names.find(name).id for name in concepts]
        there = ids or [id_ for id_ in self.ontology.concepts if self._counted_as(id_, implied)]
        rows = [dispersion(id_, self._counted_as(id_, implied), self._all_talks) for id_ in there]
        asked = self._asked(call("dispersion", *concepts, implied=implied), *ids)
        return Results(rows, "dispersions", self._in_words(describe_dispersion), asked=asked, of=Dispersion)

    def keyness(self, talk: str, *, implied: bool = False) -> Results[Keyness]:
        """The concepts that a talk names, by how surely it names them more or less than all other talks.

        Log-likelihood G2 and log ratio: ``kabgraph.statistics.log_likelihood`` and ``.log_ratio``; below 0,
        the talk names the concept less.

        Raises:
            UnknownNameError: there is no such talk; ``nearest`` says which is.
        """
        chosen = self.talk(talk)
        table = {id_: self._counted_as(id_, implied) for id_ in self.ontology.concepts}
        rows = keyness(chosen, self._all_talks, table)
        asked = self._asked(call("keyness", talk, implied=implied))
        return Results(rows, "concepts", self._in_words(describe_keyness), asked=asked, of=Keyness)

    def collocates(
        self, concept: str, within: Scope = "sentence", *, min_count: int = 2, implied: bool = False
    ) -> Results[Collocate]:
        """The concepts named together with one, ``min_count`` times or more, by how surely that is no chance.

        PMI and G2 over sentences, passages or talks: ``kabgraph.statistics.mutual_information`` and
        ``.log_likelihood``.

        Raises:
            UnknownNameError, AmbiguousNameError: the name is no concept, or several.
            UsageError: ``within`` is none of the three, or ``min_count`` less than 1.
        """
        id_ = self._names.find(concept).id
        if within not in SCOPES:
            raise UsageError(f"unknown within={within!r}", "use 'sentence', 'passage' or 'talk'")
        if isinstance(min_count, bool) or min_count < 1:
            raise UsageError(f"min_count={min_count!r} counts nothing", "use min_count=1 or more")
        units = units_of(self._all_talks, within, self._counted if implied else self._named)
        rows = collocates(id_, units, self._all_talks, min_count)
        line = call("collocates", concept, within=within, min_count=min_count, implied=implied)
        asked = self._asked(line, id_)
        return Results(rows, "collocates", self._in_words(describe_collocate), asked=asked, of=Collocate)

    def over_talks(self, concept: str, *, implied: bool = False) -> Results[TalkCount]:
        """How often each talk names a concept, in the order of reading: the lessons, then the others.

        Raises:
            UnknownNameError, AmbiguousNameError: the name is no concept, or several.
        """
        id_ = self._names.find(concept).id
        rows = over_talks(id_, self._counted_as(id_, implied), reading_order(self._all_talks))
        asked = self._asked(call("over_talks", concept, implied=implied), id_)
        return Results(rows, "talks", self._in_words(describe_count), asked=asked, of=TalkCount)

    def _in_words(self, describe: Callable[[Row, str], str]) -> Callable[[Row], str]:
        """How to describe a row by the name of its concept."""
        return lambda row: describe(row, self.label(row.concept))

    @property
    def _all_talks(self) -> Sequence[Talk]:
        return tuple(self._talks.values())

    def _counted_as(self, concept: str, implied: bool) -> Sequence[Mention]:
        """The mentions of a concept that count: names, and with ``implied`` whatever a person marked."""
        return (self._counted_of if implied else self._named_of).get(concept, ())

    @cached_property
    def _named_of(self) -> dict[str, list[Mention]]:
        names = (mention for mentions in self._named.values() for mention in mentions)
        return by(names, lambda mention: mention.concept or "")
