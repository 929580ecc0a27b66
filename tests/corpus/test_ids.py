"""New ids: above all others, never twice, and not a byte else changed."""

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.corpus import mint_ids, read_talk
from kabgraph.corpus.blocks import split_blocks
from kabgraph.model import TalkId
from kabgraph.source import split_front_matter

FRONT = "---\ntitle: One\nkind: talk\nedition: original\nlanguage: en\nsource: s\nrights: r\n---\n"
BLOCKS = st.lists(
    st.tuples(
        st.lists(
            st.sampled_from(["Some words", "  indented ", "{: #x }", "# hash", "---"]),
            min_size=1,
            max_size=3,
        ),
        st.none() | st.integers(1, 30),
        st.sampled_from(["\n\n", "\n \n\n"]),
    ),
    max_size=6,
)


def body(blocks: list[tuple[list[str], int | None, str]]) -> str:
    made = ""
    for lines, number, gap in blocks:
        made += "\n".join([*lines, *([f"{{: #p{number} .answer }}"] if number else [])]) + gap
    return made


def test_an_id_is_minted_above_all_that_are_there() -> None:
    text = FRONT + "One.\n\nTwo\nlines.\n{: #p7 .answer }\n\nThree.\n{: #opening }\n\nFour. \n\n"
    new, minted = mint_ids(text, "t.md")
    assert [(m.id, str(m.address), m.words) for m in minted] == [
        ("p8", "t.md:9:1", "One."),
        ("p9", "t.md:18:1", "Four."),
    ]
    assert new == text.replace("One.\n", "One.\n{: #p8 }\n").replace("Four. \n", "Four. \n{: #p9 }\n")


def test_ids_that_something_points_at_are_not_given_again() -> None:
    _, [minted] = mint_ids(FRONT + "One.\n", "t.md", taken=["p12", "p3"])
    assert minted.id == "p13"


def test_line_ends_the_mark_and_a_missing_last_one_stay() -> None:
    text = "\ufeff" + FRONT.replace("\n", "\r\n") + "One.\r\n\r\nTwo."
    new, minted = mint_ids(text, "t.md")
    assert new == text.replace("One.", "One.\r\n{: #p1 }").replace("Two.", "Two.\r\n{: #p2 }")
    assert len(minted) == 2


def test_a_file_without_front_matter_stays_as_it_is() -> None:
    for text in ("Title\n\nOne.\n", "---\ntitle: x\n\nOne.\n", ""):
        assert mint_ids(text, "t.md") == (text, ())


def test_a_paragraph_parted_from_its_id_gets_no_second_one() -> None:
    text = FRONT + "One.\n\n{: #p1 }\n"
    assert mint_ids(text, "t.md") == (text, ())


def test_enormous_numbers_do_no_harm() -> None:
    text = FRONT + "One.\n{: #p" + "9" * 5000 + " }\n\nTwo.\n"
    assert [minted.id for minted in mint_ids(text, "t.md")[1]] == ["p1"]


@given(BLOCKS, st.sampled_from(["\n", "\r\n", "\r"]))
def test_minting_changes_nothing_else_and_is_done_once(
    blocks: list[tuple[list[str], int | None, str]], newline: str
) -> None:
    text = (FRONT + body(blocks)).replace("\n", newline)
    new, minted = mint_ids(text, "t.md")
    for one in minted:
        assert new.count(f"{{: #{one.id} }}") == 1
        new = new.replace(f"{newline}{{: #{one.id} }}", "", 1)
    assert new == text
    again, nothing = mint_ids(mint_ids(text, "t.md")[0], "t.md")
    assert nothing == ()
    before = [block.id for block in split_blocks(split_front_matter(FRONT + body(blocks), "t.md").body)]
    after = [
        block.id for block in split_blocks(split_front_matter(again.replace(newline, "\n"), "t.md").body)
    ]
    assert [old or new for old, new in zip(before, after, strict=True)] == after
    fresh = [one.id for one in minted]
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & set(before)
    talk, _ = read_talk(again.replace(newline, "\n"), "t.md", TalkId("t"))
    assert talk is not None
    assert len({passage.id for passage in talk.passages}) == len(talk.passages)
