"""What a message shows, and what YAML is given, is safe."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.source import address_of, parse_yaml, quoted, shown


@given(st.text(st.characters(), max_size=100))
def test_messages_are_printable_and_short(text: str) -> None:
    assert shown(text).isprintable()
    assert shown(text).encode()


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.sampled_from("\"'\\:#{}[]&*!|>%@`"),
        max_size=60,
    )
)
def test_a_quoted_text_comes_back_from_yaml(text: str) -> None:
    document = parse_yaml(f"key: {quoted(text)}\n", "a.yaml")
    assert document.data == {"key": text}
    assert [finding for finding in document.findings if finding.level == "error"] == []


def test_what_yaml_cannot_hold_or_nobody_sees_is_escaped() -> None:
    assert (
        quoted("a\u2028\u202e\ufeff\uffff\x1b\U0001fffe")
        == '"a\\u2028\\u202e\\ufeff\\uffff\\u001b\\U0001fffe"'
    )
    assert quoted("“שלום” \U0001f642") == '"“שלום” \U0001f642"'


def test_addresses_are_relative_with_slashes_and_escaped(tmp_path: Path) -> None:
    assert address_of(tmp_path / "corpus" / "bi\nna\udcff.md", tmp_path) == "corpus/bi\\nna\\udcff.md"
    assert address_of(Path("elsewhere/a.md"), tmp_path) == "elsewhere/a.md"
