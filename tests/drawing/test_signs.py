from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from kabgraph.drawing import SIGN_WORDS, sign, wordmark

NAMES = (
    "move",
    "arrow",
    "diamond",
    "circle",
    "double",
    "opposed",
    "square",
    "bar",
    "beads",
    "cite",
    "struck",
)


def test_every_sign_of_the_contract_has_words() -> None:
    assert set(NAMES) == set(SIGN_WORDS)


@pytest.mark.parametrize("direction", ["right", "up", "down"])
def test_signs_differ_from_each_other(direction: Any, checked: Callable[[str], object]) -> None:
    drawn = {name: sign(name, "asserted", direction).replace(f"kg-{name}", "") for name in NAMES}
    assert len(set(drawn.values())) == len(NAMES)
    for svg in drawn.values():
        checked(svg)


def test_an_unknown_sign_is_a_plain_line(checked: Callable[[str], object]) -> None:
    checked(sign('x"><script>', "asserted"))
    assert sign("nothing", "asserted").count("<path") == 1


def test_sign_and_wordmark(snapshot: SnapshotAssertion) -> None:
    assert [sign("diamond", "inferred"), sign("move", "asserted", "down"), wordmark()] == snapshot
