"""Score the matcher on the source talks, where they are at hand.

Usage: python tests/gold/gold_score.py [SHARED]

Imports the source talks into a new folder, with this project's concepts.yaml, and prints precision
and recall: of each mention against the gold sample (surface, concept and offsets), and of the
concepts that each passage of both talks names.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

from kabgraph import Library, load
from kabgraph.corpus import apply, plan_import

PROJECT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("KABGRAPH_SHARED", PROJECT.parent / "shared"))
TALKS = ("place-of-residence", "give-yourself-to-the-friends-without-leaving-out-anything")
Row = tuple[str, int, int, str, str]


@dataclass(frozen=True)
class Score:
    """Expected and found sets of one measure."""

    name: str
    expected: frozenset[object]
    found: frozenset[object]

    @property
    def precision(self) -> float:
        return len(self.expected & self.found) / max(1, len(self.found))

    @property
    def recall(self) -> float:
        return len(self.expected & self.found) / max(1, len(self.expected))

    def __str__(self) -> str:
        enough = "yes" if min(self.precision, self.recall) >= 0.95 else "no"
        counts = f"{len(self.expected)} | {len(self.found)}"
        return f"| {self.name} | {counts} | {self.precision:.3f} | {self.recall:.3f} | {enough} |"


def imported(shared: Path, folder: Path) -> Library:
    """The source talks, imported into ``folder`` beside a copy of concepts.yaml."""
    shutil.copy(PROJECT / "concepts.yaml", folder)
    apply(plan_import(sorted((shared / "talks").glob("*.txt")), folder / "corpus"))
    return load(folder)


def ref_of(talk: int, paragraph: int) -> str:
    """The project's ref of the source's paragraph."""
    return f"{TALKS[talk - 1]}#p{paragraph}"


def score_sample(library: Library, shared: Path) -> Score:
    """Mentions of the sample's passages, titles aside: a title is no passage."""
    sample = json.loads((shared / "gold" / "mentions-sample.json").read_text(encoding="utf-8"))
    expected: set[Row] = set()
    passages: set[str] = set()
    for entry in sample:
        if entry["role"] == "title":
            continue
        ref = ref_of(entry["talk"], entry["paragraph"])
        passages.add(ref)
        for mention in entry["mentions"]:
            expected.update(
                (ref, *span, mention["surface"], mention["concept"]) for span in mention["offsets"]
            )
    found = {
        (m.passage, m.start, m.end, m.surface, m.concept or "")
        for m in library.mentions
        if m.mode == "named" and m.passage in passages
    }
    return Score("mentions of the sample", frozenset(expected), frozenset(found))


def score_passages(library: Library, shared: Path) -> Score:
    """Concepts named in each passage of both talks."""
    facts = yaml.safe_load((shared / "domain" / "facts.yaml").read_text(encoding="utf-8"))
    expected = {
        (ref_of(p["talk"], p["paragraph"]), concept)
        for p in facts["passages"]
        if p["role"] != "title"
        for concept in p["concepts"]
    }
    found = {(m.passage, m.concept or "") for m in library.mentions if m.mode == "named"}
    return Score("concepts by passage, both talks", frozenset(expected), frozenset(found))


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    with tempfile.TemporaryDirectory() as folder:
        library = imported(shared, Path(folder))
        scores = [score_sample(library, shared), score_passages(library, shared)]
    print("| measure | expected | found | precision | recall | at least 0.95 |\n|---|---|---|---|---|---|")
    for score in scores:
        print(score)
    for score in scores:
        for missing in sorted(score.expected - score.found, key=str):
            print(f"missing: {missing}")
        for extra in sorted(score.found - score.expected, key=str):
            print(f"extra:   {extra}")
    return 0 if all(min(score.precision, score.recall) >= 0.95 for score in scores) else 1


if __name__ == "__main__":
    raise SystemExit(main())
