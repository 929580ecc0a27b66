"""Mentions: labels found in text under a named policy; ambiguity is kept, never guessed."""

from kabgraph.mentions.finder import Finder

__all__ = ["Finder"]
