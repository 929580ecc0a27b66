"""Who does what: each part once, with the passages that are there."""

from __future__ import annotations

from collections import Counter

import pytest

from kabgraph import Library, UnknownNameError


def test_every_role_of_every_event_is_a_row(library: Library) -> None:
    rows = Counter((row.concept, row.role, row.event) for row in library.roles())
    roles = [
        (role.concept, role.name, event.id)
        for event in library.ontology.events.values()
        for role in event.roles
        if role.concept
    ]
    assert rows == Counter(roles)


def test_a_concept_a_role_and_what_is_read_into_the_words(library: Library) -> None:
    assert {row.event for row in library.roles("ELE", "theme")} == {"lowering-of-ele"}
    means = library.roles("ELE").where(role="instrument")
    assert [(row.event, row.inferred) for row in means] == [("rise-of-malchut", True)]
    assert library.roles(role="agent") == library.roles().where(role="agent")
    with pytest.raises(UnknownNameError):
        library.roles("Nobody")


def test_evidence_that_the_folder_lacks_is_left_out(small: Library) -> None:
    alone = Library(small.root, small.ontology, [small.talk("second")], (), "v")
    assert [row.evidence for row in alone.roles("Bina")] == [(), ()]
