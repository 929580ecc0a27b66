"""Reading ``queries/``: every fault at its place, and nothing ever run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import kabgraph
from kabgraph import Library, LoadError
from kabgraph.pages.desk import Desk
from kabgraph.pages.site import all_pages

GOOD = """\
id: Q1
asker: teacher
question: What does Bina let down?
answer: ELE.
line: k.relations("ELE")
evidence: [first#p1]
"""


@pytest.fixture
def folder(small: Library, tmp_path: Path) -> Path:
    copy = tmp_path / "project"
    shutil.copytree(small.root, copy)
    for path in (copy / "queries").iterdir():
        path.unlink()
    return copy


def found(folder: Path, *texts: str) -> tuple[Library, list[tuple[str, str, int]]]:
    for number, text in enumerate(texts, 1):
        (folder / "queries" / f"q{number}.yaml").write_text(text, encoding="utf-8")
    library = kabgraph.load(folder)
    findings = [(f.code, f.address.file, f.address.line) for f in library.check() if f.code.startswith("Q")]
    return library, findings


def test_a_question_is_read_with_its_place(folder: Path) -> None:
    library, findings = found(folder, GOOD)
    assert findings == []
    (query,) = library.queries
    assert (query.id, query.asker, query.evidence) == ("Q1", "teacher", ("first#p1",))
    assert str(query.address) == "queries/q1.yaml:1:1"
    assert repr(library.queries) == "1 questions\n  Q1: What does Bina let down?"


def test_a_folder_without_questions_has_none(folder: Path) -> None:
    shutil.rmtree(folder / "queries")
    assert len(kabgraph.load(folder).queries) == 0


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("- a list\n", "Q101", 1),
        ("", "Q101", 1),
        (GOOD + "colour: blue\n", "Q102", 7),
        (GOOD.replace("answer: ELE.\n", ""), "Q103", 1),
        (GOOD.replace("answer: ELE.", "answer:"), "Q103", 4),
        (GOOD.replace("teacher", "nobody"), "Q104", 2),
        (GOOD.replace("first#p1", "nowhere"), "Q104", 6),
        (GOOD.replace('k.relations("ELE")', "k = 3"), "Q106", 5),
        (GOOD.replace('k.relations("ELE")', '"k\\nk"'), "Q106", 5),
        (GOOD.replace('k.relations("ELE")', "(" * 400), "Q106", 5),
    ],
)
def test_a_faulty_question_is_reported_and_left_out(folder: Path, text: str, code: str, line: int) -> None:
    library, findings = found(folder, text)
    assert findings == [(code, "queries/q1.yaml", line)]
    assert len(library.queries) == 0


def test_one_id_for_two_questions(folder: Path) -> None:
    library, findings = found(folder, GOOD, GOOD.replace("Q1", "q1"))
    assert findings == [("Q105", "queries/q2.yaml", 1)]
    assert [query.id for query in library.queries] == ["Q1"]


def test_a_missing_passage_or_concept_is_left_out_alone(folder: Path) -> None:
    library, findings = found(folder, GOOD.replace("[first#p1]", "[first#p9, third#p1, first#p1]"))
    assert [code for code, *_ in findings] == ["Q107", "Q107"]
    assert [f.level for f in library.check() if f.code == "Q107"] == ["error", "warning"]
    assert library.queries[0].evidence == ("first#p1",)
    library, findings = found(
        folder, GOOD.replace("[first#p1]", "[{passage: first#p1, names: [bina, binna]}]")
    )
    assert [code for code, *_ in findings] == ["Q108"]
    assert library.queries[0].proofs[0].names == ("bina",)


def test_yaml_that_cannot_be_parsed_stops_the_load(folder: Path) -> None:
    (folder / "queries" / "q1.yaml").write_text("id: [", encoding="utf-8")
    with pytest.raises(LoadError, match=r"queries/q1\.yaml"):
        kabgraph.load(folder)


def test_a_line_is_never_run(folder: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    line = f"open({str(mark)!r}, 'w').close()"
    library, findings = found(folder, GOOD.replace('k.relations("ELE")', line))
    assert findings == []
    assert library.queries[0].line == line
    assert len(list(all_pages(Desk(library)))) > 10
    assert not mark.exists()


def test_the_version_tells_of_a_changed_question(folder: Path) -> None:
    before, _ = found(folder, GOOD)
    after, _ = found(folder, GOOD.replace("ELE.", "ELE, of course."))
    assert before.version != after.version


def test_a_row_that_names_an_unknown_concept(folder: Path) -> None:
    path = folder / "concepts.yaml"
    text = path.read_text(encoding="utf-8").replace("concepts: [bina, ele]", "concepts: [binna, ele]")
    path.write_text(text, encoding="utf-8")
    library = kabgraph.load(folder)
    assert [f.code for f in library.check() if f.level == "error"] == ["O301"]
    assert library.ontology.correspondences["in_life"].rows[0].concepts == ("ele",)


def test_a_row_is_quoted_by_the_concepts_of_its_cells(small: Library) -> None:
    first, second = small.ontology.correspondences["in_life"].rows
    assert [quote.text for quote in small.quotes(first)] == ["Bina lowers ELE into Malchut."]
    assert [quote.passage.ref for quote in small.quotes(second)] == ["second#p1"]
