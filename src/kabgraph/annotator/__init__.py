"""The editing server: the same pages on loopback, with an edit mode and an interface that saves decisions."""

from kabgraph.annotator.app import make_app
from kabgraph.annotator.run import serve

__all__ = ["make_app", "serve"]
