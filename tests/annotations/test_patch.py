"""A record that moves keeps every byte but its anchors; what cannot be changed surely is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kabgraph.annotations import as_lines, patched
from kabgraph.model import Address, Anchor, Annotation, LogEntry, TalkId

OLD = Anchor("p2", "care", "Answer: Bina’s ", " reaches", 15, 19, "sha256:0123456789ab")
NEW = replace(OLD, start=20, end=24, prefix="Now, Bina’s ", text="sha256:ba9876543210")
ENTRY = LogEntry("2026-11-22T10:04:00Z", "ann", "reanchored")
RECORD = Annotation(
    id="a-00000005",
    talk=TalkId("first"),
    concept="bina",
    mode="named",
    status="accepted",
    anchor=OLD,
    by="ann",
    state="shifted",
    span=None,
    address=Address(""),
    note="why",
    log=(LogEntry("2026-11-22T10:00:00Z", "ann", "accepted"),),
)


def moved(record: Annotation) -> Annotation:
    return replace(record, anchor=NEW, also=tuple(NEW for _ in record.also))


@pytest.mark.parametrize("record", [RECORD, replace(RECORD, log=()), replace(RECORD, also=(OLD, OLD))])
def test_our_own_lines_become_what_we_would_write(record: Annotation) -> None:
    new = moved(record)
    assert patched(as_lines(record), record, new, ENTRY) == as_lines(replace(new, log=(*record.log, ENTRY)))


HAND_WRITTEN = """\
- status: accepted   # sure
  id: 'a-00000005'
  mode: named
  concept: bina
  log: [ {at: "2026-11-22T10:00:00Z", by: ann, did: accepted} ]  # one
  # where it stands
  anchor: {text: 'sha256:0123456789ab', exact: care, start: 15,
           end:    19, passage: p2, suffix: " reaches",
           prefix: "Answer: Bina’s "}
"""


def test_a_hand_written_record_keeps_its_remarks_its_order_and_its_spaces() -> None:
    new = patched(HAND_WRITTEN, RECORD, moved(RECORD), ENTRY)
    expected = HAND_WRITTEN.replace("start: 15", "start: 20").replace("end:    19", "end:    24")
    expected = expected.replace("'sha256:0123456789ab'", '"sha256:ba9876543210"')
    expected = expected.replace('prefix: "Answer:', 'prefix: "Now,')
    said = '{at: "2026-11-22T10:04:00Z", by: ann, did: reanchored}'
    assert new == expected.replace(" ]  # one", f" , {said}]  # one")


def test_a_log_that_is_written_in_lines_of_its_own_goes_on() -> None:
    lines = as_lines(RECORD).replace(
        '  - {at: "2026-11-22T10:00:00Z", by: ann, did: accepted}\n',
        '  - at: "2026-11-22T10:00:00Z"\n    by: ann\n    did: accepted  # first\n',
    )
    new = patched(lines, RECORD, moved(RECORD), ENTRY)
    assert new is not None
    assert new.endswith('  # first\n  - {at: "2026-11-22T10:04:00Z", by: ann, did: reanchored}\n')


@pytest.mark.parametrize(
    "lines",
    [
        as_lines(RECORD).replace("start: 15", "start: 16"),
        as_lines(RECORD).replace("exact: ", "exact:\n      "),
        as_lines(RECORD).replace('"Answer: Bina’s "', "|\n      x"),
        as_lines(RECORD).replace("  log:", "  log: &log"),
        "- x\n",
        "",
        "- [",
    ],
)
def test_lines_that_are_others_by_now_or_odd_are_changed_rightly_or_not_at_all(lines: str) -> None:
    new = patched(lines, RECORD, moved(RECORD), ENTRY)
    assert new is None or ("exact:\n" in lines and "start: 20" in new)
