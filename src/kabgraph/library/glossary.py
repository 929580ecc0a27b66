"""What words outside the talks name: definitions, answers, the cells of a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property

from kabgraph.mentions import Finder
from kabgraph.model import Address, Mention, Ontology, Passage, TalkId
from kabgraph.text import split_sentences

_NO_TALK = TalkId("definitions")


class Glossary:
    """Reads words that belong to no talk as if they were passages of one."""

    def __init__(self, ontology: Ontology, finder: Finder) -> None:
        self._ontology = ontology
        self._finder = finder

    @cached_property
    def _defined(self) -> dict[str, list[Mention]]:
        concepts = self._ontology.concepts.values()
        table: dict[str, list[Mention]] = defaultdict(list)
        for mention in self._finder.find(_passage(c.id, c.definition) for c in concepts if c.definition):
            table[mention.passage.partition("#")[2]].append(mention)
        return table

    def definition(self, concept: str) -> Sequence[Mention]:
        """What the definition of a concept names, hits inside longer ones included."""
        return self._defined.get(concept, ())

    def named_in(self, text: str) -> Sequence[Mention]:
        """What any text names."""
        return [mention for mention in self._finder.find([_passage("text", text)]) if not mention.contained]


def _passage(id_: str, text: str) -> Passage:
    return Passage(_NO_TALK, id_, text, 0, (), split_sentences(text), Address(""))
