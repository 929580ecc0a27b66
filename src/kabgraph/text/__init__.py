"""Tools of text: normal form, folding with an offset map, sentences, names that are near."""

from kabgraph.text.fold import Folded, fold
from kabgraph.text.names import nearest, slug
from kabgraph.text.normalise import normalise
from kabgraph.text.sentences import split_sentences

__all__ = ["Folded", "fold", "nearest", "normalise", "slug", "split_sentences"]
