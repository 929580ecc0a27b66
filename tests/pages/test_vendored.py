"""What comes with the package is what it says it is."""

from __future__ import annotations

import hashlib
import tomllib

from kabgraph.pages.assets import ASSETS

FONTS = ASSETS / "fonts"
VENDORED = tomllib.loads((FONTS / "VENDORED.toml").read_text(encoding="utf-8"))["font"]


def test_every_font_has_its_hash_and_its_licence() -> None:
    named = {name: digest for font in VENDORED for name, digest in font["sha256"].items()}
    there = {path.name for path in FONTS.iterdir()} - {"VENDORED.toml"}
    assert set(named) == there
    for name, digest in named.items():
        assert hashlib.sha256((FONTS / name).read_bytes()).hexdigest() == digest, name
    for font in VENDORED:
        assert font["licence"] == "OFL-1.1"
        assert "SIL Open Font License" in (FONTS / font["licence_file"]).read_text(encoding="utf-8")


def test_the_fonts_stay_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 900_000


def test_the_style_sheets_name_only_fonts_that_are_there() -> None:
    css = (ASSETS / "css" / "fonts.css").read_text(encoding="utf-8")
    named = {part.split('"')[0] for part in css.split('url("../fonts/')[1:]}
    assert named == {path.name for path in FONTS.glob("*.woff2")}
