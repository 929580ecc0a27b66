"""What comes with the package from others is what it says it is."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kabgraph.pages.assets import ASSETS

FOLDERS = sorted(path.parent for path in ASSETS.rglob("VENDORED.toml"))
LICENCES = {"OFL-1.1": "SIL Open Font License", "MIT": "Permission is hereby granted, free of charge"}


def _vendored(folder: Path) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tomllib.loads((folder / "VENDORED.toml").read_text("utf-8"))["vendored"]
    return entries


def test_fonts_and_scripts_of_others_have_their_list() -> None:
    assert [folder.name for folder in FOLDERS] == ["fonts", "vendor"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_has_its_hash_and_its_licence(folder: Path) -> None:
    entries = _vendored(folder)
    named = {name: digest for entry in entries for name, digest in entry["sha256"].items()}
    assert set(named) == {path.name for path in folder.iterdir()} - {"VENDORED.toml"}
    for name, digest in named.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
    for entry in entries:
        assert entry["name"]
        assert entry["package"]
        assert entry["version"][0].isdigit()
        assert LICENCES[entry["licence"]] in (folder / entry["licence_file"]).read_text(encoding="utf-8")


def test_the_fonts_stay_small() -> None:
    assert sum(path.stat().st_size for path in (ASSETS / "fonts").glob("*.woff2")) < 900_000


def test_the_style_sheets_name_only_fonts_that_are_there() -> None:
    css = (ASSETS / "css" / "fonts.css").read_text(encoding="utf-8")
    named = {part.split('"')[0] for part in css.split('url("../fonts/')[1:]}
    assert named == {path.name for path in (ASSETS / "fonts").glob("*.woff2")}
