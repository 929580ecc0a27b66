"""Annotations out and in again, and those of others: what is stored, what is told, and what is never done."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from any_annotations import annotations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kabgraph
from kabgraph import ConflictError, Library, UsageError
from kabgraph.annotations import Store, edit_of, now
from kabgraph.export import format_of
from kabgraph.export.exchange import read_arrivals
from kabgraph.library import parts_of, plan_annotations, store_annotations
from kabgraph.library.arriving import Arrivals

SMALL = Path(__file__).parents[1] / "data" / "small"
PROPOSAL: dict[str, Any] = {
    "talk": "first",
    "kind": "mention",
    "concept": "malchut",
    "mode": "implied",
    "anchor": {
        "passage": "p1",
        "exact": "have to do",
        "prefix": "uestion: What do “ELE” and MA ",
        "suffix": " with Malchut? Bina lowers ELE in",
        "start": 31,
        "end": 41,
    },
    "note": "why",
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kabgraph", "import-annotations", *map(str, arguments)],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def save(folder: Path, data: Any, name: str = "in.json") -> Path:
    path = folder / name
    path.write_text(data if isinstance(data, str) else json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def proposals(*each: dict[str, Any], by: str = "Ruth Lévi") -> dict[str, Any]:
    site = {"title": "A small test ontology", "version": "0123456789ab"}
    return {"format": "kabgraph-proposal/1", "site": site, "by": by, "proposals": list(each)}


def anchored(exact: str, **more: Any) -> dict[str, Any]:
    return {**PROPOSAL, "anchor": {"exact": exact, **more}}


def stored(root: Path) -> dict[str, bytes]:
    files = sorted((root / "corpus/annotations").glob("*/*.yaml"))
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def plan(root: Path, data: Any, name: str = "in.json", **more: Any) -> Any:
    return plan_annotations(kabgraph.load(root), [save(root, data, name)], **more)


# -- proposals


def test_a_proposal_goes_into_the_queue_of_whoever_made_it(copy: Path) -> None:
    path = save(copy, proposals(PROPOSAL))
    before = stored(copy)
    asked = run(path, "--root", copy)
    assert asked.returncode == 2
    assert "'have to do' -> malchut (implied, proposed) [exact]" in asked.stdout
    assert "1 record of first for ruth-levi: proposed" in asked.stderr
    assert "say --yes to write" in asked.stderr
    assert stored(copy) == before
    done = run(path, "--root", copy, "--yes")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        0,
        "wrote corpus/annotations/first/ruth-levi.yaml",
    )
    assert {name: text for name, text in stored(copy).items() if "ruth" not in name} == before
    library = kabgraph.load(copy)
    (record,) = (a for a in library.annotations if a.by == "ruth-levi")
    assert (record.status, record.state, record.origin, record.note) == (
        "proposed",
        "exact",
        "proposal",
        "why",
    )
    assert [(entry.by, entry.did) for entry in record.log] == [("Ruth Lévi", "proposed")]
    assert record.anchor.text == library.annotations[0].anchor.text
    assert [item.record for item in library.queue() if item.sort == "proposed"] == [record]
    assert not [m for m in library.mentions if record.id in m.records]  # nothing counts before it is accepted
    assert not [found for found in library.check() if found.level == "error"]


def test_all_four_kinds_come_in(copy: Path) -> None:
    base = {key: PROPOSAL[key] for key in ("talk", "anchor", "note")}
    link = {"from": "Bina", "type": "gives_to", "to": "malchut"}
    found = plan(
        copy,
        proposals(
            PROPOSAL,
            {**base, "kind": "relation", "relation": link, "stance": "mentions"},
            {**base, "kind": "claim", "claim": {"different": ["bina", "malchut"], "condition": "now"}},
            {**base, "kind": "note", "also": [{"passage": "p2", "exact": "care", "prefix": "Answer: Bina’s ",
                                               "suffix": " reaches the group"}]},
        ),
    )  # fmt: skip
    assert found.findings == ()
    store_annotations(kabgraph.load(copy), found)
    library = kabgraph.load(copy)
    own = {a.kind: a for a in library.annotations if a.by == "ruth-levi"}
    assert set(own) == {"mention", "relation", "claim", "note"}
    assert own["relation"].relation == kabgraph.model.LinkedRelation("bina", "gives_to", "malchut")
    assert own["relation"].stance == "mentions"
    assert own["claim"].claim == kabgraph.model.LinkedClaim("different", ("bina", "malchut"), "now")
    assert [ref for ref, _ in own["note"].places] == ["first#p1", "first#p2"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "note", "concept": None, "mode": None, "note": None}, "A104"),
        ({"kind": "relation"}, "A104"),
        ({"kind": "note", "mode": "named"}, "A103"),
        ({"kind": "claim", "concept": None, "mode": None, "claim": {}}, "A104"),
        ({"concept": None}, "A104"),
        ({"note": "x" * 30_000}, "A105"),
        ({"anchor": {"exact": "care", "start": 9, "end": 3}}, "X105"),
    ],
)
def test_what_a_kind_needs_is_an_error_and_nothing_is_stored(
    copy: Path, change: dict[str, Any], code: str
) -> None:
    found = plan(copy, proposals({**PROPOSAL, **change}, PROPOSAL))
    assert code in [each.code for each in found.findings]
    assert not found.ready
    with pytest.raises(UsageError, match="has problems"):
        store_annotations(kabgraph.load(copy), found)
    result = run(copy / "in.json", "--root", copy, "--yes")
    assert (result.returncode, stored(copy)) == (1, stored(SMALL))
    assert "nothing was stored" in result.stderr
    assert re.search(rf"in\.json:1:\d+: error\[{code}\]", result.stderr)


# -- whose file


@pytest.mark.parametrize(
    ("by", "user", "expected"),
    [
        ("Ruth Lévi", None, "ruth-levi"),
        ("", None, "reader"),
        ("רות", None, "reader"),
        ("../../evil", None, "evil"),
        ("x" * 80, None, "x" * 40),
        ("-", None, "reader"),
        ("Ruth", "teacher1", "teacher1"),
    ],
)
def test_whose_file_it_is(copy: Path, by: str, user: str | None, expected: str) -> None:
    (incoming,) = plan(copy, proposals(PROPOSAL, by=by), user=user).incoming
    assert incoming.record.by == expected


def test_a_user_that_is_no_file_name_is_refused(copy: Path) -> None:
    result = run(save(copy, proposals(PROPOSAL)), "--root", copy, "--user", "../evil", "--yes")
    assert result.returncode == 2
    assert "is no name for a file of annotations" in result.stderr


# -- where the words stand


def test_offsets_are_never_trusted(copy: Path) -> None:
    wrong = {**PROPOSAL, "anchor": {**PROPOSAL["anchor"], "start": 2, "end": 12}}
    found = plan(copy, proposals(wrong))
    (incoming,) = found.incoming
    assert (incoming.record.state, incoming.record.span.start) == ("exact", 31)
    assert [(each.code, each.level) for each in found.findings] == [("X204", "note")]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ({"exact": "Bina raises a part", "passage": "p1"}, "orphan"),
        ({"exact": "group", "passage": "p2"}, "ambiguous"),
        ({"exact": "the group", "passage": "p1"}, "moved?"),
        ({"exact": "the group", "passage": "p2"}, "changed"),
        ({"exact": "the group", "passage": "p7"}, "moved?"),
        ({"exact": "group"}, "moved?"),
        ({"exact": "no such words at all"}, "orphan"),
    ],
)
def test_words_without_a_sure_place_are_stored_without_one_and_told(
    copy: Path, words: dict[str, Any], state: str
) -> None:
    found = plan(copy, proposals({**PROPOSAL, "anchor": words}))
    assert [each.code for each in found.findings] == ["X203"]
    assert "stored without a place" in found.findings[0].remedy
    result = run(copy / "in.json", "--root", copy, "--yes")
    assert "1 record of first for ruth-levi: proposed, 1 without a place" in result.stderr
    (record,) = (a for a in kabgraph.load(copy).annotations if a.by == "ruth-levi")
    assert (record.state, record.span, record.anchor.exact) == (state, None, words["exact"])
    library = kabgraph.load(copy)
    assert not library.check()  # a proposal stops no build, not even a strict one
    assert [each.level for each in library.check(notes=True) if each.code.startswith("A2")] == ["note"]


def test_words_without_a_passage_are_looked_for_in_the_whole_talk(copy: Path) -> None:
    near = {"prefix": "Answer: Bina’s ", "suffix": " reaches the group. A control"}
    (incoming,) = plan(copy, proposals(anchored("care", **near))).incoming
    assert (incoming.record.passage, incoming.record.state) == ("first#p2", "exact")
    (over,) = plan(
        copy, proposals(anchored("into Malchut. Answer: Bina’s care", suffix=" reaches the group"))
    ).incoming
    assert [ref for ref, _ in over.record.places] == ["first#p1", "first#p2"]
    assert [a.exact for a in (over.record.anchor, *over.record.also)] == [
        "into Malchut.",
        "Answer: Bina’s care",
    ]


def test_words_that_stand_alike_in_two_passages_get_neither(copy: Path) -> None:
    talk = copy / "corpus/first.md"
    text = talk.read_text(encoding="utf-8")
    twice = "Question: What do “ELE” and MA have to do with Malchut? Bina lowers ELE into Malchut."
    talk.write_text(f"{text}\n{twice}\n{{: #p3 }}\n", encoding="utf-8")
    near = {"prefix": "uestion: What do “ELE” and MA ", "suffix": " with Malchut? Bina lowers ELE i"}
    found = plan(copy, proposals(anchored("have to do", **near)))
    assert [each.code for each in found.findings] == ["X203"]
    store_annotations(kabgraph.load(copy), found)
    (record,) = (a for a in kabgraph.load(copy).annotations if a.by == "ruth-levi")
    assert (record.span, record.anchor.passage) == (None, "unplaced")


def test_words_with_half_of_their_context_stay_marked_as_weak(copy: Path) -> None:
    near = {"prefix": "Here Bina’s care reaches ", "suffix": ". A control group is something e"}
    found = plan(copy, proposals(anchored("the group", **near)))
    (incoming,) = found.incoming
    assert (incoming.record.passage, incoming.record.state) == ("first#p2", "weak")
    store_annotations(kabgraph.load(copy), found)
    (record,) = (a for a in kabgraph.load(copy).annotations if a.by == "ruth-levi")
    assert record.state == "weak"


def test_blanks_and_line_ends_about_words_are_no_part_of_them(copy: Path) -> None:
    anchor = {"passage": "p2", "exact": " care\n", "prefix": "Answer: Bina’s", "suffix": "reaches the group."}
    (incoming,) = plan(copy, proposals({**PROPOSAL, "anchor": anchor})).incoming
    assert (incoming.record.anchor.exact, incoming.record.state) == ("care", "exact")


# -- names


def test_unknown_talks_and_concepts_are_told_with_the_nearest_and_the_rest_is_stored(copy: Path) -> None:
    link = {"from": "bina", "type": "gives_too", "to": "malchut"}
    relation = {"talk": "first", "kind": "relation", "relation": link, "anchor": PROPOSAL["anchor"]}
    found = plan(
        copy, proposals({**PROPOSAL, "talk": "frist"}, {**PROPOSAL, "concept": "Binna"}, relation, PROPOSAL)
    )
    assert [each.code for each in found.findings] == ["X201", "X202", "X202"]
    said = [each.remedy for each in found.findings]
    assert "did you mean 'first'?" in said[0]
    assert "did you mean 'Bina'" in said[1]
    assert "did you mean 'gives_to'?" in said[2]
    assert (found.ready, len(found.incoming)) == (True, 1)
    only = run(save(copy, proposals({**PROPOSAL, "talk": "frist"})), "--root", copy, "--yes")
    assert (only.returncode, only.stderr.splitlines()[-1]) == (1, "nothing to store")


def test_a_name_that_several_concepts_share_is_not_guessed(copy: Path) -> None:
    (found,) = plan(copy, proposals({**PROPOSAL, "concept": "MA"})).findings
    assert (found.code, found.message) == ("X202", "'MA' may be ma_what or ma45")


# -- twice


def test_what_is_there_already_is_told_and_left_out(copy: Path) -> None:
    path = save(copy, proposals(PROPOSAL, PROPOSAL))
    first = run(path, "--root", copy, "--yes")
    assert "note[X205]: the same is there already" in first.stderr
    after = stored(copy)
    again = run(path, "--root", copy, "--yes")
    assert (again.returncode, stored(copy)) == (0, after)
    assert again.stderr.endswith("nothing to store: all of it is there already\n")
    other = run(path, "--root", copy, "--yes", "--user", "teacher1")
    assert "wrote corpus/annotations/first/teacher1.yaml" in other.stderr


def test_many_that_are_there_are_counted_and_not_listed(copy: Path) -> None:
    each = [anchored("care", prefix="x" * n) for n in range(30)]
    save(copy, proposals(*(each[:1] * 30)))
    result = run(copy / "in.json", "--root", copy, "--yes")
    assert result.stderr.count("note[X205]") == 10
    assert "and 19 more notes" in result.stderr


# -- other programs


def test_rows_of_hypothesis_become_proposals(copy: Path) -> None:
    uri = "http://127.0.0.1:8000/talks/first.html"
    near = {"prefix": "2 Answer: Bina’s care reaches ", "suffix": ". A control group is something e"}
    quote = {"type": "TextQuoteSelector", "exact": "the group", **near}
    row = {
        "uri": uri,
        "user": "acct:ruth@hypothes.is",
        "created": "2026-11-20T08:00:00.5+00:00",
        "text": "why",
        "tags": ["Malchut", "homework"],
        "target": [{"source": uri, "selector": [quote]}],
    }
    note = {**row, "tags": [], "created": "2099-01-01T00:00:00Z"}
    bare = {**row, "tags": [], "text": "", "created": "yesterday"}
    found = plan(copy, {"rows": [row, note, bare], "total": 3})
    assert sorted(each.code for each in found.findings) == ["X202", "X207", "X208"]
    first, second = (incoming.record for incoming in found.incoming)
    assert (first.kind, first.concept, first.status, first.by) == ("mention", "malchut", "proposed", "ruth")
    assert (first.passage, first.origin, first.note) == ("first#p2", "hypothesis", "why")
    assert (first.log[0].at, first.log[0].did) == ("2026-11-20T08:00:00Z", "created")
    assert (second.kind, second.note) == ("note", "why")
    assert second.log[0].at == "2099-01-01T00:00:00Z"


def test_an_address_of_a_concept_names_it(copy: Path) -> None:
    text = (copy / "concepts.yaml").read_text(encoding="utf-8")
    text = text.replace("  malchut:\n", '  malchut:\n    uri: "http://www.wikidata.org/entity/Q1"\n', 1)
    (copy / "concepts.yaml").write_text(text, encoding="utf-8")
    quote = {"exact": "care", "prefix": "Answer: Bina’s ", "suffix": " reaches the group."}
    selector = {"type": "TextQuoteSelector", **quote}
    target = {"source": "https://x.example/talks/first.html", "selector": selector}
    both = ["http://www.wikidata.org/entity/Q1", "https://x.example/concepts/bina.html"]
    item = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "body": both,
        "target": target,
    }
    found = plan(copy, item)
    assert found.findings == ()
    assert [incoming.record.concept for incoming in found.incoming] == ["malchut", "bina"]


# -- our own, out and in


@pytest.mark.parametrize("name", ["webanno", "flat", "annotations-csv"])
def test_the_project_s_records_come_back_byte_by_byte(project: Path, tmp_path: Path, name: str) -> None:
    root = tmp_path / "own"
    root.mkdir()
    shutil.copy(project / "concepts.yaml", root)
    shutil.copytree(project / "corpus", root / "corpus", ignore=shutil.ignore_patterns(".lock"))
    before = stored(root)
    format_ = "webanno" if name == "flat" else name
    ending = format_of(format_).ending
    path = kabgraph.load(root).export(format_, root / f"out.{ending}", flat=name == "flat")
    shutil.rmtree(root / "corpus/annotations")
    done = run(path, "--root", root, "--as-decisions", "--yes")
    assert done.returncode == 0, done.stderr
    assert stored(root) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(data=st.data(), name=st.sampled_from(["webanno", "flat", "annotations-csv"]))
def test_records_of_every_kind_come_back_byte_by_byte(
    small: Library, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, name: str
) -> None:
    own = data.draw(st.lists(annotations(small), min_size=1, max_size=4, unique_by=lambda a: a.id))
    root = tmp_path_factory.mktemp("own")
    shutil.copytree(SMALL, root, dirs_exist_ok=True)
    shutil.rmtree(root / "corpus/annotations")
    for record in own:
        order = {"first": {"p1": 0, "p2": 1, "p9": 9}.__getitem__}
        Store(root / "corpus", record.by).save([edit_of(record)], order)
    before, library = stored(root), kabgraph.load(root)
    assert len(library.annotations) == len(own)
    format_ = "webanno" if name == "flat" else name
    path = library.export(format_, root / f"out.{format_of(format_).ending}", flat=name == "flat")
    shutil.rmtree(root / "corpus/annotations")
    library = kabgraph.load(root)
    found = plan_annotations(library, [path], as_decisions=True)
    assert not [each for each in found.findings if each.level == "error"]
    store_annotations(library, found)
    assert stored(root) == before


def test_as_proposals_only_what_says_yes_comes_in(copy: Path) -> None:
    library = kabgraph.load(copy)
    one = library.annotations[0]
    each = [
        replace(one, id=f"a-0000000{n}", status=status)
        for n, status in enumerate(("accepted", "rejected", "skipped", "retired", "proposed"))
    ]
    parts = replace(parts_of(library), annotations=tuple(each))
    text = format_of("webanno").write(parts).decode()
    (copy / "corpus/annotations/first/editors.yaml").unlink()
    found = plan(copy, text, "a.jsonld")
    assert sorted(each.code for each in found.findings) == ["X205", "X206", "X206", "X206"]
    (incoming,) = found.incoming
    assert (incoming.record.id, incoming.record.status) == ("a-00000000", "proposed")
    assert [entry.did for entry in incoming.record.log] == ["created", "proposed"]
    kept = plan(copy, text, "a.jsonld", as_decisions=True)
    assert [incoming.record.status for incoming in kept.incoming] == [record.status for record in each]


def test_a_record_with_other_content_is_never_written_over(copy: Path) -> None:
    library = kabgraph.load(copy)
    text = format_of("webanno").write(parts_of(library)).decode()
    changed = text.replace("to lower is what one does who stands above", "another reason")
    before = stored(copy)
    found = plan(copy, changed, "a.jsonld", as_decisions=True)
    assert sorted(each.code for each in found.findings) == ["X205", "X205", "X205", "X209"]
    assert found.incoming == ()
    result = run(copy / "a.jsonld", "--root", copy, "--as-decisions", "--yes")
    assert (result.returncode, stored(copy)) == (1, before)


# -- all or nothing


def test_a_file_that_only_a_person_can_mend_stops_all(copy: Path) -> None:
    broken = copy / "corpus/annotations/first/zoe.yaml"
    broken.write_text(
        "format: kabgraph-annotations/1\ntalk: first\nannotations: [{a: 1}]\n", encoding="utf-8"
    )
    library = kabgraph.load(copy)
    path = save(copy, proposals(PROPOSAL, by="Ann"))
    other = save(copy, proposals(PROPOSAL, by="Zoe"), "other.json")
    found = plan_annotations(library, [path, other])
    before = stored(copy)
    with pytest.raises(ConflictError, match="no list of records"):
        store_annotations(library, found)
    assert stored(copy) == before
    result = run(path, other, "--root", copy, "--yes")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert stored(copy) == before


def test_a_file_that_cannot_be_read_is_told(copy: Path) -> None:
    result = run(copy / "nothing.json", copy, "--root", copy, "--yes")
    assert result.returncode == 1
    assert "error[S103]" in result.stderr
    assert "error[S101]" in result.stderr


def test_signs_that_mislead_the_eye_are_told(copy: Path) -> None:
    text = json.dumps(proposals({**PROPOSAL, "note": "a\u202eb"}))
    found = plan(copy, text)
    assert [each.code for each in found.findings] == ["S302"]


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**12)
    | st.floats(-2, 2)
    | st.sampled_from(["", "x", "first"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["type", "x", "id"]), inner, max_size=2)
    ),
    max_leaves=4,
)


def _spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(spot for key, each in inner for spot in _spots(each, (*path, key)))]


def _base(which: str, library: Library) -> Any:
    if which == "proposal":
        return deepcopy(proposals({**PROPOSAL, "also": [PROPOSAL["anchor"]]}))
    if which == "webanno":
        return json.loads(format_of("webanno").write(parts_of(library)))
    quote = {"type": "TextQuoteSelector", "exact": "care", "prefix": "", "suffix": ""}
    uri = "https://x.example/talks/first.html"
    more = {"tags": ["Bina"], "text": "a", "user": "u", "created": "2026-11-20T08:00:00Z", "references": []}
    return {"rows": [{"uri": uri, "target": [{"source": uri, "selector": [quote]}], **more}]}


@settings(max_examples=300)
@given(data=st.data(), which=st.sampled_from(["proposal", "webanno", "hypothesis"]), keep=st.booleans())
def test_any_value_in_any_place_ends_in_words(
    small: Library, data: st.DataObject, which: str, keep: bool
) -> None:
    inner = whole = [_base(which, small)]
    *path, last = data.draw(st.sampled_from(_spots(whole)[1:]))
    for step in path:
        inner = inner[step]
    inner[last] = data.draw(VALUES)
    arrived, findings = read_arrivals(json.dumps(whole[0]), "in.json")
    arrivals = Arrivals(small, None, keep, now())
    for each in arrived:
        arrivals.take(each)
    assert all(str(found).startswith("in.json:") for found in (*findings, *arrivals.findings))


# -- the collected hostile files


def _as_ours(case: str, data: dict[str, Any]) -> dict[str, Any]:
    """A case in the shape of ours that has a place for what is wrong in it."""
    target, body = data["target"], data["body"]
    anchor = {key: target[key] for key in ("prefix", "suffix", "start", "end") if key in target}
    anchor["exact"] = target["quote"]
    if case in ("traversal-id", "future-date"):
        quote = {
            "type": "TextQuoteSelector",
            **{k: v for k, v in anchor.items() if k not in ("start", "end")},
        }
        source = f"https://x.example/talks/{target['talk']}.html"
        page = f"https://x.example/concepts/{body['concept']}.html"
        own = {"kabgraph:kind": "mention"} if case == "traversal-id" else {}
        return {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            **{key: data[key] for key in ("id", "created") if key in data},
            "type": "Annotation",
            "body": page,
            "target": {"source": source, "selector": quote},
            **own,
        }
    proposal = {"talk": target["talk"], "kind": "mention", **body, "anchor": anchor}
    return proposals(proposal, by=data["creator"])


CASES = {
    "torn": ("reject", "S401"),
    "truncated-to-zero": ("reject", "S401"),
    "traversal-talk": ("reject", "X105"),
    "traversal-id": ("reject", "X105"),
    "offset-negative": ("reject", "X105"),
    "float-offset": ("reject", "X105"),
    "offset-swapped": ("reject", "X105"),
    "huge-note": ("reject", "A105"),
    "offset-beyond": ("accept_with_warning", "X203"),
    "quote-changed": ("accept_with_warning", "X203"),
    "quote-many": ("accept_with_warning", "X203"),
    "future-date": ("accept_with_warning", "X208"),
    "unknown-concept": ("reject", "X202"),
}


@pytest.fixture
def residence(tmp_path: Path, project: Path) -> Path:
    root = tmp_path / "own"
    (root / "corpus").mkdir(parents=True)
    shutil.copy(project / "concepts.yaml", root)
    shutil.copy(project / "corpus/place-of-residence.md", root / "corpus")
    text = (root / "corpus/place-of-residence.md").read_text(encoding="utf-8")
    extra = "First of all Bina lowers a part of herself, and the rest of it the others take.\n{: #p99 }\n"
    (root / "corpus/place-of-residence.md").write_text(f"{text}\n{extra}", encoding="utf-8")
    return root


@pytest.mark.parametrize("case", CASES)
def test_the_collected_cases(residence: Path, shared: Path, case: str) -> None:
    raw = (shared / "cases" / f"annotation__{case}.json").read_text(encoding="utf-8")
    index = yaml.safe_load((shared / "cases/index.yaml").read_text(encoding="utf-8"))
    expect = next(c["expect"] for c in index["cases"] if c["id"] == f"annotation/{case}")
    outcome, code = CASES[case]
    assert outcome in (expect["outcome"], expect.get("also_ok"))
    sound = case not in ("torn", "truncated-to-zero")
    path = save(residence, _as_ours(case, json.loads(raw)) if sound else raw)
    content = path.read_bytes()
    result = run(path, "--root", residence, "--yes")
    said = next(line for line in result.stderr.splitlines() if f"[{code}]" in line)
    assert re.match(rf"{re.escape(path.as_posix())}:\d+:\d+: (error|warning)\[{code}\]: .+; .+", said)
    assert "Traceback" not in result.stderr
    assert path.read_bytes() == content
    assert result.returncode == (1 if outcome == "reject" else 0)
    records = kabgraph.load(residence).annotations
    assert len(records) == (0 if outcome == "reject" else 1)
    if "names" in expect:
        assert expect["names"] in said
    if case in ("quote-changed", "quote-many", "offset-beyond"):
        assert records[0].span is None
        assert records[0].status == "proposed"
        assert [item.sort for item in kabgraph.load(residence).queue() if item.record] == ["lost"]
    files = {file.name for file in residence.rglob("*") if file.is_file()}
    assert files <= {"concepts.yaml", "place-of-residence.md", "in.json", "t1.yaml", "reader.yaml", ".lock"}


def test_every_collected_case_is_looked_at(shared: Path) -> None:
    names = {path.stem.partition("__")[2] for path in (shared / "cases").glob("annotation__*.json")}
    assert names == set(CASES)


def test_a_torn_file_hides_no_other(residence: Path, shared: Path) -> None:
    """The one bad file is told; with it nothing is stored, and what is there stays as it is."""
    torn = shared / "cases/annotation__torn.json"
    good = save(residence, proposals({**PROPOSAL, "talk": "place-of-residence", "concept": "bina"}))
    both = run(torn, good, "--root", residence, "--yes")
    assert (both.returncode, stored(residence)) == (1, {})
    alone = run(good, "--root", residence, "--yes")
    assert (alone.returncode, len(kabgraph.load(residence).annotations)) == (0, 1)
