"""Front matter: every problem at once, each with its place and the nearest right thing."""

import pytest

from kabgraph.corpus.head import read_head
from kabgraph.source import split_front_matter

GOOD = {
    "title": "One",
    "kind": "talk",
    "edition": "original",
    "language": "en",
    "source": "a book",
    "rights": "free",
}


def head(**changes: str | None):  # type: ignore[no-untyped-def]
    lines = [f"{key}: {value}" for key, value in {**GOOD, **changes}.items() if value is not None]
    front = split_front_matter("\n".join(["---", *lines, "---", ""]), "t.md")
    assert front.document is not None
    return read_head(front.document)


def test_optional_keys_have_their_defaults() -> None:
    found, findings = head()
    assert findings == []
    assert (found.publish, found.speaker, found.date, found.aim) == (True, None, None, None)
    found, findings = head(publish="false", speaker="", date="2010-12-09", aim="unity", title='"  A \\t B "')
    assert findings == []
    assert (found.publish, found.speaker, found.date, found.aim) == (False, None, "2010-12-09", "unity")
    assert found.title == "A B"


@pytest.mark.parametrize(
    ("changes", "place", "code", "words"),
    [
        ({"title": None}, "2:1", "T102", "'title'"),
        ({"title": ""}, "2:7", "T102", "empty"),
        ({"title": "'  '"}, "2:8", "T102", "empty"),
        ({"title": "[a]"}, "2:8", "T104", "list or mapping"),
        ({"kind": "talks"}, "3:7", "T104", "did you mean 'talk'"),
        ({"edition": "retold"}, "4:10", "T104", "original, translation, retelling"),
        ({"edition": "origin"}, "4:10", "T104", "did you mean 'original'"),
        ({"language": "english"}, "5:11", "T104", "en, he or ru"),
        ({"date": "2025-02-29"}, "8:7", "T104", "no day of the calendar"),
        ({"date": "20101209"}, "8:7", "T104", "2010-12-09"),
        ({"date": "2026-11-22T10:00:00+99:99"}, "8:7", "T104", "no day"),
        ({"publish": "ture"}, "8:10", "T104", "did you mean 'true'"),
        ({"tittle": "x"}, "8:1", "T103", "did you mean 'title'"),
        ({"zzz": "x"}, "8:1", "T103", "there are: title"),
    ],
)
def test_a_problem_has_its_place_and_remedy(
    changes: dict[str, str], place: str, code: str, words: str
) -> None:
    _, [finding] = head(**changes)
    assert f"{finding.address.line}:{finding.address.column} {finding.code}" == f"{place} {code}"
    assert words in str(finding)


def test_all_problems_come_at_once() -> None:
    found, findings = head(title=None, kind="x", date="never", template="y")
    assert found is None
    assert sorted(finding.code for finding in findings) == ["T102", "T103", "T104", "T104"]


def test_a_bad_optional_value_is_left_out_and_a_bad_publish_is_private() -> None:
    found, findings = head(date="never", publish="perhaps", extra="x")
    assert (found.date, found.publish, len(findings)) == (None, False, 3)


@pytest.mark.parametrize("text", ["---\n---\n", "---\njust words\n---\n", "---\n- a\n---\n"])
def test_front_matter_must_be_a_mapping(text: str) -> None:
    document = split_front_matter(text, "t.md").document
    assert document is not None
    found, [finding] = read_head(document)
    assert (found, finding.code) == (None, "T101")
