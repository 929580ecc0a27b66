"""The body of a talk file: what is a passage, what is an id, what is literal text."""

import pytest

from kabgraph.corpus.blocks import check_blocks, id_line, split_blocks


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{: #p3 .answer }", ("p3", ("answer",))),
        ("{: #p3 }", ("p3", ())),
        ("{:#p3}", ("p3", ())),
        ("{: #opening-words .question .x_1 }  ", ("opening-words", ("question", "x_1"))),
        ("{: #P3 }", None),
        ("{: #3p }", None),
        ("{ #p3 }", None),
        ("{: .answer }", None),
        ("{: #p3 .answer #p4 }", None),
        ("{: #p3 style=red }", None),
        (" {: #p3 }", None),
        ("text {: #p3 }", None),
        ("*Bina*{ style=x }", None),
    ],
)
def test_what_is_an_id_line(line: str, said: tuple[str, tuple[str, ...]] | None) -> None:
    assert id_line(line) == said


def test_blocks_keep_their_lines_and_places() -> None:
    blocks = split_blocks("\n  One \nand two.\n{: #p1 .answer }\n \t\n# not a heading\n{: #p2 }\n", 10)
    assert [(b.line, b.text, b.id, b.roles, b.id_line) for b in blocks] == [
        (11, "One and two.", "p1", ("answer",), 13),
        (15, "# not a heading", "p2", (), 16),
    ]
    assert str(blocks[0].address("t.md")) == "t.md:11:3"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One.\n", ["1 T301"]),
        ("One.\n{: #P1 }\n", ["1 T301"]),
        ("One.\n{: #p1 }\n\nTwo.\n{: #p1 }\n", ["5 T302"]),
        ("One.\n\n{: #p1 }\n", ["1 T301", "3 T303"]),
        ("One.\n{: #p1 }\nTwo.\n{: #p2 }\n", ["2 T305"]),
        ("{: #p9 }\n{: #p1 }\n", ["1 T305"]),
        ("", []),
    ],
)
def test_nothing_is_left_out_in_silence(body: str, expected: list[str]) -> None:
    _, findings = check_blocks(split_blocks(body), "t.md")
    assert [f"{f.address.line} {f.code}" for f in findings] == expected


def test_a_repeated_id_names_both_places_and_the_first_stays() -> None:
    kept, [finding] = check_blocks(split_blocks("One.\n{: #p1 }\n\nTwo.\n{: #p1 }\n"), "t.md")
    assert [block.text for block in kept] == ["One."]
    assert "in line 2" in finding.message


def test_an_almost_id_is_explained() -> None:
    _, [finding] = check_blocks(split_blocks("One.\n{: #P1 }\n"), "t.md")
    assert "almost an id" in finding.remedy
    assert "kabgraph ids --write" in finding.remedy
