"""The graph: parts joined into one typed networkx ``MultiDiGraph``."""

from kabgraph.graph.build import build_graph

__all__ = ["build_graph"]
