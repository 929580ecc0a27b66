"""A folder of talk files becomes talks; what cannot be one is named."""

import os
import time
from pathlib import Path

import pytest

from kabgraph.corpus import FATAL, read_corpus
from kabgraph.model import Finding, Talk
from kabgraph.source import FATAL as UNREADABLE

FRONT = "---\ntitle: One\nkind: talk\nedition: original\nlanguage: en\nsource: s\nrights: r\n---\n"
TALK = FRONT + "\nBina lowers\na part. It helps.\n{: #p1 .question }\n\nYes.\n{: #p2 }\n"


def read(folder: Path) -> tuple[tuple[Talk, ...], tuple[Finding, ...]]:
    return read_corpus(folder / "corpus", folder)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    return tmp_path / "corpus"


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{finding.address} {finding.code}" for finding in findings]


def test_a_talk_with_its_passages(corpus: Path) -> None:
    (corpus / "one.md").write_text(TALK)
    [talk], findings = read(corpus.parent)
    assert findings == ()
    assert (talk.id, talk.title, talk.edition, talk.publish) == ("one", "One", "original", True)
    assert str(talk.address) == "corpus/one.md:1:1"
    first, second = talk.passages
    assert (first.ref, first.text, first.number) == ("one#p1", "Bina lowers a part. It helps.", 1)
    assert (first.roles, second.roles) == (("question",), ())
    assert [first.text[span.slice] for span in first.sentences] == ["Bina lowers a part.", "It helps."]
    assert (str(first.address), str(second.address)) == ("corpus/one.md:10:1", "corpus/one.md:14:1")


def test_talks_come_in_the_order_of_their_names_and_only_from_the_top(corpus: Path) -> None:
    for name in ("b.md", "a.md", "c.md", ".hidden.md", ".#lock.md", "notes.pdf"):
        (corpus / name).write_text(TALK)
    (corpus / "annotations").mkdir()
    (corpus / "annotations" / "d.md").write_text(TALK)
    talks, findings = read(corpus.parent)
    assert [talk.id for talk in talks] == ["a", "b", "c"]
    assert findings == ()


def test_bom_and_crlf_twins_have_equal_passages(corpus: Path) -> None:
    (corpus / "a.md").write_bytes(TALK.encode())
    (corpus / "b.md").write_bytes(b"\xef\xbb\xbf" + TALK.replace("\n", "\r\n").encode())
    (corpus / "c.md").write_bytes(TALK.replace("\n", "\r").encode())
    talks, findings = read(corpus.parent)
    assert findings == ()
    assert (
        len({tuple((p.id, p.text, p.sentences, p.roles, p.address.line) for p in t.passages) for t in talks})
        == 1
    )


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Bina.\n", 1, "S212"),
        ("---\ntitle: [a\n---\nBina.\n", 2, "S201"),
        ("---\ntitle: a\ntitle: b\n---\nBina.\n", 3, "S206"),
        ("---\ntitle: a\n", 1, "S213"),
        ("---\n- a\n---\n", 2, "T101"),
        ("---\ntitle: *a\n---\n", 2, "S202"),
    ],
)
def test_broken_front_matter_is_fatal_and_the_other_talks_are_read(
    corpus: Path, text: str, line: int, code: str
) -> None:
    (corpus / "a.md").write_text(text)
    (corpus / "b.md").write_text(TALK)
    [talk], findings = read(corpus.parent)
    assert talk.id == "b"
    fatal = [finding for finding in findings if finding.code in FATAL | UNREADABLE]
    assert [(finding.address.line, finding.code) for finding in fatal] == [(line, code)]


def test_a_missing_required_key_leaves_the_talk_out_but_is_not_fatal(corpus: Path) -> None:
    (corpus / "a.md").write_text(TALK.replace("rights: r\n", ""))
    talks, [finding] = read(corpus.parent)
    assert talks == ()
    assert finding.code not in FATAL


def test_blocks_without_ids_are_errors_and_the_rest_is_read(corpus: Path) -> None:
    (corpus / "a.md").write_text(FRONT + "One.\n\nTwo.\n{: #p2 }\n\nThree.\n{: #p2 }\n")
    [talk], findings = read(corpus.parent)
    assert [passage.text for passage in talk.passages] == ["Two."]
    assert codes(findings) == ["corpus/a.md:9:1 T301", "corpus/a.md:15:1 T302"]


def test_an_empty_body_is_a_warning(corpus: Path) -> None:
    (corpus / "a.md").write_text(FRONT + " \n")
    [talk], [finding] = read(corpus.parent)
    assert (talk.passages, finding.code, finding.level) == ((), "T304", "warning")


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("Zeir Anpin.md", "T201", "rename it to 'zeir-anpin.md'"),
        ("README.md", "T201", "rename it to 'readme.md'"),
        ("one.MD", "T201", "rename it to 'one.md'"),
        ("בינה.md", "T201", "talk-1.md"),
        ("!!!.md", "T201", "talk-1.md"),
        ("under_score.md", "T201", "under-score.md"),
        ("aux.md", "T203", "Windows"),
        ("lpt1.md", "T203", "Windows"),
        ("a" * 201 + ".md", "T201", "longer than 200"),
        ("bi\nna.md", "T201", "bi\\nna"),
        ("bi\x1b[31mna.md", "T201", "bi\\x1b[31mna"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_refused(corpus: Path, name: str, code: str, words: str) -> None:
    (corpus / name).write_text(TALK)
    talks, findings = read(corpus.parent)
    said = [str(finding) for finding in findings if finding.code == code]
    assert talks == ()
    assert len(said) == 1
    assert words in said[0]
    assert all(str(finding).isprintable() for finding in findings)


def test_names_that_some_systems_confuse_name_each_other(corpus: Path) -> None:
    for name in ("bina.md", "Bina.md", "Zeir Anpin.md", "zeir-anpin.md"):
        (corpus / name).write_text(TALK)
    talks, findings = read(corpus.parent)
    assert [talk.id for talk in talks] == ["zeir-anpin"]
    assert [finding.code for finding in findings] == ["T202", "T201", "T202"]
    assert "'bina.md'" in findings[0].message
    assert "not to 'zeir-anpin.md', which is there too" in findings[1].remedy


def test_plain_text_is_a_warning_and_unreadable_text_an_error_but_never_fatal(corpus: Path) -> None:
    (corpus / "a.txt").write_text("Title\n\nText.\n")
    (corpus / "b.txt").write_bytes(bytes(range(256)))
    (corpus / "gone.txt").symlink_to("nowhere")
    os.mkfifo(corpus / "pipe.txt")
    (corpus / "bi\nna.txt").write_text("x")
    (corpus / "one.md").write_text(TALK)
    [talk], findings = read(corpus.parent)
    assert talk.id == "one"
    assert [(f.address.file, f.code, f.level) for f in findings] == [
        ("corpus/a.txt", "T204", "warning"),
        ("corpus/b.txt", "T205", "error"),
        ("corpus/bi\\nna.txt", "T205", "error"),
        ("corpus/gone.txt", "T205", "error"),
        ("corpus/pipe.txt", "T205", "error"),
    ]
    assert not {finding.code for finding in findings} & (FATAL | UNREADABLE)


def test_talk_files_that_are_no_files_are_fatal(corpus: Path) -> None:
    os.mkfifo(corpus / "a.md")
    (corpus / "b.md").symlink_to("/etc/hostname")
    (corpus / "c.md").mkdir()
    talks, findings = read(corpus.parent)
    assert talks == ()
    assert [finding.code for finding in findings] == ["S101", "S102", "S101"]
    assert {finding.code for finding in findings} <= UNREADABLE


def test_no_talks_are_a_warning_and_no_folder_an_error_only_when_it_is_something_else(tmp_path: Path) -> None:
    for _ in range(2):
        talks, [finding] = read(tmp_path)
        assert (talks, finding.code, finding.level) == ((), "T206", "warning")
        (tmp_path / "corpus").mkdir(exist_ok=True)
    (tmp_path / "corpus").rmdir()
    (tmp_path / "corpus").write_text("x")
    _, [finding] = read(tmp_path)
    assert finding.code == "T207"
    assert finding.code in FATAL


def test_many_files_and_long_lines_are_read_in_time(corpus: Path) -> None:
    for n in range(1000):
        (corpus / f"t{n}.md").write_text(TALK)
    (corpus / "long.md").write_text(FRONT + "Bina and Malchut. " * 120_000 + "\n{: #p1 }\n")
    start = time.perf_counter()
    talks, findings = read(corpus.parent)
    assert (len(talks), findings) == (1001, ())
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours


@pytest.mark.parametrize(
    "line", ["{: " * 300_000, "{: #p" + "1" * 900_000, "{: #p1" + " .a" * 300_000, " " * 900_000 + "x"]
)
def test_no_line_makes_the_id_search_explode(corpus: Path, line: str) -> None:
    (corpus / "a.md").write_text(FRONT + "Text\n" + line + "\n")
    start = time.perf_counter()
    read(corpus.parent)
    assert time.perf_counter() - start < 60  # no speed claim: what is not linear would run for hours
