"""Only regular files that really lie inside the folder are read."""

import os
import socket
from pathlib import Path

import pytest

from kabgraph.source import files, load_yaml, read_exact, read_text


def code_of(path: Path, root: Path) -> str:
    text, findings = read_text(path, root)
    assert text is None
    [finding] = findings
    assert finding.level == "error"
    assert str(finding).isprintable()
    return finding.code


def test_a_file_is_read_and_its_address_is_relative(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.md").write_bytes(b"\xef\xbb\xbfOne\r\nTw\xe2\x80\x8bo\r\n")
    text, [finding] = read_text(tmp_path / "corpus" / "a.md", tmp_path)
    assert text == "One\nTw\u200bo\n"
    assert str(finding.address) == "corpus/a.md:2:3"


def test_the_exact_text_keeps_its_line_ends_and_mark(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfOne\r\nTwo\rThree\f\n")
    assert read_exact(tmp_path / "a.md", tmp_path) == ("\ufeffOne\r\nTwo\rThree\f\n", [])
    (tmp_path / "b.md").write_bytes(b"\x1b")
    assert read_exact(tmp_path / "b.md", tmp_path)[0] is None
    assert read_exact(tmp_path / "c.md", tmp_path)[0] is None


def test_what_is_no_file_is_refused_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "s.md"))

        def no_open(*_: object) -> int:
            raise AssertionError("opened")

        monkeypatch.setattr(os, "open", no_open)
        assert code_of(tmp_path / "pipe.md", tmp_path) == "S101"
        assert code_of(tmp_path / "folder.md", tmp_path) == "S101"
        assert code_of(tmp_path / "s.md", tmp_path) == "S101"
        assert code_of(Path("/dev/zero"), Path("/dev")) == "S101"


def test_links_may_lead_about_inside_but_not_out(tmp_path: Path) -> None:
    outside, root = tmp_path / "secret.md", tmp_path / "root"
    outside.write_text("secret")
    (root / "sub").mkdir(parents=True)
    (root / "a.md").write_text("fine")
    (root / "inside.md").symlink_to("a.md")
    (root / "out.md").symlink_to(outside)
    (root / "away").symlink_to(tmp_path)
    (root / "gone.md").symlink_to("nowhere")
    (root / "loop.md").symlink_to("loop.md")
    (root / "zero.md").symlink_to("/dev/zero")
    assert read_text(root / "inside.md", root) == ("fine", [])
    assert code_of(root / "out.md", root) == "S102"
    assert code_of(root / "away" / "secret.md", root) == "S102"
    assert code_of(root / "sub" / ".." / ".." / "secret.md", root) == "S102"
    assert code_of(root / "gone.md", root) == "S103"
    assert code_of(root / "loop.md", root) in {"S103", "S104"}
    assert code_of(root / "zero.md", root) == "S102"


def test_missing_and_impossible_names(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.md", tmp_path) == "S103"
    assert code_of(tmp_path / ("a" * 5000), tmp_path) in {"S103", "S104"}
    assert code_of(tmp_path / "nul\0.md", tmp_path) == "S109"


def test_names_with_control_characters_are_shown_escaped(tmp_path: Path) -> None:
    for name in ("bi\nna.md", "bi\x1b[31mna.md"):
        (tmp_path / name).write_text("x")
        text, [finding] = read_text(tmp_path / name, tmp_path)
        assert (text, finding.code) == (None, "S109")
        assert str(finding).isprintable()


def test_no_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text("x")

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert code_of(tmp_path / "a.md", tmp_path) == "S104"


def test_size_is_limited_also_when_a_file_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    (tmp_path / "a.md").write_text("x" * 11)
    (tmp_path / "b.md").write_text("x" * 10)
    assert code_of(tmp_path / "a.md", tmp_path) == "S105"
    assert read_text(tmp_path / "b.md", tmp_path)[0] == "x" * 10


def test_yaml_findings_and_text_findings_come_together(tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("a: M\u0410\na: y\n", encoding="utf-8")
    document = load_yaml(tmp_path / "c.yaml", tmp_path)
    assert [finding.code for finding in document.findings] == ["S307", "S206"]
    missing = load_yaml(tmp_path / "none.yaml", tmp_path)
    assert (missing.data, missing.findings[0].code) == (None, "S103")
