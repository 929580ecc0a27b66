"""Pictures: values in, deterministic SVG out, with whole-number coordinates and colours left to the page."""

from kabgraph.drawing.map import draw_map
from kabgraph.drawing.neighbourhood import draw_neighbourhood
from kabgraph.drawing.route import draw_route
from kabgraph.drawing.signs import SIGN_WORDS, sign
from kabgraph.drawing.strip import draw_strip
from kabgraph.drawing.style import STYLE
from kabgraph.drawing.values import Detail, Drawing, Edge, Node, Part, Rail, Step, StepKind, Strip
from kabgraph.drawing.whole import draw_whole
from kabgraph.drawing.wordmark import wordmark

__all__ = [
    "SIGN_WORDS",
    "STYLE",
    "Detail",
    "Drawing",
    "Edge",
    "Node",
    "Part",
    "Rail",
    "Step",
    "StepKind",
    "Strip",
    "draw_map",
    "draw_neighbourhood",
    "draw_route",
    "draw_strip",
    "draw_whole",
    "sign",
    "wordmark",
]
