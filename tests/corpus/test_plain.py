"""Plain text and simple Markdown: titles and paragraphs."""

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.corpus.plain import sections_of
from kabgraph.text import normalise


def read(text: str) -> list[tuple[str | None, list[str]]]:
    return [(section.title, [p.text for p in section.passages]) for section in sections_of(text)]


def test_hard_wrapped_lines_with_trailing_blanks_are_joined() -> None:
    assert read(" The Title: Long \n \nOne line \nand another. \n\nNext. \n ") == [
        ("The Title: Long", ["One line and another.", "Next."])
    ]


def test_a_leading_blank_opens_a_paragraph_and_a_later_title() -> None:
    text = "First Talk\n\nOne goes on\nand on.\n Two starts here\nwithout a gap.\n"
    text += " Second talk of the day\n\nIt has its own long text.\n"
    assert read(text) == [
        ("First Talk", ["One goes on and on.", "Two starts here without a gap."]),
        ("Second talk of the day", ["It has its own long text."]),
    ]


def test_where_most_lines_are_indented_the_indent_tells_nothing() -> None:
    text = "A Title\n\n  One line\n  of many\n  lines.\n\n  Two.\n"
    assert read(text) == [("A Title", ["One line of many lines.", "Two."])]


def test_a_later_title_in_capitals_needs_a_longer_paragraph_with_a_full_stop() -> None:
    text = "First\n\nText of it.\n\nThe Second Talk\n\nA paragraph that ends as it should.\n\n"
    text += "The End\n\nshort\n\nBye Bye\n"
    assert read(text) == [
        ("First", ["Text of it."]),
        ("The Second Talk", ["A paragraph that ends as it should.", "The End", "short", "Bye Bye"]),
    ]


def test_a_text_that_begins_with_a_sentence_has_no_title() -> None:
    assert read("It begins at once.\n\nAnd goes on.\n") == [(None, ["It begins at once.", "And goes on."])]
    assert read("Only one line") == [(None, ["Only one line"])]
    assert read("Question: a label is no title\n\nAnswer: right.\n")[0][0] is None


def test_a_question_may_be_a_title_when_it_is_written_like_one() -> None:
    assert read("What Is Love?\n\nNobody knows.\n") == [("What Is Love?", ["Nobody knows."])]


def test_markdown_headings_are_titles_and_nothing_else_is() -> None:
    text = "# One\nText here.\n## Sub\n\nThe Second Talk\n\nA longer paragraph here.\n"
    text += "# Two\n\nEnd.\n{: #p4 .answer }\n"
    sections = sections_of(text)
    assert read(text) == [
        ("One", ["Text here. ## Sub", "The Second Talk", "A longer paragraph here."]),
        ("Two", ["End."]),
    ]
    assert (sections[1].passages[0].id, sections[1].passages[0].roles) == ("p4", ("answer",))
    assert [section.line for section in sections] == [1, 8]


def test_signs_of_markup_stay_literal() -> None:
    text = "Title\n\n---\ntitle: hijack\n---\n\n{: #p1 }\n\nBina\n====\n\n<b>END</b>\n"
    assert read(text) == [("Title", ["--- title: hijack ---", "{: #p1 }", "Bina ====", "<b>END</b>"])]


def test_no_text_is_no_talk() -> None:
    assert sections_of(" \n\t\n") == []


WORDS = st.lists(
    st.text(st.sampled_from("abcé̄נ\u200f“”,.-"), min_size=1, max_size=9), min_size=1, max_size=40
)
PARAGRAPHS = st.lists(WORDS.map(lambda words: "x" + " ".join(words)), min_size=1, max_size=5)


@given(
    PARAGRAPHS,
    st.integers(12, 60),
    st.sampled_from(["", " ", "\t"]),
    st.sampled_from(["\n\n", "\n \n", "\n\n\n"]),
)
def test_wrapping_at_any_width_gives_the_same_text(
    paragraphs: list[str], width: int, trailing: str, gap: str
) -> None:
    wrapped = [
        "\n".join(
            line + trailing
            for line in textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)
        )
        for text in paragraphs
    ]
    [section] = sections_of("A Title Of Its Own\n\n" + gap.join(f"{text} end.\n" for text in wrapped))
    assert section.title == "A Title Of Its Own"
    assert [passage.text for passage in section.passages] == [
        normalise(f"{text} end.") for text in paragraphs
    ]
