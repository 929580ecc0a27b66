"""The rules that give pictures their colour, type and line: for the stylesheet of the pages."""

from __future__ import annotations

STYLE = """\
.kg-picture { display: block; max-width: 100%; height: auto; overflow: visible }
.kg-picture.kg-narrow { display: none; width: 100%; max-width: 440px; margin-inline: auto }
@media (max-width: 719px) {
  .kg-picture.kg-wide { display: none }
  .kg-picture.kg-narrow { display: block }
}
.kg-picture text { fill: var(--kg-ink) }
.kg-picture a:hover :is(.kg-node, .kg-name) {
  text-decoration: underline; text-decoration-color: var(--kg-line); text-underline-offset: 4px
}
.kg-picture a:focus-visible { outline: 2px solid var(--kg-accent); outline-offset: 3px }

.kg-picture .kg-node { font: 400 18px var(--kg-serif) }
.kg-picture .kg-native { font: 400 15px var(--kg-serif-he); fill: var(--kg-ink-2) }
.kg-picture .kg-centre-name { font: 600 24px var(--kg-serif) }
.kg-picture .kg-centre-native { font: 400 20px var(--kg-serif-he); fill: var(--kg-ink-2) }
.kg-picture .kg-verb { font: italic 400 15px var(--kg-serif); fill: var(--kg-ink-2) }
.kg-picture .kg-verb.kg-move { fill: var(--kg-accent) }
.kg-picture .kg-number { font: normal 400 12px var(--kg-sans); fill: var(--kg-ink-3) }
.kg-narrow .kg-node { font-size: 17px }
.kg-narrow .kg-verb { font-size: 14px }
.kg-narrow .kg-number { font-size: 13px }
.kg-narrow .kg-centre-name { font-size: 22px }
.kg-narrow .kg-centre-native { font-size: 18px }
.kg-picture .kg-verb, .kg-map .kg-name {
  paint-order: stroke; stroke: var(--kg-paper); stroke-width: 8px; stroke-linejoin: round
}
.kg-disc { fill: var(--kg-tint); stroke: var(--kg-accent); stroke-width: 1.5px }

.kg-edge, .kg-sign { color: var(--kg-ink-2) }
.kg-edge.kg-sourced, .kg-sign.kg-sourced { color: var(--kg-ink-3) }
.kg-edge.kg-move, .kg-sign.kg-move { color: var(--kg-accent) }
.kg-path { fill: none; stroke: currentColor; stroke-width: 1.3px }
.kg-sign .kg-path, .kg-sign .kg-end { stroke-width: 1.7px }
.kg-move .kg-path { stroke-width: 2.2px }
.kg-inferred .kg-path { stroke-dasharray: 5 4 }
.kg-double .kg-path, .kg-struck .kg-path { stroke-width: 5.4px }
.kg-core { fill: none; stroke: var(--kg-paper); stroke-width: 2.8px }
.kg-end { stroke: currentColor; stroke-width: 1.4px }
.kg-open { fill: none }
.kg-hollow { fill: var(--kg-paper) }
.kg-full, .kg-sign .kg-full { fill: currentColor; stroke-width: 0 }
.kg-gap { fill: var(--kg-paper) }
.kg-stem { fill: none; stroke: var(--kg-edge); stroke-width: 1px }
.kg-sign { display: inline-block; vertical-align: -2px; overflow: visible }

.kg-rail { fill: none; stroke: var(--kg-edge); stroke-width: 1px }
.kg-box { fill: var(--kg-paper); stroke: var(--kg-ink); stroke-width: 1.3px }
.kg-strip .kg-native { font: 500 24px var(--kg-serif-he); fill: var(--kg-ink) }
.kg-strip .kg-name { font: 400 18px var(--kg-serif) }
.kg-strip .kg-native.kg-two { font-size: 17px }
.kg-strip .kg-name.kg-two { font-size: 15px }
.kg-ghost .kg-box { stroke: var(--kg-edge); stroke-dasharray: 4 3 }
.kg-ghost .kg-native { fill: var(--kg-edge) }
.kg-ghost .kg-name { fill: var(--kg-ink-3) }
.kg-strip .kg-verb { font-size: 17px }
.kg-strip .kg-verb.kg-means { font-size: 15px }
.kg-strip .kg-leads { font: italic 400 15px var(--kg-serif); fill: var(--kg-ink-2) }
.kg-strip .kg-note { font: 400 14px var(--kg-sans); fill: var(--kg-ink-3) }
.kg-strip .kg-letter { font: 400 21px var(--kg-serif-he); fill: var(--kg-ink-2) }
.kg-strip .kg-in .kg-letter { font-weight: 500; fill: var(--kg-accent) }
.kg-tick { fill: none; stroke: var(--kg-edge); stroke-width: 1.3px }

.kg-map .kg-rule { fill: none; stroke: var(--kg-rule); stroke-width: 1px }
.kg-map .kg-row { font: 600 13px var(--kg-sans); fill: var(--kg-ink-3) }
.kg-map .kg-name { font: 400 18px var(--kg-serif) }
.kg-map .kg-major { font-size: 22px }
.kg-map .kg-edge:not(.kg-move) .kg-path { stroke: var(--kg-edge); stroke-width: 1px; opacity: .6 }

.kg-legend {
  display: flex; flex-wrap: wrap; gap: 6px 26px; margin: 0; padding: 0; list-style: none;
  font: 400 14px/20px var(--kg-sans); color: var(--kg-ink-2)
}
.kg-legend .kg-sign { margin-right: 6px }
.kg-twin {
  columns: 2; column-gap: 48px; margin: 0; padding-left: 28px; font: 400 16.5px/26px var(--kg-serif)
}
.kg-twin li { break-inside: avoid; padding-left: 2px }
.kg-twin li::marker {
  content: counter(list-item) "  "; font: 400 12px var(--kg-sans); color: var(--kg-ink-3)
}
.kg-twin .kg-verb { font-style: italic; color: var(--kg-accent) }
@media (max-width: 719px) { .kg-twin { columns: 1 } }

.kg-wordmark { color: var(--kg-ink) }
.kg-wordmark path { fill: none; stroke: currentColor; stroke-width: 3px }
.kg-wordmark .kg-down { color: var(--kg-accent) }
.kg-wordmark .kg-full { fill: currentColor; stroke: none }

@media print {
  .kg-picture.kg-wide { display: block }
  .kg-picture.kg-narrow { display: none }
}
"""
