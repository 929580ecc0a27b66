"""What is kept of a folder is a copy that nothing depends on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kabgraph
from kabgraph import Library, LoadError, ontology
from kabgraph.library import keeping, recall
from kabgraph.library.codec import decode, encode
from kabgraph.library.keeping import FOLDER


@pytest.fixture
def copy(tmp_path: Path, project: Path) -> Path:
    return Path(shutil.copytree(project / "tests/data/small", tmp_path / "small"))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that are read, in order."""
    read: list[Path] = []

    def load(path: Path) -> Library:
        read.append(path)
        return kabgraph.load(path)

    monkeypatch.setattr("kabgraph.library.keeping.load", load)
    return read


def same(one: Library, other: Library) -> bool:
    return one.parts() == other.parts() and one.mentions == other.mentions


def test_what_is_kept_is_the_whole(library: Library) -> None:
    assert decode(encode(library.parts())) == library.parts()


def test_the_second_time_nothing_is_read(copy: Path, counted: list[Path]) -> None:
    first = recall(copy)
    assert counted == [copy]
    second = recall(copy)
    assert counted == [copy]
    assert same(first, second)
    assert second.relations().json() == kabgraph.load(copy).relations().json()
    assert (copy / FOLDER / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "file",
    ["concepts.yaml", "corpus/first.md", "corpus/annotations/first/editors.yaml", "queries/same.yaml"],
)
def test_any_change_is_read(copy: Path, counted: list[Path], file: str) -> None:
    recall(copy)
    path = copy / file
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    recall(copy)
    path.unlink()
    if file != "concepts.yaml":
        recall(copy)
        assert len(counted) == 3
    assert len(counted) >= 2


def test_a_new_file_is_read(copy: Path, counted: list[Path]) -> None:
    recall(copy)
    shutil.copy(copy / "corpus/second.md", copy / "corpus/third.md")
    assert len(recall(copy).talks) == 3
    assert len(counted) == 2


@pytest.mark.parametrize("damage", ["", "x", "{}", "cut", "flipped", "bytes", "folder", "nonsense"])
def test_what_is_damaged_is_read_anew(copy: Path, counted: list[Path], damage: str) -> None:
    first = recall(copy)
    (file,) = (copy / FOLDER).glob("*.json")
    whole = file.read_bytes()
    if damage == "folder":
        file.unlink()
        file.mkdir()
    elif damage == "cut":
        file.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        file.write_bytes(whole.replace(b"Malchut", b"Malchot", 1))
    elif damage == "bytes":
        file.write_bytes(b"\xff\x00" * 99)
    elif damage == "nonsense":
        head = whole.partition(b" ")[0]
        file.write_bytes(head + b" x y\n" + b"[" * 100_000)
    else:
        file.write_text(damage)
    assert same(recall(copy), first)
    assert len(counted) == 2


@pytest.mark.parametrize(
    "value", [["os.system", "x"], ["Span", 5, 1], ["Span"], ["", ["Finding", 1]], [], [[]]]
)
def test_only_nouns_come_to_be(value: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError, IndexError)):
        decode(value)


def test_a_folder_that_cannot_be_written_is_read(copy: Path, counted: list[Path]) -> None:
    (copy / FOLDER).write_text("a file in the way")
    assert same(recall(copy), recall(copy))
    assert len(counted) == 2
    assert (copy / FOLDER).read_text() == "a file in the way"


def test_a_link_is_not_followed(copy: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (copy / FOLDER).symlink_to(elsewhere)
    recall(copy)
    assert list(elsewhere.iterdir()) == []


def test_a_faulty_folder_says_so_each_time(copy: Path) -> None:
    (copy / "concepts.yaml").write_text("concepts: [")
    for _ in range(2):
        with pytest.raises(LoadError):
            recall(copy)
    assert not (copy / FOLDER).exists()


def test_the_file_has_one_name() -> None:
    assert keeping.ONTOLOGY == ontology.FILE
