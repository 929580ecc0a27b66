"""Tools of text: normal form, folding with an offset map, sentences, names that are near, letter sums."""

from kabgraph.text.fold import Folded, fold, folded
from kabgraph.text.gematria import letter_sum
from kabgraph.text.names import nearest, slug
from kabgraph.text.normalise import normalise
from kabgraph.text.sentences import split_sentences

__all__ = ["Folded", "fold", "folded", "letter_sum", "nearest", "normalise", "slug", "split_sentences"]
