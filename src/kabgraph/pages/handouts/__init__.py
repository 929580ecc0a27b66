"""A sheet for a class in the forms in which it leaves: a page to print, Markdown, cards for Anki."""

from kabgraph.pages.handouts.anki import anki, anki_of_all
from kabgraph.pages.handouts.choose import choose
from kabgraph.pages.handouts.markdown import markdown
from kabgraph.pages.handouts.paper import paper

__all__ = ["anki", "anki_of_all", "choose", "markdown", "paper"]
