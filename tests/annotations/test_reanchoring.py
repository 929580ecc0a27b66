"""Whatever is done to a talk, no anchor is placed on other words, and none is lost from the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from typing import get_args

import pytest
from edited_talks import PER_EDIT, Case, Editor, Place, cases, passages_of, project_talks, some_anchor
from hypothesis import given, settings
from hypothesis import strategies as st

from kabgraph.annotations import PLACED, Placing, anchor, make_anchor, place
from kabgraph.model import Anchor, AnchorState, Passage, Span

EDITS = 2_500
SEEDS = (1, 2, 3, 4)  # a worker each: 10,000 edits in all
TALKS = project_talks()


def check(case: Case) -> None:
    """Nothing but what holds for every anchor after every edit."""
    made, placing = case.anchor, case.placing
    assert case.right or placing.state == "weak", case  # a weak place is shown as one, to be checked
    assert placing.state in get_args(AnchorState)
    assert (placing.span is not None) == (placing.state in PLACED)
    assert (placing.near is not None) <= (placing.span is None)
    new = passages_of(case.after)
    if placing.near:
        ref, near = placing.near
        (there,) = [passage for passage in new if passage.ref == ref]
        assert 0 <= near.start < near.end <= len(there.text)
    if placing.span is None:
        return
    (own,) = [passage for passage in new if passage.id == made.passage]
    assert own.text[placing.span.slice] == made.exact
    assert place(make_anchor(own, placing.span), new) == Placing("exact", placing.span)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_edit_moves_an_anchor_to_other_words(seed: int) -> None:
    states: Counter[str] = Counter()
    wrong = 0
    for case in cases(TALKS, EDITS, seed):
        check(case)
        states[case.placing.state] += 1
        wrong += not case.right
    assert states.total() == EDITS * PER_EDIT
    assert set(states) == set(get_args(AnchorState))  # every rule was at work
    assert sum(states[state] for state in PLACED) > states.total() / 2
    assert wrong <= states.total() / 1000  # weak ones, each with its badge: see docs/decisions/0013


@settings(max_examples=300)
@given(random=st.randoms(use_true_random=False), data=st.data())
def test_an_edit_that_shrinks_to_its_core_moves_no_anchor(random: Random, data: st.DataObject) -> None:
    editor = Editor(random, ["Bina", "the", "gives", "ELE"])
    before = {id_: editor.fresh(text) for id_, text in data.draw(st.sampled_from(TALKS)).items()}
    made = some_anchor(random, passages_of(before))
    ops = tuple(data.draw(st.lists(st.sampled_from(sorted(editor.ops)), max_size=4)))
    after = before
    for op in ops:
        after = editor.edit(after, op)
    placing = place(made, passages_of(after))
    check(Case(made, placing, before, after, ops))
    assert place(made, passages_of(after)) == placing


# -- each rule is needed: without it the check above fails


def _by_offset(made: Anchor, passages: Sequence[Passage]) -> Placing:
    """Trust the numbers."""
    own = next((passage for passage in passages if passage.id == made.passage), None)
    if own is None or made.end > len(own.text):
        return place(made, passages)
    return Placing("shifted", Span(made.start, made.end))


def _candidate_taken(made: Anchor, passages: Sequence[Passage]) -> Placing:
    """Take what is proposed in the passage for a place."""
    placing = place(made, passages)
    near = placing.near and placing.near[1] if placing.state in ("changed", "ambiguous") else None
    return Placing("shifted", near) if near else placing


def _no_rival(made: Anchor, passages: Sequence[Passage]) -> Placing:
    """Take the best place, whatever the next one is like."""
    placing = place(made, passages)
    return Placing("shifted", placing.near[1]) if placing.near and placing.state == "ambiguous" else placing


@pytest.mark.parametrize("mutant", [_by_offset, _candidate_taken, _no_rival])
def test_without_a_rule_anchors_are_misplaced(mutant: Place) -> None:
    with pytest.raises(AssertionError):
        [check(case) for case in cases(TALKS, 600, 1, placing=mutant)]


def test_less_than_the_rule_asks_misplaces(monkeypatch: pytest.MonkeyPatch) -> None:
    def lax(made: Anchor, spot: anchor._Place) -> AnchorState | None:
        return "shifted" if spot.score >= 6 else None

    monkeypatch.setattr(anchor, "_state", lax)
    with pytest.raises(AssertionError):
        [check(case) for case in cases(TALKS, 600, 1)]
