"""Two annotators compared: what counts, what does not, and figures that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kabgraph
from kabgraph import Library, UnknownNameError, UsageError
from kabgraph.library import Agreement, annotators, pairs_of_annotators, why_apart
from kabgraph.library.agreement import DOMINANT, FEW
from kabgraph.model import Annotation, Span


@pytest.fixture(scope="module")
def two(two_annotators: Path) -> Library:
    return kabgraph.load(two_annotators)


@pytest.fixture(scope="module")
def agreement(two: Library) -> Agreement:
    return two.compare("ada", "ben")


def with_marks(library: Library, marks: list[Annotation]) -> Library:
    talks = list(library.talks)
    return Library(library.root, library.ontology, talks, (), library.version, annotations=marks)


def test_the_figures_are_those_worked_out_by_hand(agreement: Agreement) -> None:
    row = agreement.overall
    assert (row.both, row.alike, row.only_one, row.only_other) == (3, 1, 1, 2)
    # By chance two of nine pairs are alike: one named of three with two named of three.
    assert row.observed.value == pytest.approx(1 / 3)
    assert row.kappa.value == pytest.approx((3 / 9 - 2 / 9) / (1 - 2 / 9))
    # Six labels, three of them one: 4/6 observed against 24/30 expected.
    assert row.alpha.value == pytest.approx(1 - (4 / 6) / (24 / 30))
    assert row.strict.value == pytest.approx(1 / 6)
    assert row.strict_alpha.value is not None
    assert row.strict_alpha.value < row.alpha.value
    assert row.caution == f"few, under {FEW}"
    assert repr(agreement) == (
        "ada and ben in 1 talks: 6 occurrences, 3 decided by both, 1 alike; "
        "observed 0.33, kappa 0.14, alpha 0.17, strict 0.17"
    )


def test_each_concept_has_its_row_and_the_rows_add_up(agreement: Agreement) -> None:
    assert [row.concept for row in agreement.concepts] == ["malchut", "bina", "ele", "group", "lower_part"]
    for name in ("both", "alike", "only_one", "only_other"):
        total = sum(getattr(row, name) for row in agreement.concepts)
        assert total == getattr(agreement.overall, name)
    ele = agreement.concepts[2]
    assert (ele.observed.value, ele.kappa.value, ele.alpha.value) == (1.0, None, None)
    ((reason, names),) = ele.undefined.items()
    assert "one and the same" in reason
    assert names == ("kappa", "alpha", "strict alpha")
    assert list(agreement.concepts[3].undefined.values()) == [("observed", "kappa", "alpha")]
    assert agreement.overall.undefined == {}


def test_overlapping_words_are_one_occurrence_with_its_sentence(agreement: Agreement) -> None:
    first, second = agreement.disagreements
    assert (first.concept, first.surface) == ("bina", "Bina")
    assert first.labels == ("rejected", "accepted as named")
    assert (second.concept, second.surface) == ("malchut", "lowers ELE into Malchut")
    assert second.labels == ("accepted as implied", "accepted as analogy")
    assert second.quote.text == "Bina lowers ELE into Malchut."
    assert [second.quote.passage.text[mark.slice] for mark in second.quote.marks] == [
        "lowers ELE into Malchut",
        "into Malchut",
    ]
    assert [mark.note for mark in second.other.annotations] == ["a picture"]


def test_who_is_silent_may_have_chosen_another_concept(agreement: Agreement) -> None:
    (group,) = agreement.only_one
    assert (group.concept, group.labels) == ("group", ("accepted as named", None))
    assert group.other.instead == ("lower_part",)
    care, lower = agreement.only_other
    assert (care.concept, care.one.instead) == ("malchut", ())
    assert (lower.concept, lower.one.instead) == ("lower_part", ("group",))


def test_retired_skipped_and_lost_marks_stand_apart(agreement: Agreement) -> None:
    assert {mark.id: why_apart(mark) for mark in agreement.apart} == {
        "a-00000005": "retired",
        "a-00000006": "skipped",
        "a-10000006": "without a place: orphan",
    }
    counted = {m.id for o in agreement.occurrences for v in (o.one, o.other) for m in v.annotations}
    assert len(counted) == 9
    assert counted.isdisjoint(mark.id for mark in agreement.apart)


def test_only_talks_that_both_worked_in_are_compared(two: Library, agreement: Agreement) -> None:
    assert annotators(two) == {
        "ada": ("first", "second"),
        "ben": ("first",),
        "editors": ("first", "second"),
    }
    assert (agreement.talks, agreement.alone) == (("first",), ("second",))
    nothing = two.compare("ada", "ben", talk="second")
    assert nothing.why == "ada and ben have marked no talk in common"
    assert (nothing.overall.both, nothing.occurrences, nothing.alone) == (0, (), ("second",))
    assert two.compare("ada", "editors").talks == ("first", "second")
    assert pairs_of_annotators(two) == (("ada", "ben"), ("ada", "editors"), ("ben", "editors"))


def test_what_lies_apart_in_a_talk_of_one_is_not_listed(two: Library) -> None:
    marks = [replace(m, status="retired") if m.id == "a-00000007" else m for m in two.annotations]
    agreement = with_marks(two, marks).compare("ada", "ben")
    assert {mark.talk for mark in agreement.apart} == {"first"}


def test_neither_comes_first(two: Library, agreement: Agreement) -> None:
    turned = two.compare("ben", "ada")
    row, other = agreement.overall, turned.overall
    assert replace(other, only_one=other.only_other, only_other=other.only_one) == row
    assert [o.labels[::-1] for o in turned.occurrences] == [o.labels for o in agreement.occurrences]


def test_names_that_are_not_known_answer_with_the_nearest(two: Library) -> None:
    with pytest.raises(UnknownNameError, match="no annotator is called 'benn'; did you mean 'ben'"):
        two.compare("ada", "benn")
    with pytest.raises(UnknownNameError, match="did you mean 'first'"):
        two.compare("ada", "ben", "frist")
    with pytest.raises(UsageError, match="name two"):
        two.compare("ada", "ada")


def test_a_correction_counts_as_what_was_accepted_and_two_modes_as_both(two: Library) -> None:
    marks = list(two.annotations.where(talk="first", by="ada", concept="malchut", status="accepted"))
    (mark,) = marks
    span = mark.span or Span(0, 0)
    narrow = replace(mark, id="a-a", span=Span(span.end - 7, span.end), status="rejected")
    second = replace(mark, id="a-b", mode="named")
    theirs = replace(mark, id="a-c", by="ben")
    (corrected,) = with_marks(two, [mark, narrow, theirs]).compare("ada", "ben").occurrences
    assert corrected.labels == ("accepted as implied",) * 2
    assert (corrected.alike, len(corrected.one.annotations)) == (True, 2)
    (twice,) = with_marks(two, [mark, second, theirs]).compare("ada", "ben").disagreements
    assert twice.labels == ("accepted as named and implied", "accepted as implied")


def test_marks_that_touch_are_two_and_a_long_one_joins_what_it_covers(two: Library) -> None:
    (mark,) = two.annotations.where(id="a-00000001")
    span = mark.span or Span(0, 0)
    beside = replace(mark, id="a-a", by="ben", span=Span(span.end, span.end + 4))
    assert len(with_marks(two, [mark, beside]).compare("ada", "ben").occurrences) == 2
    whole = replace(mark, id="a-b", by="ben", span=Span(0, span.end + 4))
    (one,) = with_marks(two, [mark, beside, whole]).compare("ada", "ben").occurrences
    assert one.span == whole.span


def test_nothing_in_common_is_said(two: Library) -> None:
    (mark,) = two.annotations.where(id="a-00000001")
    elsewhere = replace(mark, id="a-a", by="ben", concept="bina")
    apart = with_marks(two, [mark, elsewhere]).compare("ada", "ben")
    assert apart.why == "ada and ben have decided on no words in common"
    assert apart.overall.strict.value == 0
    retired = [replace(each, status="retired") for each in (mark, elsewhere)]
    assert "has a decision there that counts" in with_marks(two, retired).compare("ada", "ben").why


def test_one_verdict_that_nearly_all_have_is_a_caution(two: Library) -> None:
    (mark,) = two.annotations.where(id="a-00000001")
    marks = [
        replace(mark, id=f"{by}{n}", by=by, span=Span(n, n + 1), status=status)
        for n in range(FEW)
        for by, status in (("ada", "accepted"), ("ben", "rejected" if n < 2 else "accepted"))
    ]
    row = with_marks(two, marks).compare("ada", "ben").overall
    assert (row.both, row.observed.value, row.kappa.value) == (FEW, 0.9, 0.0)
    assert (FEW * 2 - 2) / (FEW * 2) >= DOMINANT
    assert row.caution == "nearly all accepted as named"
