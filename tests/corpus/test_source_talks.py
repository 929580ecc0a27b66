"""The talks as they were published: found whole, with their titles, passages and speakers."""

import re
from pathlib import Path

from kabgraph.corpus import apply, plan_import, read_corpus
from kabgraph.text import normalise


def test_the_two_talks_with_12_and_4_passages(shared: Path, tmp_path: Path) -> None:
    [path] = sorted((shared / "talks").glob("*.txt"))
    made = plan_import([path], tmp_path / "corpus")
    assert (made.ready, made.findings) == (True, ())
    apply(made)
    talks, findings = read_corpus(tmp_path / "corpus", tmp_path)
    assert findings == ()
    second, first = talks
    assert (first.id, len(first.passages)) == ("place-of-residence", 12)
    assert second.id == "give-yourself-to-the-friends-without-leaving-out-anything"
    assert [passage.id for passage in second.passages] == ["p1", "p2", "p3", "p4"]
    assert [passage.roles for passage in first.passages] == [("question",)] + [("answer",)] * 11
    assert {passage.roles for passage in second.passages} == {()}
    whole = " ".join(
        [first.title, *(p.text for p in first.passages), second.title, *(p.text for p in second.passages)]
    )
    assert whole == normalise(path.read_text(encoding="utf-8"))
    assert len(re.findall("[‘’“”]", whole)) == 11
    assert whole.count("'") == 1
    assert len(first.passages[11].sentences) == 5
    assert [p.id for p in first.passages if p.text.startswith("This is what")] == ["p8", "p11"]
