"""The style of answers in a notebook: the palette of the pages, and what a few elements need beside it."""

from __future__ import annotations

from kabgraph.drawing import STYLE

LIGHT = {
    "paper": "#fbfbf9",
    "ink": "#1a1c21",
    "ink-2": "#4a4f59",
    "ink-3": "#5e646f",
    "accent": "#21489a",
    "tint": "#e4ebf8",
    "line": "#768cc0",
    "edge": "#888e95",
    "rule": "#d9dcd8",
}
DARK = {
    "paper": "#14171d",
    "ink": "#e7e5df",
    "ink-2": "#b9bdc6",
    "ink-3": "#949ba8",
    "accent": "#a9c1f7",
    "tint": "#222e4b",
    "line": "#657eb5",
    "edge": "#656d7b",
    "rule": "#2d333e",
}
"""The roles of the palette, as the style sheet of the pages has them: a test compares the two."""


def _roles(palette: dict[str, str]) -> str:
    return "; ".join(f"--kg-{role}: {colour}" for role, colour in palette.items())


# A notebook's own theme decides, where it says which it is; else the reader's setting.
LOOKS = f"""
.kg-ask {{
  {_roles(LIGHT)};
  --kg-serif: "Source Serif 4", Georgia, serif; --kg-serif-he: "Frank Ruhl Libre", "Times New Roman", serif;
  --kg-sans: system-ui, sans-serif; color-scheme: light;
  padding: 4px 12px; font: 400 16px/25px var(--kg-serif); color: var(--kg-ink); background: var(--kg-paper);
}}
@media (prefers-color-scheme: dark) {{ .kg-ask {{ {_roles(DARK)}; color-scheme: dark }} }}
[data-jp-theme-light="true"] .kg-ask {{ {_roles(LIGHT)}; color-scheme: light }}
[data-jp-theme-light="false"] .kg-ask {{ {_roles(DARK)}; color-scheme: dark }}
.kg-ask p, .kg-ask ol, .kg-ask ul {{ margin: 6px 0; max-width: 46em }}
.kg-ask li {{ margin: 3px 0 }}
.kg-ask em {{ color: var(--kg-accent) }}
.kg-ask mark {{ background: var(--kg-tint); color: inherit }}
.kg-ask blockquote {{
  margin: 0 0 4px; padding: 0 0 0 12px; border: 0; font-size: 15px; line-height: 23px; color: var(--kg-ink-2)
}}
.kg-ask cite, .kg-ask small, .kg-ask-note, .kg-ask code {{
  font: normal 13px/20px var(--kg-sans); color: var(--kg-ink-3)
}}
.kg-ask code {{ font-family: ui-monospace, monospace; background: none }}
.kg-ask table {{ border-collapse: collapse; margin: 6px 0; font: 14px/20px var(--kg-sans) }}
.kg-ask th, .kg-ask td {{
  padding: 2px 8px; text-align: start; vertical-align: baseline; border: 0; background: none; color: inherit
}}
.kg-ask .kg-ask-kwic td {{ padding: 1px 0; font: 16px/24px var(--kg-serif); white-space: pre }}
.kg-ask .kg-ask-left {{ text-align: end }}
.kg-ask .kg-ask-ref {{ padding-inline-start: 16px }}
{STYLE}"""
