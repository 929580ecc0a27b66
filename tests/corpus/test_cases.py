"""The collected hostile texts and folders: outcome, line and column, as import and reading show them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kabgraph.corpus import apply, plan_import, read_corpus
from kabgraph.model import Talk
from kabgraph.source import read_text
from kabgraph.text import normalise

TITLE = "Title"
# case -> (line, column, code); a warning when the code is one
SAID = {
    "encoding__latin1.txt": (3, 4, "S106"),
    "encoding__utf16-le-bom.txt": (1, 1, "S107"),
    "encoding__utf16-be-nobom.txt": (1, 1, "S107"),
    "encoding__bom-in-middle.txt": (3, 3, "S301"),
    "encoding__escape-seq.txt": (3, 1, "S108"),
    "encoding__overlong-utf8.txt": (3, 1, "S106"),
    "encoding__surrogate-cesu.txt": (3, 1, "S106"),
    "encoding__spaces-only.txt": (1, 1, "T401"),
    "unicode__bidi-override.txt": (3, 6, "S302"),
    "unicode__mixed-script-ma.txt": (3, 1, "S307"),
    "unicode__zalgo.txt": (3, 2, "S306"),
    "unicode__noncharacter.txt": (3, 6, "S305"),
    "unicode__tag-chars.txt": (3, 5, "S304"),
    "html__fm-template.txt": (3, 1, "T103"),
    "html__fm-broken.txt": (2, 8, "S201"),
}
LITERAL = [
    "encoding__utf8-bom.txt",
    "encoding__crlf.txt",
    "encoding__lone-cr.txt",
    "encoding__form-feed.txt",
    "unicode__niqqud-order.txt",
    "unicode__presentation-forms.txt",
    "html__script-inline.txt",
    "html__script-split.txt",
    "html__img-onerror.txt",
    "html__svg-onload.txt",
    "html__md-js-link.txt",
    "html__md-data-link.txt",
    "html__ref-link.txt",
    "html__attr-list-style.txt",
    "html__md-in-html.txt",
    "html__unclosed-comment.txt",
    "html__meta-refresh.txt",
    "html__iframe.txt",
    "html__remote-image.txt",
    "html__dom-clobber.txt",
    "html__snippet-secret.txt",
    "html__admonition-fake.txt",
    "html__code-fence-open.txt",
    "html__angle-legit.txt",
    "html__star-legit.txt",
    "html__indented-code.txt",
    "html__setext.txt",
    "html__end-fence-front.txt",
]
GENERATED = [
    "encoding__one-line-2mb.gen.py",
    *(f"slow__{name}.gen.py" for name in ("open-links", "open-tags", "nested-list", "many-terms")),
]


def imported(path: Path, folder: Path) -> Talk:
    made = plan_import([path], folder / "corpus")
    assert made.findings == ()
    apply(made)
    [talk], findings = read_corpus(folder / "corpus", folder)
    assert findings == ()
    return talk


def plain(path: Path) -> str:
    return normalise(read_text(path, path.parent)[0] or "")


@pytest.mark.parametrize("case", SAID)
def test_what_is_wrong_is_said_with_its_place(case: str, shared: Path, tmp_path: Path) -> None:
    made = plan_import([shared / "cases" / case], tmp_path / "corpus")
    first = made.findings[0]
    assert (first.address.line, first.address.column, first.code) == SAID[case]
    assert made.ready == (first.level == "warning")
    assert all(str(finding).isprintable() for finding in made.findings)
    if not made.ready:
        assert made.steps == ()


@pytest.mark.parametrize("case", LITERAL)
def test_honest_text_and_markup_stay_as_written(case: str, shared: Path, tmp_path: Path) -> None:
    path = shared / "cases" / case
    talk = imported(path, tmp_path)
    assert " ".join([TITLE, *(passage.text for passage in talk.passages)]) == plain(path)
    assert talk.title == TITLE


@pytest.mark.parametrize("case", GENERATED)
def test_generated_text(case: str, shared: Path, tmp_path: Path) -> None:
    made = subprocess.run([sys.executable, shared / "cases" / case], capture_output=True, check=True).stdout
    (tmp_path / "in.txt").write_bytes(made)
    start = time.perf_counter()
    talk = imported(tmp_path / "in.txt", tmp_path)
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
    assert " ".join([TITLE, *(passage.text for passage in talk.passages)]) == plain(tmp_path / "in.txt")


FOLDERS = {  # case -> what is found, as (file, code), where .txt files wait for their import
    "symlink-dangling": [("corpus/a.txt", "T204"), ("corpus/gone.txt", "T205")],
    "hardlink-outside": [("corpus/h.txt", "T204")],
    "fifo": [("corpus/pipe.txt", "T205")],
    "dev-zero-link": [("corpus/z.txt", "T205")],
    "slug-collision": [("corpus/Zeir Anpin.txt", "T204"), ("corpus/zeir-anpin.txt", "T204")],
    "newline-name": [("corpus/bi\\nna.txt", "T205")],
    "escape-name": [("corpus/bi\\x1b[31mna.txt", "T205")],
    "long-name": [("corpus/" + "b" * 250 + ".txt", "T204")],
    "windows-reserved": [("corpus/aux.md", "S212"), ("corpus/aux.md", "T203"), ("corpus/con.txt", "T204")],
    "hebrew-names": [("corpus/בינה.txt", "T204"), ("corpus/מלכות.txt", "T204")],
    "slug-empty": [("corpus/!!!.txt", "T204"), ("corpus/\U0001f642.txt", "T204")],
    "empty-corpus": [("corpus", "T206")],
    "binary-as-txt": [("corpus/a.txt", "T205")],
}


@pytest.mark.parametrize("case", [*FOLDERS, "unreadable", "many-files"])
def test_folders(case: str, shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    subprocess.run([sys.executable, shared / "cases" / f"files__{case}.setup.py", folder], check=True)
    start = time.perf_counter()
    talks, findings = read_corpus(folder, tmp_path)
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
    assert talks == ()
    found = [(finding.address.file, finding.code) for finding in findings]
    if case == "unreadable":
        assert found == [("corpus/a.txt", "T204" if os.access(folder / "a.txt", os.R_OK) else "T205")]
    elif case == "many-files":
        assert len(found) == 5000
    else:
        assert found == FOLDERS[case]
    assert all(str(finding).isprintable() for finding in findings)
