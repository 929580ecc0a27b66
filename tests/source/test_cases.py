"""The collected hostile files, as far as reading alone decides them: outcome, line, column."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from kabgraph.model import Finding
from kabgraph.source import load_yaml, read_text

# case -> (line, column, code) of an error, or of a warning; None where the file is fine
YAML = {
    "dup-key-top": (5, 1, "S206"),
    "dup-key-quoted": (4, 5, "S206"),
    "sexagesimal-ref": None,
    "binary-underscore": None,
    "python-apply": (1, 11, "S203"),
    "python-new": (2, 5, "S203"),
    "tag-bool-maybe": (2, 9, "S203"),
    "tag-timestamp-foo": (2, 9, "S203"),
    "tag-int-foo": (2, 9, "S203"),
    "alias-bomb": (2, 8, "S202"),
    "merge-bomb": (3, 3, "S211"),
    "self-alias": (3, 15, "S202"),
    "undefined-alias": (2, 9, "S202"),
    "deep-block": (33, 33, "S204"),
    "multi-doc": (4, 1, "S208"),
    "scalar-root": None,
    "list-root": None,
    "unclosed-quote": (2, 9, "S201"),
    "at-sign": (3, 12, "S201"),
    "curly-quotes-value": (3, 17, "S201"),
    "hebrew-gershayim": None,
    "wrong-type": (2, 9, "S201"),
}
TEXT = {
    "encoding__latin1": (3, 4, "S106"),
    "encoding__utf16-le-bom": (1, 1, "S107"),
    "encoding__utf16-be-nobom": (1, 1, "S107"),
    "encoding__utf8-bom": None,
    "encoding__bom-in-middle": (3, 3, "S301"),
    "encoding__crlf": None,
    "encoding__lone-cr": None,
    "encoding__escape-seq": (3, 1, "S108"),
    "encoding__overlong-utf8": (3, 1, "S106"),
    "encoding__surrogate-cesu": (3, 1, "S106"),
    "encoding__form-feed": None,
    "encoding__spaces-only": None,
    "unicode__bidi-override": (3, 6, "S302"),
    "unicode__mixed-script-ma": (3, 1, "S307"),
    "unicode__niqqud-order": None,
    "unicode__presentation-forms": None,
    "unicode__zalgo": (3, 2, "S306"),
    "unicode__noncharacter": (3, 6, "S305"),
    "unicode__tag-chars": (3, 5, "S304"),
}


def first(findings: list[Finding]) -> tuple[int, int, str] | None:
    if not findings:
        return None
    return findings[0].address.line, findings[0].address.column, findings[0].code


@pytest.mark.parametrize("case", YAML)
def test_yaml(case: str, shared: Path) -> None:
    folder = shared / "cases"
    start = time.perf_counter()
    document = load_yaml(folder / f"yaml__{case}.yaml", folder)
    assert first(list(document.findings)) == YAML[case]
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours


@pytest.mark.parametrize("case", TEXT)
def test_text(case: str, shared: Path) -> None:
    folder = shared / "cases"
    text, findings = read_text(folder / f"{case}.txt", folder)
    assert first(findings) == TEXT[case]
    assert (text is None) == any(finding.level == "error" for finding in findings)


@pytest.mark.parametrize("case", ["yaml__segv-depth", "yaml__long-chain"])
def test_generated_yaml(case: str, shared: Path, tmp_path: Path) -> None:
    script = shared / "cases" / f"{case}.gen.py"
    made = subprocess.run([sys.executable, script], capture_output=True, check=True).stdout
    (tmp_path / "c.yaml").write_bytes(made)
    document = load_yaml(tmp_path / "c.yaml", tmp_path)
    assert first(list(document.findings)) == ((1, 33, "S204") if "segv" in case else None)
