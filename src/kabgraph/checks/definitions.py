"""Checks of definitions: terms that the ontology does not have."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kabgraph.checks.registry import Parts, check
from kabgraph.model import Finding, Ontology, Talk
from kabgraph.text import folded, nearest, normalise, split_sentences

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOUNS_WRITTEN_LARGE = frozenset({"de", "lb"})


@check("L231")
def unknown_term(parts: Parts) -> Iterator[Finding]:
    """A definition uses a word that is written like a term, with a capital, and is in no label."""
    if parts.ontology.scheme.language.partition("-")[0] in _NOUNS_WRITTEN_LARGE:
        return  # there a capital tells a noun, not a term
    known = _known_words(parts.ontology, parts.talks)
    by_letter = _names(parts.ontology)
    for concept in parts.ontology.concepts.values():
        for word in dict.fromkeys(_terms(concept.definition)):
            if _is_known(word, known):
                continue
            near = nearest(word, by_letter.get(word[0], ()))
            yield Finding(
                concept.address,
                "L231",
                "warning",
                f"the definition of {concept.id!r} uses {word!r}, which is in no label",
                f"{f'did you mean {near[0]!r}? else ' if near else ''}add a concept for it, "
                "or put it in quotation marks",
            )


def _terms(definition: str) -> Iterator[str]:
    """The words with a capital that do not begin a sentence, outside quotation marks."""
    text = normalise(_QUOTED.sub(" ", definition))
    for sentence in split_sentences(text):
        words = _WORD.findall(text[sentence.slice])
        for word in words[1:]:
            if len(word) > 1 and any(map(str.isupper, word)):
                yield word


def _names(ontology: Ontology) -> dict[str, set[str]]:
    """The words of labels that are written with a capital, by their first letter."""
    names: dict[str, set[str]] = defaultdict(set)
    for concept in ontology.concepts.values():
        for label in concept.labels:
            for word in _WORD.findall(label.text):
                names[word[0]].update({word} if word[0].isupper() else ())
    return names


def _known_words(ontology: Ontology, talks: Iterable[Talk]) -> frozenset[str]:
    """The words of all labels; of what is named elsewhere, too: titles, speakers, kinds, claims, events."""
    texts = [label.text for concept in ontology.concepts.values() for label in concept.labels]
    texts += [kind.label for kind in ontology.kinds.values()]
    texts += [event.label for event in ontology.events.values()]
    texts += [f"{claim.condition} {claim.because} {claim.phrase}" for claim in ontology.claims]
    texts += [reference.title for reference in ontology.scheme.references.values()]
    texts += [ontology.scheme.title, ontology.scheme.definition]
    texts += [f"{talk.title} {talk.speaker or ''}" for talk in talks]
    return frozenset(word for text in texts for word in _WORD.findall(folded(text)))


def _is_known(word: str, known: frozenset[str]) -> bool:
    """Whether the word, or each of the words that folding makes of it, is known, also in the plural."""
    parts = _WORD.findall(folded(word).removesuffix("'s"))
    return all(
        part in known or part.removesuffix("s") in known or part.removesuffix("es") in known for part in parts
    )
