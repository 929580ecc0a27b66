"""Sums of letters, against the values of the tradition."""

from __future__ import annotations

import pytest

from kabgraph.text import letter_sum

SUMS = {
    "יהוה": 26,
    "אלהים": 86,
    "אלה": 36,
    "מי": 50,
    "מה": 45,
    "יוד הי ויו הי": 72,
    "יוד הי ואו הי": 63,
    "יוד הא ואו הא": 45,
    "יוד הה וו הה": 52,
    "הטבע": 86,
    "אחד": 13,
    "ךםןףץ": 20 + 40 + 50 + 80 + 90,
    "קרשת": 1000,
    "יְהֹוָה": 26,
    "ﭏ": 31,
    "Elokim 86": 0,
    "": 0,
}


@pytest.mark.parametrize("text", SUMS)
def test_a_sum(text: str) -> None:
    assert letter_sum(text) == SUMS[text]


def test_the_spelling_in_print_for_63_falls_one_short() -> None:
    assert letter_sum("יוד הה ויו הה") == 62
