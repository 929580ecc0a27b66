"""The matcher on the source talks, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import gold_score
import pytest

from kabgraph import Library


@pytest.fixture(scope="module")
def imported(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Library:
    return gold_score.imported(shared, tmp_path_factory.mktemp("imported"))


def test_import_finds_two_talks(imported: Library) -> None:
    assert {talk.id: len(talk.passages) for talk in imported.talks} == {
        gold_score.TALKS[0]: 12,
        gold_score.TALKS[1]: 4,
    }
    assert not any(talk.publish for talk in imported.talks)


def test_mentions_of_the_sample(imported: Library, shared: Path) -> None:
    measured = gold_score.score_sample(imported, shared)
    assert measured.precision >= 0.95, measured.found - measured.expected
    assert measured.recall >= 0.95, measured.expected - measured.found


def test_concepts_of_every_passage(imported: Library, shared: Path) -> None:
    measured = gold_score.score_passages(imported, shared)
    assert measured.precision >= 0.95, measured.found - measured.expected
    assert measured.recall >= 0.95, measured.expected - measured.found
