from __future__ import annotations

from collections.abc import Callable
from typing import get_args
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from kabgraph.drawing import Detail, Part, Rail, Step, StepKind, draw_strip
from kabgraph.drawing.steps import draw_step

RAILS = [Rail("up", "Above"), Rail("down", "Below")]
LOWERING = Step(
    "move",
    (Part("part", "חלק", "he", "part.html"),),
    "lowers",
    source="up",
    goal="down",
    stays=(Part("rest"),),
    leads="makes possible",
    label="Lowering",
)
RISE = Step("move", (Part("low"),), "rises into", source="down", goal="up", by=Part("part"), label="Rise")
CHANGE = Step(
    "change",
    (Part("old"), Part("new")),
    "becomes",
    goal="up",
    details=(Detail("ה", "goes out", "he"), Detail("י", "comes in", "he")),
)

texts = st.sampled_from(
    ["", "a", "מלכות", "true reality", "w" * 200, "<b>&\"'", "x\u202ey", "seven long words in one row"]
)
parts = st.builds(Part, texts, texts, st.just("he"), st.sampled_from(["", "x.html"]))
rails = st.sampled_from(["", "up", "down", "nowhere"])
steps = st.builds(
    Step,
    st.sampled_from(get_args(StepKind)),
    st.lists(parts, max_size=6).map(tuple),
    texts,
    texts,
    rails,
    rails,
    st.lists(parts, max_size=3).map(tuple),
    st.none() | parts,
    texts,
    rails,
    st.lists(st.builds(Detail, texts, texts), max_size=3).map(tuple),
    texts,
    texts,
)


@given(st.lists(steps, max_size=6), st.sampled_from([[], RAILS[:1], RAILS, [*RAILS, Rail("deep", "Deep")]]))
@settings(max_examples=150, deadline=None)
def test_any_strip_is_well_formed(
    checked: Callable[[str], Element], given_: list[Step], on: list[Rail]
) -> None:
    strip = draw_strip(on, given_)
    checked(strip.wide + "".join(strip.steps))
    assert len(strip.steps) == len(given_)
    assert strip == draw_strip(on, given_)


@given(steps, st.sampled_from([300, 346, 532, 1092]))
@settings(max_examples=300, deadline=None)
def test_a_step_keeps_to_its_column(step: Step, limit: int) -> None:
    assert draw_step(step, {"up": 0, "down": 104}, limit).width <= limit


def test_three_steps_stand_side_by_side() -> None:
    strip = draw_strip(RAILS, [LOWERING, RISE, CHANGE])
    assert strip.columns == 3
    assert strip.wide.count("kg-ghost") == 3
    assert "makes possible" in strip.wide
    assert "by means of" in strip.wide


def test_what_goes_down_is_drawn_down(checked: Callable[[str], Element]) -> None:
    turns = {
        step.verb: [end.get("transform", "") for end in checked(draw_strip(RAILS, [step]).wide).iter("path")]
        for step in (LOWERING, RISE)
    }
    assert any(turn.endswith("rotate(90)") for turn in turns["lowers"])
    assert any(turn.endswith("rotate(-90)") for turn in turns["rises into"])


@pytest.mark.parametrize("kind", ["stages", "mediation", "union", "other"])
def test_kinds_without_places_need_no_rails(kind: StepKind, checked: Callable[[str], Element]) -> None:
    step = Step(kind, (Part("one"), Part("two"), Part("three")), "joins", "with")
    strip = draw_strip([], [step])
    checked(strip.wide)
    assert strip.wide.count("kg-box") == 3


def test_golden(snapshot: SnapshotAssertion) -> None:
    strip = draw_strip(RAILS, [LOWERING, CHANGE], 880)
    assert strip.wide.replace("><", ">\n<") == snapshot(name="wide")
    assert strip.steps[0].replace("><", ">\n<") == snapshot(name="narrow")


def test_no_word_is_cut_where_fewer_columns_hold_it() -> None:
    steps = [LOWERING, RISE, CHANGE, Step("change", (Part("a long former name"), Part("new")), "becomes")]
    strip = draw_strip(RAILS, steps)
    assert "…" not in strip.wide
    assert strip.columns < len(steps)


def test_a_long_name_takes_two_lines_of_its_box() -> None:
    step = Step("move", (Part("the limit that is set"),), "falls", source="up", goal="down")
    drawn = draw_step(step, {"up": 0, "down": 104}, 300)
    assert not drawn.cut
    assert ">the limit that is</text>" in drawn.svg
