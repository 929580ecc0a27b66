"""The marks of this project's own talks, and how the library counts them."""

from __future__ import annotations

from collections import Counter

from kabgraph import Library


def test_every_mark_stands_exactly_where_it_was_made(library: Library) -> None:
    assert len(library.annotations) > 50
    assert {annotation.state for annotation in library.annotations} == {"exact"}
    for annotation in library.annotations:
        assert annotation.span is not None
        assert library.passage(annotation.passage).text[annotation.span.slice] == annotation.anchor.exact
        assert annotation.note
        assert annotation.origin == "editorial"


def test_the_talk_that_names_none_of_the_main_terms_is_linked_as_well(library: Library) -> None:
    second = library.talk("give-yourself-to-the-friends-without-leaving-out-anything")
    for passage in second.passages:
        modes = Counter(mention.mode for mention in library.mentions_in(passage.ref))
        assert modes["implied"] + modes["analogy"] >= 3, passage.ref
    assert "bina" in {mention.concept for p in second.passages for mention in library.mentions_in(p.ref)}


def test_marks_are_mentions_in_the_order_of_the_text(small: Library) -> None:
    found = small.mentions_in("first#p2")
    assert [(m.surface, m.concept, m.mode) for m in found] == [
        ("Bina", "bina", "named"),
        ("care reaches", "ele", "implied"),
        ("care", "malchut", "implied"),
        ("the group", "lower_part", "implied"),
        ("group", "group", "named"),
    ]
    mark = found[1]
    assert (mark.rule, mark.label, mark.contained) == ("what reaches down is ELE", "care reaches", False)
    assert [m.mode for m in small.mentions_of("bina")] == ["named", "analogy", "named"]


def test_passages_are_found_by_name_unless_implied_is_asked_for(small: Library) -> None:
    assert [p.ref for p in small.passages("ELE")] == ["first#p1"]
    assert [p.ref for p in small.passages("ELE", implied=True)] == ["first#p1", "first#p2"]
    assert len(small["ELE"].passages(implied=True)) == 2


def test_the_repr_tells_the_mode(small: Library) -> None:
    assert "'care reaches' -> ele (implied)" in repr(small.mentions_of("ele"))
    assert "'care reaches' -> ele (implied, accepted) [exact]" in repr(small.annotations)


def test_the_graph_keeps_names_and_marks_apart(small: Library) -> None:
    edges = small.graph.get_edge_data("first#p2", "ele")
    assert {(key, data["mode"]) for key, data in edges.items()} == {("implied.15-27", "implied")}
