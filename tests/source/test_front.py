"""Front matter and body, each with its lines."""

from kabgraph.source import split_front_matter


def test_places_are_those_of_the_whole_file() -> None:
    front = split_front_matter("---\ntitle: One\ndate:   x\n---\n\nBody\n", "talk.md")
    assert front.document is not None
    assert str(front.document.at(["date"])) == "talk.md:3:9"
    assert (front.body, front.body_line) == ("\nBody\n", 5)
    assert front.findings == ()


def test_missing_front_matter_leaves_the_whole_text_as_body() -> None:
    front = split_front_matter("Title\n---\na: b\n---\n", "talk.md")
    assert (front.document, front.body_line) == (None, 1)
    assert front.body.startswith("Title")
    assert [str(f).split(":")[3].strip() for f in front.findings] == ["error[S212]"]


def test_front_matter_that_is_never_closed_is_said_so() -> None:
    [finding] = split_front_matter("---\ntitle: One\n\nBody\n", "talk.md").findings
    assert (finding.code, finding.address.line) == ("S213", 1)


def test_what_is_wrong_in_the_yaml_has_its_line_in_the_file() -> None:
    front = split_front_matter("---\ntitle: [a\n---\nBina.\n", "talk.md")
    assert [str(f.address) for f in front.findings] == ["talk.md:2:8"]
    assert front.body == "Bina.\n"


def test_empty_front_matter_is_a_document_without_data() -> None:
    front = split_front_matter("---\n---\nBody", "talk.md")
    assert front.document is not None
    assert front.document.data is None


def test_rules_may_end_in_blanks_and_the_body_may_hold_more_of_them() -> None:
    front = split_front_matter("---  \ntitle: x\n--- \n---\ntitle: y\n---\n", "talk.md")
    assert front.document is not None
    assert front.document.data == {"title": "x"}
    assert front.body == "---\ntitle: y\n---\n"
