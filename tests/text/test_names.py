"""The nearest name and the slug of a title."""

from hypothesis import given
from hypothesis import strategies as st

from kabgraph.text import nearest, slug


def test_the_nearest_name_wins_whatever_the_case_and_the_order() -> None:
    known = ["Bina", "zeir_anpin", "malchut", "melchut"]
    assert nearest("BINAH", known) == nearest("BINAH", reversed(known)) == ["Bina"]
    assert nearest("malkut", known, 2) == ["malchut", "melchut"]


def test_equal_likeness_is_settled_by_the_alphabet() -> None:
    assert nearest("aab", ["aac", "aad"]) == ["aac"]
    assert nearest("aab", ["aad", "aac"]) == ["aac"]


def test_nothing_near_is_nothing() -> None:
    assert nearest("bina", []) == []
    assert nearest("bina", ["x", "y" * 1000]) == []


@given(st.text(max_size=40))
def test_a_slug_is_always_an_address_part(title: str) -> None:
    made = slug(title)
    assert made == slug(made)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


def test_slugs_of_titles() -> None:
    assert slug("Place of Residence") == "place-of-residence"
    assert slug("Don’t Leave — Séfer!") == "dont-leave-sefer"
    assert slug("בינה") == ""
